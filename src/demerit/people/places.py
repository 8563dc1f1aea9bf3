"""Where people are settled: whole communities of about a thousand, province by province, at any scale."""

from fractions import Fraction
from typing import Any, Final, NamedTuple, Protocol

import numpy as np

from demerit.draws import MASK
from demerit.people.census import Province, read
from demerit.people.desk import STRIDE
from demerit.people.margins import tier_shares
from demerit.people.mortality import FINE, cumulated

Array = np.ndarray[Any, Any]
MOST: Final = 1000  # census people a community
COMMUNITIES: Final = (MASK + 1) // STRIDE  # a person's number is one word of 32 bits in every draw
GOLDEN: Final = 0x9E3779B9  # 2^32 over the golden ratio: consecutive multiples spread evenly
OTHER: Final = 0xC13FA9A9  # and another irrational part, for a position that knows nothing of the first


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
    were born after it;
    tier: 0 city, 1 town, 2 country; position, second: two even spreads over the communities of a province and tier, in
    units of a draw.  names, population, sampled: a row a province; a person of it stands for population/sampled people.
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
    second: Array

    def weight(self, province: int) -> Fraction:
        """How many people a settled person of a province stands for, exactly."""
        return Fraction(self.population[province], self.sampled[province])


def sampled(population: list[int], scale: int) -> list[int]:
    """People a province at 1:scale, by largest remainder: they add up to the country's rounded total."""
    whole = [n // scale for n in population]
    missing = (2 * sum(population) + scale) // (2 * scale) - sum(whole)
    by_remainder = sorted(range(len(population)), key=lambda p: (-(population[p] % scale), p))
    for p in by_remainder[:missing]:
        whole[p] += 1
    return whole


def spread(count: int, step: int, first: int = 0) -> Array:
    """Positions of `count` things, evenly over [0, ONE) however many are taken: multiples of an irrational part.

    first: where in the endless row they begin, so that provinces do not all begin with the same positions.
    """
    return ((np.arange(first + 1, first + count + 1, dtype=np.int64) * step) & MASK) >> 1


def phases(first: int, count: int, step: int) -> Array:
    """Where rounding starts in the communities from number `first` on."""
    return ((np.arange(first, first + count, dtype=np.int64) * step) & MASK) >> 1


def tiers(count: int, urban: float, says: Any) -> Array:
    """Tier of each community of a province: shares as the urban share asks, interleaved."""
    city, town, _ = tier_shares(urban, says)
    order = (np.arange(count, dtype=np.int64) * 2 + 1) / (2.0 * count)
    ranked = np.where(order < city, 0, np.where(order < city + town, 1, 2))
    return ranked[np.argsort(spread(count, OTHER), kind="stable")]


def whole_part(size: Array, rate: int, phase: Array) -> Array:
    """`size` times `rate` (in units of 2^-40), rounded by an even spread: totals are right without chance."""
    rounded: Array = (size * rate + (phase << (FINE - 31))) >> FINE
    return rounded


def _communities(people: int) -> int:
    return max(1, -(-people // MOST))


def _province(
    p: int, province: Province, people: int, first: int, gone: int, born: int, society: Census
) -> dict[str, Array]:
    count = _communities(people)
    size = np.full(count, people // count, np.int64)
    size[: people % count] += 1
    tier = tiers(count, province.urban, society.people)
    position = np.zeros(count, np.int64)
    second = np.zeros(count, np.int64)
    for t in range(3):
        here = tier == t
        position[here] = spread(int(here.sum()), GOLDEN, first)
        second[here] = spread(int(here.sum()), OTHER, first)
    return {
        "census": size,
        "departed": whole_part(size, gone, phases(first, count, OTHER)),
        "later": whole_part(size, born, phases(first, count, GOLDEN)),
        "province": np.full(count, p, np.int64),
        "tier": tier,
        "position": position,
        "second": second,
    }


def places(society: Census, scale: int, until: int, since: int | None = None) -> Places:
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
    for p, province in enumerate(provinces):
        gone, born = int(so_many.gone[p, max(ago, 0)]), int(so_many.born[p, max(after, 0)])
        parts.append(_province(p, province, people[p], first, gone, born, society))
        first += _communities(people[p])
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
        **columns,
    )
