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


def relevance(regime: "Regime") -> Iterator[Found]:
    """Refusals that are bound to grounds need a list that has them."""
    grounds = regime.lists.blacklist.grounds
    for demand, bar in regime.consequences.items():
        for number, name in enumerate(bar.grounds):
            path = ("consequences", demand, "grounds", number)
            if bar.list is None:
                yield Found(path, name, "needs `list`: only those listed are refused on a ground")
            elif name not in grounds and not regime.lists.blacklist.absent:
                allowed = ", ".join(grounds) or "none, since the list has no grounds"
                yield Found(path, name, f"is no ground of this list; allowed: {allowed}")


def grounds_named(regime: "Regime") -> Iterator[Found]:
    """Terms and ends are those of grounds that the list has; only debts can be performed."""
    black = regime.lists.blacklist
    allowed = ", ".join(black.grounds) or "none, since the list has no grounds"
    for name, days in black.terms.items():
        if name not in black.grounds:
            yield Found(("lists", "blacklist", "terms", name), days, f"is no ground of this list; allowed: {allowed}")
    for number, name in enumerate(black.until_performed):
        path = ("lists", "blacklist", "until_performed", number)
        if name != "judgment":
            yield Found(path, name, "cannot be performed; allowed: judgment")
        elif name not in black.grounds:
            yield Found(path, name, f"is no ground of this list; allowed: {allowed}")
