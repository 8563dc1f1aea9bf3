"""The occasions that were drawn for a person, day by day: the same whatever the person decides."""

from collections.abc import Iterator
from typing import NamedTuple

from demerit.draws import CANDIDATE, ONE, block
from demerit.life.choices import Occasion
from demerit.life.replaying import Data, Replay
from demerit.packing import ORDINAL_SHIFT, ORDINALS
from demerit.vocabulary import CANDIDATE_KINDS


class Offered(NamedTuple):
    """An occasion, the day that it falls on, and its order within the month."""

    day: int
    order: int
    occasion: Occasion


def offered(data: Data, moved: Replay, i: int) -> list[Offered]:
    """Those of the month at place i of a replay, in the order in which they come."""
    return sorted(_of(data, moved, i))


def as_drawn(data: Data, moved: Replay, occasion: Occasion) -> Offered | None:
    """When an occasion comes; None for one that was not drawn, or about which there is no draw."""
    i = occasion.month - moved.months[0]
    here = offered(data, moved, i) if 0 <= i < len(moved.months) else []
    return next((each for each in here if each.occasion == occasion), None)


def _of(data: Data, moved: Replay, i: int) -> Iterator[Offered]:
    month, now = moved.months[i], data.news_of(moved.months[i])
    for ordinal in range(ORDINALS):
        bits = int(moved.offers[i, ordinal])
        for kind in (kind for kind in range(CANDIDATE_KINDS) if bits >> kind & 1):
            which = kind | ordinal << ORDINAL_SHIFT
            _, _, _, d = block(moved.person & 0xFFFFFFFF, month, which, CANDIDATE, int(now.k0), int(now.k1))
            when = int(d) >> 1
            yield Offered(int(now.first_day) + (when * int(now.days)) // ONE, when, Occasion(month, kind, ordinal))
