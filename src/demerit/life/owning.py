"""What somebody's life owes to an organisation of the person's own, and what the organisation owes to the person.

The reasons stand in the ledger of the organisation, which is replayed as well: few people own one.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from demerit import calendar
from demerit.life.company_ledger import Entry, company_entries
from demerit.life.company_words import ACTS as COMPANY_ACTS
from demerit.life.company_words import DEMANDS, GROUNDS
from demerit.life.entry import iso
from demerit.life.replaying import Data, Replay, replay_organisation
from demerit.life.words import counted, date_in_words, enumerated, spanned
from demerit.month.organisation_state import LISTED, REVOKED

Dated = tuple[str, str]  # ISO date, sentence


def introduced(moved: Replay) -> str:
    """Which organisations the person owns, in a sentence that begins with a space; empty for most."""
    owned = moved.founding.owned_by(moved.position)
    if not owned:
        return ""
    parts = [f"organisation {moved.founding.number(f)}, {moved.founding.described(f)}" for f in owned]
    return f" Owner of {enumerated(parts)}."


def listed_by(moved: Replay, month: int) -> list[int]:
    """Numbers of the person's organisations that are listed as of step 1 of a month."""
    return _marked(moved, moved.firms[month - moved.months[0] - 1]) if month > moved.months[0] else []


def newly_listed(moved: Replay, month: int) -> bool:
    """Whether one of them was listed on the last day before a month."""
    i, day = month - moved.months[0] - 1, calendar.first_day(month) - 1
    owned = moved.founding.owned_by(moved.position) if i >= 0 else []
    return any(int(moved.firms[i, f]["marks"]) & LISTED and int(moved.firms[i, f]["since"]) == day for f in owned)


def ever_listed(moved: Replay) -> list[int]:
    """Numbers of those that were listed at the end of some month."""
    return sorted({number for row in moved.firms for number in _marked(moved, row)})


def _marked(moved: Replay, row: Any) -> list[int]:
    owned = moved.founding.owned_by(moved.position)
    return [moved.founding.number(f) for f in owned if int(row[f]["marks"]) & LISTED]


def sentences(moved: Replay, data: Data) -> Iterator[Dated]:
    """What befell the person's organisations while the person lived, why, and what each cost the other."""
    for f in moved.founding.owned_by(moved.position):
        number = moved.founding.number(f)
        name = f"organisation {number}, which the person owns,"
        entries = company_entries(replay_organisation(data, number)[0])
        for date, text in (*_events(entries, data), *_refusals(entries)):
            if moved.community.alive(moved.position, calendar.month_of(date[:7])):
                yield date, text.format(name=name)
        yield from _closed(moved, f, name)


def _events(entries: list[Entry], data: Data) -> Iterator[Dated]:
    for entry in entries:
        on = f"On {date_in_words(entry['date'])} {{name}}"
        if entry["event"] == "entered":
            owner = entry["ground"] == "owner"
            why = "because the person was on the black list" if owner else reason(entry)
            yield entry["date"], f"{on} was put on the blacklist {why}."
        elif entry["event"] == "left":
            yield entry["date"], f"{on} left the blacklist after {entry['days']} days."
        elif entry["event"] == "suspended":
            law = data.law_of(calendar.month_of(entry["date"][:7]))
            cost = ", and the person its income from it" if law.company_owner_hardship else ""
            yield entry["date"], f"{on} lost its licence for {entry['days']} days for being listed{cost}."


def reason(entry: Entry) -> str:
    """Why an organisation was listed."""
    why = GROUNDS.get(entry["ground"]) or f"for {COMPANY_ACTS[entry['ground']]}"
    return (
        f"{why}, without having done anything of the kind"
        if entry["wrongful"] and entry["ground"] in COMPANY_ACTS
        else why
    )


def _refusals(entries: list[Entry]) -> Iterator[Dated]:
    """What the organisation was refused, a sentence a year."""
    years: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry["event"] == "refused":
            years.setdefault(entry["date"][:4], []).append(entry)
    for refused in years.values():
        kinds = Counter(entry["what"] for entry in refused)
        what = enumerated([one_or_more(n, *DEMANDS[kind]) for kind, n in kinds.items()])
        yield refused[0]["date"], f"In this year {{name}} was refused {what}."


def one_or_more(n: int, one: str, many: str) -> str:
    """What was refused: "a loan", "2 loans"."""
    return f"a {one}" if n == 1 else counted(n, one, many)


def _closed(moved: Replay, f: int, name: str) -> Iterator[Dated]:
    """Months without a licence by ordinary law, as the states have them."""
    since = None
    for i, month in enumerate(moved.months):
        held = bool(int(moved.firms[i, f]["marks"]) & REVOKED) and moved.community.alive(moved.position, month)
        if held and since is None:
            since = month
        if since is not None and (not held or month == moved.months[-1]):
            until = month if held else month - 1
            when = spanned(calendar.text_of(since), calendar.text_of(until))
            yield iso(calendar.first_day(since)), f"{when} {name} was without a licence by ordinary law."
            since = None
