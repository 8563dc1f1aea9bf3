"""The ledger of one organisation: every row of the replay as an entry with a date, names, and what truly happened."""

from typing import Any

from demerit.life.entry import iso
from demerit.life.replaying import Replay
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


def company_entries(moved: Replay) -> list[Entry]:
    """The ledger of the organisation that was watched; refusals say whether it was listed when it asked."""
    entries, listed = [], False
    for row in moved.ledger.tolist():
        entry = _entry(*row)
        if entry["event"] in ("entered", "left"):
            listed = entry["event"] == "entered"
        if entry["event"] == "refused":
            entry["listed"] = listed
        entries.append(entry)
    return entries


def rating_of(number: int) -> str | None:
    """The name of a rating as states and ledgers number them; none for 0."""
    return RATINGS[number - 1] if number else None


def _entry(day: int, event: int, a: int, b: int, c: int) -> dict[str, Any]:
    """A row of the ledger with names."""
    name = ORGANISATION_EVENTS[event]
    entry: dict[str, Any] = {"date": iso(day), "event": name}
    if name == "act":
        entry["what"] = ORGANISATION_CANDIDATES[a]
    elif name in ("recorded", "fined", "lost"):
        entry |= {"what": ORGANISATION_ACTS[a], "source": ORGANISATION_SOURCES[b]}
        if name != "lost":
            entry["truth"] = TRUTHS[c]
    elif name == "missed":
        entry["what"] = ORGANISATION_ACTS[a]
    elif name == "points":
        entry |= {"what": ORGANISATION_ACTS[a], "change": b, "points": c}
    elif name == "rated":
        entry |= {"rating": rating_of(a), "points": b, "before": rating_of(c)}
    elif name == "entered":
        entry |= {"ground": ORGANISATION_GROUNDS[a], "points": b, "wrongful": bool(c)}
    elif name == "left":
        entry |= {"points": b, "days": c}
    elif name == "suspended":
        entry["days"] = a
    elif name == "refused":
        entry |= {"what": ORGANISATION_DEMANDS[a], "points": b, "rating": rating_of(c)}
    elif name in ("declined", "granted"):
        entry["what"] = ORGANISATION_DEMANDS[a]
    elif name == "taxed":
        entry["rating"] = rating_of(a)
    return entry
