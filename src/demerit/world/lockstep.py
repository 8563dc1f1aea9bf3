"""A shard in which several worlds live on the same people in lockstep, and what they come to in each is compared.

Until the worlds part only the first is lived; then every month moves all worlds community by community
(`month.compared`).  Between months the others are kept as differences to the first (`world.differing`).
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, NamedTuple

import numpy as np

from demerit.draws import alone
from demerit.month.alike_worlds import APART
from demerit.month.compared import compared
from demerit.world import undergone
from demerit.world.differing import Differing, Segments
from demerit.world.engine import Moment, add, in_turn
from demerit.world.kept import Kept, clusters
from demerit.world.law_apart import apart, same
from demerit.world.population import copied, copy_records
from demerit.world.published import Published
from demerit.world.rooms import Array
from demerit.world.seats import COUNTED, Seat
from demerit.world.shard import Common, Shard, Sums, sums_here

OWN: Final = ("law", "now", "economy")  # what each world has for itself
OF_OTHERS: Final = ("gained", "lost", "cells_gained", "cells_lost")
FIELDS: Final = (*OF_OTHERS, "cells")


def _added(parts: Sequence[Array]) -> Array:
    """Records of whole numbers added up, where the first lie."""
    for part in parts[1:]:
        add(parts[0], part)
    return parts[0]


class Parts(NamedTuple):
    """What a month came to, of those provinces in which a shard has communities, from the province `first` on.

    All but people and organisations lie where the next month is counted, and hold until it begins.

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
        if not same(other.society, first.society):
            raise ValueError("worlds of one society cannot have another one")
        stale, trade = (not same(getattr(other, name), getattr(first, name)) for name in ("now", "economy"))
        unlike[w] = apart(first.law, other.law, first.society, stale, trade)
    law, now, economy = (np.concatenate([alone(getattr(each, name)) for each in moments]) for name in OWN)
    return Worlds(first.shared[0], first.shared[1], law, now, economy, unlike)


class Lockstep(Shard):
    """A shard of the first world, and those of the others once they part.

    Attributes: others (a Shard-like of each other world; empty until then), kept (what communities came to).
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
        self.others = [_Other(self, Differing(self.people)) for _ in range(1, self.number)]
        self.kept = Kept(clusters(self.common.layout["province"])[self.low : self.high], self.number - 1)
        self.seats = [Seat(self.number, self.common.provinces, self.people) for _ in range(self.threads)]
        self.pool = ThreadPoolExecutor(self.threads) if self.threads > 1 else None

    def months(self, since: int) -> Parts:
        """Move everybody of all worlds by a month; since: its number, the first after the fork being 1."""
        worlds = between(self.moments)
        for seat in self.seats:
            seat.clear()
        in_turn(self.seats, self.pool, len(self.people.cuts) - 1, lambda seat, b: self._batch(seat, worlds, b, since))
        return self._parts()

    def _batch(self, seat: Seat, worlds: Worlds, b: int, since: int) -> None:
        people, others = self.people, [other.people for other in self.others]
        low, high = people.cuts[b], people.cuts[b + 1]
        base = people.batch(b)
        bounds = seat.laid_out(base, [each.apart[b] for each in others])
        with self.kept.of(low, high) as kept:
            matters = self._moved(seat, worlds, self._from_nought(low, high), bounds, since, kept)
        for w, each in enumerate(others, 1):
            each.apart[b] = seat.taken(w, base, matters)
        copy_records(seat.state[0, : len(base.state)], base.state)
        copy_records(seat.orgs[0, : len(base.orgs)], base.orgs)
        matters[0].write(people.room(b, matters[0].number))
        people.bounds[b][1:] = np.cumsum(matters[0].ends - matters[0].begins)

    def _from_nought(self, low: int, high: int) -> Array:
        """PLACE records of a batch, in which rows count from 0."""
        out = self.layout[low:high].copy()
        for name in ("start", "org_start"):
            out[name] -= out[name][0]
        return out

    def _moved(
        self, seat: Seat, worlds: Worlds, layout: Array, bounds: Array, since: int, kept: tuple[Array, Array]
    ) -> list[Segments]:
        """Move what is laid out by a month; returns the open matters of each world."""
        begins, ends = (np.zeros((self.number, len(layout)), np.int64) for _ in range(2))
        done = 0
        while True:
            done = compared(
                *(done, *worlds, layout, seat.state, seat.bits, seat.orgs, seat.org_bytes),
                *(seat.matters, bounds, seat.out, begins, ends, *seat.own, seat.met, seat.companies, seat.sums),
                *(seat.flat, seat.org_own, seat.org_sums, seat.org_flat, self.common.provinces),
                *(undergone.books(), seat.base, seat.effects, *kept, seat.parted, since, seat.bell),
            )
            if done == len(layout):
                break
            seat.grow()
        if seat.own[2][0].overflow:
            raise RuntimeError("a month of several worlds does not add up, or somebody holds too many open matters")
        return [Segments(seat.out, *each) for each in zip(begins, ends, strict=True)]

    def _parts(self) -> Parts:
        first, last = int(self.layout[0]["province"]), int(self.layout[-1]["province"])
        here = slice(first, last + 1)
        provinces = self.common.provinces
        people, orgs, base, gains = (_added([getattr(seat, name) for seat in self.seats]) for name in COUNTED)
        return Parts(
            first,
            copied(people[here]),
            copied(orgs[:-1].reshape(self.number, provinces)[:, here]),
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

    def __init__(self, first: Lockstep, people: Differing) -> None:
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
    shard.kept.forget(slice(None) if every else undergone.stocks())


def differing(shard: Lockstep) -> list[int]:
    """Of each other world, how many people's state or open matters ever differed."""
    return [other.people.ever() for other in shard.others]


def shard_of(common: Common, *args: Any) -> Shard:
    """A shard of one world, or of as many as the common part says; args: as of a `Shard`."""
    return Lockstep(common, *args) if common.worlds > 1 else Shard(common, *args)
