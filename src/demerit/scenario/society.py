"""What people are and do without any regime: conduct, demands, dispositions, work, ordinary lending, fines."""

from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from demerit.calendar import YEAR
from demerit.scenario.opinion import Opinions
from demerit.scenario.organisations import SocietyOrganisations
from demerit.scenario.people import People
from demerit.scenario.turning import Still, fewer, more
from demerit.scenario.values import (
    Ages,
    Change,
    Days,
    Factor,
    Fifths,
    Frozen,
    Level,
    Line,
    Loaded,
    Month,
    Name,
    OneOf,
    Pair,
    Share,
    Span,
)
from demerit.scenario.years import ByYear, FactorByYear, in_year
from demerit.vocabulary import ACTS, DISPOSITIONS, DRAWN_DEMANDS

MOST_A_YEAR = 30  # candidates of one kind: see `scenario.checks.chances`
MOST_YEARS = 38  # calendar years for which a society's tables have room

Act = Annotated[str, OneOf(ACTS, "a kind of act")]
Trip = Annotated[str, OneOf(DRAWN_DEMANDS, "a demand that a society draws")]
Disposition = Annotated[str, OneOf(DISPOSITIONS, "a disposition")]
ByLevel = Annotated[tuple[Factor, Factor, Factor, Factor], Field(strict=False)]
FileName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+\.csv$")]


class Kind(Frozen):
    """A kind of act or demand: candidates a person-year at factor 1, factors of fixed traits, how many are accepted.

    age: factors at under 6, 6-13, 14-17, 18-29, 30-44, 45-59, 60-74, 75 and over; income: by national fifth of
    household income; urban: country, city; online: no, yes.
    acceptance: the share that becomes an act without fear or hardship at disposition 1.
    fear, hardship: change of that share at the highest fear or hardship; opinion: at the highest what
    is said aloud (and the opposite at the lowest).  voice: only those do it who dissent aloud that month (`against`),
    or who say nothing against the line (`for`); opinion moves their share by what they say.  by_year: factors of the
    ceiling by calendar year; months: the first and the last in which there is such a thing at all, without which there
    always is.
    """

    ceiling: Annotated[float, Field(ge=0, le=MOST_A_YEAR), more("acts")] = 0.0
    acceptance: Annotated[Share, more("acts")] = 0.0
    disposition: Disposition | None = None
    age: Annotated[Ages, more("acts")] = (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
    income: Annotated[Fifths[Factor], more("acts")] = (1.0, 1.0, 1.0, 1.0, 1.0)
    urban: Annotated[Pair[Factor], more("acts")] = (1.0, 1.0)
    online: Annotated[Pair[Factor], more("acts")] = (1.0, 1.0)
    fear: Annotated[Change, more("acts")] = 0.0
    hardship: Annotated[Change, more("acts")] = 0.0
    opinion: Annotated[Change, Still("who does it: more on one side, fewer on the other")] = 0.0
    voice: Literal["against", "for"] | None = None
    by_year: Annotated[FactorByYear, more("acts")] = Field(default_factory=dict)
    months: Span | None = None

    def in_month(self, month: int) -> float:
        """The factor of the ceiling in a month."""
        if self.months is not None and not self.months[0] <= month <= self.months[1]:
            return 0.0
        return in_year(self.by_year, month // YEAR)


class Levels(Frozen):
    """Factors of acceptance at the four levels of a disposition, a quarter of the people each."""

    levels: Annotated[ByLevel, more("conduct")]


Classes = Annotated[
    tuple[Share, Share, Share, Share, Share, Share, Share, Share, Share, Share, Share],
    Field(strict=False),
]


class Participation(Frozen):
    """Shares in the labour force, from the least age to 19, at 20-24, 25-29 and so on to 60-64, 65 and over."""

    men: Annotated[Classes, more("jobs_lost")]
    women: Annotated[Classes, more("jobs_lost")]


class Work(Frozen):
    """Who works or looks for work, losing and finding work; hardship of 127 a month out of work.

    least_age: nobody younger is in the labour force; participation: shares of age groups that are, by year (of its
    middle); loss_by_year: factors of loss_a_month by calendar year.
    """

    least_age: Annotated[int, Field(ge=10, le=19), fewer("jobs_lost")]
    participation: Annotated[ByYear[Participation], Field(min_length=1)]
    loss_a_month: Annotated[Share, more("jobs_lost")]
    loss_by_year: Annotated[FactorByYear, more("jobs_lost")] = Field(default_factory=dict)
    search_a_month: Annotated[Share, more("jobs_found")]
    declined: Annotated[Share, fewer("jobs_found")]
    hardship_a_month: Annotated[Level, more("hardship")]
    recovery_a_month: Annotated[Share, fewer("hardship")]


class Lending(Frozen):
    """Ordinary loans: term, refusals, defaults, courts.  default_fear: change of defaults at the highest fear;
    cure_at_hardship, perform_at_hardship: change of cures, of judgments performed, at the highest hardship.

    default_by_age, default_by_income, default_by_level: factors of default_a_month by age class, fifth of household
    income and level of default_disposition (no disposition: the first level is everybody's).  entry_days: how long
    credit agencies keep a default and the public register a judgment (0: nobody keeps anything);
    default_with_entry: chance of default a month while one stands, if that is higher;
    declined_with_entry: added to the share of loans that are declined.
    """

    term_months: Annotated[int, Field(ge=1, le=360), more("loans_stock")]
    declined_by_income: Annotated[Fifths[Share], more("declined", "credit")]
    declined_at_hardship: Annotated[Share, more("declined", "credit")]
    default_a_month: Annotated[Share, more("loans_defaulted")]
    default_at_hardship: Annotated[Share, more("loans_defaulted")]
    default_fear: Annotated[Change, more("loans_defaulted")] = 0.0
    default_disposition: Disposition | None = None
    default_by_level: Annotated[ByLevel, more("loans_defaulted")] = (
        1.0,
        1.0,
        1.0,
        1.0,
    )
    default_by_age: Annotated[Ages, more("loans_defaulted")] = (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
    default_by_income: Annotated[Fifths[Factor], more("loans_defaulted")] = (1.0, 1.0, 1.0, 1.0, 1.0)
    default_with_entry: Annotated[Share, more("loans_defaulted")] = 0.0
    declined_with_entry: Annotated[Share, more("declined", "credit")] = 0.0
    entry_days: Annotated[Days, more("negative_entries")] = 0
    cure_a_month: Annotated[Share, more("loans_cured")]
    cure_at_hardship: Annotated[Change, more("loans_cured")] = 0.0
    sue_after_days: Annotated[Days, fewer("claims")]
    ruling_after_days: Annotated[Days, fewer("judgments")]
    perform_a_month: Annotated[Share, more("judgments_performed")]
    perform_at_hardship: Annotated[Change, more("judgments_performed")] = 0.0
    judgment_lapses_after_days: Annotated[Days, fewer("judgments_lapsed")]


class Fines(Frozen):
    """When fines are due, and how many stay unpaid."""

    due_days: Annotated[Days, fewer("fines_unpaid")]
    unpaid: Annotated[Share, more("fines_unpaid")]
    unpaid_at_hardship: Annotated[Share, more("fines_unpaid")]


class Society(Frozen, metaclass=Loaded):
    """A society: census files, and everything people do and suffer where there is no regime."""

    name: Name
    title: Line
    census: Month
    first_month: Month
    last_month: Month
    provinces: FileName
    age_sex: FileName
    people: People
    conduct: dict[Act, Kind]
    demand: dict[Trip, Kind]
    dispositions: dict[Disposition, Levels]
    work: Work
    lending: Lending
    fines: Fines
    opinions: Opinions | None = None
    organisations: SocietyOrganisations | None = None

    @field_validator("conduct")
    @classmethod
    def _every_act(cls, given: dict[str, Kind]) -> dict[str, Kind]:
        """What a society does not mention is not done there."""
        return {name: given.get(name, Kind()) for name in ACTS}

    @field_validator("demand")
    @classmethod
    def _every_demand(cls, given: dict[str, Kind]) -> dict[str, Kind]:
        return {name: given.get(name, Kind()) for name in DRAWN_DEMANDS}

    @field_validator("dispositions")
    @classmethod
    def _every_disposition(cls, given: dict[str, Levels]) -> dict[str, Levels]:
        return {name: given.get(name, Levels(levels=(1.0, 1.0, 1.0, 1.0))) for name in DISPOSITIONS}

    def passing(self, month: int) -> tuple[str, ...]:
        """What there is in this month, of all that there is in some months only."""
        kinds = (*self.conduct.items(), *self.demand.items())
        return tuple(name for name, kind in kinds if kind.months and kind.months[0] <= month <= kind.months[1])

    def _repr_html_(self) -> str:
        from demerit.scenario.notebook import of_society

        return of_society(self)

    @model_validator(mode="after")
    def _months_in_order(self) -> "Society":
        if not self.first_month <= self.census <= self.last_month:
            raise ValueError("first_month, census and last_month must follow one another")
        if self.last_month // 12 - self.first_month // 12 >= MOST_YEARS:
            raise ValueError(f"from first_month to last_month are more than {MOST_YEARS} calendar years")
        return self
