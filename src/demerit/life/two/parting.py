"""Where two lives of one person part: the first event that is not in both, the first month that left another state."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from demerit import calendar
from demerit.catalogue.events import NUMBERS
from demerit.life.entry import Entry, iso, month_at
from demerit.life.replaying import Replay

OF_LIFE: Final = ("born", "died")  # entries that no row of a replay says
UNSEEN: Final = (NUMBERS["MISSED"], NUMBERS["LOST"])  # what the person's file does not know: a regime's own bookkeeping
Row = tuple[int, ...]  # of a replay: day, event and its three numbers


@dataclass(frozen=True)
class Apart:
    """The first day on which something happened in one world only, and what, in order, in each."""

    day: int
    base: tuple[Entry, ...]
    other: tuple[Entry, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What happened in one world only: of the base first."""
        return (*self.base, *self.other)

    @property
    def month(self) -> int:
        """The month of the day."""
        return month_at(self.day)


@dataclass(frozen=True)
class Left:
    """The first month that left another state, and which of its fields, with their values in both worlds."""

    month: int
    fields: dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Parting:
    """Where lives part.  event: None where every event is in both; state: None where every month left the same."""

    event: Apart | None
    state: Left | None

    @property
    def earlier(self) -> Left | None:
        """The state, where it was another before any event was."""
        return self.state if self.event is None or (self.state and self.state.month < self.event.month) else None

    @property
    def month(self) -> int:
        """The month in which they part."""
        return min(part.month for part in (self.event, self.state) if part is not None)

    @property
    def date(self) -> str:
        """The day, as ISO text; YYYY-MM where it is at the end of a month, by its state."""
        return calendar.text_of(self.month) if self.earlier or self.event is None else iso(self.event.day)


def parting(base: Replay, other: Replay, told: tuple[list[Entry], list[Entry]]) -> Parting | None:
    """Where two replays of one person part; None where they never do.  told: their ledgers."""
    event, state = _apart(base, other, told), _left(base, other)
    return Parting(event, state) if event is not None or state is not None else None


def differ(base: Replay, other: Replay) -> bool:
    """Whether anything may be another in two replays of one person: never false where their lives part."""
    return base.life.tobytes() != other.life.tobytes() or base.ledger.tobytes() != other.ledger.tobytes()


def _apart(base: Replay, other: Replay, told: tuple[list[Entry], list[Entry]]) -> Apart | None:
    rows = [_rows(moved) for moved in (base, other)]
    counts = [Counter(row for row in each if row[1] not in UNSEEN) for each in rows]
    alone = [counts[0] - counts[1], counts[1] - counts[0]]
    day = min((row[0] for each in alone for row in each), default=None)
    if day is None:
        return None
    found = [_of_day(*each, day) for each in zip(rows, alone, told, strict=True)]
    return Apart(day, found[0], found[1])


def _left(base: Replay, other: Replay) -> Left | None:
    pairs = enumerate(zip(base.life, other.life, strict=True))
    i = next((i for i, (one, two) in pairs if one.tobytes() != two.tobytes()), None)
    if i is None:
        return None
    names = base.life.dtype.names or ()
    values = {name: (int(base.life[i][name]), int(other.life[i][name])) for name in names}
    return Left(base.months[i], {name: pair for name, pair in values.items() if pair[0] != pair[1]})


def _rows(moved: Replay) -> list[Row]:
    """What a replay says, in the order of days, as the entries of a ledger are."""
    ordered: Any = moved.ledger[np.argsort(moved.ledger[:, 0], kind="stable")]
    return [tuple(row) for row in ordered.tolist()]


def _of_day(rows: list[Row], alone: Counter[Row], told: list[Entry], day: int) -> tuple[Entry, ...]:
    """The entries of a day that are in this world only."""
    left, found = Counter(alone), []
    for row, entry in zip(rows, (each for each in told if each.event not in OF_LIFE), strict=True):
        if row[0] == day and left[row] > 0:
            left[row] -= 1
            found.append(entry)
    return tuple(found)
