"""What befell a person on a day, one sentence an event: exact, sober, without names.

The wording is that of `demerit.catalogue.events`.  Trivial things that repeat themselves are left to
`demerit.life.routine`.
"""

from collections.abc import Iterator
from typing import Final

from demerit.life.entry import Entry
from demerit.life.saying import Dated, told
from demerit.life.words import stance

OFTEN: Final = 2  # changes a year of what is said aloud, above which they are summed up


def events(year: list[Entry], before: Entry | None = None) -> Iterator[Dated]:
    """The dated sentences of a year's entries, in their order.

    before: the last change of what is said aloud in the years before, so that what still stands is not told anew.
    """
    alike = refusals(year)
    often = changes(year) > OFTEN
    stood = _stance(before) if before is not None else None
    for n, entry in enumerate(year):
        said = None
        if entry.event != "refused":
            said = told(entry, often=often)
        elif n in alike:
            said = told(entry, times=len(alike[n]), until=alike[n][-1].date)
        if entry.event == "said":
            stands = _stance(entry)
            said, stood = (None if stands == stood else said), stands
        if said is not None:
            yield said


def changes(year: list[Entry]) -> int:
    """How often what the person says aloud changed."""
    return sum(entry.event == "said" for entry in year)


def _stance(entry: Entry) -> tuple[str, str]:
    cause = entry.cause or {}
    return stance(cause["said"]), stance(cause["private"])


def refusals(year: list[Entry]) -> dict[int, list[Entry]]:
    """Refusals that make one sentence, by the place of the first: the one by which a person learns of a listing by
    itself, all others by what was asked for, and why.
    """
    found: dict[int, list[Entry]] = {}
    first: dict[tuple[str, str, str], int] = {}
    for n, entry in enumerate(year):
        if entry.event == "refused" and entry.demand is not None:
            cause = entry.cause or {}
            alone = not entry.told and _listed(entry)
            key = (entry.demand, str(cause.get("because")), str(cause.get("since")))
            found.setdefault(n if alone else first.setdefault(key, n), []).append(entry)
    return found


def _listed(entry: Entry) -> bool:
    return str((entry.cause or {}).get("because", "listing")) == "listing"
