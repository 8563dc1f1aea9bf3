"""What befell an organisation, one sentence an event; what repeats itself in a year, in one for all."""

from collections import Counter
from collections.abc import Iterator

from demerit import calendar
from demerit.life.company_ledger import Entry
from demerit.life.company_words import ACTS, DEMANDS, GROUNDS, SOURCES, WRONG
from demerit.life.replaying import Data
from demerit.life.words import counted, date_in_words, points

Dated = tuple[str, str]  # ISO date, sentence


def sentences(year: list[Entry], data: Data, staff: int) -> Iterator[Dated]:
    """The dated sentences of a year; what a record did to the points stands in the rows behind it."""
    for n, entry in enumerate(year):
        text = _suspended(entry, data, staff) if entry["event"] == "suspended" else _said(entry, year[n + 1 : n + 3])
        if text:
            yield entry["date"], f"On {date_in_words(entry['date'])} {text}."


def _said(entry: Entry, after: list[Entry]) -> str:
    name = entry["event"]
    if name == "recorded":
        text = f"{SOURCES[entry['source']]} recorded {ACTS[entry['what']]}"
        text += f" ({WRONG[entry['truth']]})" if entry["truth"] in WRONG else ""
        same = [other for other in after if other["date"] == entry["date"] and other.get("what") == entry["what"]]
        text += "".join("; fined" for other in same if other["event"] == "fined")
        return text + "".join(f"; {points(other['change'])}" for other in same if other["event"] == "points")
    if name == "rated":
        before = f"; before, {entry['before']}" if entry["before"] else ""
        return f"it was rated {entry['rating']}, with {entry['points']} points{before}"
    if name == "entered":
        why = GROUNDS.get(entry["ground"]) or f"for {ACTS[entry['ground']]}"
        wrong = ". Without wrong records it would not have come to this" if entry["wrongful"] else ""
        return f"it was put on the blacklist {why}, with {entry['points']} points{wrong}"
    if name == "refused":
        return f"it was refused a {DEMANDS[entry['what']][0]} ({_standing(entry)})"
    return {
        "left": f"it left the blacklist after {entry.get('days')} days",
        "revoked": "it lost its licence by ordinary law",
        "restored": "it got its licence back",
    }.get(name, "")


def _standing(entry: Entry) -> str:
    listed = ["on the blacklist"] if entry["listed"] else []
    rated = f"rated {entry['rating']}" if entry["rating"] else "not rated"
    return ", ".join([*listed, rated, f"{entry['points']} points"])


def _suspended(entry: Entry, data: Data, staff: int) -> str:
    """The licence is gone for a while: whoever lives on the organisation goes without."""
    law = data.law_of(calendar.month_of(entry["date"][:7]))
    who = ["its owner"] if law.company_owner_hardship else []
    who += [f"its {counted(staff, 'employee', 'employees')}"] if law.company_staff_hardship and staff else []
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
    taxed = sum(entry["event"] == "taxed" for entry in year)
    if taxed:
        yield f"A higher tax in {counted(taxed, 'month', 'months')}."
