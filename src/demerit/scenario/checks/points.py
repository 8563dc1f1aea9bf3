"""Points: what expires must fit the matter that remembers it; bands must lie on the scale."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from demerit.scenario.checks.found import Found
from demerit.scenario.problems import Path
from demerit.scenario.rules import MOST_EXPIRING

if TYPE_CHECKING:
    from demerit.scenario.regime import Regime
    from demerit.scenario.rules import Points
    from demerit.scenario.scores import CommercialScore


def expiring(regime: "Regime") -> Iterator[Found]:
    """All rules about one conduct together move few enough points, where one of them expires."""
    for number, rule in enumerate(regime.rules):
        together = sum(other.points for other in regime.rules if other.conduct == rule.conduct)
        if rule.expires_days and abs(together) > MOST_EXPIRING:
            message = f"cannot expire: rules about {rule.conduct} move {together} points, at most {MOST_EXPIRING}"
            yield Found(("rules", number, "expires_days"), rule.expires_days, message)


def bands(regime: "Regime") -> Iterator[Found]:
    """Bands begin on the scale, and the lowest of them at its foot, so that everybody is in one."""
    yield from _banded(("points",), regime.points)
    for name, score in regime.commercial_scores.items():
        yield from _banded(("commercial_scores", name), score)


def _banded(path: Path, scale: "Points | CommercialScore") -> Iterator[Found]:
    for name, since in scale.bands.items():
        if not scale.lowest <= since <= scale.highest:
            yield Found((*path, "bands", name), since, f"is outside the scale, {scale.lowest} to {scale.highest}")
    lowest = min(scale.bands.values(), default=scale.lowest)
    if lowest > scale.lowest:
        message = f"leaves out whoever has fewer than {lowest} points; one band must begin at {scale.lowest}"
        yield Found((*path, "bands"), None, message)
