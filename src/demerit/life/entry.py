"""One entry of a ledger: what happened on a day, what was made of it, and what the person could know and do."""

from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np

from demerit import calendar
from demerit.calendar import DAY_ZERO
from demerit.catalogue.rights import TERMS
from demerit.life import wording
from demerit.phrases import say
from demerit.ranges import BEYOND


@dataclass(slots=True)
class Entry:
    """One row of the ledger.

    date: ISO day; event: one of `demerit.catalogue.events`; conduct, demand, source, list, truth: names, where the
    event has one; region: of a record of somebody else, what the country calls the province in which both live;
    record: what tells the record that it is about from the person's others; record_date: when that was
    made; rule: id, reference, mark and confidence of the rule that decided; change: of points; score: after this
    entry (at entries and refusals: the score that decided), None without a regime; never_happened: a record of what
    this person never did; not_recorded: something happened that the file does not know; told: whether the person knew
    of the listing, or was told of the record on its day (None: the person learns of it by a penalty, or is told
    later); remedy: what the person could do; cause: of a refusal; days: of a stay or a detention; effect: of a
    record: date and change of its points; fear: after; cause_of_fear: own case, household, community, or peers who
    shun; favoured: granted for being on the red list; outcome: of an act: recorded, missed, lost, or None where
    nobody looks; of an occasion to ask for something: unasked where the person was barred and knew better; stopped: a
    person looked before an automatic penalty, and there was none; without_points: of a record where the regime has none
    to give or take; counts_later: of a record that does not reach the file, or count, on its day; of_age: of an entry,
    that points would have led to it before, had the person not been a child; decided: of a notice, that it is of a
    listing that begins after days of grace.
    """

    day: int
    date: str
    event: str
    conduct: str | None = None
    record: int | None = None
    record_date: str | None = None
    demand: str | None = None
    source: str | None = None
    list: str | None = None
    truth: str | None = None
    region: str | None = None
    rule: dict[str, Any] | None = None
    change: int | None = None
    score: int | None = None
    never_happened: bool = False
    not_recorded: bool = False
    wrongful: bool = False
    told: bool | None = None
    remedy: str | None = None
    cause: dict[str, Any] | None = None
    days: int | None = None
    effect: dict[str, Any] | None = None
    fear: int | None = None
    cause_of_fear: str | None = None
    favoured: bool = False
    outcome: str | None = None
    stopped: bool = False
    without_points: bool = False
    counts_later: bool = False
    of_age: bool = False
    decided: bool = False

    def plain(self) -> dict[str, Any]:
        """Without what says nothing, for JSON."""
        said = ((name, getattr(self, name)) for name in NAMES)
        return {name: value for name, value in said if value is not None and (value is not False or name == "told")}


NAMES: Final = tuple(field.name for field in fields(Entry))


def has_points(law: Any) -> bool:
    """Whether a law has a point value at all: without any, nothing is said of points."""
    return bool(law.active) and (int(law.lowest), int(law.highest), int(law.start)) != (0, 0, 0)


def keeps_file(law: Any) -> bool:
    """Whether a law has anything recorded of people: where it has not, nobody is said to be too young for it."""
    return bool(law.active) and bool(law.watched.any())


def has_list(law: Any) -> bool:
    """Whether a law puts anybody on a black list: without one, nobody is said never to have been on it."""
    return bool(law.ground.any()) or max(int(law.black_entry), int(law.learned_lists)) > -BEYOND


def iso(day: int) -> str:
    """A day since DAY_ZERO as ISO text."""
    return str(np.datetime64(DAY_ZERO) + day)


def month_at(day: int) -> int:
    """The month of a day."""
    return calendar.month_of(iso(day)[:7])


def no_remedy() -> str:
    """What is said where nothing can be done."""
    return say("cell.no_remedy")


def remedy_of(law: Any) -> str:
    """What somebody can do about a record or a listing under a law."""
    values = {term.key: law[term.field] for term in TERMS}
    plain = {key: int(v) if np.ndim(v) == 0 else bool(np.any(v)) for key, v in values.items()}
    return wording.rights(plain) or no_remedy()
