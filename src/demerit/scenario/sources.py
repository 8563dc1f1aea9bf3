"""Where a regime is in force, and what it sees: roll-out and data sources."""

from typing import Annotated

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from demerit.calendar import EVER
from demerit.scenario.turning import Still, fewer, more
from demerit.scenario.values import (
    Conduct,
    DatedMillions,
    DatedShare,
    Days,
    Frozen,
    Name,
    Pair,
    Row,
    Share,
    Span,
    Tier,
)
from demerit.vocabulary import TIERS

Density = Annotated[float, Field(gt=0, le=1000)]


class Rollout(Frozen):
    """Which communities take part: from the first month to the last, communities of each kind of place join in turn.

    least_age: in years; whoever is younger has no file: is not recorded, rightly or wrongly, loses and wins nothing.
    provinces: those in which they do; absent: all.  elsewhere: on people of another society, by its name, which of its
    provinces stand for these.  Absent as a whole: every community takes part from the start.
    """

    tiers: dict[Tier, Span] = Field(default_factory=lambda: dict.fromkeys(TIERS, (EVER, EVER)))
    least_age: Annotated[int, Field(ge=0, le=18), fewer("of_age")] = 14
    provinces: Row[str] = ()
    elsewhere: dict[Name, Row[str]] = Field(default_factory=dict)

    @field_validator("tiers")
    @classmethod
    def _all_three(cls, given: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
        missing = [name for name in TIERS if name not in given]
        if missing:
            raise PydanticCustomError("tiers", f"says nothing about {' and '.join(missing)}")
        return given


class DataSource(Frozen):
    """A data source: what share of events it covers, how late and how wrongly it records.

    coverage: share of what happens that the source sees, by month; or cameras: their stock in millions, of which
    `full_at` a head see a street wholly; a_head: how many there are for each inhabitant of a kind of place, against the
    others (absent: as many everywhere).  sees: share of each conduct within its sight.  false_record_rate: a
    person-month.  wrong_person_rate: by population group of whoever is taken for somebody else.  hands_over: of a
    company's platform, the share of what it sees that reaches the state's file (0: none; absent: all of it).
    """

    coverage: Annotated[DatedShare | None, more("records_correct")] = None
    cameras: Annotated[DatedMillions | None, more("records_correct")] = None
    full_at: Annotated[float, Field(gt=0, le=1000), fewer("records_correct")] = 1.0
    a_head: Annotated[dict[Tier, Density], Still("shares out the same cameras")] = Field(default_factory=dict)
    delay_days: Annotated[Days, fewer("source_points_lost", over="since")] = 0
    miss_rate: Annotated[Share, fewer("records_correct")] = 0.0
    false_record_rate: Annotated[Share, more("records_false")] = 0.0
    wrong_person_rate: Annotated[Pair[Share], more("records_misattributed")] = (0.0, 0.0)
    sees: Annotated[dict[Conduct, Share], more("records_correct")] = Field(default_factory=dict)
    hands_over: Annotated[DatedShare | None, more("records_correct")] = None

    @model_validator(mode="after")
    def _one_measure_of_sight(self) -> "DataSource":
        if (self.coverage is None) == (self.cameras is None):
            raise PydanticCustomError("sight", "needs either `coverage` or `cameras`, and not both")
        return self

    @model_validator(mode="after")
    def _shared_out(self) -> "DataSource":
        if self.a_head and self.cameras is None:
            raise PydanticCustomError("sight", "has `a_head`, which shares out `cameras`, and none of these")
        if self.full_at != 1.0 and self.cameras is None:
            raise PydanticCustomError("sight", "has `full_at`, which is of `cameras`, and none of these")
        missing = [name for name in TIERS if name not in self.a_head]
        if self.a_head and missing:
            raise PydanticCustomError("tiers", f"`a_head` says nothing about {' and '.join(missing)}")
        return self

    def handed_over(self, month: int) -> float:
        """The share of what it sees that reaches the state's file in a month."""
        return 1.0 if self.hands_over is None else self.hands_over.at(month)
