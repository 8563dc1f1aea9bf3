"""Deaths and births: rates by age, and how many died before the census or were born after it, month by month.

A society names its table of deaths a year per 1,000 people, by age band of five years and sex
(`society.people.mortality`, a file beside the census), and says how many died and were born in each year
(`society.people.deaths`, `births`): as many do here, spread evenly over the months of a year.  The table says who
dies; a factor a year on it follows.  Nobody moves into the country or out of it.
"""

from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Final, NamedTuple, Protocol

import numpy as np

from demerit.calendar import NEVER, YEAR
from demerit.people.census import CensusError, Province
from demerit.people.margins import added
from demerit.people.templates import AGES, END, band_of

Array = np.ndarray[Any, Any]
FINE: Final = 40  # bits of a rate as a whole number
LONGEST: Final = 192  # most months before the census, and after it
STEPS: Final = 8  # of a month of the table of deaths, in which months of death are told apart
STEP: Final = 2047  # masks the number of such a step: no negative index


class Vital(Protocol):
    """What a society says of births and deaths."""

    people: Any
    census: int
    first_month: int
    last_month: int


class Cumulated(NamedTuple):
    """Rates per person at the census, units of 2^-40, by province and number of months.

    gone: who died in so many months up to the census; born: who were born in so many months after it.
    """

    gone: Array
    born: Array


def fine(rate: float) -> int:
    """A rate in units of 2^-40."""
    return int(rate * float(1 << FINE) + 0.5)


@lru_cache(maxsize=8)
def monthly(file: str) -> Array:
    """Chance of dying within a month, (age band of five years, sex), of a table of deaths."""
    from ruamel.yaml import YAML  # here: replaying a life needs no rates, and this import costs a tenth of a second

    text = files("demerit").joinpath("people", "data", file).read_text(encoding="utf-8")
    rates = YAML(typ="safe").load(text)
    return np.array([[rates[sex][age] / 1000.0 / YEAR for sex in ("male", "female")] for age in range(AGES)])


def by_band(province: Province) -> Array:
    """People by age band of five years and sex."""
    out = np.zeros((AGES, 2))
    for i, pair in enumerate(province.cells):
        out[max(i - 1, 0)] += pair
    return out


def _in_month(yearly: Any, month: int) -> float:
    """People in a month, of a series of millions a year; before its first year as in that."""
    return float(yearly.at(max(month, yearly.steps[0][0]))) * 1e6 / YEAR


def _so_far(numbers: list[float]) -> list[float]:
    """Sums of none, the first, the first two, and so on."""
    out = [0.0]
    for number in numbers:
        out.append(out[-1] + number)
    return out


def cumulated(provinces: list[Province], society: Vital) -> Cumulated:
    """How many died before the census and were born after it.  Raises CensusError for a society that lasts too long.

    A province has its part of the country's deaths by its people's ages, and of births by its infants.
    """
    back, ahead = society.census - society.first_month + 1, society.last_month - society.census
    if max(back, ahead) >= LONGEST:
        raise CensusError(
            [f"first_month, last_month: at most {LONGEST - 1} months lie before the census, and after it"]
        )
    says = society.people
    rates = monthly(says.mortality)
    dying = [added((by_band(province) * rates).ravel()) for province in provinces]
    infants = [float(sum(province.cells[0])) for province in provinces]
    deaths = _so_far([_in_month(says.deaths, society.census + 1 - k) for k in range(1, back + 1)])
    births = _so_far([_in_month(says.births, society.census + k) for k in range(1, ahead + 1)])
    gone = np.zeros((len(provinces), LONGEST), np.int64)
    born = np.zeros((len(provinces), LONGEST), np.int64)
    for p, province in enumerate(provinces):
        of_deaths = dying[p] / added(dying) / province.population
        of_births = infants[p] / added(infants) / province.population
        gone[p, : len(deaths)] = [fine(of_deaths * number) for number in deaths]
        born[p, : len(births)] = [fine(of_births * number) for number in births]
    return Cumulated(gone, born)


def departures(provinces: list[Province], society: Vital, month: int) -> list[float]:
    """People who died from a month to the census, by province, per person alive at it; below 0: who dies after it."""
    rates = monthly(society.people.mortality)
    dying = [added((by_band(province) * rates).ravel()) for province in provinces]
    between = range(month + 1, society.census + 1), range(society.census + 1, month + 1)
    back, ahead = (added(_in_month(society.people.deaths, m) for m in months) for months in between)
    whole = added(dying)
    return [n / whole / province.population * (back - ahead) for n, province in zip(dying, provinces, strict=True)]


def births_after(society: Vital, month: int) -> list[float]:
    """Births of the country in each year from the census to a month, in order; the last may be less than a year."""
    months = range(society.census + 1, month + 1)
    years = [months[begins : begins + YEAR] for begins in range(0, len(months), YEAR)]
    return [added(_in_month(society.people.births, m) for m in year) for year in years]


def dying_after(provinces: list[Province], society: Vital) -> tuple[Array, Array, int]:
    """When people of the census die: steps of the table of deaths in which a person of an age and sex is sure to.

    Returns those by age band and sex; the month of each step, such that as many die in a year as the record has; and
    the step behind the last month that the society knows.
    """
    rates = monthly(society.people.mortality)
    sure = np.maximum(STEPS / rates + 0.5, 1.0).astype(np.int64)
    people = by_band(provinces[0]) * 0.0
    for province in provinces:
        people = people + by_band(province)
    months = np.full(STEP + 1, NEVER, np.int64)
    month, record = society.census, 0.0
    for step in range(STEP):
        dead = added((people * np.minimum((step + 0.5) / sure, 1.0)).ravel())
        while record < dead and month <= society.last_month:
            month += 1
            record += _in_month(society.people.deaths, month)
        if month > society.last_month:
            return sure, months, step
        months[step] = month
    raise CensusError(
        [f"{society.people.mortality}: far fewer people die by this table than by the society's `deaths`"]
    )


def born_by_age(society: Vital) -> list[float]:
    """Births of those who are 0, 1, 2 and so on to 14 years old at the census."""
    ages = [_in_month(society.people.births, society.census - age) for age in range(15 * YEAR)]
    return [added(ages[year * YEAR : (year + 1) * YEAR]) for year in range(15)]


def born_in(limits: list[int], census: int, says: Any) -> list[dict[int, float]]:
    """Which part of each age band's people a class of age has, by the births of its months.

    limits: where classes begin, in months of age, and where the last ends (`people.templates.edges`).
    """
    ages = [_in_month(says.births, census - age) for age in range(END)]
    of_band = [0.0] * AGES
    for age, births in enumerate(ages):
        of_band[band_of(age)] += births
    out = []
    for low, high in pairwise(limits):
        shares: dict[int, float] = {}
        for age in range(low, high):
            band = band_of(age)
            shares[band] = shares.get(band, 0.0) + ages[age] / of_band[band]
        out.append(shares)
    return out
