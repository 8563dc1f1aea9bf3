"""What it costs to have people moved elsewhere: bytes a month, time of a question, memory of a process, by driver."""

import importlib.util
import os
import pickle
import statistics
import time
from typing import Any, Final

import numpy as np

from demerit.calendar import YEAR
from demerit.month.organisation_state import ORG_COUNT
from demerit.month.state import COUNT
from demerit.scenario import load
from demerit.world import shard
from demerit.world.cuda.device import missing
from demerit.world.drivers import Way
from demerit.world.manifest import digest
from demerit.world.published import Published
from demerit.world.simulation import World
from demerit.world.society import TILE

WAYS: Final = {
    "threads": Way(2),
    "1 worker": Way(1, 1),
    "2 workers": Way(1, 2),
    "1 Ray actor": Way(1, 1, "local"),
    "2 Ray actors": Way(1, 2, "local"),
    "a CUDA device": Way(cuda=True),
}
QUESTIONS: Final = 200


def nothing(_: shard.Shard) -> None:
    """A question without work."""


def compare(preset: str, scale: int, seed: int) -> dict[str, Any]:
    """Every driver on the same world; JSON-able.  Raises RuntimeError when two of them do not agree to the bit."""
    skipped = {name: why for name, way in WAYS.items() if (why := unavailable(way))}
    found = {name: measured(preset, scale, seed, way) for name, way in WAYS.items() if name not in skipped}
    if len({one["digest"] for one in found.values()}) > 1:
        raise RuntimeError("drivers do not agree: this measurement is worth nothing")
    of = {"preset": preset, "scale": scale, "seed": seed, "cores": os.cpu_count()}
    return {**of, "drivers": found, "skipped": skipped}


def unavailable(way: Way) -> str:
    """Why a driver cannot be measured here; empty if it can."""
    if way.ray and not importlib.util.find_spec("ray"):
        return "Ray is not installed"
    return missing() if way.cuda else ""


def measured(preset: str, scale: int, seed: int, way: Way) -> dict[str, Any]:
    """One driver: start, questions, and the first year under the regime."""
    scenario = load(preset)
    begun = time.perf_counter()
    world = World(scenario, seed, scale, tile=TILE, until=scenario.start + YEAR - 1, way=way)
    world.driver.each(nothing)
    started = time.perf_counter() - begun
    while world.month < scenario.start:
        world.step()
    begun = time.perf_counter()
    world.run()
    seconds = time.perf_counter() - begun
    days = sum(int(sums["person_days"].sum()) for month, sums in world.history if month >= scenario.start)
    out = {
        "start_seconds": started,
        "ns_a_person_day": seconds / days * 1e9,
        "question_seconds": question(world),
        "published_bytes": len(pickle.dumps(published(world))),
        "sums_bytes": [len(pickle.dumps(part)) for part in world.driver.each(last_sums)],
        "process_bytes": [held.process for held in world.driver.each(shard.held, os.getpid())],
        "digest": digest(world),
    }
    world.close()
    return out


def question(world: World) -> float:
    """Seconds from asking all shards to having their answers, when there is nothing to do: the median."""
    times = []
    for _ in range(QUESTIONS):
        begun = time.perf_counter()
        world.driver.each(nothing)
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def published(world: World) -> Published:
    """What goes to every machine for a month."""
    month = world.last
    return Published(world.society_of(month), world.law_of(month), world.news_of(month), world.economy_of(month))


def last_sums(here: shard.Shard) -> shard.Sums:
    """What comes back from a shard for a month: as large as after any other."""
    provinces = here.common.provinces
    return shard.sums_here(here, np.zeros(provinces, COUNT), np.zeros(provinces, ORG_COUNT))
