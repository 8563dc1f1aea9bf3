"""What somebody's life owes to an organisation of the person's own, and what the organisation owes to the person.

The reasons stand in the ledger of the organisation, which is replayed as well: few people own one.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from demerit import calendar
from demerit.life.introduction import owner
from demerit.life.organisation_ledger import Entry, organisation_entries
from demerit.life.replaying import Data, Replay, replay_organisation
from demerit.life.words import date_in_words, days, enumerated, stretch
from demerit.month.organisation_state import LISTED, REVOKED, ground_in, marks_of
from demerit.phrases import say
from demerit.vocabulary import DEMANDS as DEMANDS_OF_PEOPLE
from demerit.vocabulary import RULEBOOK_OF

Dated = tuple[str, str]  # ISO date, sentence


def introduced(moved: Replay) -> str:
    """Which organisations the person owns, in a sentence; empty for most."""
    owned = moved.founding.owned_by(moved.position)
    if not owned:
        return ""
    founding = moved.founding
    return owner([say("owned.each", number=founding.number(f), what=founding.described(f)) for f in owned])


def listed_by(moved: Replay, data: Data, month: int, demand: str) -> list[int]:
    """Numbers of the person's organisations that bar the person from a demand in a month for being listed.

    Those that were listed when the month began, and stay if any of them does.
    """
    i = month - moved.months[0] - 1
    economy = data.economy_of(month)
    if i < 0 or economy is None:
        return []
    bit = 1 << DEMANDS_OF_PEOPLE.index(demand)
    bars = {
        f: _law(moved, economy, f)["owner_bars"][ground_in(_marks(moved, i, f)) - 1] for f in _owned(moved, i, LISTED)
    }
    barring = [f for f, asked in bars.items() if int(asked) & bit]
    staying = [f for f in barring if _marks(moved, i + 1, f) & LISTED]
    return [moved.founding.number(f) for f in staying or barring]


def ever_listed(moved: Replay) -> list[int]:
    """Numbers of those that were listed at the end of some month."""
    found = {f for i in range(len(moved.months)) for f in _owned(moved, i, LISTED)}
    return sorted(moved.founding.number(f) for f in found)


def _marks(moved: Replay, i: int, f: int) -> int:
    """The marks of organisation f at the end of month i."""
    return int(marks_of(moved.orgs[i, f]))


def _owned(moved: Replay, i: int, mark: int) -> list[int]:
    """Positions of the person's organisations with a mark at the end of month i."""
    return [f for f in moved.founding.owned_by(moved.position) if _marks(moved, i, f) & mark]


def _law(moved: Replay, economy: Any, f: int) -> Any:
    """The ORGANISATION_LAW about organisation f."""
    return economy["law"][RULEBOOK_OF[moved.founding.trait("kind", f)]]


def sentences(moved: Replay, data: Data) -> Iterator[Dated]:
    """What befell the person's organisations while the person lived, why, and what each cost the other."""
    for f in moved.founding.owned_by(moved.position):
        number = moved.founding.number(f)
        name = say("owned.name", number=number)
        entries = organisation_entries(replay_organisation(data, number)[0])
        for date, text in (*_events(entries, moved, data, f, name), *_refusals(entries, name)):
            if moved.community.alive(moved.position, calendar.month_of(date[:7])):
                yield date, text
        yield from _closed(moved, f, name)


def _events(entries: list[Entry], moved: Replay, data: Data, f: int, name: str) -> Iterator[Dated]:
    for entry in entries:
        event, known = entry["event"], {"date": date_in_words(entry["date"]), "name": name}
        if event in ("entered", "watched"):
            yield entry["date"], say(f"owned.{event}", **known, why=reason(entry))
        elif event in ("left", "mended"):
            yield entry["date"], say(f"owned.{event}", **known, days=days(entry["days"]))
        elif event == "suspended":
            law = _law(moved, data.economy_of(calendar.month_of(entry["date"][:7])), f)
            cost = "owned.suspended_income" if law["owner_hardship"] else "owned.suspended"
            yield entry["date"], say(cost, entry["days"], **known)


def reason(entry: Entry) -> str:
    """Why an organisation was put on a list."""
    why = say(f"owned.why.{entry['ground']}")
    return say("owned.why_wrong", why=why) if entry["wrongful"] and entry["ground"] != "owner" else why


def _refusals(entries: list[Entry], name: str) -> Iterator[Dated]:
    """What the organisation was refused, a sentence a year and reason."""
    years: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        if entry["event"] == "refused":
            years.setdefault((entry["date"][:4], entry["because"]), []).append(entry)
    for (year, because), refused in years.items():
        kinds = Counter(entry["what"] for entry in refused)
        what = enumerated([say(f"owned.demand.{kind}", n) for kind, n in kinds.items()])
        known = {"year": year, "name": name, "what": what}
        yield refused[0]["date"], say("owned.refused", **known, why=say(f"owned.refused_for.{because}"))


def _closed(moved: Replay, f: int, name: str) -> Iterator[Dated]:
    """Months without a licence by ordinary law, as the states have them."""
    since = None
    for i, month in enumerate(moved.months):
        held = bool(_marks(moved, i, f) & REVOKED) and moved.community.alive(moved.position, month)
        if held and since is None:
            since = month
        if since is not None and (not held or month == moved.months[-1]):
            until = month if held else month - 1
            last = moved.months[-1] if moved.community.alive(moved.position, month) else until
            yield from stretch(since, until, last, lambda when: say("owned.closed", when=when, name=name))
            since = None
