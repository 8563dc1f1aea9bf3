"""Who lives in a community: settled once more, since nothing about it is stored."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from demerit.calendar import YEAR
from demerit.month.community import residents
from demerit.people.desk import TRAITS
from demerit.people.schooling import schooled

Array = np.ndarray[Any, Any]
SEXES: Final = ("male", "female")
TIERS: Final = ("city", "town", "countryside")
SCHOOLING: Final = (
    "no schooling",
    "primary school",
    "junior secondary school",
    "senior secondary school",
    "college",
    "university",
)


@dataclass(frozen=True)
class Community:
    """A community's people.

    number: of the community; province: name; tier: 0 city, 1 town, 2 countryside; traits: int32 arrays by name (see
    `demerit.people.desk.TRAITS`), an entry a person, in the order of ids.
    """

    number: int
    province: str
    tier: int
    traits: dict[str, Array]

    def trait(self, name: str, position: int) -> int:
        """One trait of one person."""
        return int(self.traits[name][position])

    def alive(self, position: int, month: int) -> bool:
        """Whether somebody lives in a month."""
        return self.trait("birth", position) <= month < self.trait("death", position)

    def age(self, position: int, month: int) -> int:
        """Age in whole years."""
        return (month - self.trait("birth", position)) // YEAR

    def household(self, position: int, month: int) -> list[int]:
        """Positions of those who share the household in a month, without the person; none in a collective one."""
        if self.trait("collective", position):
            return []
        here = np.flatnonzero(self.traits["home"] == self.traits["home"][position])
        return [int(x) for x in here if x != position and self.alive(int(x), month)]


def community_of(data: Any, c: int, month: int, desk: Any) -> Community:
    """Copy what is known of the people of community c in a month from the desk on which it settled them."""
    place = data.layout[c]
    now = data.news_of(month)
    n = int(residents(place))
    schooled(data.tables, n, place.province, month, now.k0, now.k1, desk)
    traits = {name: np.array(desk[name][:n]) for name in TRAITS}
    return Community(int(place["number"]), str(data.names[int(place["province"])]), int(place["tier"]), traits)
