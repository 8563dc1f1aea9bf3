"""What this machine has free: memory, as the system and control groups allow, and disk; and what this process held."""

import ctypes
import os
import resource
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

GROUP: Final = Path("/proc/self/cgroup")  # in which control groups this process is
GROUPS: Final = Path("/sys/fs/cgroup")  # what they say
HELD: Final = Path("/proc/self/statm")  # how many pages this process has
# What a group allows, and what it uses, in the two versions of control groups.
NAMES: Final = (("memory.max", "memory.current"), ("memory.limit_in_bytes", "memory.usage_in_bytes"))
ARENAS: Final = -8  # what `mallopt` calls the most arenas (M_ARENA_MAX in malloc.h of the GNU C library)
CACHES: Final = ("active_file", "inactive_file")  # used memory that makes room when it is asked for


def available_memory() -> int:
    """Bytes of memory that this process could have now: what the machine has free, what its control groups allow, and
    how much it may address at all (`ulimit -v`).
    """
    return min([_free(), *_allowed(), *_addressable()])


def _addressable() -> Iterator[int]:
    """What is left of the addresses that a process may have; nothing, where there is no limit."""
    most, _ = resource.getrlimit(resource.RLIMIT_AS)
    if most == resource.RLIM_INFINITY:
        return
    try:
        used = int(HELD.read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return
    yield max(most - used, 0)


def _free() -> int:
    try:
        return int(_lines(Path("/proc/meminfo"))["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _allowed() -> Iterator[int]:
    """What each control group that this process is in has left: none, where there is none, or none with a limit."""
    for folder in _groups():
        for most, used in NAMES:
            try:
                limit, now = (int((folder / name).read_text(encoding="ascii")) for name in (most, used))
            except (OSError, ValueError):  # no such group, or no limit in it
                continue
            yield max(limit - now + _cached(folder), 0)


def _groups() -> Iterator[Path]:
    """Folders of the memory groups of this process, the innermost first, out to those that hold all."""
    try:
        lines = GROUP.read_text(encoding="utf-8").splitlines()
    except OSError:
        return
    for line in lines:
        _, controllers, path = line.split(":", 2)
        if controllers not in ("", "memory"):
            continue
        root = GROUPS / controllers
        inner = root / path.lstrip("/")
        yield from (folder for folder in (inner, *inner.parents) if folder.is_relative_to(root))


def _cached(folder: Path) -> int:
    try:
        lines = (folder / "memory.stat").read_text(encoding="ascii").splitlines()
        return sum(int(number) for name, number in (line.split() for line in lines) if name in CACHES)
    except (OSError, ValueError):
        return 0


def peak_bytes() -> int:
    """The most memory that this process has held at once.  What `getrusage` says may be of the one which started it."""
    try:
        return int(_lines(Path("/proc/self/status"))["VmHWM"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return held if sys.platform == "darwin" else held * 1024


@cache
def one_arena() -> None:
    """From now on threads share one arena of the GNU C library: what one gives back, another can have.

    Otherwise memory grows with every thread that replaces what another took.  Elsewhere nothing happens.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(ARENAS, 1)


def _lines(path: Path) -> dict[str, str]:
    """What a file of the system says, by name."""
    with path.open(encoding="ascii") as file:
        return dict(line.split(":", 1) for line in file if ":" in line)


def free_disk(run: Path) -> int:
    """Bytes that a run may still write: what is free, and what it has in its folder, which makes room as it goes on."""
    held = sum(path.lstat().st_size for path in run.glob("checkpoint-*/*"))
    return shutil.disk_usage(existing(run)).free + held


def existing(run: Path) -> Path:
    """The folder of a run, or the nearest above it that is there."""
    return next(folder for folder in (run, *run.absolute().parents) if folder.exists())
