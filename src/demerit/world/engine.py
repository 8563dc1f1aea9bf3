"""Months over communities, in threads.  One function moves a batch of communities; threads take batches in turn."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import numpy as np

from demerit.draws import alone, record
from demerit.month.community import communities
from demerit.month.organisation_state import ECONOMY, ORG_COUNT, ORG_DESK, ORG_STATE
from demerit.month.state import COUNT, DESK, LIFE, MATTER, NEXT
from demerit.world.population import BATCH, Population, copied, copy_records
from demerit.world.rooms import Array

SLACK: Final = 1 << 19  # open matters of scratch beyond what a batch holds, before it has to grow

NO_ECONOMY: Final = record(ECONOMY)  # of a world without organisations
NO_ORGS: Final[Array] = np.zeros(0, ORG_STATE)


class Seat:
    """What one thread needs to move people: its desk, the person on it, scratch for open matters, its sums."""

    def __init__(self, provinces: int) -> None:
        self.desk = record(DESK)
        self.me = record(LIFE)
        self.next = record(NEXT)
        self.out: Array = np.zeros(SLACK, MATTER)
        self.bounds: Array = np.zeros(BATCH + 1, np.int64)
        self.sums: Array = np.zeros(provinces, COUNT)
        self.org_desk = record(ORG_DESK, watch=-1)
        self.org_sums: Array = np.zeros(provinces, ORG_COUNT)
        self.own = [alone(mine) for mine in (self.desk, self.me, self.next)]
        self.org_own = alone(self.org_desk)


def move(
    seat: Seat,
    batch: Array,
    state: Array,
    matters: Array,
    bounds: Array,
    moment: "Moment",
    watch: int = -1,
    ledger: Array | None = None,
    orgs: Array | None = None,
) -> tuple[Array, Array]:
    """One month of a batch of communities; returns next month's open matters and where each community's begin.

    batch: PLACE records; state: their STATE rows, changed in place; sums are added to `seat.sums`.  orgs: the
    ORG_STATE rows of their organisations, changed in place too.  What is returned lies there, and holds until
    the next batch is moved there.
    """
    if orgs is None:
        orgs = NO_ORGS
    if len(seat.bounds) <= len(batch):
        seat.bounds = np.zeros(len(batch) + 1, np.int64)
    done = 0
    while True:
        done = communities(
            done,
            moment.tile,
            *moment.shared,
            batch,
            state,
            matters,
            bounds,
            seat.out,
            seat.bounds,
            *seat.own,
            seat.sums,
            watch,
            ledger,
            moment.trading,
            orgs,
            seat.org_own,
            seat.org_sums,
        )
        if done == len(batch):
            if seat.next.overflow:
                raise RuntimeError("somebody holds more open matters than a person can")
            return seat.out[: seat.bounds[len(batch)]], seat.bounds[: len(batch) + 1]
        grown = np.zeros(2 * len(seat.out) + 4 * len(matters), MATTER)
        copy_records(seat.out, grown[: len(seat.out)])
        seat.out = grown


class Moment:
    """What everybody shares in a month: tables, the law, the calendar and what was published.

    shared, trading: the same as arrays of one.
    """

    __slots__ = ("economy", "law", "now", "shared", "society", "tables", "tile", "trading")

    def __init__(self, tables: Any, society: Any, law: Any, now: Any, tile: int, economy: Any = None) -> None:
        self.tables = tables
        self.society = society
        self.law = law
        self.now = now
        self.tile = tile
        self.economy = NO_ECONOMY if economy is None else economy
        self.shared = [alone(told) for told in (tables, society, law, now)]
        self.trading = alone(self.economy)


def add(total: Array, sums: Array) -> None:
    """Add sums by province to a total: records of whole numbers alone."""
    whole = total.view(np.int64)
    whole += sums.view(np.int64)


def added(parts: list[Array]) -> Array:
    """Sums by province of all threads: an array of its own."""
    total = copied(parts[0])
    for part in parts[1:]:
        add(total, part)
    return total


def in_turn(
    seats: Sequence[Any], pool: ThreadPoolExecutor | None, batches: int, move: Callable[[Any, int], object]
) -> None:
    """Have every batch moved once, by whichever seat is free; pool: a thread a seat, None for one seat in this one."""
    waiting = iter(range(batches))
    lock = threading.Lock()

    def work(seat: Any) -> None:
        while True:
            with lock:
                b = next(waiting, None)
            if b is None:
                return
            move(seat, b)

    if pool is None:
        work(seats[0])
    else:
        list(pool.map(work, seats))


class Crew:
    """Threads that move a population through a month."""

    def __init__(self, threads: int, provinces: int) -> None:
        self.seats = [Seat(provinces) for _ in range(threads)]
        self.pool = ThreadPoolExecutor(threads) if threads > 1 else None

    def month(self, people: Population, moment: Moment) -> tuple[Array, Array]:
        """Move everybody one month on; returns the sums of each province: of people, of organisations."""
        for seat in self.seats:
            for sums in (seat.sums, seat.org_sums):
                sums.view(np.int64)[:] = 0

        def work(seat: Seat, b: int) -> None:
            low, high = people.cuts[b], people.cuts[b + 1]
            moved = move(
                seat,
                people.layout[low:high],
                people.state[people.rows(low, high)],
                people.held(b),
                people.bounds[b],
                moment,
                orgs=people.orgs[people.org_rows(low, high)],
            )
            people.hold(b, *moved)

        in_turn(self.seats, self.pool, len(people.cuts) - 1, work)
        return added([seat.sums for seat in self.seats]), added([seat.org_sums for seat in self.seats])

    def close(self) -> None:
        """Let the threads go."""
        if self.pool is not None:
            self.pool.shutdown()
