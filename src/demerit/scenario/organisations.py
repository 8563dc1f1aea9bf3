"""Organisations: what a society says about them, and what a regime does with them.  Either section may be absent."""

from typing import Annotated

from pydantic import AfterValidator, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from demerit.calendar import NEVER
from demerit.ranges import MOST_POINTS
from demerit.scenario.lists import Published
from demerit.scenario.rules import RuleId
from demerit.scenario.values import (
    Change,
    DatedShare,
    Days,
    Demand,
    Factor,
    Frozen,
    Level,
    Month,
    OneOf,
    Pair,
    Row,
    Score,
    Share,
)
from demerit.vocabulary import (
    ORGANISATION_ACTS,
    ORGANISATION_DEMANDS,
    ORGANISATION_SOURCES,
    ORGANISATIONS,
    RATINGS,
    SECTORS,
    SIZES,
)

OrganisationKind = Annotated[str, OneOf(ORGANISATIONS, "a kind of organisation")]
Sector = Annotated[str, OneOf(SECTORS, "a sector")]
SizeClass = Annotated[str, OneOf(SIZES, "a size class")]
OrganisationAct = Annotated[str, OneOf(ORGANISATION_ACTS, "a kind of conduct of organisations")]
OrganisationDemand = Annotated[str, OneOf(ORGANISATION_DEMANDS, "a demand of organisations")]
OrganisationSource = Annotated[str, OneOf(ORGANISATION_SOURCES, "a data source on organisations")]
RatingName = Annotated[str, OneOf(RATINGS, "a rating")]
Staff = Annotated[int, Field(ge=0, le=10_000)]
OfYear = Annotated[int, Field(ge=1, le=12)]


# The society's part.


class Doing(Frozen):
    """A kind of act: candidates an organisation-year at factor 1, factors of fixed traits, how many are accepted.

    kind: factors of domestic, foreign, other; sector and size: in the order of `vocabulary.SECTORS` and `SIZES`.
    acceptance: the share that becomes an act; strain, caution: change of that share at the highest strain or caution.
    """

    ceiling: Annotated[float, Field(ge=0, le=12)] = 0.0
    acceptance: Share = 0.0
    kind: Annotated[tuple[Factor, Factor, Factor], Field(strict=False)] = (1.0, 1.0, 1.0)
    sector: Annotated[tuple[Factor, ...], Field(strict=False, min_length=8, max_length=8)] = (1.0,) * 8
    size: Annotated[tuple[Factor, Factor, Factor, Factor], Field(strict=False)] = (1.0, 1.0, 1.0, 1.0)
    strain: Change = 0.0
    caution: Change = 0.0


class Asking(Doing):
    """A kind of demand; declined: the share that is declined for ordinary reasons, regime or not."""

    declined: Share = 0.0


class SocietyOrganisations(Frozen):
    """Which organisations there are, and what they do without any regime.

    kinds, sectors, sizes: shares that sum to one.  staff: least and most employees by size class.  without_income:
    share that has no income to be judged by.  reopens_a_month: chance that an organisation without licence, and not
    listed, gets it back.
    """

    per_1000_people: Annotated[float, Field(gt=0, le=120)]
    kinds: dict[OrganisationKind, Share]
    sectors: dict[Sector, Share]
    sizes: dict[SizeClass, Share]
    staff: dict[SizeClass, Pair[Staff]]
    without_income: Share = 0.0
    conduct: dict[OrganisationAct, Doing]
    demand: dict[OrganisationDemand, Asking]
    reopens_a_month: Share
    strain_passes_a_month: Share
    caution_passes_a_month: Share

    @field_validator("staff")
    @classmethod
    def _every_size(cls, given: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
        """A size class that is not mentioned employs nobody."""
        for name, (least, most) in given.items():
            if most < least:
                raise PydanticCustomError("staff", "has fewer at most than at least: {name}", {"name": name})
        return {name: given.get(name, (0, 0)) for name in SIZES}

    @field_validator("conduct")
    @classmethod
    def _every_act(cls, given: dict[str, Doing]) -> dict[str, Doing]:
        """What a society does not mention is not done there."""
        return {name: given.get(name, Doing()) for name in ORGANISATION_ACTS}

    @field_validator("demand")
    @classmethod
    def _every_demand(cls, given: dict[str, Asking]) -> dict[str, Asking]:
        return {name: given.get(name, Asking()) for name in ORGANISATION_DEMANDS}


# The regime's part.


class Inspector(Frozen):
    """A data source on organisations.

    coverage: share of what happens there that it sees, by month.  sees: share of each conduct within its sight.
    false_record_rate: an organisation-month.  wrong_organisation_rate: share of records put down to another one of the
    same community.
    """

    coverage: DatedShare
    miss_rate: Share = 0.0
    false_record_rate: Share = 0.0
    wrong_organisation_rate: Share = 0.0
    sees: dict[OrganisationAct, Share] = Field(default_factory=dict)


class OrganisationPoints(Frozen):
    """The point value of organisations.  recovers_a_month: points that come back towards the start each month."""

    since: Month = Field(NEVER, alias="from")
    start: Score = 0
    lowest: Score = 0
    highest: Score = 0
    recovers_a_month: Annotated[int, Field(ge=0, le=MOST_POINTS)] = 0

    @model_validator(mode="after")
    def _in_order(self) -> "OrganisationPoints":
        if not self.lowest <= self.start <= self.highest:
            raise PydanticCustomError("points", "needs lowest <= start <= highest")
        if self.highest - self.start > MOST_POINTS or self.start - self.lowest > MOST_POINTS:
            raise PydanticCustomError("points", f"must not reach more than {MOST_POINTS} points from its start")
        return self


class OrganisationRule(Frozen):
    """What one record of a conduct does to the point value."""

    id: RuleId
    conduct: OrganisationAct
    points: Score


class Rating(Frozen):
    """Bands of the point value: the fewest points of each; the lowest band needs none.

    yearly: the month of the year in which organisations are rated, each beginning anew; absent: every month, for ever.
    M goes to organisations without income that have as many points.
    """

    since: Month = Field(alias="from")
    bands: dict[RatingName, Score]
    yearly: OfYear | None = None
    published: Published | None = None


class OrganisationList(Frozen):
    """The blacklist of organisations: for a rating, or for one act; least days on it, more for each earlier entry."""

    ratings: Row[RatingName] = ()
    grounds: Row[OrganisationAct] = ()
    least_days: Days = 0
    repeat_days: Days = 0
    since: Month = Field(alias="from")
    published: Published | None = None


class OrganisationConsequence(Frozen):
    """Who is refused: organisations with one of these ratings, those listed, or both; from when, where."""

    ratings: Row[RatingName] = ()
    listed: bool = False
    since: Month = Field(alias="from")
    share: Share = 1.0


class Burden(Frozen):
    """What organisations with one of these ratings, or those listed, have to bear."""

    ratings: Row[RatingName] = ()
    listed: bool = False
    since: Month = Field(alias="from")


class Inspection(Burden):
    """Looked at `factor` times as often."""

    factor: Annotated[float, Field(ge=1, le=200)]


class OrganisationFine(Frozen):
    """A record of this conduct is fined at once."""

    conduct: OrganisationAct
    since: Month = Field(alias="from")


class Suspension(Frozen):
    """Listed organisations lose their licence for so many days, and their people their income.

    owner_hardship, staff_hardship: added a month, of 127, to the hardship of the owner and of each employee.
    """

    days: Annotated[int, Field(ge=1, le=7300)]
    since: Month = Field(alias="from")
    owner_hardship: Level = 0
    staff_hardship: Level = 0


class Strain(Frozen):
    """What each fine, refusal and month of a higher tax or without licence adds to an organisation's strain, of 127."""

    fine: Level = 0
    tax: Level = 0
    suspension: Level = 0
    credit: Level = 0
    tender: Level = 0
    market_access: Level = 0


class Caution(Frozen):
    """What makes organisations careful, of 127: each record held against them, a lower published rating, an entry."""

    record: Level = 0
    rating: Level = 0
    entry: Level = 0


class OwnerDrags(Frozen):
    """While the owner is on the people's blacklist, the organisation has fewer points, or is listed itself."""

    points: Annotated[int, Field(ge=-MOST_POINTS, le=0)] = 0
    lists: bool = False
    since: Month = Field(alias="from")


class Representative(Frozen):
    """The owner of a listed organisation is refused these demands; `lists`: listed as well, once an entry."""

    demands: Row[Demand] = ()
    lists: bool = False
    since: Month = Field(alias="from")


class OrganisationSpillover(Frozen):
    """What owner and organisation do to each other.  Absent: nothing."""

    owner: OwnerDrags | None = None
    representative: Representative | None = None


def _unique(rules: tuple[OrganisationRule, ...]) -> tuple[OrganisationRule, ...]:
    ids = [rule.id for rule in rules]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise PydanticCustomError("twice", "has more than one rule with id " + ", ".join(twice))
    return rules


class RegimeOrganisations(Frozen):
    """What a regime does with organisations; they take part where people do (`rollout`)."""

    data_sources: dict[OrganisationSource, Inspector] = Field(default_factory=dict)
    points: OrganisationPoints = Field(default_factory=OrganisationPoints)  # type: ignore[arg-type]
    rules: Annotated[Row[OrganisationRule], AfterValidator(_unique)] = ()
    rating: Rating | None = None
    blacklist: OrganisationList | None = None
    consequences: dict[OrganisationDemand, OrganisationConsequence] = Field(default_factory=dict)
    fines: Row[OrganisationFine] = ()
    tax: Burden | None = None
    inspection: Inspection | None = None
    suspension: Suspension | None = None
    strain: Strain = Field(default_factory=Strain)
    caution: Caution = Field(default_factory=Caution)
    spillover: OrganisationSpillover = Field(default_factory=OrganisationSpillover)
