"""What happened to somebody that --why asks about: listings, refusals, fines, claims, detentions, lost passes."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from demerit.catalogue.events import NUMBERS
from demerit.life import harms
from demerit.life.words import counted, date_in_words, enumerated

INVALID: Final = "health"
KINDS: Final = {kind: words for kind, words in harms.WORDS.items() if kind not in (harms.WRONG, harms.UNDONE)}
WORDS: Final = KINDS | {INVALID: ("loss of the health pass", "losses of the health pass")}
NONE: Final = "no listing, no refusal, no fine, no claim, no detention and no loss of the health pass"
Ledger = Iterable[dict[str, Any]]


def kind_of(entry: dict[str, Any]) -> str | None:
    """Which kind of what is asked about an entry of a ledger is; None for anything else."""
    kind = INVALID if entry["event"] == "pass_lost" else harms.kind_of(entry)
    return kind if kind in WORDS else None


def happened(ledger: Ledger) -> list[dict[str, Any]]:
    """The entries that are asked about."""
    return [entry for entry in ledger if kind_of(entry) is not None]


def counts(ledger: Ledger) -> Counter[str]:
    """How often each kind came."""
    return Counter(kind for entry in ledger if (kind := kind_of(entry)) is not None)


def counts_in(rows: Any) -> Counter[str]:
    """The same, over the rows of a replay: int64 (rows, 5)."""
    found = Counter({kind: n for kind, n in harms.harms_in(rows).items() if kind in WORDS})
    passes = int((rows[:, 1] == NUMBERS["PASS_LOST"]).sum())
    return found + Counter({INVALID: passes})


def fewer(was: Counter[str], now: Counter[str]) -> Counter[str]:
    """By kind, how many fewer there are now."""
    return Counter({kind: was[kind] - now[kind] for kind in WORDS if was[kind] > now[kind]})


def said(found: Counter[str]) -> str:
    """In words: "1 listing, 2 fines and 1 refusal of a flight"."""
    return enumerated([counted(found[kind], *WORDS[kind]) for kind in WORDS if found[kind]]) if found else "nothing"


def told(entries: list[dict[str, Any]]) -> str:
    """What happened, by kind, with the first and the last day of each."""
    parts = []
    for kind in WORDS:
        days = [entry["date"] for entry in entries if kind_of(entry) == kind]
        if days:
            span = f"on {date_in_words(days[0])}"
            if days[0] != days[-1]:
                span = f"from {date_in_words(days[0])} to {date_in_words(days[-1])}"
            parts.append(f"{counted(len(days), *WORDS[kind])} ({span})")
    return enumerated(parts)
