"""Which organisations a community has: founded once more, since nothing about them is stored."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from demerit.organisations.desk import ORG_STRIDE
from demerit.vocabulary import ORGANISATIONS, SECTORS, SIZES

Array = np.ndarray[Any, Any]
TRAITS: Final = ("kind", "sector", "size_class", "staff", "owner", "enterprise", "idle")
KINDS: Final = {"domestic": "a domestic company", "foreign": "a foreign company", "other": "an organisation"}


@dataclass(frozen=True)
class Founding:
    """The organisations of a community.  traits: int32 arrays by name, an entry an organisation."""

    community: int
    traits: dict[str, Array]

    @classmethod
    def on_desk(cls, community: int, n: int, desk: Any) -> "Founding":
        """What the last month left on the desk: the same in every month."""
        return cls(community, {name: np.array(desk[name][:n]) for name in TRAITS})

    def trait(self, name: str, position: int) -> int:
        """One trait of one organisation."""
        return int(self.traits[name][position])

    def number(self, position: int) -> int:
        """The number of an organisation."""
        return self.community * ORG_STRIDE + position

    def owned_by(self, person: int) -> list[int]:
        """Positions of the organisations that a person, by position, owns."""
        return [int(f) for f in np.flatnonzero(self.traits["owner"] == person)]

    def described(self, position: int) -> str:
        """An organisation in words: "a domestic company (trade, small, 4 employees)"."""
        staff = self.trait("staff", position)
        people = "no employees" if staff == 0 else f"{staff} employee{'s' if staff > 1 else ''}"
        size = SIZES[self.trait("size_class", position)].replace("_", "-")
        kind = KINDS[ORGANISATIONS[self.trait("kind", position)]]
        return f"{kind} ({SECTORS[self.trait('sector', position)]}, {size}, {people})"
