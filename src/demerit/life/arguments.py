"""What the numbers a, b and c of a ledger's row say of its entry, by what the catalogue of events calls them."""

from collections.abc import Callable
from typing import Final

from demerit.life.entry import Entry
from demerit.month.state import CONDUCT_BITS, LISTED_FOR
from demerit.numbered import Numbered
from demerit.vocabulary import CANDIDATES, CONDUCT, CORRECT, DEMANDS, LISTS, SOURCES, TRUTHS

FEARS: Final = ("own case", "household", "community")


def _act(entry: Entry, number: int) -> None:
    name = CANDIDATES[number]
    if name in DEMANDS:
        entry.demand = name
    else:
        entry.conduct = name


def _record(entry: Entry, number: int) -> None:
    conduct = number & CONDUCT_BITS
    entry.conduct = CONDUCT[conduct] if conduct != LISTED_FOR else None
    entry.record = number >> 8


def _truth(entry: Entry, number: int) -> None:
    entry.truth, entry.never_happened = TRUTHS[number], number != CORRECT


def _named(field: str, names: Numbered | tuple[str, ...]) -> Callable[[Entry, int], None]:
    return lambda entry, number: setattr(entry, field, names[number])


def _as_it_is(field: str) -> Callable[[Entry, int], None]:
    return lambda entry, number: setattr(entry, field, number)


# Those that are not here have a reader of their own (`demerit.life.ledger`).
ARGUMENTS: Final[dict[str, Callable[[Entry, int], None]]] = {
    "act": _act,
    "truth": _truth,
    "record": _record,
    "conduct": _named("conduct", CONDUCT),
    "source": _named("source", SOURCES),
    "demand": _named("demand", DEMANDS),
    "list": _named("list", LISTS),
    "cause_of_fear": _named("cause_of_fear", FEARS),
    **{name: _as_it_is(name) for name in ("change", "score", "days", "fear")},
    "favoured": lambda entry, number: setattr(entry, "favoured", bool(number)),
}
