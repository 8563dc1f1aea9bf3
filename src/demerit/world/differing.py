"""The state of everybody in another world, kept as differences to the first one where that takes less memory.

Between months a batch of communities is held as the rows that differ, with their positions, and as the open matters of
whoever holds other ones; as long as nothing differs in a batch, nothing is held.  Where so much differs that the whole
takes less, the whole is held.
"""

from typing import Any, Final, NamedTuple

import numpy as np

from demerit.month import holdings
from demerit.month.effects import PARTED
from demerit.month.state import MATTER, STATE
from demerit.world.population import Batch, Population, Settled, copied, copy_records
from demerit.world.rooms import Array

AT: Final = np.uint16  # a position in a batch
AT_BYTES: Final = np.dtype(AT).itemsize
NONE: Final[Array] = np.zeros(0, AT)


class Rows(NamedTuple):
    """Rows that differ: their positions, None for all of them, and what is there, as `words`."""

    at: Array | None
    there: Array


class Held(NamedTuple):
    """Open matters of those who hold other ones: see `month.holdings.apart`; whole: of everybody, and where each
    community's begin, with nobody named.
    """

    who: Array
    number: Array
    matters: Array
    whole: Array | None = None


class Segments(NamedTuple):
    """Open matters of a batch: those of each community are records[begin:end]."""

    records: Array
    begins: Array
    ends: Array

    @property
    def number(self) -> int:
        """How many these are."""
        return int((self.ends - self.begins).sum())

    def joined(self) -> Array:
        """One after another: a copy."""
        out: Array = np.empty(self.number, MATTER)
        self.write(out)
        return out

    def write(self, out: Array) -> None:
        """Write them one after another."""
        holdings.joined(*self, out)


class Differences(NamedTuple):
    """Of a batch; each None where nothing differs.  parted: PARTED where it says something."""

    state: Rows | None
    orgs: Rows | None
    matters: Held | None
    parted: Rows | None


NOTHING: Final = Differences(None, None, None, None)


def words(records: Array) -> Array:
    """Records as whole numbers: one each where that is possible, else a row of small ones each."""
    size = records.dtype.itemsize
    if size == np.dtype(np.int64).itemsize:
        return records.view(np.int64)
    return records.view(np.int16).reshape(len(records), size // 2)


def rows_apart(records: Array, base: Array | None) -> Rows | None:
    """Where records differ from those of the first world, or, without these, from nothing."""
    mine = words(records)
    unlike = mine != (0 if base is None else words(base))
    if not unlike.any():
        return None
    at = np.flatnonzero(unlike if unlike.ndim == 1 else unlike.any(axis=1))
    if len(at) * (AT_BYTES + records.itemsize) < records.nbytes:
        return Rows(at.astype(AT), mine[at])
    return Rows(None, mine.copy())


def put(rows: Rows | None, records: Array) -> None:
    """Put rows that differ among those of the first world."""
    if rows is not None:
        words(records)[slice(None) if rows.at is None else rows.at] = rows.there


def held_apart(base: Segments, mine: Segments) -> Held | None:
    """Who holds other open matters than in the first world."""
    number = mine.number
    room = base.number + number
    who, each, matters = np.empty(room, AT), np.empty(room, AT), np.empty(number, MATTER)
    people, written = holdings.apart(*base, *mine, who, each, matters)
    if not people:
        return None
    if people * 2 * AT_BYTES + written * MATTER.itemsize < number * MATTER.itemsize:
        return Held(who[:people].copy(), each[:people].copy(), copied(matters[:written]))
    return Held(NONE, NONE, mine.joined(), np.cumsum([0, *(mine.ends - mine.begins)]))


def held_together(held: Held | None, first: Array, bounds: Array, out: Array, out_bounds: Array) -> Array:
    """What everybody holds in the other world, written to `out`, which has room for it: returns that part of it."""
    if held is None or held.whole is not None:
        matters, ends = (first, bounds) if held is None else (held.matters, held.whole)
        copy_records(matters, out[: len(matters)])
        out_bounds[:] = ends
        return out[: len(matters)]
    written = holdings.together(first, bounds, held.who, held.number, held.matters, out, out_bounds)
    return out[:written]


def most_held(held: Held | None, first: Array) -> int:
    """At most as many open matters as there are in the other world."""
    return len(first) + (0 if held is None else len(held.matters))


class Differing(Settled):
    """The people of another world, beside those of the first one.

    Attributes: first (Population), apart (Differences of each batch).
    """

    def __init__(self, first: Population) -> None:
        super().__init__(first.layout, first.cuts)
        self.first = first
        self.apart: list[Differences] = [NOTHING] * (len(first.cuts) - 1)

    def batch(self, b: int) -> Batch:
        """A batch laid out: a copy."""
        base, apart = self.first.batch(b), self.apart[b]
        state, orgs, bounds = copied(base.state), copied(base.orgs), np.empty_like(base.bounds)
        put(apart.state, state)
        put(apart.orgs, orgs)
        room: Array = np.empty(most_held(apart.matters, base.matters), MATTER)
        return Batch(state, orgs, held_together(apart.matters, base.matters, base.bounds, room, bounds), bounds)

    def parted(self, b: int) -> Array:
        """PARTED of everybody in a batch: a copy."""
        out: Array = np.zeros(len(self.first.batch(b).state), PARTED)
        put(self.apart[b].parted, out)
        return out

    def blank(self, b: int, number: int) -> Batch:
        """Room for a batch with so many open matters, to be filled and handed to `keep`."""
        base = self.first.batch(b)
        state, orgs, bounds = np.empty_like(base.state), np.empty_like(base.orgs), np.zeros_like(base.bounds)
        return Batch(state, orgs, np.empty(number, MATTER), bounds)

    def keep(self, b: int, filled: Batch) -> None:
        """From now on, this is a batch; since when anybody differs stays as it is."""
        base = self.first.batch(b)
        self.apart[b] = Differences(
            rows_apart(filled.state, base.state),
            rows_apart(filled.orgs, base.orgs),
            held_apart(*(Segments(each.matters, each.bounds[:-1], each.bounds[1:]) for each in (base, filled))),
            self.apart[b].parted,
        )

    def ever(self) -> int:
        """How many people's state or open matters ever differed."""
        return sum(int((self.parted(b)["since"] > 0).sum()) for b, each in enumerate(self.apart) if each.parted)

    def part(self, b: int, parted: Array) -> None:
        """From now on, this is PARTED of everybody in a batch."""
        self.apart[b] = self.apart[b]._replace(parted=rows_apart(parted, None))

    def states(self, at: Array) -> Array:
        """STATE records of some rows."""
        out = self.first.states(at)
        starts = [int(self.layout[c]["start"]) for c in self.cuts[:-1]]
        of = np.searchsorted(starts, at, side="right") - 1
        for b in np.unique(of).tolist():
            if self.apart[b].state is not None:
                here = of == b
                out[here] = self.batch(b).state[at[here] - starts[b]]
        return out

    def bytes_held(self) -> int:
        """Bytes of what is kept of this world alone, organisations included."""
        return sum(_bytes(part) for apart in self.apart for part in apart)


def _bytes(part: Any) -> int:
    """Of arrays, whatever holds them."""
    return sum(int(each.nbytes) for each in part or () if each is not None)


A_PERSON: Final = STATE.itemsize + PARTED.itemsize  # bytes where everybody differs, open matters apart
