"""Searching communities, in an order that looks random and is always the same, for who fulfils what is asked for."""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from demerit.life.asking import order
from demerit.life.criterion import Criterion, Told
from demerit.life.replaying import Data, replay_community
from demerit.world.errors import DemeritError

MOST: Final = 150  # communities searched, unless told otherwise
MOST_LIVES: Final = 2000  # lives looked at in full, in as many


def in_full(communities: int) -> int:
    """Lives that a search over so many communities looks at in full."""
    return MOST_LIVES * max(communities // MOST, 1)


def search(
    data: Data, wanted: list[Criterion], most: int, tell: Callable[[int, int], Told | None], sought: tuple[str, str]
) -> Iterator[Told]:
    """What is told of those who fulfil everything wanted.  Raises DemeritError when the search ends.

    tell: of (community, position), None where there is nothing to tell; sought: "nobody" and " people" in the message.
    """
    looked, there, lives, full = 0, 0, 0, in_full(most)
    for c in order(data, {criterion.province for criterion in wanted})[:most]:
        moved = replay_community(data, c)
        may = np.logical_and.reduce([criterion.screen(moved, data) for criterion in wanted])
        looked, there = looked + 1, there + len(may)
        for position in np.flatnonzero(may)[: full - lives]:
            lives += 1
            told = tell(c, int(position))
            if told is not None and all(criterion.test(told) for criterion in wanted):
                yield told
        if lives >= full:
            break
    nobody, those = sought
    raise DemeritError(
        f"{nobody} found: searched {there}{those} in {looked} of {len(data.layout)} communities for "
        f"{' + '.join(criterion.name for criterion in wanted)}; ask for less, or search further with --communities"
    )
