"""What somebody's life owes to an organisation: owning one that is listed, or has lost its licence."""

from collections.abc import Iterator
from typing import Any

from demerit import calendar
from demerit.life.entry import iso
from demerit.life.replaying import Data, Replay
from demerit.life.sentences import Dated
from demerit.life.words import date_in_words, listed
from demerit.month.organisation import suspended
from demerit.month.organisation_state import LISTED, REVOKED


def introduced(moved: Replay) -> str:
    """Which organisations the person owns, in a sentence that begins with a space; empty for most."""
    owned = moved.founding.owned_by(moved.position)
    if not owned:
        return ""
    parts = [f"organisation {moved.founding.number(f)}, {moved.founding.described(f)}" for f in owned]
    return f" Owner of {listed(parts)}."


def spans(moved: Replay, data: Data) -> Iterator[Dated]:
    """Months in which an organisation of the person was on the blacklist, without its licence, or closed."""
    for f in moved.founding.owned_by(moved.position):
        name = f"organisation {moved.founding.number(f)}, which the person owns,"
        for what, said in (("listed", "was on the blacklist"), ("suspended", "had lost its licence for being listed")):
            yield from _spans(moved, [what in _standing(moved, data, i, f) for i in _months(moved)], f"{name} {said}")
        closed = ["closed" in _standing(moved, data, i, f) for i in _months(moved)]
        yield from _spans(moved, closed, f"{name} was without a licence by ordinary law")


def _months(moved: Replay) -> range:
    return range(len(moved.months))


def _standing(moved: Replay, data: Data, i: int, f: int) -> set[str]:
    """What holds for an organisation at the end of month i of a replay."""
    row: Any = moved.firms[i, f]
    economy, month = data.economy_of(moved.months[i]), moved.months[i]
    found = {"listed"} if int(row["marks"]) & LISTED else set()
    if int(row["marks"]) & REVOKED:
        found.add("closed")
    if economy is not None and suspended(row, economy.law, calendar.first_day(month + 1)):
        found.add("suspended")
    return found


def _spans(moved: Replay, held: list[bool], what: str) -> Iterator[Dated]:
    since = None
    for i, month in enumerate(moved.months):
        alive = moved.community.alive(moved.position, month)
        if held[i] and alive and since is None:
            since = month
        if since is not None and (not (held[i] and alive) or month == moved.months[-1]):
            until = month if held[i] and alive else month - 1
            first, last = (date_in_words(calendar.text_of(m)) for m in (since, until))
            when = f"In {first}" if since == until else f"From {first} to {last}"
            yield iso(calendar.first_day(since)), f"{when} {what}."
            since = None
