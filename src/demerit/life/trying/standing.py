"""How a person who is replayed stands on a day: counted from the ledger until then."""

from collections.abc import Sequence
from typing import Any, Final

from demerit.life.entry import Entry
from demerit.life.ledger import start_of
from demerit.life.replaying import Data, Replay

UNKNOWN: Final = ("missed", "lost", "expired", "critic_forgotten")  # which nobody tells the person
OF_RECORDS: Final = ("points", "warned", "performed_in_time")  # known as far as their record is
BLACKLIST: Final = "blacklist"


def standing(moved: Replay, ledger: Sequence[Entry], data: Data) -> dict[str, Any]:
    """Counts of a ledger, or of its beginning.

    points: None where the regime has none; recorded, wrongly: records, and those of what this person never did; listed,
    entries: whether on the black list, and how often put there; aware: whether the person knows of being on it;
    refused; fined; detained: how often; silent: left undone for fear; objected, upheld.
    """
    events = [entry.event for entry in ledger]
    scored = [entry.change or 0 for entry in ledger if entry.score is not None]
    listing = [entry for entry in ledger if entry.list == BLACKLIST and entry.event in ("entered", "left")]
    return {
        "points": start_of(data, moved) + sum(scored),
        "recorded": events.count("recorded"),
        "wrongly": sum(entry.never_happened for entry in ledger if entry.event == "recorded"),
        "listed": bool(listing) and listing[-1].event == "entered",
        "aware": _aware(ledger),
        "entries": sum(entry.event == "entered" for entry in listing),
        "refused": events.count("refused"),
        "fined": events.count("fined") + events.count("clawed_back"),
        "detained": events.count("detained"),
        "silent": events.count("self_censored"),
        "objected": events.count("objected") + events.count("contested_listing"),
        "upheld": events.count("upheld") + events.count("listing_annulled"),
    }


def _aware(ledger: Sequence[Entry]) -> bool:
    aware = False
    for entry in ledger:
        if entry.list == BLACKLIST and entry.event in ("entered", "left"):
            aware = entry.event == "entered" and bool(entry.told)
        elif entry.event == "learned_of_listing" or (entry.event == "refused" and _for_listing(entry)):
            aware = True
    return aware


def _for_listing(entry: Entry) -> bool:
    return (entry.cause or {}).get("because") == "listing"


def known(entry: Entry, ledger: Sequence[Entry]) -> bool:
    """Whether the person learns of an entry as it comes about."""
    if entry.event in UNKNOWN:
        return False
    if entry.event in ("recorded", "entered"):
        return entry.told is not False
    if entry.event == "left":
        before = [each for each in ledger if each.day <= entry.day and each is not entry]
        return _aware(before)
    if entry.event in OF_RECORDS:
        of = [each for each in ledger if each.event == "recorded" and each.record == entry.record]
        return all(each.told is not False for each in of)
    return True
