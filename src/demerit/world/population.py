"""The state of everybody in a world: rows of people and of organisations, and open matters, a batch of communities at a
time.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final, NamedTuple

import numpy as np

from demerit.month.community import digest, residents
from demerit.month.organisation_state import ORG_STATE
from demerit.month.owners import orgs_digest
from demerit.month.state import MATTER, STATE
from demerit.organisations.desk import ORG_STRIDE
from demerit.people.desk import STRIDE
from demerit.world.rooms import Array, Memory, Rooms

BATCH: Final = 32  # communities that are moved together


def copy_records(source: Array, target: Array) -> None:
    """Copy records as the bytes they are: NumPy copies one record after the other, forty times slower."""
    target.view(np.uint8)[:] = source.view(np.uint8)


def copied(records: Array) -> Array:
    """Records in an array of their own."""
    out: Array = np.empty(records.shape, records.dtype)
    copy_records(records, out)
    return out


class Batch(NamedTuple):
    """STATE, ORG_STATE and MATTER records of consecutive communities; bounds: where each one's open matters begin."""

    state: Array
    orgs: Array
    matters: Array
    bounds: Array


class Settled:
    """People who are settled in batches of communities; where their state lies is another class's affair.

    Attributes: layout (PLACE records), cuts (the communities at which batches begin, and the last ends).
    """

    def __init__(self, layout: Array, cuts: list[int]) -> None:
        self.layout, self.cuts = layout, cuts
        last = layout[-1]
        self.ends = int(last["start"] + residents(last)), int(last["org_start"] + last["organisations"])

    def batch(self, b: int) -> Batch:
        """All that is kept of a batch, to be read."""
        raise NotImplementedError

    def batches(self) -> Iterator[Batch]:
        """The same of one after another."""
        return (self.batch(b) for b in range(len(self.cuts) - 1))

    @property
    def matters(self) -> list[Array]:
        """The open matters of each batch."""
        return [batch.matters for batch in self.batches()]

    def some(self, low: int, high: int) -> Batch:
        """The same of the communities low <= c < high."""
        each = [held for _, held in self._each(low, high)]
        state, orgs, matters = (np.concatenate([getattr(held, name) for held in each]) for name in Batch._fields[:3])
        return Batch(state, orgs, matters, np.cumsum([0, *(len(held.matters) for held in each)]))

    def blank(self, b: int, number: int) -> Batch:
        """Room for a batch with so many open matters, to be filled and handed to `keep`."""
        raise NotImplementedError

    def keep(self, b: int, filled: Batch) -> None:
        """From now on, this is a batch."""
        raise NotImplementedError

    def widest(self) -> tuple[int, int]:
        """The most rows, and the most organisations, that a batch has."""
        each = [(self.rows(*cut), self.org_rows(*cut)) for cut in pairwise(self.cuts)]
        rows, orgs = (max(part.stop - part.start for part in of) for of in zip(*each, strict=True))
        return rows, orgs

    def rows(self, low: int, high: int) -> slice:
        """State rows of the communities low <= c < high."""
        end = self.ends[0] if high == len(self.layout) else int(self.layout[high]["start"])
        return slice(int(self.layout[low]["start"]), end)

    def org_rows(self, low: int, high: int) -> slice:
        """Rows of the organisations of the communities low <= c < high."""
        end = self.ends[1] if high == len(self.layout) else int(self.layout[high]["org_start"])
        return slice(int(self.layout[low]["org_start"]), end)

    def communities(self) -> Iterator[tuple[Any, Array, Array]]:
        """Each community with its state rows and open matters."""
        return self.between(0, len(self.layout))

    def between(self, low: int, high: int) -> Iterator[tuple[Any, Array, Array]]:
        """The same of the communities low <= c < high."""
        return ((place, held.state, held.matters) for place, held in self._each(low, high))

    def _each(self, low: int, high: int) -> Iterator[tuple[Any, Batch]]:
        for b, (first, end) in enumerate(pairwise(self.cuts)):
            if first < high and low < end:
                yield from self._of_batch(self.batch(b), first, max(first, low), min(end, high))

    def _of_batch(self, whole: Batch, first: int, low: int, high: int) -> Iterator[tuple[Any, Batch]]:
        origin = self.layout[first]
        for c in range(low, high):
            rows, orgs = self.rows(c, c + 1), self.org_rows(c, c + 1)
            begins, ends = whole.bounds[c - first], whole.bounds[c - first + 1]
            yield (
                self.layout[c],
                Batch(
                    whole.state[rows.start - origin["start"] : rows.stop - origin["start"]],
                    whole.orgs[orgs.start - origin["org_start"] : orgs.stop - origin["org_start"]],
                    whole.matters[begins:ends],
                    np.array([0, ends - begins]),
                ),
            )

    def states(self, at: Array) -> Array:
        """STATE records of some rows."""
        raise NotImplementedError

    def digest(self) -> int:
        """A sum over people, open matters and organisations: the same in whatever order, on however many threads."""
        total = 0
        for place, held in self._each(0, len(self.layout)):
            number = int(place["number"])
            total += int(digest(held.state, number * STRIDE, 0, held.matters))
            if len(held.orgs):
                total += int(orgs_digest(held.orgs, number * ORG_STRIDE))
        return total & 0xFFFFFFFFFFFF

    def bytes_held(self) -> int:
        """Bytes of people's state, open matters included; organisations apart."""
        raise NotImplementedError


class Population(Settled):
    """The state of everybody: rows for people and for organisations, open matters by batch.

    rooms: where they lie, in memory or on disk.  A batch's open matters have room to spare, so that a month of a
    settled country allocates nothing.
    """

    def __init__(self, layout: Array, rooms: Rooms | None = None, batch: int = BATCH) -> None:
        super().__init__(layout, [*range(0, len(layout), batch), len(layout)])
        self.rooms = rooms or Memory()
        rows, orgs = self.ends
        self.state: Array = self.rooms.zeros(rows, STATE)
        self.orgs: Array = self.rooms.zeros(orgs, ORG_STATE)
        self.bounds: list[Array] = [
            np.zeros(high - low + 1, np.int64) for low, high in zip(self.cuts, self.cuts[1:], strict=False)
        ]
        self._held: list[Array] = [np.zeros(0, MATTER) for _ in self.bounds]

    def held(self, b: int) -> Array:
        """The open matters of a batch."""
        return self._held[b][: int(self.bounds[b][-1])]

    def room(self, b: int, number: int) -> Array:
        """Room for so many open matters of a batch, kept from month to month; what was there need not stay."""
        if number > len(self._held[b]):
            self._held[b] = self.rooms.room(number)
        return self._held[b][:number]

    def hold(self, b: int, matters: Array, bounds: Array) -> None:
        """Keep a copy of the open matters of a batch, and of where each community's begin."""
        copy_records(matters, self.room(b, len(matters)))
        self.bounds[b][:] = bounds

    def batch(self, b: int) -> Batch:
        """A batch where it lies."""
        low, high = self.cuts[b], self.cuts[b + 1]
        state, orgs = self.state[self.rows(low, high)], self.orgs[self.org_rows(low, high)]
        return Batch(state, orgs, self.held(b), self.bounds[b])

    def some(self, low: int, high: int) -> Batch:
        """Rows where they lie; open matters, which lie in batches, together."""
        held = [matters for _, _, matters in self.between(low, high)]
        bounds = np.cumsum([0, *map(len, held)])
        return Batch(
            self.state[self.rows(low, high)], self.orgs[self.org_rows(low, high)], np.concatenate(held), bounds
        )

    def blank(self, b: int, number: int) -> Batch:
        """A batch where it lies, to be written over."""
        here = self.batch(b)
        return here._replace(matters=self.room(b, number))

    def keep(self, b: int, filled: Batch) -> None:
        """It lies where it was filled."""

    def states(self, at: Array) -> Array:
        """STATE records of some rows."""
        out: Array = self.state[at]
        return out

    def bytes_held(self) -> int:
        """Bytes of people's state, open matters included; organisations apart."""
        return int(self.state.nbytes) + MATTER.itemsize * sum(int(bounds[-1]) for bounds in self.bounds)
