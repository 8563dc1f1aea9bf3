"""The ledger of one organisation: every row of the replay as an entry with a date, names, and what truly happened."""

from collections.abc import Callable
from typing import Any, Final

from demerit.life.entry import iso
from demerit.life.replaying import Replay
from demerit.month.organisation_burdens import FOR_BLACKLIST, FOR_RATING, FOR_WATCHLIST
from demerit.month.organisation_standing import UNKNOWN_SHIFT
from demerit.vocabulary import (
    ORGANISATION_ACTS,
    ORGANISATION_CANDIDATES,
    ORGANISATION_DEMANDS,
    ORGANISATION_EVENTS,
    ORGANISATION_GROUNDS,
    ORGANISATION_SOURCES,
    RATINGS,
    TRUTHS,
)

Entry = dict[str, Any]
BECAUSE: Final = {FOR_RATING: "rating", FOR_BLACKLIST: "blacklist", FOR_WATCHLIST: "watchlist"}
FIRST: Final = ("left", "mended")  # on a day on which it leaves a list, it is off it whatever else happens


def organisation_entries(moved: Replay) -> list[Entry]:
    """The ledger of the organisation that was watched, in the order of days."""
    rows = [(day, ORGANISATION_EVENTS[event], a, b, c) for day, event, a, b, c in moved.ledger.tolist()]
    rows.sort(key=lambda row: (row[0], row[1] not in FIRST))
    return [{"date": iso(day), "event": event, **NAMED[event](a, b, c)} for day, event, a, b, c in rows]


def rating_of(number: int) -> str | None:
    """The name of a rating as states and ledgers number them; none for 0."""
    return RATINGS[number - 1] if number else None


def _nothing(a: int, b: int, c: int) -> Entry:
    return {}


def _act(a: int, b: int, c: int) -> Entry:
    return {"what": ORGANISATION_ACTS[a]}


def _demand(a: int, b: int, c: int) -> Entry:
    return {"what": ORGANISATION_DEMANDS[a]}


def _days(a: int, b: int, c: int) -> Entry:
    return {"days": a}


def _record(a: int, b: int, c: int) -> Entry:
    return {"what": ORGANISATION_ACTS[a], "source": ORGANISATION_SOURCES[b], "truth": TRUTHS[c]}


# What each event says, from a, b and c as `vocabulary.ORGANISATION_EVENTS` has them.
NAMED: Final[dict[str, Callable[[int, int, int], Entry]]] = {
    "act": lambda a, b, c: {"what": ORGANISATION_CANDIDATES[a]},
    "recorded": _record,
    "fined": _record,
    "lost": lambda a, b, c: {"what": ORGANISATION_ACTS[a], "source": ORGANISATION_SOURCES[b]},
    "missed": _act,
    "deterred": _act,
    "points": lambda a, b, c: {"what": ORGANISATION_ACTS[a], "change": b, "points": c},
    "rated": lambda a, b, c: {
        **{"rating": rating_of(a), "points": b, "before": rating_of(c & (1 << UNKNOWN_SHIFT) - 1)},
        "unaudited": c >> UNKNOWN_SHIFT,
    },
    "entered": lambda a, b, c: {"ground": ORGANISATION_GROUNDS[a], "points": b, "wrongful": bool(c)},
    "watched": lambda a, b, c: {"ground": ORGANISATION_GROUNDS[a], "wrongful": bool(c)},
    "left": _days,
    "mended": _days,
    "suspended": _days,
    "refused": lambda a, b, c: {"what": ORGANISATION_DEMANDS[a], "rating": rating_of(b), "because": BECAUSE[c]},
    "declined": _demand,
    "granted": _demand,
    "taxed": lambda a, b, c: {"rating": rating_of(a)},
    "revoked": _nothing,
    "restored": _nothing,
}
