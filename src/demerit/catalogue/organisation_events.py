"""What the ledger of one organisation can say.  Texts speak of *it*."""

from typing import Final

from demerit.catalogue.event import GIVEN, Event, by_number, numbers, say

WRONG: Final = ("false", "misattributed")
OF_A_RECORD: Final = ("conduct", "source", "truth")
SCORED: Final = (say(", with {score} points", scored=True),)
WRONGFUL: Final = (say(". Without wrong records it would not have come to this", wrongful=True),)

EVENTS: Final = (
    Event(0, "act", "did, or asked for", ("M19",), a="act"),
    Event(
        *(1, "recorded", "recorded", ("M19",)),
        *OF_A_RECORD,
        says=(say("{source} recorded {conduct}{wrong}{fined}{effect}"),),
        parts={
            "wrong": (say(" ({truth})", truth=WRONG),),
            "fined": (say("; fined", fined=True),),
            "effect": (say("; {points}", points=GIVEN),),
        },
    ),
    Event(2, "missed", "seen by nobody", ("M19",), a="conduct", yearly=True),
    Event(3, "lost", "put down to another one", ("M19",), a="conduct", b="source", yearly=True),
    Event(4, "points", "points", ("M19",), a="conduct", b="change", c="score"),
    Event(5, "fined", "fined", ("M20",), *OF_A_RECORD),
    Event(
        *(6, "rated", "rated", ("M19",)),
        *("rating", "score", "rating_before"),
        says=(say("it was rated {rating}{scored}{fewer}{until_then}", rating=GIVEN), say("it was rated no longer")),
        parts={
            "scored": SCORED,
            "fewer": (say(" ({unaudited} fewer for not having been audited)", unaudited=GIVEN),),
            "until_then": (say("; before, {before}", before=GIVEN),),
        },
    ),
    Event(
        *(7, "entered", "put on the blacklist", ("M10", "M13")),
        *("ground", "score", "wrongful"),
        says=(say("it was put on the blacklist {why}{scored}{wrongful}"),),
        parts={"scored": SCORED, "wrongful": WRONGFUL},
    ),
    Event(
        *(8, "left", "taken off the blacklist", ("M10",)),
        a="days",
        says=(say("it left the blacklist after {count_of_days}"),),
    ),
    Event(
        *(9, "suspended", "licence suspended", ("M20",)),
        a="days",
        says=(say("its licence was suspended for {days} days{cost}"),),
        parts={"cost": (say("; {who} went without income from it", who=GIVEN),)},
    ),
    Event(
        *(10, "refused", "refused", ("M20",)),
        *("demand", "rating", "because"),
        says=(say("it was refused a {demand} ({standing})"),),
    ),
    Event(11, "declined", "declined for ordinary reasons", ("M20",), a="demand", yearly=True),
    Event(12, "granted", "granted", ("M20",), a="demand", yearly=True),
    Event(13, "taxed", "taxed higher", ("M20",), a="rating", yearly=True),
    Event(
        *(14, "licence_revoked", "lost its licence by ordinary law", ("M20",)),
        says=(say("it lost its licence by ordinary law"),),
    ),
    Event(15, "restored", "got its licence back", ("M20",), says=(say("it got its licence back"),)),
    Event(
        *(16, "watched", "put on the watch list", ("M10",)),
        a="ground",
        c="wrongful",
        says=(say("it was put on the watch list {why}{wrongful}"),),
        parts={"wrongful": WRONGFUL},
    ),
    Event(
        *(17, "mended", "taken off the watch list", ("M10",)),
        a="days",
        says=(say("it left the watch list, having put right what it was there for, after {count_of_days}"),),
    ),
    Event(18, "deterred", "left undone for being inspected", ("M20",), a="conduct", yearly=True),
)
BY_NUMBER: Final = by_number(EVENTS)
BY_NAME: Final = {event.name: event for event in EVENTS}
NUMBERS: Final = numbers(EVENTS)
