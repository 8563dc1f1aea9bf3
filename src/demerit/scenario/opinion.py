"""Private opinion and what is said aloud: what people are like (society), and what moves and presses them (regime)."""

from typing import Annotated

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from demerit.ranges import OPINIONS
from demerit.scenario.turning import Still, fewer, more
from demerit.scenario.values import DatedShare, Frozen, Level, Month, Share

EVENLY = tuple(tenth / 10 for tenth in range(11))
Quantiles = Annotated[tuple[Share, ...], Field(strict=False, min_length=11, max_length=11)]
Distribution = Annotated[tuple[Share, ...], Field(strict=False, min_length=OPINIONS, max_length=OPINIONS)]


class Opinions(Frozen):
    """A society's opinions: how private opinion is spread at rest, who follows whom, what silences.

    distribution: shares of people at each level from 0 (against) to 15 (for), the same in every population group: where
    nothing moves anybody, it stays.  household, community: chance a month of one step along with what is said there,
    where that has moved a whole level; returns_a_month: chance of one step back to one's own opinion, a level away from
    it. fear: the chance that the highest fear silences for a month somebody who would dissent aloud; shield: by how
    much of it less where everybody around is heard to say the same.  thresholds: share of the community that has to
    speak out before somebody does, at 0, 10, ... 100 % of the people, linear between; absent: spread evenly.
    """

    distribution: Annotated[Distribution, Still("shares of one whole")]
    household: Annotated[Share, fewer("opinion_gap")] = 0.0
    community: Annotated[Share, fewer("opinion_gap")] = 0.0
    returns_a_month: Annotated[Share, more("opinion_gap")] = 0.02
    fear: Annotated[Share, more("opinion_afraid")] = 0.0
    shield: Annotated[Share, fewer("opinion_afraid")] = 0.0
    thresholds: Annotated[Quantiles, more("opinion_falsified")] = EVENLY

    @field_validator("thresholds")
    @classmethod
    def _rising(cls, given: tuple[float, ...]) -> tuple[float, ...]:
        if list(given) != sorted(given):
            raise PydanticCustomError("rising", "must not fall from one value to the next")
        return given

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
    share: Annotated[Share, more("opinion_dissent_said")]


class Ostracism(Frozen):
    """Peers, not a state, shun those who say what most around them do not, at a cost.

    strength: of 0 to 1; as `OpinionPressure.pressure`: how many dissenters around a dissenter needs to speak.
    from_share: whoever dissents aloud is shunned where at least this share of the community stands on the other side.
    """

    strength: Annotated[DatedShare, more("opinion_falsified")]
    from_share: Annotated[Share, fewer("opinion_shunned")] = 0.0
    hardship: Annotated[Level, more("hardship")] = 0
    fear: Annotated[Level, more("fear")] = 0


class OpinionPressure(Frozen):
    """What a regime does to opinion: chances a month of one step, by month.

    media, school: towards the line, for everybody and for pupils; media_online: instead of media, for people online.
    reactance: the share of those pulls that push whoever dissents a step further away.  censorship: the share of words
    against the line that the community does not hear.  backfire: away from it, after one's own penalty,
    refusal or listing (never after detention).  pressure: 0 everybody may say what they think, 1 a dissenter needs as
    large a share of dissenters around as their own threshold says.
    """

    media: Annotated[DatedShare | None, fewer("opinion_dissent_private")] = None
    media_online: Annotated[DatedShare | None, fewer("opinion_dissent_private")] = None
    school: Annotated[DatedShare | None, fewer("opinion_dissent_private")] = None
    reactance: Annotated[Share, more("opinion_dissent_private")] = 0.0
    backfire: Annotated[Share, more("opinion_dissent_private")] = 0.0
    censorship: Annotated[DatedShare | None, fewer("opinion_dissent_said")] = None
    pressure: Annotated[DatedShare | None, fewer("opinion_dissent_said")] = None
    signal: Signal | None = None
    ostracism: Ostracism | None = None
