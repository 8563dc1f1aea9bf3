"""One size, in a process of its own: `python -m demerit.bench.size_point`.

Arguments: preset, society ("" for the preset's own), seed, scale, threads.  Prints one line of JSON.
"""

import json
import sys
import time
from typing import Any, Final

from demerit.scenario import load
from demerit.world.machine import peak_bytes
from demerit.world.simulation import World

TIMED: Final = 12  # months under the regime


def point(preset: str, society: str | None, seed: int, scale: int, threads: int) -> dict[str, Any]:
    """The burn-in, then a year under the regime, which is timed."""
    scenario = load(preset, society)
    world = World(scenario, seed, scale, threads, until=scenario.start + TIMED - 1)
    while world.month < scenario.start:
        world.step()
    people_months = person_days = 0
    begun, worked = time.perf_counter(), time.process_time()
    while world.month <= world.last:
        sums = world.step()
        people_months += int(sums["people"].sum())
        person_days += int(sums["person_days"].sum())
    seconds, worked = time.perf_counter() - begun, time.process_time() - worked
    world.close()
    return {
        "scale": scale,
        "threads": threads,
        "people": people_months // TIMED,
        "seconds": seconds,
        "ns_a_person_day": seconds / person_days * 1e9,
        "state_bytes": world.people.bytes_held() + world.people.orgs.nbytes,
        "peak_rss_bytes": peak_bytes(),
        "busy_share": worked / (seconds * threads),
    }


if __name__ == "__main__":
    preset, society, *numbers = sys.argv[1:6]
    sys.stdout.write(json.dumps(point(preset, society or None, *map(int, numbers))))
