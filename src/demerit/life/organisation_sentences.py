"""What befell an organisation, one sentence an event; what repeats itself in a year, in one for all."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import Any, Final

from demerit.life.organisation_ledger import Entry
from demerit.life.organisation_words import ACTS, DEMANDS, LISTS, SOURCES, WRONG, why
from demerit.life.words import counted, date_in_words, points

Dated = tuple[str, str]  # ISO date, sentence
PLAIN: Final = {
    "revoked": "it lost its licence by ordinary law",
    "restored": "it got its licence back",
}


def sentences(year: list[Entry], law_of: Callable[[str], Any], staff: int) -> Iterator[Dated]:
    """The dated sentences of a year; what a record did to the points stands in the rows behind it.

    law_of: the ORGANISATION_LAW about it on a date.
    """
    for n, entry in enumerate(year):
        text = _said(entry, year[n + 1 : n + 3], law_of(entry["date"]), staff)
        if text:
            yield entry["date"], f"On {date_in_words(entry['date'])} {text}."


def has_points(law: Any) -> bool:
    """Whether a law gives or takes points at all: without any, nothing is said of them."""
    return bool(law["points"].any())


def _said(entry: Entry, after: list[Entry], law: Any, staff: int) -> str:
    name = entry["event"]
    scored = f", with {entry.get('points')} points" if has_points(law) else ""
    if name == "recorded":
        return _recorded(entry, after)
    if name == "rated":
        before = f"; before, {entry['before']}" if entry["before"] else ""
        fewer = f" ({entry['unaudited']} fewer for not having been audited)" if entry["unaudited"] else ""
        return f"it was rated {entry['rating']}{scored}{fewer}{before}" if entry["rating"] else "it was rated no longer"
    if name in ("entered", "watched"):
        wrong = ". Without wrong records it would not have come to this" if entry["wrongful"] else ""
        where = "the blacklist" if name == "entered" else "the watch list"
        return f"it was put on {where} {why(entry['ground'])}{scored if entry['ground'] == 'rating' else ''}{wrong}"
    if name == "refused":
        return f"it was refused a {DEMANDS[entry['what']][0]} ({_standing(entry)})"
    if name == "suspended":
        return _suspended(entry, law, staff)
    if name in ("left", "mended"):
        of = "the blacklist" if name == "left" else "the watch list, having put right what it was there for,"
        return f"it left {of} after {counted(entry['days'], 'day', 'days')}"
    return PLAIN.get(name, "")


def _recorded(entry: Entry, after: list[Entry]) -> str:
    text = f"{SOURCES[entry['source']]} recorded {ACTS[entry['what']]}"
    text += f" ({WRONG[entry['truth']]})" if entry["truth"] in WRONG else ""
    followed = [*takewhile(lambda other: other["event"] in ("fined", "points"), after)]
    text += "".join("; fined" for other in followed if other["event"] == "fined")
    return text + "".join(f"; {points(other['change'])}" for other in followed if other["event"] == "points")


def _standing(entry: Entry) -> str:
    on = [LISTS[entry["because"]]] if entry["because"] in LISTS else []
    return ", ".join([*on, f"rated {entry['rating']}"] if entry["rating"] else on)


def _suspended(entry: Entry, law: Any, staff: int) -> str:
    """The licence is gone for a while: whoever lives on the organisation goes without."""
    who = ["its owner"] if law["owner_hardship"] else []
    who += [f"its {counted(staff, 'employee', 'employees')}"] if law["staff_hardship"] and staff else []
    cost = f"; {' and '.join(who)} went without income from it" if who else ""
    return f"its licence was suspended for {entry['days']} days{cost}"


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
        yield f"A higher tax in {counted(taxed, 'month', 'months')}."
