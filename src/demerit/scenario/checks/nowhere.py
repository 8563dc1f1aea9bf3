"""Names of what no regime of a scenario has, from its start to its last intervention.

A section that is absent switches off what rests on it, for as long as it is absent; what never comes is a mistake.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from demerit.scenario.checks.found import Found
from demerit.scenario.problems import Path
from demerit.scenario.scores import CommercialScore

if TYPE_CHECKING:
    from demerit.scenario.regime import Regime

READS_LIST: Final = ("blacklisted", "listed_contacts")
READS_POINTS: Final = "state_points"


def nowhere(regimes: "Sequence[Regime]") -> list[list[Found]]:
    """Of each regime, what it names and none of them has; paths begin inside the regime."""
    return [[*_lists(each, regimes), *_rules(each, regimes), *_read(each, regimes)] for each in regimes]


def _lists(regime: "Regime", regimes: "Sequence[Regime]") -> Iterator[Found]:
    there = lists_of(regimes)
    if there:
        return  # which is there and which is not, each regime's own check says
    for path, name in _named(regime):
        yield Found(path, name, "is no list that there is: the scenario has no `lists`")


def lists_of(regimes: "Sequence[Regime]") -> list[str]:
    """The lists that there are, of any of these regimes."""
    black = any(not regime.lists.blacklist.absent for regime in regimes)
    red = any(regime.lists.redlist is not None for regime in regimes)
    return ["blacklist"] * black + ["redlist"] * red


def _named(regime: "Regime") -> Iterator[tuple[Path, str]]:
    for name, bar in regime.consequences.items():
        if bar.list is not None:
            yield ("consequences", name, "list"), bar.list
    for number, favour in enumerate(regime.favours):
        yield ("favours", number, "list"), favour.list


def _rules(regime: "Regime", regimes: "Sequence[Regime]") -> Iterator[Found]:
    if any(each.rules for each in regimes):
        return  # as above
    for number, name in enumerate(regime.enforcement.critics.rules):
        yield Found(("enforcement", "critics", "rules", number), name, "is no rule: the scenario has no `rules`")


def _read(regime: "Regime", regimes: "Sequence[Regime]") -> Iterator[Found]:
    """What commercial scores read of the state."""
    black = "blacklist" in lists_of(regimes)
    points = any(each.points != type(each)().points for each in regimes)
    for name, score in regime.commercial_scores.items():
        for feature in _lacking(score, black, points):
            what = "points" if feature == READS_POINTS else "lists.blacklist"
            path = ("commercial_scores", name, "points", feature)
            yield Found(path, score.points[feature], f"reads what there is none of: the scenario has no `{what}`")


def _lacking(score: CommercialScore, black: bool, points: bool) -> list[str]:
    wanted = {feature for feature, change in score.points.items() if change}
    return [f for f in READS_LIST if f in wanted and not black] + [READS_POINTS] * (
        READS_POINTS in wanted and not points
    )
