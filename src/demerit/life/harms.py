"""What a regime did to somebody that hurts, by kind: listings, refusals, fines, claims, detentions, lost passes."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from demerit.catalogue.events import BY_NUMBER
from demerit.life.words import DEMANDS, counted, enumerated
from demerit.vocabulary import DEMANDS as DEMAND_NAMES
from demerit.vocabulary import LISTS

LISTING: Final = "listing"
OF_EVENTS: Final = {"fined": "fine", "clawed_back": "claim", "detained": "detention", "pass_lost": "pass"}
WORDS: Final = {
    LISTING: ("listing", "listings"),
    "fine": ("fine", "fines"),
    "claim": ("claim to everything received", "claims to everything received"),
    "detention": ("detention", "detentions"),
    "pass": ("loss of the health pass", "losses of the health pass"),
    **{f"refused {demand}": (f"refusal of {one}", f"refusals of {many}") for demand, (one, many) in DEMANDS.items()},
}


def kind_of(entry: dict[str, Any]) -> str | None:
    """Which kind of harm an entry of a ledger, as plain data, is; None for what is none."""
    event = entry["event"]
    if event == "entered" and entry.get("list") == "blacklist":
        return LISTING
    if event == "refused":
        return f"refused {entry['demand']}"
    return OF_EVENTS.get(event)


def harms(ledger: Iterable[dict[str, Any]]) -> Counter[str]:
    """How often each kind of harm came, over a ledger as plain data."""
    return Counter(kind for entry in ledger if (kind := kind_of(entry)) is not None)


def harms_in(rows: Any) -> Counter[str]:
    """The same, over the rows of a replay: int64 (rows, 5)."""
    found: Counter[str] = Counter()
    for event, a in rows[:, 1:3].tolist():
        name = BY_NUMBER[event].name
        if name == "entered":
            found[LISTING] += LISTS[a] == "blacklist"
        elif name == "refused":
            found[f"refused {DEMAND_NAMES[a]}"] += 1
        elif name in OF_EVENTS:
            found[OF_EVENTS[name]] += 1
    return +found


def fewer(base: Counter[str], other: Counter[str]) -> Counter[str]:
    """By kind, how many fewer harms there are in the other."""
    return Counter({kind: base[kind] - other[kind] for kind in WORDS if base[kind] > other[kind]})


def said(found: Counter[str]) -> str:
    """Harms in words: "1 listing, 2 fines and 1 refusal of a flight"."""
    return enumerated([counted(found[kind], *WORDS[kind]) for kind in WORDS if found[kind]])
