"""A regime: everything that a legislator could change.  Every section may be absent, and then it does nothing."""

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from demerit.ranges import SCORES
from demerit.scenario.fear import Fear
from demerit.scenario.learned import LearnedScore
from demerit.scenario.lists import Lists
from demerit.scenario.opinion import OpinionPressure
from demerit.scenario.organisations import RegimeOrganisations
from demerit.scenario.rights import Rights
from demerit.scenario.rules import (
    AutomaticPenalty,
    Consequence,
    Detention,
    Enforcement,
    Favour,
    HealthPass,
    Points,
    Rule,
)
from demerit.scenario.scores import CommercialScore
from demerit.scenario.sources import DataSource, Rollout
from demerit.scenario.turning import more
from demerit.scenario.values import Demand, Frozen, Level, Row, SourceName

ScoreName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=30)]


class Hardship(Frozen):
    """What each refusal, fine, claw-back or detention in the household adds to hardship, of 127."""

    turning: ClassVar = more("hardship")

    flight: Level = 0
    ordinary_train: Level = 0
    high_speed: Level = 0
    credit: Level = 0
    property: Level = 0
    school: Level = 0
    service: Level = 0
    private_school: Level = 0
    luxury: Level = 0
    insurance: Level = 0
    job: Level = 0
    fine: Level = 0
    claw_back: Level = 0
    detention: Level = 0


def _unique(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    ids = [rule.id for rule in rules]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise PydanticCustomError("twice", "has more than one rule with id " + ", ".join(twice))
    return rules


class Regime(Frozen):
    """A regime; `Regime()` is the empty one.

    false_records: of what conduct a record is that somebody never did: in proportion to what that data source recorded
    rightly in the year before, or any conduct alike that it could record and that brings something: fewer points, a
    listing, a penalty, detention, a lost pass.
    """

    rollout: Rollout = Field(default_factory=Rollout)
    data_sources: dict[SourceName, DataSource] = Field(default_factory=dict)
    points: Points = Field(default_factory=Points)  # type: ignore[arg-type]
    rules: Annotated[Row[Rule], AfterValidator(_unique)] = ()
    false_records: Literal["as_recorded", "uniform"] = "as_recorded"
    lists: Lists = Field(default_factory=Lists)
    consequences: dict[Demand, Consequence] = Field(default_factory=dict)
    favours: Row[Favour] = ()
    automatic_penalties: Row[AutomaticPenalty] = ()
    detention: Row[Detention] = ()
    enforcement: Enforcement = Field(default_factory=Enforcement)
    fear: Fear = Field(default_factory=Fear)
    hardship: Hardship = Field(default_factory=Hardship)
    rights: Rights = Field(default_factory=Rights)
    health_pass: HealthPass | None = None
    opinion: OpinionPressure | None = None
    commercial_scores: Annotated[dict[ScoreName, CommercialScore], Field(max_length=SCORES)] = Field(
        default_factory=dict
    )
    organisations: RegimeOrganisations | None = None
    learned_score: LearnedScore | None = None
