"""Which organisations a community has: founded once more, since nothing about them is stored."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from demerit.draws import record
from demerit.month.organisation_state import ORG_DESK
from demerit.organisations.desk import ORG_STRIDE
from demerit.organisations.growth import FIRST, number_at
from demerit.organisations.settle import founded
from demerit.people.placement import ORGANISATIONS as PLACED
from demerit.people.placement import start
from demerit.phrases import say
from demerit.vocabulary import ORGANISATIONS, SECTORS, SIZES

Array = np.ndarray[Any, Any]
TRAITS: Final = ("kind", "sector", "size_class", "staff", "owner", "enterprise", "idle")


@dataclass(frozen=True)
class Founding:
    """The organisations of a community.

    traits: int32 arrays by name, an entry an organisation; since: the month from which each exists, in their order;
    what was there before a society's numbers begin has its first month.
    """

    community: int
    traits: dict[str, Array]
    since: Array

    @classmethod
    def of(cls, place: Any, trade: Any, key: tuple[int, int], people: Any) -> "Founding":
        """Those of a PLACE whose people are settled on a desk.  trade: TRADE of the society."""
        desk, n, c = record(ORG_DESK), int(place["organisations"]), int(place["number"])
        founded(trade, c, n, place["census"], place["province"], *key, people, desk)
        begins = start(PLACED, *key)
        there = np.minimum(number_at(int(place["census"]), c, begins, trade["rate"]), n)
        since = FIRST + np.searchsorted(there, np.arange(n), "right")
        return cls(c, {name: np.array(desk[name][:n]) for name in TRAITS}, since)

    def founded(self, position: int) -> int:
        """The month from which an organisation exists."""
        return int(self.since[position])

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
        return say(
            "owned.what",
            kind=say(f"owned.kind.{ORGANISATIONS[self.trait('kind', position)]}"),
            sector=say(f"owned.sector.{SECTORS[self.trait('sector', position)]}"),
            size=say(f"owned.size.{SIZES[self.trait('size_class', position)]}"),
            staff=say("owned.staff", staff) if staff else say("owned.staff.none"),
        )
