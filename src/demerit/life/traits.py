"""Who lives in a community, and who with whom in which month: computed, since nothing about it is stored."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from demerit.calendar import YEAR
from demerit.draws import alone
from demerit.month.community import residents
from demerit.people.desk import TRAITS
from demerit.people.schooling import schooled
from demerit.people.settle import related_there

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
LIVING: Final = ("home", "collective", "partner", "mother")  # traits that change from month to month


@dataclass(frozen=True)
class Community:
    """A community's people.

    number: of the community; province: name; tier: 0 city, 1 town, 2 countryside; months: that are known; traits: int32
    arrays by name (see `demerit.people.desk.TRAITS`), an entry a person, in the order of ids, as of the last month;
    living: those of LIVING month by month, int16 (months, people).
    """

    number: int
    province: str
    tier: int
    months: range
    traits: dict[str, Array]
    living: dict[str, Array]

    def trait(self, name: str, position: int) -> int:
        """One trait of one person, as of the last month."""
        return int(self.traits[name][position])

    def homes(self, month: int) -> Array:
        """The number of everybody's household in a month."""
        homes: Array = self.living["home"][month - self.months[0]]
        return homes

    def then(self, name: str, position: int, month: int) -> int:
        """One of the traits of LIVING of one person in a month."""
        return int(self.living[name][month - self.months[0], position])

    def alive(self, position: int, month: int) -> bool:
        """Whether somebody lives in a month."""
        return self.trait("birth", position) <= month < self.trait("death", position)

    def age(self, position: int, month: int) -> int:
        """Age in whole years."""
        return (month - self.trait("birth", position)) // YEAR

    def household(self, position: int, month: int) -> list[int]:
        """Positions of those who share the household in a month, without the person; none in a collective one."""
        if self.then("collective", position, month):
            return []
        homes = self.homes(month)
        here = np.flatnonzero(homes == homes[position])
        return [int(x) for x in here if x != position and self.alive(int(x), month)]


class Living:
    """Writes down who lives with whom, month by month, from the desk on which a community has just been settled."""

    def __init__(self, people: int, months: range) -> None:
        self.months = months
        self.living = {name: np.zeros((len(months), people), np.int16) for name in LIVING}

    def note(self, i: int, tables: Any, desk: Any) -> None:
        """Month number i."""
        n, here = self.living["home"].shape[1], alone(desk)
        related_there(alone(tables), self.months[i], n, here)
        for name, rows in self.living.items():
            rows[i] = here[name][0, :n]


def community_of(data: Any, c: int, noted: Living, desk: Any) -> Community:
    """What is known of the people of community c, whom a desk holds as of the last month that was noted."""
    place, month = data.layout[c], noted.months[-1]
    now = data.news_of(month)
    n = int(residents(place))
    schooled(data.tables, n, place.province, month, now.k0, now.k1, desk)
    traits = {name: np.array(desk[name][:n]) for name in TRAITS}
    where = str(data.names[int(place["province"])]), int(place["tier"])
    return Community(int(place["number"]), *where, noted.months, traits, noted.living)
