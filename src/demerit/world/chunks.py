"""A population some communities at a time, as plain arrays: what is asked of all of it, in memory for a few."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from demerit.world.engine import Array, Population

CHUNK: Final = 256  # communities

# What settling asks of a community.
SETTLING: Final = ("number", "census", "departed", "later", "province", "tier")


class Chunk(NamedTuple):
    """Consecutive communities: PLACE, STATE, MATTER and ORG_STATE records; bounds: where each one's matters begin."""

    layout: Array
    state: Array
    matters: Array
    bounds: Array
    firms: Array


def chunks(people: Population, size: int = CHUNK) -> Iterator[Chunk]:
    """All communities in order, `size` at a time."""
    for low in range(0, len(people.layout), size):
        high = min(low + size, len(people.layout))
        state, firms = people.state[people.rows(low, high)], people.firms[people.firm_rows(low, high)]
        yield Chunk(people.layout[low:high], state, *held(people, low, high), firms)


def held(people: Population, low: int, high: int) -> tuple[Array, Array]:
    """Open matters of the communities low <= c < high, and where each one's begin."""
    matters: list[Array] = []
    bounds = [np.zeros(1, np.int64)]
    begun = 0
    for b in range(bisect_right(people.cuts, low) - 1, len(people.matters)):
        first = people.cuts[b]
        if first >= high:
            break
        mine = people.bounds[b][max(low - first, 0) : high - first + 1]
        matters.append(people.matters[b][mine[0] : mine[-1]])
        bounds.append(mine[1:] - mine[0] + begun)
        begun += len(matters[-1])
    return np.concatenate(matters), np.concatenate(bounds)


def settling(layout: Array) -> list[tuple[int, ...]]:
    """The numbers of SETTLING of each community."""
    rows: list[tuple[int, ...]] = layout[list(SETTLING)].tolist()
    return rows
