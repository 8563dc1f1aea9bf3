"""Time every peer on the same machine, in the same call, after it has passed the gate."""

import importlib
import platform
import statistics
import time
from importlib.metadata import version
from typing import Any, Final, NamedTuple

from demerit.bench.peers import gate, job


class Peer(NamedTuple):
    """One way to do the job."""

    module: str
    library: str
    form: str
    divisor: int  # slow ones are timed on fewer people; the time a person-day does not depend on it much


PEERS: Final = {
    "mesa": Peer("demerit.bench.peers.agents", "mesa", "an object a person, a step a day", 50),
    "polars": Peer("demerit.bench.peers.frames", "polars", "a frame a day", 1),
    "numpy": Peer("demerit.bench.peers.vectors", "numpy", "a vector a day", 1),
    "demerit": Peer("demerit.bench.peers.events", "numba", "candidate events only, one thread", 1),
}


def compare(people: int = 200_000, days: int = 360, repeats: int = 3, seed: int = 0) -> dict[str, Any]:
    """All peers on the same job; JSON-able.

    A library that is not installed is reported as `missing`, a peer that fails the gate as failed: neither has a
    time.  `ns_a_person_day` is the median over `repeats`.
    """
    if min(people, days, repeats) < 1:
        raise ValueError("people, days and repeats must be 1 or more")
    return {
        "job": {
            "people": people,
            "days": days,
            "repeats": repeats,
            "acts_a_person_year": 365 * sum(job.CHANCES) / job.CLASSES,
            "machine": platform.machine(),
            "python": platform.python_version(),
        },
        "peers": {name: measure(peer, people, days, repeats, seed) for name, peer in PEERS.items()},
    }


def measure(peer: Peer, people: int, days: int, repeats: int, seed: int) -> dict[str, Any]:
    """One peer: its gate, then its times."""
    about: dict[str, Any] = {"library": peer.library, "form": peer.form}
    try:
        run: gate.Run = importlib.import_module(peer.module).run
    except ModuleNotFoundError as error:
        if error.name != peer.library:
            raise
        return about | {"missing": f"{peer.library} is not installed"}
    about |= {"version": version(peer.library), "gate": gate.examine(run)}  # which also compiles what compiles
    if not about["gate"]["passed"]:
        return about | {"failed": "the gate"}
    number = max(job.CLASSES, people // peer.divisor)
    times = [_seconds(run, number, days, seed + turn) / (number * days) * 1e9 for turn in range(repeats)]
    return about | {"people": number, "ns_a_person_day": statistics.median(times), "all_ns_a_person_day": times}


def _seconds(run: gate.Run, people: int, days: int, seed: int) -> float:
    start = time.perf_counter()
    run(people, days, seed)
    return time.perf_counter() - start
