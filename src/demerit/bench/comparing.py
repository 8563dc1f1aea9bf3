"""What a comparison costs beside a plain run of its base, in one call: processor seconds, and how many runs that is."""

import time
from collections.abc import Callable
from typing import Any, Final

import numpy as np

from demerit.scenario import Scenario, load
from demerit.world import lockstep
from demerit.world.comparing import Comparison
from demerit.world.drivers import Way
from demerit.world.errors import DemeritError
from demerit.world.manifest import digest
from demerit.world.simulation import World

COARSE: Final = 200_000  # a scale at which all that is needed is compiled, or loaded
# What is taken out where nothing is said: a bar that touches few, and a rule by which many come to differ.
TAKEN_OUT: Final = ("consequences.high_speed", "rules.demonstration")


def compared(preset: str, scale: int, seed: int, keys: tuple[str, ...], threads: int) -> dict[str, Any]:
    """A plain run, a comparison with each part taken out, and one with all of them side by side; JSON-able.

    Raises DemeritError for a part that is not there.
    """
    base = load(preset)
    variants = {key: base.without(key) for key in keys or TAKEN_OUT}
    run(base, COARSE, seed, Way(1))  # compiled, or loaded
    one(base, list(variants.values()), COARSE, seed, Way(1), base.end)
    way = Way(threads)
    plain, sums = timed(lambda: run(base, scale, seed, way))
    out: dict[str, Any] = {
        "preset": preset,
        "scale": scale,
        "seed": seed,
        "threads": threads,
        "plain_s": round(plain, 3),
    }
    asked = {key: [variant] for key, variant in variants.items()}
    asked["all of these"] = list(variants.values())
    for key, others in asked.items():
        seconds, found = timed(lambda others=others: one(base, others, scale, seed, way, base.end))  # type: ignore[misc]
        if found["digest"] != sums:
            raise DemeritError(f"{key}: the base of a comparison is not the run that it is alone; please report it")
        row = {"seconds": round(seconds, 3), "in_runs": round(seconds / plain, 3), "differing": found["differing"]}
        out.setdefault("comparisons", {})[key] = row
    return out


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Processor seconds of all threads, and what came back."""
    begun = time.process_time()
    back = call()
    return time.process_time() - begun, back


def run(base: Scenario, scale: int, seed: int, way: Way) -> str:
    """A plain run; its digest."""
    world = World(base, seed, scale, way=way)
    try:
        world.run()
        return digest(world)
    finally:
        world.close()


def one(base: Scenario, others: list[Scenario], scale: int, seed: int, way: Way, until: int) -> dict[str, Any]:
    """A comparison: the digest of its base, and the share of people whose state ever differed, by variant."""
    of = Comparison([base, *others], seed, scale, until, way)
    try:
        while of.month <= of.society.last:
            of.step()
        counts = of.driver.each(lockstep.differing) if of.parted else []
        rows = int(of.society.where.start[-1])
        differing = [round(each / rows, 4) for each in np.sum(counts, axis=0).tolist()] if counts else []
        return {"digest": digest(of.base), "differing": differing}
    finally:
        of.close()
