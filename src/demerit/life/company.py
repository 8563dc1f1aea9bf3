"""The story of one organisation: replayed with its community, ledger and sentences; plain data for JSON."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from demerit import calendar
from demerit.keys import organisation_key
from demerit.life.company_ledger import Entry, company_entries, rating_of
from demerit.life.company_sentences import routine, sentences
from demerit.life.company_words import STATEMENT
from demerit.life.entry import month_at
from demerit.life.ledger import entries as life_entries
from demerit.life.replaying import Data, Replay, replay, replay_organisation
from demerit.life.rules import Rules
from demerit.life.saying import Dated
from demerit.life.words import DEMANDS, counted, date_in_words, spanned
from demerit.month.organisation import suspended
from demerit.month.organisation_state import LISTED, RATING_SHIFT, REVOKED
from demerit.month.state import BLACK
from demerit.people.desk import STRIDE
from demerit.vocabulary import ORGANISATIONS, SECTORS, SIZES

WRONG = ("false", "misattributed")


def tell(data: Data, rules: Rules, number: int) -> dict[str, Any]:
    """The story of an organisation of a run.  Raises DemeritError for a number that no organisation has.

    Keys: format, statement, organisation, code, scenario, head, summary, years (year, sentences), ledger (date, event
    and what it is about), months (month, points, rating, listed, suspended, closed, strain, caution), owner_listed
    (months).
    """
    return told(*replay_organisation(data, number), data, rules)


def told(moved: Replay, f: int, data: Data, rules: Rules) -> dict[str, Any]:
    """`tell` of what has been replayed already, with the organisation at position f watched."""
    ledger, number = company_entries(moved), moved.founding.number(f)
    months = [_month(moved, data, i, f) for i in range(len(moved.months))]
    return {
        "format": 1,
        "statement": STATEMENT,
        "organisation": number,
        "code": organisation_key(number),
        "scenario": {"name": rules.name, "title": rules.title},
        "head": _head(moved, f, number),
        "summary": _summary(months, ledger),
        "years": list(_years(moved, data, rules, f, ledger)),
        "ledger": ledger,
        "months": months,
        "owner_listed": [calendar.text_of(month) for month in _owner_months(moved, f)],
    }


def _head(moved: Replay, f: int, number: int) -> dict[str, Any]:
    owner = moved.founding.trait("owner", f)
    person = moved.community.number * STRIDE + owner if owner >= 0 else None
    text = f"Synthetic organisation {number}: {moved.founding.described(f)} in {moved.community.province}."
    text += f" Its owner is synthetic person {person}." if person is not None else " It has no owner here."
    if moved.founding.trait("enterprise", f) >= 0:
        text += " It is an establishment of a larger enterprise, whose establishments are rated together."
    return {
        "owner": person,
        "province": moved.community.province,
        "kind": ORGANISATIONS[moved.founding.trait("kind", f)],
        "sector": SECTORS[moved.founding.trait("sector", f)],
        "size": SIZES[moved.founding.trait("size_class", f)],
        "staff": moved.founding.trait("staff", f),
        "text": text,
    }


def _summary(months: list[dict[str, Any]], ledger: list[Entry]) -> dict[str, Any]:
    events = Counter(entry["event"] for entry in ledger)
    wrong = sum(entry.get("truth") in WRONG for entry in ledger if entry["event"] == "recorded")
    last = months[-1]
    text = f"{counted(events['recorded'], 'record', 'records')} made, {wrong} of them wrong; "
    text += f"{counted(events['missed'] + events['lost'], 'act', 'acts')} that the file does not know. "
    text += (
        f"Put on the blacklist {_times(events['entered'])}; " if events["entered"] else "Never put on the blacklist; "
    )
    text += f"refused something {_times(events['refused'])}. " if events["refused"] else "refused nothing. "
    rated = f"rated {last['rating']}" if last["rating"] else "not rated"
    scored = f"{last['points']} points, " if last["points"] is not None else ""
    text += f"At the end: {scored}{rated}{', on the blacklist' if last['listed'] else ''}."
    return {
        "records": events["recorded"],
        "wrong_records": wrong,
        "entries": events["entered"],
        "wrongful_entries": sum(entry["event"] == "entered" and entry["wrongful"] for entry in ledger),
        "refused": dict(Counter(entry["what"] for entry in ledger if entry["event"] == "refused")),
        "text": text,
    }


def _times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{n} times")


def _month(moved: Replay, data: Data, i: int, f: int) -> dict[str, Any]:
    month, row, economy = moved.months[i], moved.firms[i, f], data.economy_of(moved.months[i])
    marks = int(row["marks"])
    lost = economy is not None and suspended(row, economy.law, calendar.first_day(month + 1))
    return {
        "month": calendar.text_of(month),
        "points": int(economy.law.start) + int(row["points"]) if economy is not None and economy.law.active else None,
        "rating": rating_of((marks >> RATING_SHIFT) & 7),
        "listed": bool(marks & LISTED),
        "suspended": bool(lost),
        "closed": bool(marks & REVOKED),
        "strain": int(row["strain"]),
        "caution": int(row["caution"]),
    }


def _years(moved: Replay, data: Data, rules: Rules, f: int, ledger: list[Entry]) -> Iterator[dict[str, Any]]:
    spans = [*_owner(moved, f), *_for_the_owner(moved, data, rules, f)]
    for year in range(moved.months[0] // 12, moved.months[-1] // 12 + 1):
        here = [entry for entry in ledger if entry["date"][:4] == str(year)]
        staff = moved.founding.trait("staff", f)
        dated = [*sentences(here, data, staff), *(span for span in spans if span[0][:4] == str(year))]
        text = [said for _, said in sorted(dated, key=lambda pair: pair[0])] + list(routine(here))
        text += _closing(moved, data, year, f)
        if text:
            yield {"year": year, "sentences": text}


def _closing(moved: Replay, data: Data, year: int, f: int) -> list[str]:
    """How the organisation stands at the end of a year in which there is a law about it."""
    i = min(year * 12 + 11, moved.months[-1]) - moved.months[0]
    economy = data.economy_of(moved.months[i])
    if economy is None or not economy.law.active:
        return []
    last = _month(moved, data, i, f)
    rated = f", rated {last['rating']}" if last["rating"] else ", not rated"
    listed = ", on the blacklist" if last["listed"] else ""
    closed = ", without a licence by ordinary law" if last["closed"] else ""
    return [f"At the end of the year: {last['points']} points{rated}{listed}{closed}."]


def _owner_months(moved: Replay, f: int) -> list[int]:
    """Months at whose end the owner was on the black list of people."""
    owner = moved.founding.trait("owner", f)
    return [m for m, s in zip(moved.months, moved.states) if owner >= 0 and int(s[owner]["marks"]) & BLACK]


def _owner(moved: Replay, f: int) -> Iterator[Dated]:
    months = _owner_months(moved, f)
    for since in (month for month in months if month - 1 not in months):
        until = next(month for month in range(since, moved.months[-1] + 1) if month + 1 not in months)
        when = spanned(calendar.text_of(since), calendar.text_of(until))
        yield f"{calendar.text_of(since)}-01", f"{when} its owner was on the black list of people."


def _for_the_owner(moved: Replay, data: Data, rules: Rules, f: int) -> Iterator[Dated]:
    """What the organisation's listing cost its owner: from the ledger of the owner, replayed as well."""
    owner = moved.founding.trait("owner", f)
    if owner < 0 or not (moved.firms["marks"][:, f] & LISTED).any():
        return
    number = moved.founding.number(f)
    person = replay(data, moved.community.number * STRIDE + owner)
    for entry in life_entries(person, data, rules):
        cause, on = entry.cause or {}, f"On {date_in_words(entry.date)} its owner"
        if entry.event == "refused" and number in cause.get("organisations", ()):
            yield entry.date, f"{on} was refused {DEMANDS[str(entry.demand)][0]} because the organisation was listed."
        elif (
            cause.get("ground") == "company" and moved.firms[month_at(entry.day) - moved.months[0] - 1, f]["marks"] & 1
        ):
            yield entry.date, f"{on} was put on the black list of people because the organisation was listed."
