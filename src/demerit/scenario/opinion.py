"""Opinion: what people think and what they say, in a society; what pulls and silences them, in a regime or among peers.

Opinions are whole levels from 0 (wholly against the government's line) to 15 (wholly for it); 0 to 7 are against it.
Population group never enters.  The rule of who dares to speak is M. Granovetter's, "Threshold models of collective
behavior", American Journal of Sociology 83, 1978, with T. Kuran's distinction of what is thought and what is said,
"Sparks and prairie fires", Public Choice 61, 1989.
"""

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from demerit.scenario.values import DatedShare, Frozen, Level, Month, Pair, Share

LEVELS = 16
Shift = Annotated[int, Field(ge=-(LEVELS - 1), le=LEVELS - 1)]
Cohorts = Annotated[tuple[Shift, Shift, Shift, Shift, Shift, Shift, Shift], Field(strict=False)]
Weight = Annotated[float, Field(ge=0, le=16)]
CLOSE = 1e-6  # shares written as decimals may miss one by this much


def _whole(shares: tuple[float, ...]) -> tuple[float, ...]:
    total = sum(shares)
    if abs(total - 1.0) > CLOSE:
        raise PydanticCustomError("shares", f"sums to {total:g}; its shares must sum to 1")
    return shares


def _rising(values: tuple[float, ...]) -> tuple[float, ...]:
    if any(a > b for a, b in zip(values, values[1:])):
        raise PydanticCustomError("rising", "must not fall from one to the next")
    return values


Distribution = Annotated[
    tuple[Share, ...], Field(strict=False, min_length=LEVELS, max_length=LEVELS), AfterValidator(_whole)
]
Quantiles = Annotated[tuple[Share, ...], Field(strict=False, min_length=11, max_length=11), AfterValidator(_rising)]


class Conformity(Frozen):
    """Chance a month that private opinion moves a step towards what the household, the community said last month."""

    household: Share = 0.0
    community: Share = 0.0

    @model_validator(mode="after")
    def _one_draw(self) -> "Conformity":
        if self.household + self.community > 1.0 + CLOSE:
            raise PydanticCustomError("chances", "needs household and community to sum to at most 1: one draw decides")
        return self


class SocietyOpinion(Frozen):
    """What people of a society think, and when they dare to say it.

    private: share of people at each of the 16 levels.  by_age: levels added by age at the census (under 6, 6-15, 16-29,
    30-44, 45-59, 60-74, 75 and over).  thresholds: of the share of neighbours who already say it aloud from which on
    somebody dares to: at 0, 10, ... 100 % of the people, linear between.  caution: how much of the own threshold counts
    against speaking against the community's climate; fear: how much more of it at the highest fear.
    """

    private: Distribution
    by_age: Cohorts = (0, 0, 0, 0, 0, 0, 0)
    thresholds: Quantiles
    caution: Weight = 0.0
    fear: Weight = 0.0
    conformity: Conformity = Field(default_factory=Conformity)
    school_ages: Pair[Annotated[int, Field(ge=0, le=30)]] = (6, 18)


class Media(Frozen):
    """Chance a month that media move an opinion a step towards the line: of people offline, of people online."""

    offline: DatedShare
    online: DatedShare


class Signal(Frozen):
    """In one month a share of the people against the line say so, whatever it may cost them."""

    month: Month
    share: Share


class RegimeOpinion(Frozen):
    """What a regime does to opinions.  Absent: there is no line.

    media, school: chance a month of a step towards the line.  backfire: the share of those pulls that move whoever is
    against the line a step away from it.  punishment: chance that an own refusal, fine or listing moves a step against
    it; detention never moves an opinion.  censorship: share of words against the line that nobody hears.  pressure: how
    much of the own threshold counts against saying something against the line (1: Granovetter's rule).
    """

    media: Media | None = None
    school: DatedShare | None = None
    backfire: Share = 0.0
    punishment: Share = 0.0
    censorship: DatedShare | None = None
    pressure: Weight = 0.0
    signal: Signal | None = None


class Ostracism(Frozen):
    """Peers who shun: no state, no points, no list.

    Whoever says aloud what lies more than `tolerance` levels off the community's climate is shunned, where at least
    `from_share` of the neighbours stand on the other side.  pressure: how much of the own threshold counts against
    speaking against the climate; fear, hardship: of 127, a month of being shunned.
    """

    since: Month = Field(alias="from")
    from_share: Share = 0.5
    tolerance: Annotated[int, Field(ge=0, le=LEVELS - 1)] = 3
    pressure: Weight = 0.0
    fear: Level = 0
    hardship: Level = 0
