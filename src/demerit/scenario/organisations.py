"""Organisations: what a society says about them, and what a regime does with them.  Either section may be absent."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from demerit.calendar import NEVER
from demerit.ranges import MOST_POINTS
from demerit.scenario.lists import Published
from demerit.scenario.rules import RuleId
from demerit.scenario.turning import Still, fewer, more, org_fewer, org_more
from demerit.scenario.values import (
    Change,
    Dated,
    DatedOf,
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
    ORGANISATION_GROUNDS,
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
GroundName = Annotated[str, OneOf(ORGANISATION_GROUNDS, "a ground for listing an organisation")]
Density = Annotated[Dated, DatedOf(0, 200)]  # organisations a thousand people
BySector = Annotated[tuple[Factor, ...], Field(strict=False, min_length=8, max_length=8)]
BySize = Annotated[tuple[Factor, Factor, Factor, Factor], Field(strict=False)]
Staff = Annotated[int, Field(ge=0, le=10_000)]
OfYear = Annotated[int, Field(ge=1, le=12)]
SERVICES = SECTORS.index("services")


# The society's part.


class Doing(Frozen):
    """A kind of act: candidates an organisation-year at factor 1, factors of fixed traits, how many are accepted.

    kind: factors of domestic, foreign, nonprofit; sector and size: in the order of `vocabulary.SECTORS` and `SIZES`.
    acceptance: the share that becomes an act; strain, caution: change of that share at the highest strain or caution.
    What nonprofits alone do, the self-employed never do, who are companies, nor any sector but services.
    """

    ceiling: Annotated[float, Field(ge=0, le=12), org_more("acts")] = 0.0
    acceptance: Annotated[Share, org_more("acts")] = 0.0
    kind: Annotated[tuple[Factor, Factor, Factor], Field(strict=False), org_more("acts")] = (1.0, 1.0, 1.0)
    sector: Annotated[BySector, org_more("acts")] = (1.0,) * 8
    size: Annotated[BySize, org_more("acts")] = (1.0, 1.0, 1.0, 1.0)
    strain: Annotated[Change, org_more("acts")] = 0.0
    caution: Annotated[Change, org_more("acts")] = 0.0

    @model_validator(mode="after")
    def _of_somebody(self) -> "Doing":
        if not any(self.kind[: ORGANISATIONS.index("nonprofit")]):
            self._idle("size", self.size[:1], "the self-employed, who are companies")
            others = (*self.sector[:SERVICES], *self.sector[SERVICES + 1 :])
            self._idle("sector", others, "every sector but services, which nonprofits offer")
        return self

    def _idle(self, name: str, factors: tuple[float, ...], which: str) -> None:
        """What nothing rests on is 0, unless no factor is given at all."""
        if getattr(self, name) != type(self).model_fields[name].default and any(factors):
            why = "must have 0 in `{name}` for {which}: by `kind` nonprofits alone do this"
            raise PydanticCustomError("idle", why, {"name": name, "which": which})


class Asking(Doing):
    """A kind of demand; declined: the share that is declined for ordinary reasons, regime or not."""

    declined: Annotated[Share, org_more("declined")] = 0.0


class SocietyOrganisations(Frozen):
    """Which organisations there are, and what they do without any regime.

    per_1000_people: by date, linear between dates, none before the first; it never falls, and the oldest are those that
    were there first.  kinds, sectors, sizes: shares that sum to one.  staff: least and most employees by size class.
    without_income: share that has no income to be judged by.  reopens_a_month: chance that an organisation without
    licence, and not listed, gets it back.  mends_a_month: chance that one on a watch list puts right what it is there
    for.
    """

    per_1000_people: Annotated[Density, org_more("stock")]
    kinds: Annotated[dict[OrganisationKind, Share], Still("shares of one whole")]
    sectors: Annotated[dict[Sector, Share], Still("shares of one whole")]
    sizes: Annotated[dict[SizeClass, Share], Still("shares of one whole")]
    staff: Annotated[dict[SizeClass, Pair[Staff]], Still("how many people an organisation employs")]
    without_income: Annotated[Share, org_fewer("rated")] = 0.0
    conduct: dict[OrganisationAct, Doing]
    demand: dict[OrganisationDemand, Asking]
    reopens_a_month: Annotated[Share, org_more("reopened")]
    mends_a_month: Annotated[Share, org_more("watchlist_exits")] = 0.0
    strain_passes_a_month: Annotated[Share, org_fewer("strain")]
    caution_passes_a_month: Annotated[Share, org_fewer("caution")]

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
    same community, under the same rulebook.
    """

    coverage: Annotated[DatedShare, org_more("records_correct")]
    miss_rate: Annotated[Share, org_fewer("records_correct")] = 0.0
    false_record_rate: Annotated[Share, org_more("records_false")] = 0.0
    wrong_organisation_rate: Annotated[Share, org_more("records_misattributed")] = 0.0
    sees: Annotated[dict[OrganisationAct, Share], org_more("records_correct")] = Field(default_factory=dict)


class Audits(Frozen):
    """Who was audited begins with all points, everybody else with fewer.

    share: of organisations, each year.  years: how many back an audit counts, the year of the rating included.
    """

    unaudited_start: Annotated[Score, org_more("points")]
    share: Annotated[Share, org_more("audited")]
    years: Annotated[int, Field(ge=1, le=5), org_more("audited")] = 1


class OrganisationPoints(Frozen):
    """The point value of organisations.  recovers_a_month: points that come back towards the start each month."""

    since: Month = Field(NEVER, alias="from")
    start: Annotated[Score, Still("where points begin; counted is what is won and lost from there")] = 0
    lowest: Annotated[Score, org_more("points")] = 0
    highest: Annotated[Score, org_more("points")] = 0
    recovers_a_month: Annotated[int, Field(ge=0, le=MOST_POINTS), org_more("points")] = 0
    audits: Audits | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "OrganisationPoints":
        if not self.lowest <= self.start <= self.highest:
            raise PydanticCustomError("points", "needs lowest <= start <= highest")
        if self.highest - self.start > MOST_POINTS or self.start - self.lowest > MOST_POINTS:
            raise PydanticCustomError("points", f"must not reach more than {MOST_POINTS} points from its start")
        if self.audits is not None and not self.lowest <= self.audits.unaudited_start <= self.start:
            raise PydanticCustomError("points", "needs lowest <= unaudited_start <= start")
        return self


class OrganisationRule(Frozen):
    """What one record of a conduct does to the point value."""

    id: RuleId
    conduct: OrganisationAct
    points: Annotated[Score, org_more("points")]


class Best(Frozen):
    """What the best rating asks for beside its points, or the next one is given.

    years: since the founding.  not_after: ratings that must not have come before it.
    """

    years: Annotated[int, Field(ge=0, le=20), org_fewer("rating", of="A")] = 0
    not_after: Row[RatingName] = ()


class Rating(Frozen):
    """Bands of the point value: the fewest points of each; the lowest band needs none.

    yearly: the month of the year in which organisations are rated, each beginning anew; absent: every month, for ever.
    M goes to those founded within a year and to those without income, if they have as many points; where there is no M,
    they have no rating, unless it is the lowest.  keeps: ratings that stay at the next one too, whatever the
    points.  sizes, share: which size classes are rated, and which share of them keeps accounts that can be.
    """

    since: Month = Field(alias="from")
    bands: Annotated[dict[RatingName, Score], org_fewer("rating")]
    yearly: Annotated[OfYear | None, Still("when, not what")] = None
    best: Best | None = None
    keeps: Row[RatingName] = ()
    sizes: Row[SizeClass] = SIZES
    share: Annotated[Share, org_more("rated")] = 1.0
    published: Published | None = None


class OrganisationList(Frozen):
    """The blacklist of organisations: for a rating, for one act, for too long on the watch list.

    least_days: on it; terms: for a single ground, instead; repeat_days: more for each earlier entry.
    """

    ratings: Row[RatingName] = ()
    grounds: Row[OrganisationAct] = ()
    terms: Annotated[dict[OrganisationAct, Days], org_more("blacklist_stock")] = Field(default_factory=dict)
    least_days: Annotated[Days, org_more("blacklist_stock")] = 0
    repeat_days: Annotated[Days, org_more("blacklist_stock")] = 0
    since: Month = Field(alias="from")
    published: Published | None = None


class WatchList(Frozen):
    """Whoever is on it is to put right what it is there for, and leaves when that is done.

    escalates_after_days: then it comes onto the blacklist (0: never).
    """

    grounds: Annotated[Row[OrganisationAct], Field(min_length=1)]
    least_days: Annotated[Days, org_more("watchlist_stock")] = 0
    escalates_after_days: Annotated[Days, org_fewer("watchlist_escalated")] = 0
    since: Month = Field(alias="from")
    published: Published | None = None


class Bad(Frozen):
    """Organisations with one of these ratings, those on the blacklist, those on the watch list; from when."""

    ratings: Row[RatingName] = ()
    listed: bool = False
    watched: bool = False
    since: Month = Field(alias="from")


class OrganisationConsequence(Bad):
    """Who is refused, and where: a share of places."""

    share: Annotated[Share, org_more("refused")] = 1.0


class Burden(Bad):
    """Who has to bear something."""


class Inspection(Burden):
    """Inspected more closely: the odds that a data source records what they do grow by `factor`.

    deterrence: share of breaches that they leave undone for it.
    """

    factor: Annotated[float, Field(ge=1, le=200), org_more("found_by_inspection")]
    deterrence: Annotated[Share, org_more("deterred")] = 0.0


class OrganisationFine(Frozen):
    """A record of this conduct is fined at once."""

    conduct: OrganisationAct
    since: Month = Field(alias="from")


class Suspension(Frozen):
    """Listed organisations lose their licence for so many days, and their people their income.

    owner_hardship, staff_hardship: added a month, of 127, to the hardship of the owner and of each employee.
    """

    days: Annotated[int, Field(ge=1, le=7300), org_more("suspended_days")]
    since: Month = Field(alias="from")
    owner_hardship: Annotated[Level, more("hardship")] = 0
    staff_hardship: Annotated[Level, more("hardship")] = 0


class Strain(Frozen):
    """What each fine, refusal and month of a higher tax or without licence adds to an organisation's strain, of 127."""

    fine: Annotated[Level, org_more("strain")] = 0
    tax: Annotated[Level, org_more("strain")] = 0
    suspension: Annotated[Level, org_more("strain")] = 0
    credit: Annotated[Level, org_more("strain")] = 0
    tender: Annotated[Level, org_more("strain")] = 0
    market_access: Annotated[Level, org_more("strain")] = 0
    invoices: Annotated[Level, org_more("strain")] = 0
    funding: Annotated[Level, org_more("strain")] = 0


class Caution(Frozen):
    """What makes organisations careful, of 127: each record held against them, a lower published rating, an entry."""

    record: Annotated[Level, org_more("caution")] = 0
    rating: Annotated[Level, org_more("caution")] = 0
    entry: Annotated[Level, org_more("caution")] = 0


class OwnerDrags(Frozen):
    """While the owner is on the people's blacklist, the organisation has fewer points, or is listed itself."""

    points: Annotated[int, Field(ge=-MOST_POINTS, le=0), fewer("blacklist_stock")] = 0
    lists: bool = False
    since: Month = Field(alias="from")


class Representative(Frozen):
    """The owner of a listed organisation is refused these demands; `lists`: listed as well, once an entry.

    grounds: on which the organisation is listed; none: on whichever.
    """

    grounds: Row[GroundName] = ()
    demands: Row[Demand] = ()
    lists: bool = False
    since: Month = Field(alias="from")


class OrganisationSpillover(Frozen):
    """What owner and organisation do to each other.  Absent: nothing."""

    owner: OwnerDrags | None = None
    representatives: Row[Representative] = ()


def _unique(rules: tuple[OrganisationRule, ...]) -> tuple[OrganisationRule, ...]:
    ids = [rule.id for rule in rules]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise PydanticCustomError("twice", "has more than one rule with id " + ", ".join(twice))
    return rules


class Rulebook(Frozen):
    """What a regime does with companies, or with nonprofits."""

    points: OrganisationPoints = Field(default_factory=OrganisationPoints)  # type: ignore[arg-type]
    rules: Annotated[Row[OrganisationRule], AfterValidator(_unique)] = ()
    rating: Rating | None = None
    watchlist: WatchList | None = None
    blacklist: OrganisationList | None = None
    consequences: dict[OrganisationDemand, OrganisationConsequence] = Field(default_factory=dict)
    fines: Row[OrganisationFine] = ()
    tax: Burden | None = None
    inspection: Inspection | None = None
    suspension: Suspension | None = None
    strain: Strain = Field(default_factory=Strain)
    caution: Caution = Field(default_factory=Caution)
    spillover: OrganisationSpillover = Field(default_factory=OrganisationSpillover)


class RegimeOrganisations(Frozen):
    """What a regime does with organisations; they take part where people do (`rollout`).

    false_records: what is recorded that never happened.  as_recorded: each conduct as often as the same data source
    recorded it rightly in the last twelve months, in the whole country; uniform: whatever it may record, equally often.
    A rulebook that is absent: nobody looks at these organisations.
    """

    false_records: Literal["as_recorded", "uniform"] = "as_recorded"
    data_sources: dict[OrganisationSource, Inspector] = Field(default_factory=dict)
    companies: Rulebook | None = None
    nonprofits: Rulebook | None = None
