"""What a person who is replayed decides otherwise than drawn."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

from demerit.month.choosing import AS_DRAWN, LEFT, TAKEN
from demerit.packing import ORDINALS

OBJECTING: Final = -1  # in place of a kind: whether to object to what the person is told of in a month


class Occasion(NamedTuple):
    """Something that was drawn for a person, to be taken or left.

    month: absolute; kind: number among candidates, or OBJECTING; ordinal: which of several of the kind, from 0.
    """

    month: int
    kind: int
    ordinal: int = 0


@dataclass(frozen=True)
class Choices:
    """taken, left: occasions on which the person decides, whatever was drawn; all others are as drawn.

    unrecorded: wrong records of the person that are not made: month (absolute), and what truly happened (a number of
    TRUTHS).  There is one at most of each kind a month.
    """

    taken: frozenset[Occasion] = field(default_factory=frozenset)
    left: frozenset[Occasion] = field(default_factory=frozenset)
    unrecorded: frozenset[tuple[int, int]] = field(default_factory=frozenset)

    def taking(self, *occasions: Occasion) -> "Choices":
        """The same, and these are taken."""
        return replace(self, taken=self.taken | {*occasions}, left=self.left - {*occasions})

    def leaving(self, *occasions: Occasion) -> "Choices":
        """The same, and these are left."""
        return replace(self, taken=self.taken - {*occasions}, left=self.left | {*occasions})

    def put(self, me: Any, person: int, month: int) -> None:
        """Put what is decided in a month on the desk.  me: a LIFE record."""
        me.chooser = person + 1
        me.offers[:] = 0
        for bits, occasions in ((me.does, self.taken), (me.leaves, self.left)):
            bits[:] = _bits(occasions, month)
        me.unrecorded = sum(1 << truth for when, truth in self.unrecorded if when == month)
        objecting = Occasion(month, OBJECTING)
        me.objecting = TAKEN if objecting in self.taken else LEFT if objecting in self.left else AS_DRAWN


def _bits(occasions: Iterable[Occasion], month: int) -> list[int]:
    bits = [0] * ORDINALS
    for each in occasions:
        if each.month == month and each.kind != OBJECTING:
            bits[each.ordinal] |= 1 << each.kind
    return bits
