"""What a person who is replayed decides otherwise than drawn."""

from collections.abc import Iterable
from dataclasses import dataclass, field
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
    """taken, left: occasions on which the person decides, whatever was drawn; all others are as drawn."""

    taken: frozenset[Occasion] = field(default_factory=frozenset)
    left: frozenset[Occasion] = field(default_factory=frozenset)

    def taking(self, *occasions: Occasion) -> "Choices":
        """The same, and these are taken."""
        return Choices(self.taken | {*occasions}, self.left - {*occasions})

    def leaving(self, *occasions: Occasion) -> "Choices":
        """The same, and these are left."""
        return Choices(self.taken - {*occasions}, self.left | {*occasions})

    def put(self, me: Any, person: int, month: int) -> None:
        """Put what is decided in a month on the desk.  me: a LIFE record."""
        me.chooser = person + 1
        me.offers[:] = 0
        for bits, occasions in ((me.does, self.taken), (me.leaves, self.left)):
            bits[:] = _bits(occasions, month)
        objecting = Occasion(month, OBJECTING)
        me.objecting = TAKEN if objecting in self.taken else LEFT if objecting in self.left else AS_DRAWN


def _bits(occasions: Iterable[Occasion], month: int) -> list[int]:
    bits = [0] * ORDINALS
    for each in occasions:
        if each.month == month and each.kind != OBJECTING:
            bits[each.ordinal] |= 1 << each.kind
    return bits
