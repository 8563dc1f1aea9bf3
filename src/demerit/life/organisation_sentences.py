"""What befell an organisation, one sentence an event; what repeats itself in a year, in one for all."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import takewhile
from typing import Any, Final

from demerit.amounts import numeral
from demerit.catalogue.event import chosen
from demerit.catalogue.organisation_events import BY_NAME
from demerit.life.organisation_ledger import Entry
from demerit.life.organisation_words import ACTS, DEMANDS, LISTS, SOURCES, WRONG, counted, why
from demerit.life.saying import Dated, filled
from demerit.life.words import date_in_words, points

Facts = Mapping[str, Any]


def _plain(value: Any) -> str:
    return numeral(value) if isinstance(value, int) else str(value)


# What stands for a {name} in a text; each is told the facts of one entry.
WORDS: Final[dict[str, Callable[[Facts], str]]] = {
    "conduct": lambda f: ACTS[f["what"]],
    "demand": lambda f: DEMANDS[f["what"]][0],
    "source": lambda f: SOURCES[f["source"]],
    "truth": lambda f: WRONG[f["truth"]],
    "why": lambda f: why(f["ground"]),
    "points": lambda f: "; ".join(points(change) for change in f["points"]),
    "standing": lambda f: _standing(f),
    "count_of_days": lambda f: counted(f["days"], "day", "days"),
    **{
        name: lambda f, name=name: _plain(f[name])  # type: ignore[misc]
        for name in ("score", "days", "rating", "before", "unaudited", "who")
    },
}


def sentences(year: list[Entry], law_of: Callable[[str], Any], staff: int) -> Iterator[Dated]:
    """The dated sentences of a year; what a record did to the points stands in the rows behind it.

    law_of: the ORGANISATION_LAW about it on a date.
    """
    for n, entry in enumerate(year):
        event = BY_NAME[entry["event"]]
        facts = {**entry, **_beside(entry, year[n + 1 : n + 3], law_of(entry["date"]), staff)}
        form = chosen(event.says, facts)
        if form is not None:
            yield entry["date"], f"On {date_in_words(entry['date'])} {filled(form.text, event, facts, WORDS)}."


def has_points(law: Any) -> bool:
    """Whether a law gives or takes points at all: without any, nothing is said of them."""
    return bool(law["points"].any())


def _beside(entry: Entry, after: list[Entry], law: Any, staff: int) -> Facts:
    """What a sentence says beside its own entry."""
    if entry["event"] == "suspended":
        return {"who": _without_income(law, staff)}
    if entry["event"] == "recorded":
        followed = [*takewhile(lambda other: other["event"] in ("fined", "points"), after)]
        changes = [other["change"] for other in followed if other["event"] == "points"]
        return {"fined": any(other["event"] == "fined" for other in followed), "points": changes or None}
    decides = entry["event"] == "rated" or entry.get("ground") == "rating"  # whether points decide
    return {
        **{"score": entry.get("points"), "scored": decides and has_points(law)},
        "unaudited": _fewer(entry, law),
    }


def _fewer(entry: Entry, law: Any) -> int | None:
    """How many points fewer count for want of an audit; at the lowest score nobody can say."""
    lowest = int(law["start"]) + int(law["lowest"])
    return entry.get("unaudited") or None if entry.get("points", lowest) > lowest else None


def _standing(facts: Facts) -> str:
    on = [LISTS[facts["because"]]] if facts["because"] in LISTS else []
    return ", ".join([*on, f"rated {facts['rating']}"] if facts["rating"] else on)


def _without_income(law: Any, staff: int) -> str | None:
    """The licence is gone for a while: whoever lives on the organisation goes without."""
    who = ["its owner"] if law["owner_hardship"] else []
    who += [f"its {counted(staff, 'employee', 'employees')}"] if law["staff_hardship"] and staff else []
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
    deterred = Counter(entry["what"] for entry in year if entry["event"] == "deterred")
    if deterred:
        each = ", ".join(f"{ACTS[what]}{f' ({n} times)' if n > 1 else ''}" for what, n in deterred.items())
        yield f"Inspected more closely, it left undone: {each}."
    taxed = sum(entry["event"] == "taxed" for entry in year)
    if taxed:
        yield f"It paid a higher tax in {counted(taxed, 'month', 'months')}."
