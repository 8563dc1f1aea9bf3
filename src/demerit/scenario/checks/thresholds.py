"""Thresholds that no sum of points can cross, lists that nobody can enter or leave."""

from collections.abc import Iterator
from typing import NamedTuple

from demerit.ranges import BEYOND
from demerit.scenario.checks.found import Found
from demerit.scenario.checks.sight import sources_of
from demerit.scenario.regime import Regime


class Reach(NamedTuple):
    """The lowest and the highest point value that anybody can come to have."""

    lowest: int
    highest: int


def reach(regime: "Regime", months: range) -> Reach | None:
    """Point values within reach of rules whose conduct is seen; None where the system has no points."""
    points = regime.points
    if points == Regime().points or not regime.rules or not regime.data_sources:
        return None
    if points.since >= months.stop:
        return Reach(points.start, points.start)
    used = [rule.points for rule in regime.rules if sources_of(regime, rule.conduct, months)]
    falls = any(change < 0 for change in used)
    rises = any(change > 0 for change in used) or points.clean_year > 0
    return Reach(points.lowest if falls else points.start, points.highest if rises else points.start)


def pointless(regime: "Regime") -> Iterator[Found]:
    """Thresholds of points need points: without any, everybody has 0, and a threshold is passed by all or by nobody."""
    if regime.points != Regime().points:
        return
    black, red = regime.lists.blacklist, regime.lists.redlist
    each: list[tuple[tuple[str | int, ...], int]] = []
    if black.entry is not None:
        each.append((("lists", "blacklist", "entry", "below"), black.entry.below))
    if black.leave is not None:
        each.append((("lists", "blacklist", "leave", "from"), black.leave.since))
    if red is not None:
        each.append((("lists", "redlist", "entry", "from"), red.entry.since))
    each += [
        (("consequences", name, "below"), bar.below) for name, bar in regime.consequences.items() if bar.below != BEYOND
    ]
    for path, value in each:
        yield Found(path, value, "needs `points`: the system has none, so everybody would have 0")


def entries(regime: "Regime", months: range) -> Iterator[Found]:
    """Thresholds of entry within reach; a list that somebody can enter."""
    black, red = regime.lists.blacklist, regime.lists.redlist
    within = reach(regime, months)
    learned = regime.learned_score is not None and regime.learned_score.lists_below is not None
    if not black.absent and black.entry is None and not black.grounds and not learned:
        yield Found(("lists", "blacklist"), None, "has neither `entry` nor `grounds`: nobody can enter it")
    if within is None:
        return
    if black.entry is not None and black.entry.below <= within.lowest:
        yield Found(("lists", "blacklist", "entry", "below"), black.entry.below, _too_low(within))
    if red is not None and red.entry.since > within.highest:
        message = f"cannot be reached: nobody can have more than {within.highest} points"
        yield Found(("lists", "redlist", "entry", "from"), red.entry.since, message)


def _too_low(within: Reach) -> str:
    return f"cannot be reached: nobody can have fewer than {within.lowest} points"


def consequences(regime: "Regime", months: range) -> Iterator[Found]:
    """Consequences below a value that somebody can fall below."""
    within = reach(regime, months)
    for name, bar in regime.consequences.items():
        if within is not None and bar.below != BEYOND and bar.below <= within.lowest:
            yield Found(("consequences", name, "below"), bar.below, _too_low(within))


def exits(regime: "Regime", months: range) -> Iterator[Found]:
    """A blacklist that can be left by points."""
    leave, within = regime.lists.blacklist.leave, reach(regime, months)
    if leave is not None and within is not None and leave.since > within.highest:
        message = f"cannot be reached: nobody can have more than {within.highest} points, so nobody ever leaves"
        yield Found(("lists", "blacklist", "leave", "from"), leave.since, message)
