"""What one peer takes, in this process: its gate, its times, its memory."""

import importlib
import statistics
import time
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from demerit.world.machine import peak_bytes
from tools.peers.catalogue import JOBS, Peer

FEW = 400  # people of the run before memory is looked at
REFERENCES = Path("/proc/self/clear_refs")


def part(job: str, name: str) -> ModuleType:
    """A module of a job."""
    return importlib.import_module(f"tools.peers.{job}.{name}")


def missing(job: str, peer: Peer) -> str | None:
    """Why a peer cannot be there; None if it can.  A fault of our own is raised."""
    try:
        part(job, peer.module)
    except ImportError as error:
        absent = error.name or ""
        if absent.startswith(("demerit", "tools")):
            raise
        if absent == peer.library.replace("-", "_"):
            return f"{peer.library} is not installed"
        return f"{peer.library} cannot be imported: {error}"
    return None


def measure(job: str, name: str, people: int, days: int, repeats: int, seed: int) -> dict[str, Any]:
    """One peer of one job: its gate, then its times; JSON-able.

    A library that is not there is `missing`, a peer that fails the gate `failed`: neither has a time.
    `ns_a_person_day` is the median over `repeats`, by the clock; `cpu_ns_a_person_day` what all threads together
    computed, which another job beside it hardly changes.  What is compiled is compiled by the gate.
    """
    peer = JOBS[job].peers[name]
    about: dict[str, Any] = {"library": peer.library, "form": peer.form, "threads": peer.threads}
    reason = missing(job, peer)
    if reason:
        return about | {"missing": reason}
    run = getattr(part(job, peer.module), peer.function)
    about |= {"version": version(peer.library), "gate": part(job, "gate").examine(run)}
    if not about["gate"]["passed"]:
        return about | {"failed": "the gate"}
    number = max(4, people // peer.shorter)
    took = np.array([_seconds(run, number, days, seed + turn) for turn in range(repeats)]) / (number * days) * 1e9
    wall, cpu = took.T.tolist()
    return about | {
        "people": number,
        "ns_a_person_day": statistics.median(wall),
        "cpu_ns_a_person_day": statistics.median(cpu),
        "all_ns_a_person_day": wall,
        "all_cpu_ns_a_person_day": cpu,
    }


def memory(job: str, name: str, people: int, days: int, seed: int) -> dict[str, Any]:
    """Peak memory of one run over what the process held before it, a person; and that run's time.

    The process must be fresh: what others left is not to be used again.  `bytes_a_person` is None where the system
    does not tell.
    """
    peer = JOBS[job].peers[name]
    run = getattr(part(job, peer.module), peer.function)
    run(FEW, days, seed)  # compiles, loads, fills pools
    before = _forget_peak()
    seconds, _ = _seconds(run, people, days, seed)
    bytes_a_person = (peak_bytes() - before) / people if before else None
    return {"people": people, "bytes_a_person": bytes_a_person, "ns_a_person_day": seconds / (people * days) * 1e9}


def _seconds(run: Any, people: int, days: int, seed: int) -> tuple[float, float]:
    """Of one run: by the clock, and of processor time."""
    clock, cpu = time.perf_counter(), time.process_time()
    run(people, days, seed)
    return time.perf_counter() - clock, time.process_time() - cpu


def _forget_peak() -> int:
    """Make the peak what is held now, in bytes; 0 where the system does not tell."""
    try:
        REFERENCES.write_text("5", encoding="ascii")
        return peak_bytes()
    except OSError:
        return 0
