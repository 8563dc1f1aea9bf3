"""What a society says of its people beyond census tables: deaths, kinds of place, households, national values."""

from typing import Annotated, ClassVar, Final

from pydantic import Field

from demerit.scenario.homes import Homes
from demerit.scenario.turning import Bound, Still, more
from demerit.scenario.values import DatedMillions, Factor, Frozen, Pair, Share
from demerit.scenario.years import ShareByYear

Rates = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+\.yaml$")]
Schooling = Annotated[tuple[Share, Share, Share, Share, Share, Share], Field(strict=False)]
SchoolingByAge = Annotated[tuple[Schooling, ...], Field(strict=False, min_length=9, max_length=9)]
OnlineByAge = Annotated[tuple[Factor, Factor, Factor, Factor, Factor, Factor], Field(strict=False)]
ByBand = Annotated[tuple[Factor, ...], Field(strict=False, min_length=18, max_length=18)]
PATTERN: Final = Still("a pattern before fitting to the census")
SINCE: Final = Still("more or fewer than at the census, which lies between two of these")
ALIKE: Final = Bound("the same in every province: only differences between provinces count")
Usual = Annotated[int, Field(ge=0, le=1000)]


class Shapes(Frozen):
    """How common each kind of family household is before fitting to the census: parts of their sum."""

    turning: ClassVar = PATTERN

    one: Usual
    couple: Usual
    couple_and_children: Usual
    one_parent: Usual
    three_generations: Usual
    grown_child_and_parents: Usual
    adults: Usual


class Nation(Frozen):
    """National values for what the census tables leave empty; they then hold in every province.

    urban: share in cities and towns; minority: share of the second population group; in_households: share who live in
    family households, which have household_size members on average, one_person of them a single one; schooling:
    shares of people aged 3 and over (none or preschool, primary, junior, senior, short tertiary, university); income:
    a head, in any currency; online: share who use the internet.
    """

    turning: ClassVar = Still("holds only where a census table is silent")

    urban: Share | None = None
    minority: Share | None = None
    in_households: Share | None = None
    household_size: Annotated[float, Field(ge=1, le=7)] | None = None
    one_person: Share | None = None
    schooling: Schooling | None = None
    income: Annotated[Annotated[float, Field(gt=0)] | None, ALIKE] = None
    online: Share | None = None


class People(Frozen):
    """Deaths, kinds of place, income, schooling, use of the internet and households, where census tables are silent.

    mortality: a file of deaths a year per 1,000 by age and sex; births, deaths: in the country, millions a year, from a
    month on, each until the next; urban_by_tier: share of urban households in cities, towns, the country; towns: share
    of communities that are towns; urban_by_year: share of the country's people who live in towns at the end of a year,
    with which provinces move in parallel; urban_income: urban to rural income a head; schooling_by_age: usual shares of
    the six levels under 3, 3-5, 6-11, 12-14, 15-17, 18-29, 30-44, 45-59, 60 and over; schooling_income: how many times
    likelier the next level is, against the one below, in the next fifth of income; online_by_age: relative use under 5,
    5-14, 15-29, 30-44, 45-59, 60 and over; online_by_place: relative use in the country, in cities; online_by_year:
    share of the country's people who use the internet at the end of a year; collective_by_age: relative share in
    collective households, by bands of five years up to 85 and over.  All but `nation` and shares by year are patterns
    before fitting to the census.
    """

    mortality: Rates
    births: Annotated[DatedMillions, more("births", over="then")]
    deaths: Annotated[DatedMillions, more("deaths", over="then")]
    urban_by_tier: Annotated[tuple[Share, Share, Share], Field(strict=False), PATTERN]
    towns: Annotated[Share, PATTERN]
    urban_by_year: Annotated[ShareByYear, SINCE] = Field(default_factory=dict)
    urban_income: Annotated[float, Field(gt=0, le=100), Still("who is poor, not how many")]
    schooling_by_age: Annotated[SchoolingByAge, PATTERN]
    schooling_income: Annotated[float, Field(ge=1, le=4), Still("whose schooling is long, not how many")] = 1.0
    online_by_age: Annotated[OnlineByAge, PATTERN]
    online_by_place: Annotated[Pair[Factor], PATTERN]
    online_by_year: Annotated[ShareByYear, more("acts", "search")] = Field(default_factory=dict)
    household_shapes: Shapes
    collective_by_age: Annotated[ByBand, PATTERN]
    homes: Homes
    nation: Nation = Nation()
