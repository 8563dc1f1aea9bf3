"""What starting costs: seconds from a new process to the end of the first month, with a warm compile cache."""

import json
import subprocess
import time
from statistics import median
from typing import Any, Final

from demerit.shell import ITSELF

MOST_SECONDS: Final = 5.0  # the bar
REPEATS: Final = 5


def once(preset: str, society: str | None, seed: int, scale: int, threads: int) -> dict[str, Any]:
    """One new process, to the end of its first month: seconds by part, `total` from before it was started."""
    words = [preset, society or "", *map(str, (seed, scale, threads))]
    begun = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - own words
        [*ITSELF, "-m", "demerit.bench.first_month", *words], check=True, capture_output=True, text=True
    )
    said = json.loads(done.stdout)
    return {"people": said["people"], **parts(begun, said)}


def parts(begun: float, said: dict[str, Any]) -> dict[str, float]:
    """Seconds by part from stamps on one clock; machine code read or made is taken out of where it happened."""
    out: dict[str, float] = {}
    before = begun
    for name, over in said["over"].items():
        out[name] = over - before
        before = over
    for i, name in enumerate(("tables", "first_month")):
        out[name] -= said["code_loaded"][i] + said["code_compiled"][i]
    return out | {
        "code_loaded": sum(said["code_loaded"]),
        "code_compiled": sum(said["code_compiled"]),
        "total": before - begun,
    }


def starting(preset: str, society: str | None, seed: int, scale: int, threads: int) -> dict[str, Any]:
    """The median of several starts, part by part, after one that fills the cache if it must."""
    first = once(preset, society, seed, scale, threads)
    runs = [once(preset, society, seed, scale, threads) for _ in range(REPEATS)]
    middle = sorted(runs, key=lambda run: run["total"])[REPEATS // 2]  # of one run, so that parts make up the total
    return {
        "seconds": {name: seconds for name, seconds in middle.items() if name != "people"},
        "all_totals": [run["total"] for run in runs],
        "people": middle["people"],
        "threads": threads,
        "first_compiled_seconds": first["code_compiled"],
        "bar_seconds": MOST_SECONDS,
        "within_bar": median(run["total"] for run in runs) <= MOST_SECONDS,
    }
