"""A shard in which several worlds live on the same people in lockstep, and what they come to in each is compared.

Until the worlds part only the first is lived; then everybody's state is copied once, and every month moves all worlds
community by community (`month.compared`).
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, NamedTuple

import numpy as np

from demerit.draws import alone, record
from demerit.month.alike_worlds import APART, MET, PAIR
from demerit.month.compared import compared
from demerit.month.effects import CELLS, COMMUNITY, ENTRIES, PARTED
from demerit.month.organisation_state import ORG_COUNT, ORG_DESK, ORG_STATE
from demerit.month.state import COUNT, DESK, LIFE, MATTER, NEXT, STATE
from demerit.people.desk import WIDTH
from demerit.world import undergone
from demerit.world.engine import SLACK, Moment, Population, copy_records, in_turn
from demerit.world.law_apart import apart
from demerit.world.published import Published
from demerit.world.rooms import Array
from demerit.world.shard import Common, Shard, Sums, sums_here

OWN: Final = ("law", "now", "economy")  # what each world has for itself
FIELDS: Final = ("gained", "lost", "cells", "cells_gained", "cells_lost")


class Parts(NamedTuple):
    """What a month came to, of those provinces in which a shard has communities, from the province `first` on.

    people: COUNT of the first world (province); organisations: ORG_COUNT (world, province); gained, lost: whole numbers
    (other world, province, ENTRIES); cells: of the first world (province, CELLS, column); cells_gained, cells_lost:
    (other world, province, CELLS, column).
    """

    first: int
    people: Array
    organisations: Array
    gained: Array
    lost: Array
    cells: Array
    cells_gained: Array
    cells_lost: Array


class Seat:
    """What one thread needs to move people in several worlds: see `month.compared.compared`."""

    def __init__(self, worlds: int, provinces: int) -> None:
        self.own = [alone(record(dtype)) for dtype in (DESK, LIFE, NEXT, PAIR)]
        self.met: Array = np.zeros(worlds, MET)
        self.bell: Array = np.zeros(1, np.int64)
        self.companies: Array = np.zeros((worlds, WIDTH), np.int64)
        self.sums: Array = np.zeros(provinces + COMMUNITY, COUNT)
        self.flat = self.sums.view(np.int64).reshape(len(self.sums), ENTRIES)
        self.org_own = alone(record(ORG_DESK, watch=-1))
        self.org_sums: Array = np.zeros(worlds * provinces + 1, ORG_COUNT)
        self.org_flat = self.org_sums.view(np.int64).reshape(len(self.org_sums), -1)
        others, width = worlds - 1, len(undergone.COLUMNS)
        self.gained: Array = np.zeros((others, provinces, ENTRIES), np.int64)
        self.lost = np.zeros_like(self.gained)
        self.cells: Array = np.zeros((provinces, CELLS, width), np.int64)
        self.cells_gained: Array = np.zeros((others, provinces, CELLS, width), np.int64)
        self.cells_lost = np.zeros_like(self.cells_gained)
        self.effects = tuple(getattr(self, name) for name in FIELDS)
        self.out: Array = np.zeros(worlds * SLACK, MATTER)

    def clear(self) -> None:
        """Nothing is counted yet."""
        for name in ("flat", "org_flat", *FIELDS):
            getattr(self, name)[:] = 0


class Worlds(NamedTuple):
    """What worlds share in a month, or have each for itself: as `month.compared.compared` reads them."""

    tables: Any
    society: Any
    law: Array
    now: Array
    economy: Array
    apart: Array


def between(moments: Sequence[Moment]) -> Worlds:
    """What the moments of worlds have in common.  Raises ValueError where their societies differ."""
    first = moments[0]
    unlike = np.zeros(len(moments), APART)
    for w, other in enumerate(moments):
        if other.society.tobytes() != first.society.tobytes():
            raise ValueError("worlds of one society cannot have another one")
        stale, trade = (getattr(other, name).tobytes() != getattr(first, name).tobytes() for name in ("now", "economy"))
        unlike[w] = apart(first.law, other.law, first.society, stale, trade)
    law, now, economy = (np.concatenate([alone(getattr(each, name)) for each in moments]) for name in OWN)
    return Worlds(first.shared[0], first.shared[1], law, now, economy, unlike)


class Lockstep(Shard):
    """A shard of the first world, and those of the others once they part.

    Attributes: others (a Shard-like of each other world; empty until then), parted (PARTED, other world and person),
    base_of, apart_of (int32: by community what the first world counted since `forget`, and by how much others counted
    more).
    """

    def __init__(self, common: Common, *where_and_how: Any) -> None:
        """where_and_how: as of a `Shard`."""
        super().__init__(common, *where_and_how)
        self.number = common.worlds
        self.moments: list[Moment] = []
        self.others: list[_Other] = []
        self.pool: ThreadPoolExecutor | None = None

    def read(self, several: Published | Sequence[Published]) -> None:
        """From now on, this is what is published: in the first world, or, once they parted, in each."""
        several = [several] if isinstance(several, Published) else several
        self.moments = []
        for one in several:
            super().read(one)
            self.moments.append(self.moment)
        self.moment = self.moments[0]
        for other, moment in zip(self.others, self.moments[1:], strict=False):
            other.moment = moment

    def world(self, w: int) -> Any:
        """One of the worlds as a shard of its own."""
        return self.others[w - 1] if w and self.others else self

    def fork(self) -> None:
        """Everybody's state as of now is that of every world from here on."""
        people, rooms = self.people, self.people.rooms
        rows, orgs = len(people.state), len(people.orgs)
        self.state = rooms.zeros(self.number * rows, STATE).reshape(self.number, rows)
        self.orgs = rooms.zeros(self.number * max(orgs, 1), ORG_STATE).reshape(self.number, max(orgs, 1))
        for w in range(self.number):
            copy_records(people.state, self.state[w])
            copy_records(people.orgs, self.orgs[w][:orgs])
        self.bits = self.state.view(np.int64).reshape(self.number, rows)
        self.org_bytes = self.orgs.view(np.uint8).reshape(self.number, -1)
        self.people.state, self.people.orgs = self.state[0], self.orgs[0][:orgs]
        for w in range(1, self.number):
            other = _Other(self, people.beside(self.state[w], self.orgs[w][:orgs]))
            self.others.append(other)
        communities = len(self.layout)
        self.parted: Array = np.zeros((self.number - 1, rows), PARTED)
        self.base_of: Array = np.zeros((communities, ENTRIES), np.int32)
        self.apart_of: Array = np.zeros((communities, self.number - 1, ENTRIES), np.int32)
        self.seats = [Seat(self.number, self.common.provinces) for _ in range(self.threads)]
        self.pool = ThreadPoolExecutor(self.threads) if self.threads > 1 else None

    def months(self, since: int) -> Parts:
        """Move everybody of all worlds by a month; since: its number, the first after the fork being 1."""
        worlds = between(self.moments)
        for seat in self.seats:
            seat.clear()
        in_turn(self.seats, self.pool, len(self.people.cuts) - 1, lambda seat, b: self._batch(seat, worlds, b, since))
        return self._parts()

    def _batch(self, seat: Seat, worlds: Worlds, b: int, since: int) -> None:
        shards: list[Any] = [self, *self.others]
        low, high = self.people.cuts[b], self.people.cuts[b + 1]
        held = [shard.people.held(b) for shard in shards]
        starts = np.cumsum([0, *map(len, held)])
        bounds = np.array([shard.people.bounds[b] + start for shard, start in zip(shards, starts, strict=False)])
        matters = np.concatenate(held)
        begins, ends = (np.zeros((self.number, high - low), np.int64) for _ in range(2))
        done = 0
        while True:
            done = compared(
                *(done, *worlds, self.layout[low:high], low, self.state, self.bits, self.orgs, self.org_bytes),
                *(matters, bounds, seat.out, begins, ends, *seat.own, seat.met, seat.companies, seat.sums, seat.flat),
                *(seat.org_own, seat.org_sums, seat.org_flat, self.common.provinces),
                *(undergone.books(), seat.effects, self.base_of, self.apart_of, self.parted, since, seat.bell),
            )
            if done == high - low:
                break
            grown = np.zeros(2 * len(seat.out) + 4 * len(matters), MATTER)
            copy_records(seat.out, grown[: len(seat.out)])
            seat.out = grown
        if seat.own[2][0].overflow:
            raise RuntimeError("a month of several worlds does not add up, or somebody holds too many open matters")
        for w, shard in enumerate(shards):
            pieces = [seat.out[a:z] for a, z in zip(begins[w], ends[w], strict=True)]
            lengths = np.concatenate([[0], np.cumsum(ends[w] - begins[w])])
            shard.people.hold(b, np.concatenate(pieces), lengths)

    def _parts(self) -> Parts:
        provinces = self.common.provinces
        total = {name: sum(getattr(seat, name) for seat in self.seats) for name in (*FIELDS, "flat", "org_flat")}
        people = np.ascontiguousarray(total["flat"][:provinces]).view(COUNT).reshape(provinces)
        orgs = np.ascontiguousarray(total["org_flat"][:-1]).view(ORG_COUNT).reshape(self.number, provinces)
        first, last = int(self.layout[0]["province"]), int(self.layout[-1]["province"])
        here = slice(first, last + 1)
        return Parts(
            *(first, people[here], orgs[:, here], total["gained"][:, here], total["lost"][:, here]),
            *(total["cells"][here], total["cells_gained"][:, here], total["cells_lost"][:, here]),
        )

    def close(self) -> None:
        """Let the threads go."""
        super().close()
        if self.pool is not None:
            self.pool.shutdown()


class _Other:
    """A world beside the first one, as a shard: its people and what is published there."""

    def __init__(self, first: Lockstep, people: Population) -> None:
        self.common, self.low, self.high = first.common, first.low, first.high
        self.layout, self.row, self.org_row = first.layout, first.row, first.org_row
        self.people = people
        self.moment: Any = None


def fork(shard: Lockstep) -> None:
    """See `Lockstep.fork`."""
    shard.fork()


def months(shard: Lockstep, since: int) -> Parts:
    """See `Lockstep.months`."""
    return shard.months(since)


def alone_month(shard: Lockstep) -> Sums:
    """Move the only world that there is so far by a month."""
    return sums_here(shard, *shard.crew.month(shard.people, shard.moment))


def of_world(shard: Shard, w: int, call: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    """What a call says of one of the worlds, or of the only one."""
    return call(shard.world(w) if isinstance(shard, Lockstep) else shard, *args)


def forget(shard: Lockstep, every: bool) -> None:
    """Begin anew what is kept by community: all of it, or stocks alone, of which only the last month counts."""
    which: Any = slice(None) if every else undergone.stocks()
    shard.base_of[:, which] = 0
    shard.apart_of[:, :, which] = 0


def by_community(shard: Lockstep) -> tuple[Array, Array, Array]:
    """Provinces of the communities, and what is kept of each: see `Lockstep`."""
    return shard.layout["province"].copy(), shard.base_of, shard.apart_of


def parted(shard: Lockstep) -> Array:
    """PARTED of everybody, other world and person."""
    return shard.parted


def shard_of(common: Common, *args: Any) -> Shard:
    """A shard of one world, or of as many as the common part says; args: as of a `Shard`."""
    return Lockstep(common, *args) if common.worlds > 1 else Shard(common, *args)
