"""Private opinion and what is said aloud: what people are like (society), and what moves and presses them (regime)."""

from typing import Annotated

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from demerit.scenario.values import DatedShare, Frozen, Level, Month, Share

LEVELS = 16
Distribution = Annotated[tuple[Share, ...], Field(strict=False, min_length=LEVELS, max_length=LEVELS)]


class Opinions(Frozen):
    """A society's opinions: how private opinion is spread at first, who conforms to whom, what silences.

    distribution: shares of people at each level from 0 (against) to 15 (for), the same in every population group.
    household, community: chance a month of moving one step towards what is said there.  fear: how much of the
    community, at the highest fear, has to speak out first, beyond a person's own threshold, which is spread evenly.
    """

    distribution: Distribution
    household: Share = 0.0
    community: Share = 0.0
    fear: Share = 0.0

    @field_validator("distribution")
    @classmethod
    def _whole(cls, given: tuple[float, ...]) -> tuple[float, ...]:
        total = sum(given)
        if abs(total - 1.0) > 1e-6:
            raise PydanticCustomError("sum", f"must sum to 1, not {total:.6g}")
        return given


class Signal(Frozen):
    """In one month, this share of those who dissent say so whatever it costs: to see what that sets off."""

    month: Month
    share: Share


class Ostracism(Frozen):
    """Peers, not a state, shun those who say what most around them do not: strength of 0 to 1, what it costs."""

    strength: DatedShare
    hardship: Level = 0
    fear: Level = 0


class OpinionPressure(Frozen):
    """What a regime does to opinion: chances a month of one step, by month.

    media, school: towards the line, for everybody and for pupils.  backfire: away from it, after one's own penalty,
    refusal or listing (never after detention).  pressure: 0 everybody may say what they think, 1 a dissenter needs as
    large a share of dissenters around as their own threshold says.
    """

    media: DatedShare | None = None
    school: DatedShare | None = None
    backfire: Share = 0.0
    pressure: DatedShare | None = None
    signal: Signal | None = None
    ostracism: Ostracism | None = None
