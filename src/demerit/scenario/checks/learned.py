"""The learned score: dates that leave time to learn, something to be shown, something to be learnt."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from demerit.calendar import text_of
from demerit.scenario.checks.found import Found
from demerit.scenario.checks.sight import sources_of

if TYPE_CHECKING:
    from demerit.scenario.regime import Regime

SECTION = "learned_score"


def dates(regime: "Regime", months: range) -> Iterator[Found]:
    """Each fit within the scenario, after a whole window that follows the one before."""
    score = regime.learned_score
    if score is None or not months:
        return
    window = score.window_months
    earliest = months.start + 1 + window
    for number, month in enumerate(score.fitted):
        path = (SECTION, "fitted", number)
        if not earliest <= month <= months[-1]:
            message = (
                f"is too early or too late: a fit needs {window} months after the first month of the scenario; "
                f"allowed: {text_of(earliest)} to {text_of(months[-1])}"
            )
            yield Found(path, text_of(month), message)
        if number and month < score.fitted[number - 1] + window:
            message = (
                f"is less than {window} months (`window_months`) after {text_of(score.fitted[number - 1])}; "
                f"allowed: {text_of(score.fitted[number - 1] + window)} or later"
            )
            yield Found(path, text_of(month), message)


def features(regime: "Regime") -> Iterator[Found]:
    """A scorecard is shown something."""
    score = regime.learned_score
    if score is not None and not score.features:
        yield Found((SECTION, "features"), None, "has nothing to learn from: it is shown nothing of anybody")


def unlearnable(regime: "Regime", months: range) -> Iterator[Found]:
    """Some rule or list can produce the label."""
    score = regime.learned_score
    if score is None:
        return
    seen = {rule.conduct for rule in regime.rules if rule.points < 0 and sources_of(regime, rule.conduct, months)}
    grounds = [name for name in regime.lists.blacklist.grounds if sources_of(regime, name, months)]
    lost = bool(seen) and regime.points.since < months.stop
    entered = bool(grounds) or (regime.lists.blacklist.entry is not None and lost)
    if score.label == "points" and not lost:
        message = "has nothing to learn from: no rule takes points for what a data source sees"
        yield Found((SECTION, "label"), score.label, message)
    if score.label == "listing" and not entered:
        message = "has nothing to learn from: no rule and no ground can put anybody on the blacklist"
        yield Found((SECTION, "label"), score.label, message)
