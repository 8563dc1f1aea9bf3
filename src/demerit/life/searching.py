"""Searching communities, in an order that looks random and is always the same, for who fulfils what is asked for."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import numpy as np

from demerit.errors import NobodyFoundError
from demerit.life.asking import order
from demerit.life.criterion import Array, Criterion, Told
from demerit.life.replaying import Data, replay_community

MOST: Final = 150  # communities searched, unless told otherwise
MOST_LIVES: Final = 2000  # lives looked at in full, in as many


def in_full(communities: int) -> int:
    """Lives that a search over so many communities looks at in full."""
    return MOST_LIVES * max(communities // MOST, 1)


class Screened:
    """Who may fulfil criteria, community by community: each is replayed once, however many questions are asked of it.

    counted: measure and number of the province wherever a run counted anything, if that is known: communities of a
    province where nobody can fulfil a criterion are not replayed for it.
    """

    def __init__(
        self, data: Data, criteria: Iterable[Criterion], counted: frozenset[tuple[str, int]] | None = None
    ) -> None:
        self.data = data
        self.criteria = {criterion.name: criterion for criterion in criteria}
        self.counted = counted
        self._found: dict[int, dict[str, Array]] = {}

    def of(self, c: int, wanted: Iterable[Criterion]) -> Array:
        """Positions in community c, rising, of those who may fulfil everything wanted."""
        if any(not self._ever(c, criterion) for criterion in wanted):
            return np.zeros(0, np.int64)
        if c not in self._found:
            moved = replay_community(self.data, c)
            self._found[c] = {name: each.screen(moved, self.data) for name, each in self.criteria.items()}
        return np.flatnonzero(np.logical_and.reduce([self._found[c][criterion.name] for criterion in wanted]))

    def _ever(self, c: int, criterion: Criterion) -> bool:
        """Whether anybody in the community's province can fulfil a criterion."""
        if self.counted is None or criterion.counted is None:
            return True
        return (criterion.counted, int(self.data.layout[c]["province"])) in self.counted


def search(
    screened: Screened,
    wanted: list[Criterion],
    most: int,
    tell: Callable[[int, int], Told | None],
    members: Callable[[int], int],
    sought: tuple[str, str],
) -> Iterator[Told]:
    """What is told of those who fulfil everything wanted.  Raises DemeritError when the search ends.

    tell: of (community, position), None where there is nothing to tell; members: how many a community has; sought:
    "nobody" and " people" in the message.
    """
    data = screened.data
    looked, there, lives, full = 0, 0, 0, in_full(most)
    all_there_are = order(data, {criterion.province for criterion in wanted})
    for c in all_there_are[:most]:
        looked, there = looked + 1, there + members(c)
        for position in screened.of(c, wanted)[: full - lives]:
            lives += 1
            told = tell(c, int(position))
            if told is not None and all(criterion.test(told) for criterion in wanted):
                yield told
        if lives >= full:
            break
    nobody, those = sought
    further = ", or search further with --communities" if looked < len(all_there_are) or lives >= full else ""
    if not there and not further:
        raise NobodyFoundError(f"{nobody} found: there are none where this was looked for")
    raise NobodyFoundError(
        f"{nobody} found: searched {there:,}{those} in {looked:,} of {len(data.layout):,} communities for "
        f"{' + '.join(criterion.name for criterion in wanted)}; ask for less{further}"
    )
