"""Some batches of a lived world, to be moved through one month again and again from the same start."""

import time
from itertools import pairwise
from typing import Any, Final

import numpy as np

from demerit.bench import staged
from demerit.bench.clock import clock
from demerit.month.community import communities, digest, residents, room
from demerit.month.organisation_state import ORG_COUNT
from demerit.month.state import COUNT, MATTER
from demerit.world.chunks import Chunk, chunk
from demerit.world.engine import Moment, Seat
from demerit.world.rooms import Array
from demerit.world.simulation import World

MOST_PEOPLE: Final = 1_000_000  # state rows that a sample holds at most


def batches(world: World, most: int = MOST_PEOPLE) -> list[Chunk]:
    """Copies of batches spread evenly over the country, with no more than `most` people (one batch at least)."""
    people = world.people
    every = max(1, -(-len(people.state) // most))
    return [
        Chunk(*(part.copy() for part in chunk(people, low, high))) for low, high in [*pairwise(people.cuts)][::every]
    ]


def next_moment(world: World) -> Moment:
    """What everybody shares in the month that a world would live next."""
    world.post()
    month = world.month
    law, now, economy = world.law_of(month), world.news_of(month), world.economy_of(month)
    return Moment(world.tables, world.society_of(month), law, now, world.tile, economy)


class Scratch(Seat):
    """The seat of one thread, with a clock, and room for the open matters of any of these batches: nothing grows."""

    def __init__(self, provinces: int, of: list[Chunk]) -> None:
        super().__init__(provinces)
        self.out: Array = np.empty(max(bound(batch) for batch in of), MATTER)
        self.clock = clock()


def bound(batch: Chunk) -> int:
    """Open matters that a batch can have after a month at most."""
    return int(room(residents(batch.layout), np.diff(batch.bounds)).sum())


def moved(batch: Chunk, scratch: Scratch, moment: Moment, timed: bool) -> tuple[Array, Array]:
    """One month of a batch, in place, as the engine moves it or phase by phase (`timed`).

    Returns next month's open matters (a view that the next call overwrites) and where each community's begin.
    """
    out_bounds = np.zeros(len(batch.layout) + 1, np.int64)
    shared = (moment.tile, *moment.shared)
    rows = (batch.layout, batch.state, batch.matters, batch.bounds, scratch.out, out_bounds)
    own = (*scratch.own, scratch.sums)
    orgs = (moment.trading, batch.orgs, scratch.org_own, scratch.org_sums)
    if timed:
        staged.staged(scratch.clock, *shared, *rows, *own, *orgs)
    elif communities(0, *shared, *rows, *own, -1, None, *orgs) != len(batch.layout):
        raise RuntimeError("the room for open matters was reckoned too small")
    return scratch.out[: out_bounds[-1]], out_bounds


def lap_of(of: list[Chunk], scratch: Scratch, moment: Moment, timed: bool) -> float:
    """Seconds in which copies of the batches live one month, on this thread; `of` stays as it is."""
    copies = [b._replace(state=b.state.copy(), orgs=b.orgs.copy()) for b in of]
    begun = time.perf_counter()
    for copy in copies:
        moved(copy, scratch, moment, timed)
    return time.perf_counter() - begun


def people_in(scratch: Scratch) -> int:
    """People who lived the months that the scratch has counted."""
    return int(scratch.sums["people"].sum())


def digest_seconds(of: list[Chunk]) -> float:
    """Seconds that the digest of the batches takes, which checkpoints and verification ask for."""
    begun = time.perf_counter()
    for batch in of:
        digest(batch.state, 0, 0, batch.matters)
    return time.perf_counter() - begun


def zeroed(scratch: Scratch) -> Any:
    """The sums and the clock, set to nothing; returns the clock."""
    scratch.sums[:] = np.zeros((), COUNT)
    scratch.org_sums[:] = np.zeros((), ORG_COUNT)
    scratch.clock["spent"][:] = 0
    return scratch.clock
