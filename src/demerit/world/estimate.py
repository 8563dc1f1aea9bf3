"""Before a run starts: how long it will take, how much memory and disk it needs, and what would fit if it does not."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from demerit.month.state import STATE
from demerit.world.errors import DemeritError
from demerit.world.simulation import World

NS_A_PERSON_MONTH: Final = 190  # of one core, measured for `as-told`; a busy regime costs more, an empty one less
MATTERS_A_PERSON: Final = 0.5  # open matters at most, measured
PROCESS_BYTES: Final = 400 << 20  # interpreter, compiled code, desks
RUN_BYTES: Final = 40 << 20  # months, lists, replay data, report
START: Final = 5.0  # seconds before the first month, with a warm compile cache


@dataclass(frozen=True)
class Estimate:
    """Seconds, bytes of memory, bytes of disk."""

    seconds: float
    memory: int
    disk: int

    def __str__(self) -> str:
        return f"about {self.seconds:.0f} s, {self.memory / 2**30:.1f} GiB of memory, {self.disk / 2**30:.2f} GiB of disk"


def estimate(world: World, threads: int) -> Estimate:
    """What living all months of a world costs."""
    rows = len(world.people.state)
    state = int(rows * (STATE.itemsize + 8 * MATTERS_A_PERSON))
    months = world.last - world.month + 1
    cores = min(threads, os.cpu_count() or 1)
    return Estimate(
        seconds=START + rows * months * NS_A_PERSON_MONTH * 1e-9 / cores,
        memory=PROCESS_BYTES + 2 * state,
        disk=RUN_BYTES + 3 * state,
    )


def available_memory() -> int:
    """Bytes of memory that could be had now."""
    try:
        with Path("/proc/meminfo").open(encoding="ascii") as file:
            lines = dict(line.split(":", 1) for line in file)
        return int(lines["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def check(world: World, threads: int, run: Path) -> Estimate:
    """The estimate, or DemeritError with the scale that would fit."""
    needed = estimate(world, threads)
    here = available_memory()
    free = shutil.disk_usage(run).free
    for what, want, have in (("memory", needed.memory, here), ("disk", needed.disk, free)):
        if want > have:
            fits = int(world.scale * want / have * 1.2) + 1
            raise DemeritError(
                f"this run needs {want / 2**30:.1f} GiB of {what}, and {have / 2**30:.1f} GiB are free; "
                f"--scale 1:{fits} would fit"
            )
    return needed
