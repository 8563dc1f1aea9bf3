"""What a regime does to somebody that hurts, by kind: what comparisons count (`demerit.world.undergone.HARMS`)."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from demerit.catalogue.events import BY_NUMBER
from demerit.life.words import enumerated
from demerit.phrases import say
from demerit.vocabulary import CORRECT, LISTS, TRUTHS
from demerit.vocabulary import DEMANDS as DEMAND_NAMES

LISTING, WRONG, UNDONE = "listing", "wrong record", "left undone"
OF_EVENTS: Final = {"fined": "fine", "clawed_back": "claim", "detained": "detention", "self_censored": UNDONE}
KINDS: Final = (
    *(LISTING, "fine", "claim", "detention"),
    *(f"refused {demand}" for demand in DEMAND_NAMES),
    *(WRONG, UNDONE),
)


def kind_of(entry: dict[str, Any]) -> str | None:
    """Which kind of harm an entry of a ledger, as plain data, is; None for what is none."""
    event = entry["event"]
    if event == "entered" and entry.get("list") == "blacklist":
        return LISTING
    if event == "refused":
        return f"refused {entry['demand']}"
    if event == "recorded" and entry["truth"] != TRUTHS[CORRECT]:
        return WRONG
    return OF_EVENTS.get(event)


def harms(ledger: Iterable[dict[str, Any]]) -> Counter[str]:
    """How often each kind of harm came, over a ledger as plain data."""
    return Counter(kind for entry in ledger if (kind := kind_of(entry)) is not None)


def harms_in(rows: Any) -> Counter[str]:
    """The same, over the rows of a replay: int64 (rows, 5)."""
    found: Counter[str] = Counter()
    for event, a, _, c in rows[:, 1:].tolist():
        name = BY_NUMBER[event].name
        if name == "entered":
            found[LISTING] += LISTS[a] == "blacklist"
        elif name == "refused":
            found[f"refused {DEMAND_NAMES[a]}"] += 1
        elif name == "recorded":
            found[WRONG] += c != CORRECT
        elif name in OF_EVENTS:
            found[OF_EVENTS[name]] += 1
    return +found


def fewer(base: Counter[str], other: Counter[str]) -> Counter[str]:
    """By kind, how many fewer harms there are in the other."""
    return Counter({kind: base[kind] - other[kind] for kind in KINDS if base[kind] > other[kind]})


def said(found: Counter[str]) -> str:
    """Harms in words: "1 listing, 2 fines and 1 refusal of a flight"."""
    return enumerated([counted(kind, found[kind]) for kind in KINDS if found[kind]])


def counted(kind: str, n: int) -> str:
    """So many of a kind: "2 fines"."""
    return say(f"harm.{kind.replace(' ', '_')}", n)
