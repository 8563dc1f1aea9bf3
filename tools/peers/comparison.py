"""Every peer of every job, each in a process of its own, on the same machine in the same call."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from demerit.bench.conditions import load, machine
from tools.peers.catalogue import JOBS

ROOT: Final = Path(__file__).parents[2]


def compare(
    people: int | None = None,
    days: int | None = None,
    repeats: int = 5,
    seed: int = 0,
    jobs: Iterable[str] = tuple(JOBS),
    peers: Iterable[str] | None = None,
) -> dict[str, Any]:
    """Time the peers of all jobs one after another; JSON-able.

    people, days: instead of each job's own.  peers: only these.  Each peer has one fresh process for its gate and
    times, and another for its memory, which runs once with all people (`at_full_size`) even where times are taken
    with fewer.  Raises ValueError for an empty comparison, RuntimeError for a peer that stops with an error.
    """
    if min(repeats, 1 if people is None else people, 1 if days is None else days) < 1:
        raise ValueError("people, days and repeats must be 1 or more")
    out: dict[str, Any] = {"machine": machine() | {"load_before": load()}, "jobs": {}}
    for job in jobs:
        size = (people or JOBS[job].people, days or JOBS[job].days)
        names = [name for name in JOBS[job].peers if peers is None or name in peers]
        results = {name: _measured(job, name, size, repeats, seed) for name in names}
        out["jobs"][job] = {
            "about": JOBS[job].about,
            "people": size[0],
            "days": size[1],
            "repeats": repeats,
            "peers": results,
        }
    out["machine"]["load_after"] = load()
    return out


def _measured(job: str, name: str, size: tuple[int, int], repeats: int, seed: int) -> dict[str, Any]:
    people, days = size
    result = _apart("measure", job, name, people, days, repeats, seed)
    if "ns_a_person_day" in result:
        result["at_full_size"] = _apart("memory", job, name, people, days, seed)
    return result


def _apart(*words: str | int) -> dict[str, Any]:
    """What a fresh process says in its last line."""
    command = [sys.executable, "-m", "tools.peers", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own words only
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, words))}: {done.stderr[-2000:]}")
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said
