"""Where people are settled: whole communities of about a thousand, province by province, at any scale."""

from fractions import Fraction
from typing import Any, Final, NamedTuple, Protocol

import numpy as np

from demerit.draws import MASK, ONE
from demerit.people import placement
from demerit.people.census import Province, read
from demerit.people.desk import STRIDE
from demerit.people.margins import tier_shares
from demerit.people.mortality import FINE, cumulated
from demerit.people.sampled import communities, sampled
from demerit.scenario.census import regions

Array = np.ndarray[Any, Any]
COMMUNITIES: Final = (MASK + 1) // STRIDE  # a person's number is one word of 32 bits in every draw
FEW: Final = 10  # communities a province, on average: with fewer, one is more than a tenth of it


class Census(Protocol):
    """What a society must say about its census."""

    provinces: str
    age_sex: str
    people: Any
    census: int
    first_month: int
    last_month: int


class Places(NamedTuple):
    """Communities in order; arrays of int64, one entry a community (start: one more).

    start: first state row; census, departed, later: ids of people alive at the census, who died from `since` to it, who
    were born after it; tier: 0 city, 1 town, 2 country; position: in the roll-out, in units of a draw; rank: from which
    positions for bars follow (see `demerit.people.placement`).  names, population, sampled: a row a province; a person
    of it stands for population/sampled people.  people: of the country itself by province and tier, whatever the scale.
    """

    names: tuple[str, ...]
    population: tuple[int, ...]
    sampled: tuple[int, ...]
    start: Array
    census: Array
    departed: Array
    later: Array
    province: Array
    tier: Array
    position: Array
    rank: Array
    people: Array

    def weight(self, province: int) -> Fraction:
        """How many people a settled person of a province stands for, exactly."""
        return Fraction(self.population[province], self.sampled[province])


def whole_part(size: Array, rate: int, phase: Array) -> Array:
    """`size` times `rate` (in units of 2^-40), rounded by an even spread: totals are right without chance."""
    rounded: Array = (size * rate + (phase << (FINE - 31))) >> FINE
    return rounded


def _province(p: int, people: int, first: int, gone: int, born: int, seed: int) -> dict[str, Array]:
    count = communities(people)
    size = np.full(count, people // count, np.int64)
    size[: people % count] += 1
    return {
        "census": size,
        "departed": whole_part(size, gone, placement.phases(first, count, placement.DEATHS, seed)),
        "later": whole_part(size, born, placement.phases(first, count, placement.BIRTHS, seed)),
        "province": np.full(count, p, np.int64),
    }


def _placed(province: Array, provinces: list[Province], seed: int, says: Any) -> dict[str, Array]:
    """Tier of each community, as the urban share of its province asks; rank; position in the roll-out."""
    order = placement.provinces(len(provinces), seed)[province]
    first, second = placement.drawn(len(province), seed)
    at = placement.evenly(placement.ranks(order, first), placement.KIND_OF_PLACE, seed)
    cities, towns, _ = np.array([tier_shares(p.urban, says) for p in provinces]).T[:, province] * ONE
    tier = (at >= cities).astype(np.int64) + (at >= cities + towns)
    rank = placement.ranks(tier, order, second)
    return {"tier": tier, "rank": rank, "position": placement.evenly(rank, placement.ROLL_OUT, seed)}


def _people(provinces: list[Province], says: Any) -> Array:
    """People of the country by province and tier, as shares of communities say: whole numbers."""
    shares = np.array([tier_shares(province.urban, says) for province in provinces])
    population = np.array([province.population for province in provinces])
    people: Array = (shares * population[:, None] + 0.5).astype(np.int64)
    people[:, -1] = population - people[:, 0] - people[:, 1]
    return people


def places(society: Census, scale: int, until: int, seed: int, since: int | None = None) -> Places:
    """The communities of a society at 1:scale, with room for everybody born up to the month `until`.

    since: the first month in which somebody's death makes a difference, by default the society's first: whoever died
    earlier has no number.  The others have the same ones whatever it is, as long as nobody born later has one.

    Raises ValueError for a scale that leaves a province without anybody or has more people than there are numbers, and
    CensusError for tables that are refused.
    """
    provinces = read(society)
    population = [province.population for province in provinces]
    if scale < 1 or scale > min(population) // 3:
        raise ValueError(f"a scale 1:N needs 1 <= N <= {min(population) // 3}, not {scale}")
    people = sampled(population, scale)
    so_many = cumulated(provinces, society)
    ago = society.census - max(society.first_month if since is None else since, society.first_month) + 1
    after = min(until, society.last_month) - society.census
    parts = []
    first = 0
    for p in range(len(provinces)):
        gone, born = int(so_many.gone[p, max(ago, 0)]), int(so_many.born[p, max(after, 0)])
        parts.append(_province(p, people[p], first, gone, born, seed))
        first += communities(people[p])
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    if first > COMMUNITIES:
        raise ValueError(f"{first} communities are more than numbers are drawn for: at most {COMMUNITIES}")
    everybody = columns["census"] + columns["departed"] + columns["later"]
    if int(everybody.max()) > STRIDE:
        raise ValueError(f"a community would hold {int(everybody.max())} people; at most {STRIDE} fit")
    return Places(
        names=tuple(province.name for province in provinces),
        population=tuple(population),
        sampled=tuple(people),
        start=np.concatenate([[0], np.cumsum(everybody)]).astype(np.int64),
        people=_people(provinces, society.people),
        **columns,
        **_placed(columns["province"], provinces, seed, society.people),
    )


def too_few(where: Places) -> str:
    """What is to be said of a country with few communities; nothing, where there are enough."""
    here, provinces = len(where.census), len(where.names)
    if here >= FEW * provinces:
        return ""
    called = regions(where.names)
    smallest = int(np.bincount(where.province, minlength=provinces).min())
    return (
        f"these are {here} communities in {provinces} {called.several}: one is {100 * provinces / here:.0f} % "
        f"of a {called.one} on average, and {100 / smallest:.0f} % of the smallest; chance decides much of what "
        f"happens in single {called.several}, and through rules that hold in few communities; other seeds show how "
        f"much, and a finer scale, with {FEW * provinces} communities or more, leaves less to it"
    )
