"""The ledger of one organisation: every row of the replay as an entry with a date, names, and what truly happened."""

from collections.abc import Callable
from typing import Any, Final

from demerit.catalogue.organisation_events import BY_NUMBER, NUMBERS
from demerit.life.entry import iso
from demerit.life.replaying import Replay
from demerit.month.organisation_burdens import FOR_BLACKLIST, FOR_RATING, FOR_WATCHLIST
from demerit.month.organisation_standing import UNKNOWN_SHIFT
from demerit.numbered import Numbered
from demerit.vocabulary import (
    ORGANISATION_ACTS,
    ORGANISATION_CANDIDATES,
    ORGANISATION_DEMANDS,
    ORGANISATION_GROUNDS,
    ORGANISATION_SOURCES,
    RATINGS,
    TRUTHS,
)

Entry = dict[str, Any]
Reading = Callable[[int], Entry]
BECAUSE: Final = {FOR_RATING: "rating", FOR_BLACKLIST: "blacklist", FOR_WATCHLIST: "watchlist"}
# On a day on which it leaves a list, it is off it whatever else happens.
FIRST: Final = (NUMBERS["LEFT"], NUMBERS["MENDED"])


def organisation_entries(moved: Replay) -> list[Entry]:
    """The ledger of the organisation that was watched, in the order of days."""
    rows = moved.ledger.tolist()
    rows.sort(key=lambda row: (row[0], row[1] not in FIRST))
    return [_entry(*row) for row in rows]


def rating_of(number: int) -> str | None:
    """The name of a rating as states and ledgers number them; none for 0."""
    return RATINGS[number - 1] if number else None


def _named(key: str, names: Numbered | tuple[str, ...]) -> Reading:
    return lambda number: {key: names[number]}


def _as_it_is(key: str) -> Reading:
    return lambda number: {key: number}


def _before(number: int) -> Entry:
    return {"before": rating_of(number & (1 << UNKNOWN_SHIFT) - 1), "unaudited": number >> UNKNOWN_SHIFT}


# What the numbers of a row say, by what the catalogue of events calls them.
ARGUMENTS: Final[dict[str, Reading]] = {
    "act": _named("what", ORGANISATION_CANDIDATES),
    "conduct": _named("what", ORGANISATION_ACTS),
    "demand": _named("what", ORGANISATION_DEMANDS),
    "source": _named("source", ORGANISATION_SOURCES),
    "truth": _named("truth", TRUTHS),
    "ground": _named("ground", ORGANISATION_GROUNDS),
    "change": _as_it_is("change"),
    "score": _as_it_is("points"),
    "days": _as_it_is("days"),
    "rating": lambda number: {"rating": rating_of(number)},
    "rating_before": _before,
    "because": lambda number: {"because": BECAUSE[number]},
    "wrongful": lambda number: {"wrongful": bool(number)},
}


def _entry(day: int, number: int, a: int, b: int, c: int) -> Entry:
    """A row of the ledger with names."""
    event = BY_NUMBER[number]
    out: Entry = {"date": iso(day), "event": event.name}
    for argument, value in zip(event.arguments, (a, b, c), strict=True):
        if argument:
            out |= ARGUMENTS[argument](value)
    return out
