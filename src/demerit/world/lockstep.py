"""A shard in which several worlds live on the same people in lockstep, and what they come to in each is compared.

Until the worlds part only the first is lived; then everybody's state is copied once, and every month moves all worlds
community by community (`month.compared`).
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, NamedTuple

import numpy as np

from demerit.draws import alone, record
from demerit.month import effects
from demerit.month.alike_worlds import APART, MET, PAIR
from demerit.month.compared import compared
from demerit.month.effects import COMMUNITY, FLAT, KEPT, PARTED
from demerit.month.note import BELL
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
OF_OTHERS: Final = ("gained", "lost", "cells_gained", "cells_lost")
FIELDS: Final = (*OF_OTHERS, "cells")


COUNTED: Final = ("sums", "org_sums", "base", "effects")  # of a seat


def _total(parts: Sequence[Array]) -> Array:
    """Records of whole numbers added up: an array of its own."""
    total = np.array(parts[0].view(np.int64))
    for part in parts[1:]:
        total += part.view(np.int64)
    return total.view(parts[0].dtype).reshape(parts[0].shape)


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
        self.bell: Array = np.zeros(1, BELL)
        self.companies: Array = np.zeros((worlds, WIDTH), np.int64)
        self.sums: Array = np.zeros(provinces + COMMUNITY, COUNT)
        self.flat = self.sums.view(FLAT)
        self.org_own = alone(record(ORG_DESK, watch=-1))
        self.org_sums: Array = np.zeros(worlds * provinces + 1, ORG_COUNT)
        self.org_flat = self.org_sums.view(np.int64).reshape(len(self.org_sums), -1)
        width = len(undergone.COLUMNS)
        self.base: Array = np.zeros(provinces, effects.cells(width))
        self.effects: Array = np.zeros((worlds - 1, provinces), effects.effect(width))
        self.out: Array = np.zeros(worlds * SLACK, MATTER)
        self.matters: Array = np.zeros(0, MATTER)

    def gathered(self, shards: Sequence[Any], b: int) -> tuple[Array, Array]:
        """The open matters of a batch in all worlds, one after another, and where each community's begin: by world."""
        held = [shard.people.held(b) for shard in shards]
        starts = np.cumsum([0, *map(len, held)])
        if starts[-1] > len(self.matters):
            self.matters = np.zeros(2 * starts[-1], MATTER)
        for one, low, high in zip(held, starts, starts[1:], strict=False):
            copy_records(one, self.matters[low:high])
        bounds = np.array([shard.people.bounds[b] + start for shard, start in zip(shards, starts, strict=False)])
        return self.matters[: starts[-1]], bounds

    def clear(self) -> None:
        """Nothing is counted yet."""
        for name in COUNTED:
            getattr(self, name).view(np.int64)[:] = 0


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
    base_of (int32 community, ENTRIES), apart_of (int32 community, other world, ENTRIES): what the first world counted
    since `forget`, and by how much others counted more.
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
        self.base_records: Array = np.zeros(communities, KEPT)
        self.apart_records: Array = np.zeros((communities, self.number - 1), KEPT)
        self.base_of: Array = self.base_records["entries"]
        self.apart_of: Array = self.apart_records["entries"]
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
        matters, bounds = seat.gathered(shards, b)
        begins, ends = (np.zeros((self.number, high - low), np.int64) for _ in range(2))
        done = 0
        while True:
            done = compared(
                *(done, *worlds, self.layout[low:high], low, self.state, self.bits, self.orgs, self.org_bytes),
                *(matters, bounds, seat.out, begins, ends, *seat.own, seat.met, seat.companies, seat.sums, seat.flat),
                *(seat.org_own, seat.org_sums, seat.org_flat, self.common.provinces),
                *(undergone.books(), seat.base, seat.effects, self.base_records, self.apart_records),
                *(self.parted, since, seat.bell),
            )
            if done == high - low:
                break
            grown = np.zeros(2 * len(seat.out) + 4 * len(matters), MATTER)
            copy_records(seat.out, grown[: len(seat.out)])
            seat.out = grown
        if seat.own[2][0].overflow:
            raise RuntimeError("a month of several worlds does not add up, or somebody holds too many open matters")
        for w, shard in enumerate(shards):
            lengths = np.concatenate([[0], np.cumsum(ends[w] - begins[w])])
            room = shard.people.room(b, int(lengths[-1]))
            for low, high, begin, end in zip(lengths, lengths[1:], begins[w], ends[w], strict=False):
                copy_records(seat.out[begin:end], room[low:high])
            shard.people.bounds[b][:] = lengths

    def _parts(self) -> Parts:
        first, last = int(self.layout[0]["province"]), int(self.layout[-1]["province"])
        here = slice(first, last + 1)
        provinces = self.common.provinces
        people, orgs, base, gains = (_total([getattr(seat, name) for seat in self.seats]) for name in COUNTED)
        return Parts(
            first,
            people[here],
            orgs[:-1].reshape(self.number, provinces)[:, here],
            cells=base["cells"][here],
            **{name: gains[name][:, here] for name in OF_OTHERS},
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
