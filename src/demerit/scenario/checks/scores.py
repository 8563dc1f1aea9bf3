"""Commercial scores: data must not flow in a circle, and what is reported must be recorded."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from demerit.scenario.checks.found import Found
from demerit.vocabulary import OF_THE_STATE, PLATFORMS

if TYPE_CHECKING:
    from demerit.scenario.regime import Regime

REPORTED = "low_commercial_score"


def circles(regime: "Regime") -> Iterator[Found]:
    """A score that feeds the state's file must not read from it: each would then rest on the other."""
    for name, score in regime.commercial_scores.items():
        read = [feature for feature in OF_THE_STATE if score.points.get(feature)]
        if score.reports_below and read:
            message = (
                f"makes a circle: this score reports to the state's file and reads `{read[0]}` from it; "
                "drop one of the two flows"
            )
            yield Found(("commercial_scores", name, "reports_below"), score.reports_below, message)


def limits(regime: "Regime") -> Iterator[Found]:
    """A score below which something is refused, or reported, lies within the limits of the score."""
    for name, score in regime.commercial_scores.items():
        named = [(("refuses", demand), below) for demand, below in score.refuses.items()]
        if score.reports_below:
            named.append((("reports_below",), score.reports_below))  # type: ignore[arg-type]
        for path, below in named:
            if not score.lowest < below <= score.highest:
                message = f"is outside the score; allowed: {score.lowest + 1} to {score.highest}"
                yield Found(("commercial_scores", name, *path), below, message)


def unrecorded(regime: "Regime") -> Iterator[Found]:
    """What a score reports needs a data source that takes it."""
    sees = {conduct for source in regime.data_sources.values() for conduct, share in source.sees.items() if share > 0}
    for name, score in regime.commercial_scores.items():
        if score.reports_below and regime.data_sources and REPORTED not in sees:
            message = f"reports to nobody: no data source sees {REPORTED}"
            yield Found(("commercial_scores", name, "reports_below"), score.reports_below, message)


def platforms(regime: "Regime") -> Iterator[Found]:
    """Only companies' platforms can keep what they see."""
    for name, source in regime.data_sources.items():
        if name not in PLATFORMS and source.hands_over is not None:
            message = f"is of no use here: {name} is no company's platform; allowed for: {', '.join(PLATFORMS)}"
            yield Found(("data_sources", name, "hands_over"), None, message)
