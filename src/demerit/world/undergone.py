"""What people undergo in a month, of which comparisons keep who gained it and who lost it, by cell.

Each column is a measure of the catalogue, by its name there.  Of every other measure the sums of the country are kept.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np

from demerit.catalogue.found import by_name, is_stock, terms
from demerit.catalogue.measure import Counted
from demerit.catalogue.of_people import OF_PEOPLE
from demerit.month.compared import FEAR, HARDSHIP, PEOPLE, POINTS
from demerit.month.effects import BOOKS, ENTRIES
from demerit.month.state import COUNT, OF_DEBTS, OF_MARKS
from demerit.vocabulary import DEMANDS, GROUPS

Array = np.ndarray[Any, Any]
FIRST: Final = {PEOPLE: "people", POINTS: "points", FEAR: "fear", HARDSHIP: "hardship"}  # of everybody in every month
COLUMNS: Final = (
    *FIRST.values(),
    *("records.all", "records.wrong", "points_gained.all", "points_lost.all"),
    *("blacklist.entries", "blacklist.exits", "blacklist.stock", "blacklist.listed_days"),
    *("blacklist.wrongful_entries", "blacklist.wrongful_stock", "blacklist.wrongful_days", "blacklist.unaware"),
    *("redlist.stock", "fines", "claw_backs", "penalties.wrong.all", "passes.invalid"),
    *("detentions", "detained_days", "self_censored.all", "jobless", "notices", "objections", "objections.upheld"),
    *("refused.all", "refused.unaware", *(f"refused.{demand}" for demand in DEMANDS)),
)
COUNT_FIELDS: Final[Any] = COUNT.fields
# Harms that are counted one by one: to undergo one less is to be spared, one more to be harmed.
HARMS: Final = (
    *("records.wrong", "blacklist.entries", "fines", "claw_backs", "detentions", "self_censored.all", "refused.all"),
)


def _at(measure: Counted) -> Array:
    """Where in a COUNT record the whole numbers of a measure lie, in the shape of its field."""
    out: Array = COUNT_FIELDS[measure.field][1] // 8 + np.arange(int(np.prod(measure.shape or (1,))))
    return out.reshape(measure.shape)


@lru_cache(maxsize=1)
def places() -> dict[str, Array]:
    """By name: which of the whole numbers that a month counts make up each counted measure of people."""
    out: dict[str, Array] = {}
    for measure in OF_PEOPLE:
        split = (slice(None),) if measure.split else ()
        for name, values in measure.named():
            out[name] = np.atleast_1d(_at(measure)[(*split, *values)]).ravel()
    return out


@lru_cache(maxsize=4096)
def entries_of(name: str) -> Array:
    """Which whole numbers a measure of people adds up: a counted one, or a sum.  Raises KeyError for any other."""
    return np.concatenate([places()[term] for term in terms_of(name)])


def terms_of(name: str) -> tuple[str, ...]:
    """The counted measures that a column adds up; `.all` after one that has an axis: all its values."""
    whole = name.removesuffix(".all")
    found = by_name()
    if name in found:
        return terms(name)
    return tuple(each for each, one in found.items() if one.measure.name == whole and isinstance(one.measure, Counted))


@lru_cache(maxsize=1)
def columns() -> Array:
    """The columns (at most two, -1 for none) that each whole number counts for: int32 (ENTRIES, 2)."""
    out = np.full((ENTRIES, 2), -1, np.int32)
    for column, name in enumerate(COLUMNS):
        if column == PEOPLE:
            continue  # which the month does not count person by person
        for e in entries_of(name):
            free = int(out[e, 0] >= 0)
            if out[e, free] >= 0:
                raise ValueError(f"{name}: a measure counts for two columns at most")
            out[e, free] = column
    return out


def _group_of() -> Array:
    """The population group that each whole number is of; the first where it is of no group."""
    out: Array = np.zeros(ENTRIES, np.int64)
    for measure in OF_PEOPLE:
        if measure.split is not None:
            for g in range(GROUPS.room):
                out[_at(measure)[g]] = g
    return out


def own(fields: Sequence[str]) -> list[list[int]]:
    """By population group, the whole numbers of fields that people of it count in; what is of no group is in all."""
    found = [measure for measure in OF_PEOPLE if measure.field in fields]
    return [
        [int(e) for measure in found for e in (_at(measure)[g] if measure.split else _at(measure)).ravel()]
        for g in range(GROUPS.room)
    ]


def _of_marks() -> set[int]:
    """The whole numbers with a column that marks may count, or an open matter, without any event."""
    return {e for row in own(OF_MARKS) for e in row} | set(entries_of("jobless").tolist())


@lru_cache(maxsize=1)
def watched() -> list[list[int]]:
    """By population group, the whole numbers with a column that not everybody counts for in every month, first those
    that marks count.
    """
    always = {int(e) for name in FIRST.values() for e in entries_of(name)}
    standing = _of_marks()
    group = _group_of()
    with_columns = [e for e in range(ENTRIES) if columns()[e, 0] >= 0 and e not in always]
    with_columns.sort(key=lambda e: e not in standing)
    return [[e for e in with_columns if group[e] == g] for g in range(GROUPS.room)]


@lru_cache(maxsize=1)
def harms() -> Array:
    """Whether each whole number counts a harm: int8 (ENTRIES,)."""
    out = np.zeros(ENTRIES, np.int8)
    for name in HARMS:
        out[entries_of(name)] = 1
    return out


@lru_cache(maxsize=1)
def stocks() -> Array:
    """Whether each whole number is one at the end of a month, which does not add up over months: bool (ENTRIES,)."""
    out = np.zeros(ENTRIES, bool)
    for name, at in places().items():
        out[at] = is_stock(name)
    return out


@lru_cache(maxsize=1)
def books() -> Array:
    """What a month of several worlds is told of measures: a BOOKS record, as an array of one."""
    out = np.zeros(1, BOOKS)
    out["columns"], out["harm"] = columns(), harms()
    parts = [own(fields) for fields in (OF_MARKS, OF_DEBTS)]
    everything = [[e for row in rows for e in row] for rows in zip(*parts, strict=True)]
    for name, rows in (("watched", watched()), ("own", everything)):
        out[name] = -1
        for g, entries in enumerate(rows):
            out[name][0, g, : len(entries)] = entries
    standing = _of_marks()
    out["standing"] = max(sum(e in standing for e in row) for row in watched())
    out["looked_at"][0, 1:-1] = np.cumsum([len(part[0]) for part in parts])
    return out
