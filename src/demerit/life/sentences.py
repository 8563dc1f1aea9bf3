"""What befell a person on a day, one sentence an event: exact, sober, without names.

The wording is that of `demerit.catalogue.events`.  Trivial things that repeat themselves are left to
`demerit.life.routine`.
"""

from collections.abc import Iterator

from demerit.life.entry import Entry
from demerit.life.saying import Dated, told


def events(year: list[Entry]) -> Iterator[Dated]:
    """The dated sentences of a year's entries."""
    for entry in year:
        said = told(entry) if entry.event != "refused" else None
        if said is not None:
            yield said
    yield from refusals(year)


def refusals(year: list[Entry]) -> Iterator[Dated]:
    """Refusals: the one by which a person learns of a listing by itself, all others by what was asked for, and why."""
    alike: dict[tuple[str, str], list[Entry]] = {}
    for entry in year:
        if entry.event == "refused" and entry.demand is not None:
            if entry.told or not _listed(entry):
                alike.setdefault((entry.demand, str((entry.cause or {}).get("because"))), []).append(entry)
            else:
                yield from _said(entry, [entry])
    for entries in alike.values():
        yield from _said(entries[0], entries)


def _said(first: Entry, entries: list[Entry]) -> Iterator[Dated]:
    said = told(first, times=len(entries), until=entries[-1].date)
    if said is not None:
        yield said


def _listed(entry: Entry) -> bool:
    return str((entry.cause or {}).get("because", "listing")) == "listing"
