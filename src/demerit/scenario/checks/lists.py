"""Bands of a list: entry and exit must not contradict each other, nor one list the other."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from demerit.scenario.checks.found import Found

if TYPE_CHECKING:
    from demerit.scenario.regime import Regime


def bands(regime: "Regime") -> Iterator[Found]:
    """Nobody may have to enter and to leave at the same points, or belong on both lists."""
    black, red = regime.lists.blacklist, regime.lists.redlist
    if black.entry is not None and black.leave is not None and black.leave.since < black.entry.below:
        message = f"contradicts entry: whoever has fewer than {black.entry.below} points enters again at once"
        yield Found(("lists", "blacklist", "leave", "from"), black.leave.since, message)
    if red is not None and red.leave.below > red.entry.since:
        message = f"contradicts entry: whoever has {red.entry.since} points enters again at once"
        yield Found(("lists", "redlist", "leave", "below"), red.leave.below, message)
    if red is not None and black.entry is not None and red.entry.since < black.entry.below:
        message = f"contradicts the blacklist, which people below {black.entry.below} points enter"
        yield Found(("lists", "redlist", "entry", "from"), red.entry.since, message)
