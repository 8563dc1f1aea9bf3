"""What befell an organisation, one sentence an event; what repeats itself in a year, in one for all."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from demerit import calendar
from demerit.catalogue.event import chosen
from demerit.catalogue.organisation_events import BY_NAME
from demerit.life.company_ledger import Entry
from demerit.life.company_words import ACTS, DEMANDS, GROUNDS, SOURCES, WRONG
from demerit.life.replaying import Data
from demerit.life.saying import Dated, filled
from demerit.life.words import counted, date_in_words, points

Facts = Mapping[str, Any]

# What stands for a {name} in a text; each is told the facts of one entry.
WORDS: Final[dict[str, Callable[[Facts], str]]] = {
    "conduct": lambda f: ACTS[f["what"]],
    "demand": lambda f: DEMANDS[f["what"]][0],
    "source": lambda f: SOURCES[f["source"]],
    "truth": lambda f: WRONG[f["truth"]],
    "why": lambda f: GROUNDS.get(f["ground"]) or f"for {ACTS[f['ground']]}",
    "points": lambda f: "; ".join(points(change) for change in f["points"]),
    "score": lambda f: str(f["score"]),
    "standing": lambda f: _standing(f),
    **{name: lambda f, name=name: str(f[name]) for name in ("days", "rating", "before", "who")},  # type: ignore[misc]
}


def sentences(year: list[Entry], data: Data, staff: int) -> Iterator[Dated]:
    """The dated sentences of a year; what a record did to the points stands in the rows behind it."""
    for n, entry in enumerate(year):
        event = BY_NAME[entry["event"]]
        facts = {**entry, "score": entry.get("points"), **_beside(entry, year[n + 1 : n + 3], data, staff)}
        form = chosen(event.says, facts)
        if form is not None:
            yield entry["date"], f"On {date_in_words(entry['date'])} {filled(form.text, event, facts, WORDS)}."


def _beside(entry: Entry, after: list[Entry], data: Data, staff: int) -> Facts:
    """What a sentence says beside its own entry."""
    if entry["event"] == "suspended":
        return {"who": _without_income(entry, data, staff)}
    if entry["event"] != "recorded":
        return {}
    same = [other for other in after if other["date"] == entry["date"] and other.get("what") == entry["what"]]
    changes = [other["change"] for other in same if other["event"] == "points"]
    return {"fined": any(other["event"] == "fined" for other in same), "points": changes or None}


def _standing(facts: Facts) -> str:
    listed = ["on the blacklist"] if facts["listed"] else []
    rated = f"rated {facts['rating']}" if facts["rating"] else "not rated"
    return ", ".join([*listed, rated, f"{facts['score']} points"])


def _without_income(entry: Entry, data: Data, staff: int) -> str | None:
    """The licence is gone for a while: whoever lives on the organisation goes without."""
    law = data.law_of(calendar.month_of(entry["date"][:7]))
    who = ["its owner"] if law.company_owner_hardship else []
    who += [f"its {counted(staff, 'employee', 'employees')}"] if law.company_staff_hardship and staff else []
    return " and ".join(who) or None


def routine(year: list[Entry]) -> Iterator[str]:
    """What repeats itself in a year."""
    for event, said in (("granted", "Granted"), ("declined", "Declined for ordinary reasons")):
        found = Counter(entry["what"] for entry in year if entry["event"] == event)
        if found:
            yield f"{said}: {', '.join(counted(n, *DEMANDS[what]) for what, n in found.items())}."
    hidden = sum(entry["event"] in ("missed", "lost") for entry in year)
    if hidden:
        yield f"{counted(hidden, 'act', 'acts')} that a rule names went unrecorded, or to another organisation's file."
    taxed = sum(entry["event"] == "taxed" for entry in year)
    if taxed:
        yield f"A higher tax in {counted(taxed, 'month', 'months')}."
