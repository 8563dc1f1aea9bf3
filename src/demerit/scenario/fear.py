"""What a regime makes people afraid of: levels of fear, of 127, below 0 where it emboldens.

At 127 somebody falls silent for a month as surely as the society says (`opinions.fear`).  Studies of what deters speech
differ in size, and for some effects in sign: each value carries its range.
"""

from typing import Annotated, Final

from pydantic import Field

from demerit.scenario.turning import fewer, more
from demerit.scenario.values import Frozen, Share

OF_FEAR: Final = (
    *("fine", "refusal", "listing", "claw_back", "detention", "relative_listed", "relative_detained"),
    *("neighbours", "watched"),
)  # the effects, each of which may be zero or of the other sign
Effect = Annotated[int, Field(ge=-127, le=127)]


class Fear(Frozen):
    """Of what happens to oneself, of what is known of others, and of being watched at all.

    fine, refusal, listing, claw_back, detention: what each of one's own adds, once known, to fear, the less the more
    there is; for_speech: factor of it where a fine is for speaking, searching or demonstrating.  relative_listed,
    relative_detained: the level that fear tends to while somebody in the household is (and it is known), each listed
    one up to two; neighbours: while neighbours_share of all neighbours are on a published list, in proportion below it;
    watched: wherever the regime is in force.  passes_a_month: the share of the way to that level that fear takes.
    """

    fine: Annotated[Effect, more("fear")] = 0
    refusal: Annotated[Effect, more("fear")] = 0
    listing: Annotated[Effect, more("fear")] = 0
    claw_back: Annotated[Effect, more("fear")] = 0
    detention: Annotated[Effect, more("fear")] = 0
    for_speech: Annotated[float, Field(ge=1, le=127), more("fear")] = 1.0
    relative_listed: Annotated[Effect, more("fear")] = 0
    relative_detained: Annotated[Effect, more("fear")] = 0
    neighbours: Annotated[Effect, more("fear")] = 0
    neighbours_share: Annotated[float, Field(ge=0.001, le=1), fewer("fear")] = 0.05
    watched: Annotated[Effect, more("fear")] = 0
    passes_a_month: Annotated[Share, more("fear")] = 0.03
