"""What happened to somebody that --why asks about: listings, refusals, fines, claims, detentions, lost passes."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from demerit.catalogue.events import NUMBERS
from demerit.life import harms
from demerit.life.words import date_in_words, enumerated
from demerit.phrases import say

INVALID: Final = "health"
KINDS: Final = (*(kind for kind in harms.KINDS if kind not in (harms.WRONG, harms.UNDONE)), INVALID)
Ledger = Iterable[dict[str, Any]]


def kind_of(entry: dict[str, Any]) -> str | None:
    """Which kind of what is asked about an entry of a ledger is; None for anything else."""
    kind = INVALID if entry["event"] == "pass_lost" else harms.kind_of(entry)
    return kind if kind in KINDS else None


def happened(ledger: Ledger) -> list[dict[str, Any]]:
    """The entries that are asked about."""
    return [entry for entry in ledger if kind_of(entry) is not None]


def counts(ledger: Ledger) -> Counter[str]:
    """How often each kind came."""
    return Counter(kind for entry in ledger if (kind := kind_of(entry)) is not None)


def counts_in(rows: Any) -> Counter[str]:
    """The same, over the rows of a replay: int64 (rows, 5)."""
    found = Counter({kind: n for kind, n in harms.harms_in(rows).items() if kind in KINDS})
    passes = int((rows[:, 1] == NUMBERS["PASS_LOST"]).sum())
    return found + Counter({INVALID: passes})


def fewer(was: Counter[str], now: Counter[str]) -> Counter[str]:
    """By kind, how many fewer there are now."""
    return Counter({kind: was[kind] - now[kind] for kind in KINDS if was[kind] > now[kind]})


def said(found: Counter[str]) -> str:
    """In words: "1 listing, 2 fines and 1 refusal of a flight"."""
    each = [harms.counted(kind, found[kind]) for kind in KINDS if found[kind]]
    return enumerated(each) if each else say("why.no_harm")


def told(entries: list[dict[str, Any]]) -> str:
    """What happened, by kind, with the first and the last day of each."""
    parts = []
    for kind in KINDS:
        days = [entry["date"] for entry in entries if kind_of(entry) == kind]
        if days:
            what, first, last = harms.counted(kind, len(days)), date_in_words(days[0]), date_in_words(days[-1])
            one = days[0] == days[-1]
            parts.append(say("why.on", what=what, date=first) if one else _span(what, first, last))
    return enumerated(parts)


def _span(what: str, since: str, until: str) -> str:
    return say("why.span", what=what, since=since, until=until)
