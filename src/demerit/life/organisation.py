"""The story of one organisation: replayed with its community, ledger and sentences; plain data for JSON."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from demerit import calendar
from demerit.keys import organisation_key
from demerit.life import organisation_owner as owner
from demerit.life.organisation_ledger import Entry, organisation_entries, rating_of
from demerit.life.organisation_sentences import has_points, routine, sentences
from demerit.life.organisation_words import LISTS, STATEMENT, counted
from demerit.life.replaying import Data, Replay, replay_organisation
from demerit.life.rules import Rules
from demerit.life.running import takes_part
from demerit.life.saying import Dated
from demerit.life.words import date_in_words, times
from demerit.month.organisation_state import LISTED, ON_FILE, REVOKED, SUSPENDED, WATCHED, marks_of, rating_in
from demerit.people.desk import STRIDE
from demerit.phrases import FIRST, speaking
from demerit.scenario.census import form_of_keys
from demerit.vocabulary import ORGANISATIONS, RATED_ANEW, RULEBOOK_OF, SECTORS, SIZES

WRONG = ("false", "misattributed")
UNRATED = "not rated"


def tell(data: Data, rules: Rules, number: int) -> dict[str, Any]:
    """The story of an organisation of a run.  Raises DemeritError for a number that no organisation has.

    Keys: format, statement, organisation, code, scenario, head, summary, years (year, sentences), ledger (date, event
    and what it is about), months (month, points, rating, listed, watched, suspended, closed, strain, caution; from its
    founding on), owner_listed (months).
    """
    return told(*replay_organisation(data, number), data, rules)


def told(moved: Replay, f: int, data: Data, rules: Rules) -> dict[str, Any]:
    """`tell` of what has been replayed already, with the organisation at position f watched: in English."""
    with speaking(FIRST):
        return _told(moved, f, data, rules)


def _told(moved: Replay, f: int, data: Data, rules: Rules) -> dict[str, Any]:
    ledger, number = organisation_entries(moved), moved.founding.number(f)
    laws = [_law(moved, data, f, month) for month in moved.months]
    months = [
        _month(moved, i, f, law if takes_part(moved, data, moved.months[i]) else None)
        for i, law in enumerate(laws)
        if moved.founding.founded(f) <= moved.months[i]
    ]
    return {
        "format": 1,
        "statement": STATEMENT,
        "organisation": number,
        "code": organisation_key(number, form_of_keys([moved.community.province])),
        "scenario": {"name": rules.name, "title": rules.title},
        "head": _head(moved, f, number, laws),
        "summary": _summary(months, ledger),
        "years": list(_years(moved, data, rules, f, ledger, months, laws)),
        "ledger": ledger,
        "months": months,
        "owner_listed": [calendar.text_of(month) for month in owner.listed_months(moved, f)],
    }


def _law(moved: Replay, data: Data, f: int, month: int) -> Any:
    """What the regime says in a month of organisations like this one: an ORGANISATION_LAW."""
    return data.economy_of(month)["law"][RULEBOOK_OF[moved.founding.trait("kind", f)]]


def _head(moved: Replay, f: int, number: int, laws: list[Any]) -> dict[str, Any]:
    position = moved.founding.trait("owner", f)
    person = moved.community.number * STRIDE + position if position >= 0 else None
    text = f"Synthetic organisation {number}: {moved.founding.described(f)} in {moved.community.province}."
    text += f" Its owner is synthetic person {person}." if person is not None else " It has no owner here."
    if moved.founding.trait("enterprise", f) >= 0:
        text += " It is an establishment of a larger enterprise, whose establishments are rated together."
    founded = moved.founding.founded(f)
    if founded > moved.months[0]:
        text += f" It was founded in {date_in_words(calendar.text_of(founded))}."
    text += _regained(laws)
    return {
        "founded": calendar.text_of(founded) if founded > moved.months[0] else None,
        "owner": person,
        "province": moved.community.province,
        "kind": ORGANISATIONS[moved.founding.trait("kind", f)],
        "sector": SECTORS[moved.founding.trait("sector", f)],
        "size": SIZES[moved.founding.trait("size_class", f)],
        "staff": moved.founding.trait("staff", f),
        "text": text,
    }


def _regained(laws: list[Any]) -> str:
    """How lost points come back, in sentences that begin with a space."""
    law = next((law for law in reversed(laws) if law["active"] and has_points(law)), None)
    monthly = int(law["recovers"]) if law is not None else 0
    text = f" Of lost points {monthly} a month {'comes' if monthly == 1 else 'come'} back." if monthly else ""
    if any(int(each["rates"]) == RATED_ANEW for each in laws):
        text += " Its points begin anew with each yearly rating."
    return text


def _summary(months: list[dict[str, Any]], ledger: list[Entry]) -> dict[str, Any]:
    events = Counter(entry["event"] for entry in ledger)
    wrong = sum(entry.get("truth") in WRONG for entry in ledger if entry["event"] == "recorded")
    last = months[-1]
    text = f"{counted(events['recorded'], 'record', 'records')} made, {wrong} of them wrong; "
    text += f"{counted(events['missed'] + events['lost'], 'act', 'acts')} that the file does not know. "
    text += (
        f"Put on the blacklist {times(events['entered'])}; " if events["entered"] else "Never put on the blacklist; "
    )
    text += f"refused something {times(events['refused'])}. " if events["refused"] else "refused nothing. "
    text += f"At the end: {_stands(last)}."
    return {
        "records": events["recorded"],
        "wrong_records": wrong,
        "entries": events["entered"],
        "watched": events["watched"],
        "wrongful_entries": sum(entry["event"] == "entered" and entry["wrongful"] for entry in ledger),
        "refused": dict(Counter(entry["what"] for entry in ledger if entry["event"] == "refused")),
        "text": text,
    }


def _stands(month: dict[str, Any]) -> str:
    """How the organisation stands at the end of a month."""
    scored = [f"{month['points']} points"] if month["points"] is not None else []
    rated = [f"rated {month['rating']}" if month["rating"] else UNRATED]
    on = [LISTS[name] for name, key in (("blacklist", "listed"), ("watchlist", "watched")) if month[key]]
    closed = ["without a licence by ordinary law"] if month["closed"] else []
    return ", ".join([*scored, *rated, *on, *closed])


def _month(moved: Replay, i: int, f: int, law: Any) -> dict[str, Any]:
    row = moved.orgs[i, f]
    marks = int(marks_of(row))
    scored = law is not None and bool(law["active"]) and has_points(law)
    return {
        "month": calendar.text_of(moved.months[i]),
        "points": int(law["start"]) + int(row["points"][ON_FILE]) if scored else None,
        "rating": rating_of(rating_in(marks)),
        "listed": bool(marks & LISTED),
        "watched": bool(marks & WATCHED),
        "suspended": bool(marks & SUSPENDED),
        "closed": bool(marks & REVOKED),
        "strain": int(row["strain"]),
        "caution": int(row["caution"]),
    }


def _years(
    moved: Replay,
    data: Data,
    rules: Rules,
    f: int,
    ledger: list[Entry],
    months: list[dict[str, Any]],
    laws: list[Any],
) -> Iterator[dict[str, Any]]:
    def law_of(date: str) -> Any:
        return laws[calendar.month_of(date[:7]) - moved.months[0]]

    spans = [*owner.listed(moved, f), *owner.suffered(moved, data, rules, f), *_begins(moved, data)]
    staff = moved.founding.trait("staff", f)
    for year in range(moved.months[0] // 12, moved.months[-1] // 12 + 1):
        here = [entry for entry in ledger if entry["date"][:4] == str(year)]
        dated = [*sentences(here, law_of, staff), *(span for span in spans if span[0][:4] == str(year))]
        text = [said for _, said in sorted(dated, key=lambda pair: pair[0])] + list(routine(here))
        text += _closing(months, year, law_of)
        if text:
            yield {"year": year, "sentences": text}


def _closing(months: list[dict[str, Any]], year: int, law_of: Callable[[str], Any]) -> list[str]:
    """How the organisation stands at the end of a year in which there is a law about it."""
    here = [month for month in months if month["month"][:4] == str(year)]
    if not here or not law_of(here[-1]["month"])["active"]:
        return []
    stands = _stands(here[-1])
    return [f"At the end of the year: {stands}."] if stands != UNRATED else []


def _begins(moved: Replay, data: Data) -> Iterator[Dated]:
    """The month from which the community takes part, if it is not the first one under the regime."""
    taking = [month for month in moved.months if takes_part(moved, data, month)]
    active = [month for month in moved.months if data.law_of(month).active]
    if taking and taking[0] > active[0]:
        date = calendar.text_of(taking[0])
        yield f"{date}-01", f"From {date_in_words(date)} on the community took part in the system."
