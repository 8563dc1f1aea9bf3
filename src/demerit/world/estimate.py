"""Before a run starts: how long it will take, how much memory and disk it needs, and what would fit if it does not."""

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from demerit.month.community import PLACE
from demerit.month.organisation_state import ORG_COUNT, ORG_STATE
from demerit.month.state import COUNT, MATTER, NOW, STATE
from demerit.people.places import places, too_few
from demerit.scenario import Scenario
from demerit.world.drivers import Way
from demerit.world.economy import concerned, placed
from demerit.world.machine import available_memory, existing, free_disk
from demerit.world.society import layout

# Measured on two cores at 1:1000 and 1:100 with `as-told`; a busier regime costs more, an empty one less.
NS_A_PERSON_MONTH: Final = 150  # of one core
MATTERS_A_PERSON: Final = 0.36  # open matters, with the room that batches keep for more
PROCESS_BYTES: Final = 480 << 20  # interpreter, compiler, desks
WORKER_BYTES: Final = 260 << 20  # of each process beside the first
SUMS_A_MONTH: Final = 3 << 19  # bytes: the sums of a month while they are written as tables
PLACE_COPIES: Final = 3  # of the PLACE records: the world's, the shards', and what the run folder says
STREAMED_BYTES: Final = 256 << 20  # of state that is being moved, where the rest is on disk
STREAMED_ROOM: Final = 3  # times the open matters: rooms on disk double when they grow
STREAMED_NS: Final = 60  # more a person-month, at the speed at which a disk reads and takes it
RUN_BYTES: Final = 40 << 20  # months, lists, replay data, report
LISTED_BYTES: Final = 4  # a listing in lists.parquet
ORGANISATION_BYTES: Final = 4  # an organisation in register.parquet
ROUND_IT: Final = 15.0  # seconds before the first month and after the last, with a warm compile cache

__all__ = ["Estimate", "Size", "Verdict", "available_memory", "check", "estimate", "size_of"]


@dataclass(frozen=True)
class Size:
    """What decides what a run costs.

    rows: people with a state row; months of sums; left: months still to live; kept: bytes of a month's sums in a
    checkpoint; few: what is to be said of a country with few communities, empty where there are enough.
    """

    communities: int
    rows: int
    organisations: int
    months: int
    left: int
    kept: int = 0
    few: str = ""


def size_of(scenario: Scenario, scale: int, last: int, seed: int = 0) -> Size:
    """The size of a run, before anything is built; by the seed it hardly differs.

    Raises ValueError for a scale that cannot be.
    """
    where = places(scenario.society, scale, last, seed, scenario.start)
    laid_out = layout(where)
    if concerned(scenario):
        placed(scenario.society, laid_out, last, seed)
    first = scenario.burn_in_start
    months = last + 1 - first
    organisations = int(laid_out["organisations"].sum())
    kept = NOW.itemsize + len(where.names) * (COUNT.itemsize + (ORG_COUNT.itemsize if organisations else 0))
    return Size(len(laid_out), int(where.start[-1]), organisations, months, months, kept, too_few(where))


@dataclass(frozen=True)
class Estimate:
    """Seconds (None on a graphics card: none has been measured), bytes of memory, bytes of disk."""

    seconds: float | None
    memory: int
    disk: int

    def __str__(self) -> str:
        return f"{self._time}, {self.memory / 2**30:.1f} GiB of memory, {self.disk / 2**30:.2f} GiB of disk"

    @property
    def _time(self) -> str:
        if self.seconds is None:
            return "time as said after the first month"
        return f"about {self.seconds:.0f} s" if self.seconds < 120 else f"about {self.seconds / 60:.0f} min"


def estimate(size: Size, way: Way) -> Estimate:
    """What living all months that are left costs, moved in this way."""
    matters = int(size.rows * MATTER.itemsize * MATTERS_A_PERSON)
    state = size.rows * STATE.itemsize + matters + size.organisations * ORG_STATE.itemsize
    around = PROCESS_BYTES + way.workers * WORKER_BYTES + PLACE_COPIES * size.communities * PLACE.itemsize
    cores = min(way.threads * way.shards, os.cpu_count() or 1)
    lived = ROUND_IT + size.rows * size.left * (NS_A_PERSON_MONTH + _streaming(way)) * 1e-9 / cores
    return Estimate(
        seconds=None if way.cuda else lived,
        memory=around + size.months * SUMS_A_MONTH + _held_here(way, state),
        disk=RUN_BYTES
        + LISTED_BYTES * size.rows // 4
        + ORGANISATION_BYTES * size.organisations
        + 3 * (state + size.months * size.kept)  # two checkpoints, and one being written
        + (state + STREAMED_ROOM * matters if way.spill else 0),
    )


def _streaming(way: Way) -> int:
    return STREAMED_NS if way.spill else 0


def _held_here(way: Way, state: int) -> int:
    """Bytes of state in the memory of this machine: all of it on other machines counts for nothing here."""
    if way.ray not in (None, "local"):
        return 0
    return STREAMED_BYTES if way.spill else state


def lacks(want: int, have: int) -> str:
    """Bytes wanted, and bytes that are free, as people read them: so exactly that the two differ."""
    unit, name = (2**30, "GiB") if want >= 2**30 / 10 else (2**20, "MiB")
    needed = free = ""
    for digits in range(1, 10):
        needed, free = (f"{number / unit:.{digits}f} {name}" for number in (want, have))
        if needed != free:
            break
    return f"{needed} of {{}}, and {free} are free"


def lacking(needed: Estimate, run: Path) -> list[str]:
    """What this machine has too little of, in words."""
    needs = {"memory": (needed.memory, available_memory()), "disk": (needed.disk, free_disk(run))}
    return [lacks(want, have).format(what) for what, (want, have) in needs.items() if want > have]


@dataclass(frozen=True)
class Verdict:
    """How a run can be moved here, and what is to be said of it: nothing, where it fits as it was asked for."""

    way: Way
    problem: str = ""
    note: str = ""


def check(scenario: Scenario, scale: int, last: int, way: Way, run: Path, size: Size | None = None) -> Verdict:
    """Whether a run fits; where only memory is lacking, its state is streamed from the disk of its folder."""
    size = size or size_of(scenario, scale, last)
    missing = lacking(estimate(size, way), run)
    if not missing:
        return Verdict(way)
    streamed = replace(way, spill=existing(run))
    if not lacking(estimate(size, streamed), run):
        return Verdict(streamed, note=f"this run needs {missing[0]}: its state is streamed from disk, which is slower")
    words = f"this run needs {'; and '.join(missing)}; {_fitting(scenario, scale, last, way, run)}"
    return Verdict(way, problem=words)


def _fitting(scenario: Scenario, scale: int, last: int, way: Way, run: Path) -> str:
    """The most people that would fit, if any."""

    def fits(n: int) -> bool | None:
        try:
            size = size_of(scenario, n, last)
        except ValueError:  # so coarse that a province has nobody
            return None
        return any(not lacking(estimate(size, w), run) for w in (way, replace(way, spill=run)))

    low, high = scale, 2 * scale
    while not (enough := fits(high)):
        if enough is None:
            return "no scale would fit"
        low, high = high, 2 * high
    while high - low > max(1, high // 1000):
        middle = (low + high) // 2
        low, high = (low, middle) if fits(middle) else (middle, high)
    return f"--scale 1:{high} would fit"
