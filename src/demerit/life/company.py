"""The story of one organisation: replayed with its community, ledger and sentences; plain data for JSON."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from demerit import calendar
from demerit.keys import organisation_key
from demerit.life.entry import iso
from demerit.life.replaying import Data, Replay, replay_organisation
from demerit.life.rules import Rules
from demerit.life.sentences import Dated
from demerit.life.words import counted, date_in_words, points
from demerit.month.organisation import suspended
from demerit.month.organisation_state import LISTED, RATING_SHIFT, REVOKED
from demerit.month.state import BLACK
from demerit.people.desk import STRIDE
from demerit.vocabulary import (
    ORGANISATION_ACTS,
    ORGANISATION_CANDIDATES,
    ORGANISATION_DEMANDS,
    ORGANISATION_EVENTS,
    ORGANISATION_GROUNDS,
    ORGANISATION_SOURCES,
    RATINGS,
    TRUTHS,
)

STATEMENT: Final = "A synthetic organisation; an experiment, not a forecast."
ACTS: Final = {
    "tax_default": "unpaid tax",
    "unsafe_workplace": "an unsafe workplace",
    "pollution": "pollution",
    "contract_breach": "a broken contract",
    "withheld_data": "data not handed over",
    "compliance_award": "an award for compliance",
    "revoked": "the loss of its licence",
}
SOURCES: Final = {
    "tax": "the tax office",
    "safety": "the safety regulator",
    "environment": "the environment regulator",
    "courts": "a court",
    "data_sharing": "the data that it must hand over",
    "premises_camera": "a camera on its premises",
}
DEMANDS: Final = {
    "credit": ("loan", "loans"),
    "tender": ("tender", "tenders"),
    "market_access": ("permit for a market", "permits for a market"),
}
GROUNDS: Final = {"rating": "for its rating", "owner": "because its owner is listed"}
WRONG: Final = {"false": "nothing of the kind had happened", "misattributed": "another organisation nearby had done it"}


def tell(data: Data, rules: Rules, number: int) -> dict[str, Any]:
    """The story of an organisation of a run.  Raises DemeritError for a number that no organisation has.

    Keys: format, statement, organisation, code, scenario, head, summary, years (year, sentences), ledger (date, event
    and what it is about), months (month, points, rating, listed, suspended, closed, strain, caution).
    """
    moved, f = replay_organisation(data, number)
    ledger = [_entry(*row) for row in moved.ledger.tolist()]
    return {
        "format": 1,
        "statement": STATEMENT,
        "organisation": number,
        "code": organisation_key(number),
        "scenario": {"name": rules.name, "title": rules.title},
        "head": _head(moved, f, number),
        "summary": _summary(moved, data, f, ledger),
        "years": list(_years(moved, f, ledger)),
        "ledger": ledger,
        "months": [_month(moved, data, i, f) for i in range(len(moved.months))],
    }


def _rating(number: int) -> str | None:
    return RATINGS[number - 1] if number else None


def _entry(day: int, event: int, a: int, b: int, c: int) -> dict[str, Any]:
    """A row of the ledger with names."""
    name = ORGANISATION_EVENTS[event]
    entry: dict[str, Any] = {"date": iso(day), "event": name}
    if name == "act":
        entry["what"] = ORGANISATION_CANDIDATES[a]
    elif name in ("recorded", "fined", "lost"):
        entry |= {"what": ORGANISATION_ACTS[a], "source": ORGANISATION_SOURCES[b]}
        if name != "lost":
            entry["truth"] = TRUTHS[c]
    elif name == "missed":
        entry["what"] = ORGANISATION_ACTS[a]
    elif name == "points":
        entry |= {"what": ORGANISATION_ACTS[a], "change": b, "points": c}
    elif name == "rated":
        entry |= {"rating": _rating(a), "points": b, "before": _rating(c)}
    elif name == "entered":
        entry |= {"ground": ORGANISATION_GROUNDS[a], "points": b, "wrongful": bool(c)}
    elif name == "left":
        entry |= {"points": b, "days": c}
    elif name == "suspended":
        entry["days"] = a
    elif name == "refused":
        entry |= {"what": ORGANISATION_DEMANDS[a], "points": b, "rating": _rating(c)}
    elif name in ("declined", "granted"):
        entry["what"] = ORGANISATION_DEMANDS[a]
    elif name == "taxed":
        entry["rating"] = _rating(a)
    return entry


def _head(moved: Replay, f: int, number: int) -> dict[str, Any]:
    owner = moved.founding.trait("owner", f)
    person = moved.community.number * STRIDE + owner if owner >= 0 else None
    text = f"Synthetic organisation {number}: {moved.founding.described(f)} in {moved.community.province}."
    text += f" Its owner is synthetic person {person}." if person is not None else " It has no owner here."
    if moved.founding.trait("enterprise", f) >= 0:
        text += " It is an establishment of a larger enterprise, whose establishments are rated together."
    return {"owner": person, "province": moved.community.province, "text": text}


def _summary(moved: Replay, data: Data, f: int, ledger: list[dict[str, Any]]) -> dict[str, Any]:
    events = Counter(entry["event"] for entry in ledger)
    wrong = sum(entry.get("truth") in WRONG for entry in ledger if entry["event"] == "recorded")
    last = _month(moved, data, len(moved.months) - 1, f)
    text = f"{counted(events['recorded'], 'record', 'records')} made, {wrong} of them wrong; "
    text += f"{counted(events['missed'] + events['lost'], 'act', 'acts')} that the file does not know. "
    text += f"Put on the blacklist {events['entered']} times; refused {events['refused']} times. "
    rated = f"rated {last['rating']}" if last["rating"] else "not rated"
    text += f"At the end: {last['points']} points, {rated}{', on the blacklist' if last['listed'] else ''}."
    return {"records": events["recorded"], "wrong_records": wrong, "entries": events["entered"], "text": text}


def _month(moved: Replay, data: Data, i: int, f: int) -> dict[str, Any]:
    month, row, economy = moved.months[i], moved.firms[i, f], data.economy_of(moved.months[i])
    marks = int(row["marks"])
    lost = economy is not None and suspended(row, economy.law, calendar.first_day(month + 1))
    return {
        "month": calendar.text_of(month),
        "points": (int(economy.law.start) if economy is not None else 0) + int(row["points"]),
        "rating": _rating((marks >> RATING_SHIFT) & 7),
        "listed": bool(marks & LISTED),
        "suspended": bool(lost),
        "closed": bool(marks & REVOKED),
        "strain": int(row["strain"]),
        "caution": int(row["caution"]),
    }


def _years(moved: Replay, f: int, ledger: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    spans = list(_owner(moved, f))
    for year in range(moved.months[0] // 12, moved.months[-1] // 12 + 1):
        here = [entry for entry in ledger if entry["date"][:4] == str(year)]
        dated = [*_sentences(here), *(span for span in spans if span[0][:4] == str(year))]
        sentences = [text for _, text in sorted(dated, key=lambda pair: pair[0])] + list(_routine(here))
        if sentences:
            yield {"year": year, "sentences": sentences}


def _sentences(year: list[dict[str, Any]]) -> Iterator[Dated]:
    """The dated sentences of a year; what a record did to the points stands in the rows behind it."""
    for n, entry in enumerate(year):
        text = _said(entry, year[n + 1 : n + 3])
        if text:
            yield entry["date"], f"On {date_in_words(entry['date'])} {text}."


def _said(entry: dict[str, Any], after: list[dict[str, Any]]) -> str:
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
        rated = f"rated {entry['rating']}" if entry["rating"] else "not rated"
        return f"it was refused a {DEMANDS[entry['what']][0]} ({rated}, {entry['points']} points)"
    return {
        "left": f"it left the blacklist after {entry.get('days')} days",
        "suspended": f"its licence was suspended for {entry.get('days')} days",
        "revoked": "it lost its licence by ordinary law",
        "restored": "it got its licence back",
    }.get(name, "")


def _routine(year: list[dict[str, Any]]) -> Iterator[str]:
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


def _owner(moved: Replay, f: int) -> Iterator[Dated]:
    """Months in which the owner was on the black list of people."""
    owner = moved.founding.trait("owner", f)
    if owner < 0:
        return
    since = None
    for i, month in enumerate(moved.months):
        held = bool(int(moved.states[i, owner]["marks"]) & BLACK)
        if held and since is None:
            since = month
        if since is not None and (not held or month == moved.months[-1]):
            until = month if held else month - 1
            first, last = (date_in_words(calendar.text_of(m)) for m in (since, until))
            when = f"In {first}" if since == until else f"From {first} to {last}"
            yield iso(calendar.first_day(since)), f"{when} its owner was on the black list."
            since = None


def ledger_lines(said: dict[str, Any]) -> Iterator[str]:
    """The ledger for a terminal."""
    yield "Ledger.  The truth stands beside the record."
    for entry in said["ledger"]:
        rest = "; ".join(f"{k} {v}" for k, v in entry.items() if k not in ("date", "event") and v not in (None, False))
        yield f"{entry['date']} {entry['event']:<10} {rest}".rstrip()
    yield ""
    yield str(said["statement"])
