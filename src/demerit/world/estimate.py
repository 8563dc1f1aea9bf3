"""Before a run starts: how long it will take, how much memory and disk it needs, and what would fit if it does not."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from demerit.month.state import STATE
from demerit.world.errors import DemeritError
from demerit.world.simulation import World

# Measured on two cores at 1:1000 and 1:100 with `as-told`; a busier regime costs more, an empty one less.
NS_A_PERSON_MONTH: Final = 190  # of one core
MATTERS_A_PERSON: Final = 0.5  # open matters at most
MATTER_BYTES: Final = 8
PROCESS_BYTES: Final = 480 << 20  # interpreter, compiler, desks
SUMS_A_MONTH: Final = 3 << 19  # bytes: the sums of a month while they are written as tables
RUN_BYTES: Final = 40 << 20  # months, lists, replay data, report
LISTED_BYTES: Final = 10  # a listing in lists.parquet
ROUND_IT: Final = 15.0  # seconds before the first month and after the last, with a warm compile cache
# Where a control group says what it allows and uses, in its two versions.
CONTROL_GROUPS: Final = (
    (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory.current")),
    (Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"), Path("/sys/fs/cgroup/memory/memory.usage_in_bytes")),
)


@dataclass(frozen=True)
class Estimate:
    """Seconds, bytes of memory, bytes of disk."""

    seconds: float
    memory: int
    disk: int

    def __str__(self) -> str:
        time = f"{self.seconds:.0f} s" if self.seconds < 120 else f"{self.seconds / 60:.0f} min"
        return f"about {time}, {self.memory / 2**30:.1f} GiB of memory, {self.disk / 2**30:.2f} GiB of disk"


def estimate(world: World, threads: int) -> Estimate:
    """What living all months that are left costs."""
    rows = len(world.people.state)
    matters = int(rows * MATTER_BYTES * MATTERS_A_PERSON)
    state = rows * STATE.itemsize + matters + world.people.firms.nbytes
    months = world.last - world.month + 1
    cores = min(threads, os.cpu_count() or 1)
    return Estimate(
        seconds=ROUND_IT + rows * months * NS_A_PERSON_MONTH * 1e-9 / cores,
        memory=PROCESS_BYTES + state + matters + (world.last - world.first + 1) * SUMS_A_MONTH,
        disk=RUN_BYTES + LISTED_BYTES * rows // 4 + 3 * state,  # two checkpoints, and one being written
    )


def available_memory() -> int:
    """Bytes of memory that this process could have now: what the machine has free, and its control group allows."""
    return min(_free(), _allowed())


def _free() -> int:
    try:
        with Path("/proc/meminfo").open(encoding="ascii") as file:
            lines = dict(line.split(":", 1) for line in file)
        return int(lines["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _allowed() -> int:
    for most, used in CONTROL_GROUPS:
        try:
            return max(int(most.read_text(encoding="ascii")) - int(used.read_text(encoding="ascii")), 0)
        except (OSError, ValueError):  # no such group, or no limit in it
            continue
    return 1 << 62


def check(world: World, threads: int, run: Path) -> Estimate:
    """The estimate, or DemeritError with the scale that would fit."""
    needed = estimate(world, threads)
    for what, want, have in (
        ("memory", needed.memory, available_memory()),
        ("disk", needed.disk, shutil.disk_usage(run).free),
    ):
        if want > have:
            raise DemeritError(
                f"this run needs {want / 2**30:.1f} GiB of {what}, and {have / 2**30:.1f} GiB are free; "
                + _fitting(world, what, want, have)
            )
    return needed


def _fitting(world: World, what: str, want: int, have: int) -> str:
    """Which scale would fit, if any."""
    always = {"memory": PROCESS_BYTES + (world.last - world.first + 1) * SUMS_A_MONTH, "disk": RUN_BYTES}[what]
    if have <= always:
        return "no scale would fit"
    return f"--scale 1:{int(world.scale * (want - always) / (have - always) * 1.1) + 1} would fit"
