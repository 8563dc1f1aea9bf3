"""The rulebook: points, rules, refusals and favours, fines, detention, and who is watched more closely."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from demerit.calendar import NEVER
from demerit.ranges import BEYOND, MOST_POINTS
from demerit.scenario.turning import Still, fewer, more
from demerit.scenario.values import (
    Bands,
    Conduct,
    Days,
    Demand,
    Frozen,
    Group,
    ListName,
    Month,
    Row,
    Score,
    Share,
    SourceName,
)

RuleId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=60)]
MOST_EXPIRING = 500  # points of one conduct: fits the open matter that remembers them
Attention = Annotated[float, Field(ge=0.01, le=100)]


class Points(Frozen):
    """The point value: from which month, where it starts, its limits.  Absent: there is none.

    clean_year: points that adults get in January for a calendar year in which they lost none.  Points that are given
    back were lost all the same: no right makes up for what was missed.
    bands: names of bands of points, each with the lowest value in it; they are counted, and do nothing by themselves.
    """

    since: Month = Field(NEVER, alias="from")
    start: Annotated[Score, Still("where points begin; counted is what is won and lost from there")] = 0
    lowest: Annotated[Score, more("points")] = 0
    highest: Annotated[Score, more("points")] = 0
    clean_year: Annotated[int, Field(ge=0, le=1000), more("points_clean_year")] = 0
    bands: Annotated[Bands, Still("counted, and nothing rests on them")] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _in_order(self) -> "Points":
        if not self.lowest <= self.start <= self.highest:
            raise PydanticCustomError("points", "needs lowest <= start <= highest")
        if self.highest - self.start > MOST_POINTS or self.start - self.lowest > MOST_POINTS:
            raise PydanticCustomError("points", f"must not reach more than {MOST_POINTS} points from its start")
        return self


class Rule(Frozen):
    """What one record of a conduct does to the point value; expires_days: taken back after so many days (0: never)."""

    id: RuleId
    conduct: Conduct
    points: Annotated[Score, more("points")]
    expires_days: Annotated[Days, fewer("points_expired")] = 0

    @model_validator(mode="after")
    def _small_enough_to_expire(self) -> "Rule":
        if self.expires_days and abs(self.points) > MOST_EXPIRING:
            raise PydanticCustomError("expires", f"can expire only if it moves at most {MOST_EXPIRING} points")
        return self


class Consequence(Frozen):
    """What people are refused: those on a list, or without one all below some points; from when, where.

    grounds: only those who are listed on one of these grounds: refusals stay in the context of the conduct.
    relatives: also those in whose household somebody is listed.  health_pass: also those whose pass is invalid.
    attempts: how often somebody who is refused asks, on average; below 1, some do not ask at all (a multiplier without
    a source, marked so where used).
    """

    list: ListName | None = None
    below: Annotated[int, Field(ge=-MOST_POINTS, le=BEYOND), more("refused")] = BEYOND
    since: Month = Field(alias="from")
    share: Annotated[Share, more("refused")] = 1.0
    grounds: Row[Conduct] = ()
    relatives: bool = False
    health_pass: bool = False
    attempts: Annotated[float, Field(ge=0, le=100), more("refused")] = 1.0

    @model_validator(mode="after")
    def _bars_somebody(self) -> "Consequence":
        if self.list is None and self.below == BEYOND and not (self.relatives or self.health_pass):
            raise PydanticCustomError("bars", "needs `list`, `below`, `relatives` or `health_pass`, or it bars nobody")
        return self


class Favour(Frozen):
    """A demand for which people on a list are preferred."""

    list: ListName
    demand: Demand
    since: Month = Field(alias="from")


class AutomaticPenalty(Frozen):
    """A record of this conduct by this source fines at once, without a hearing.

    claws_back: instead of a fine, adults owe all that they ever received: arrears, which lead to court as others do.
    """

    source: SourceName
    conduct: Conduct
    since: Month = Field(alias="from")
    claws_back: bool = False


class Detention(Frozen):
    """Arrest and detention without trial after a record: for which share of them, how long, where, of which group."""

    conduct: Conduct
    source: SourceName
    days: Annotated[int, Field(ge=1, le=7300), more("detained_days")]
    share: Annotated[Share, more("detentions")]
    since: Month = Field(alias="from")
    province: str | None = None
    group: Group | None = None


class Critics(Frozen):
    """Rules that are enforced `factor` times as often against those on file as critics.

    known_days: how long a recorded criticism stays on file as that of a known critic (0: nobody is one).
    """

    factor: Annotated[Attention, more("enforcement_records_critics")] = 1.0
    rules: Row[RuleId] = ()
    known_days: Annotated[Days, more("critics")] = 0


class GroupAttention(Frozen):
    """Data sources that watch a population group `factor` times as closely.

    province: where; absent: everywhere.  false_records: whether as many more false records come of it, because whoever
    is checked more often is wrongly accused more often.
    """

    province: str | None = None
    group: Group
    factor: Annotated[Attention, more("records_correct")]
    sources: Row[SourceName]
    since: Month = Field(alias="from")
    false_records: bool = False


class Enforcement(Frozen):
    """Whom the rules are enforced against more often than others."""

    critics: Critics = Field(default_factory=Critics)
    groups: Row[GroupAttention] = ()


class HealthPass(Frozen):
    """A health pass: a record of `health_breach` makes it invalid for so many days, between two months."""

    since: Month = Field(alias="from")
    until: Month = NEVER
    invalid_days: Annotated[int, Field(ge=1, le=7300), more("passes_invalid")]
