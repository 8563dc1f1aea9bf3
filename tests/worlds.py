"""Small worlds for tests: `as-told` with some values changed, lived for some months, summed over the country."""

import copy
from functools import lru_cache
from typing import Any

import numpy as np

from demerit.month.state import COUNT
from demerit.scenario import Scenario, load
from demerit.world.simulation import World

SCALE = 20_000  # 70,000 people: enough to see every mechanism, lived in seconds
YEAR = 12
Array = np.ndarray[Any, Any]


def _set(data: dict[str, Any], key: str, value: Any) -> None:
    *path, last = key.split(".")
    for part in path:
        data = data.setdefault(part, {})
    if value is None:
        data.pop(last, None)
    else:
        data[last] = value


def scenario(name: Any = "as-told", **changes: Any) -> Scenario:
    """A preset with values changed; keys dotted with `__`, None takes a value away, `regime={}` empties the regime."""
    data = copy.deepcopy(load(name).resolved())
    for key, value in changes.items():
        _set(data, key.replace("__", "."), value)
    return Scenario.from_resolved(data)


def world(of: Scenario, months: int, seed: int = 5, scale: int = SCALE, threads: int = 2, tile: int = 256) -> World:
    """Lived for the burn-in and so many months after it."""
    made = World(of, seed, scale, threads=threads, tile=tile, until=of.start + months - 1)
    made.run()
    made.crew.close()
    return made


@lru_cache(maxsize=1)
def told() -> World:
    """`as-told` for seven years: shared by the tests that only look."""
    return world(scenario(), 84)


def total(of: World, field: str, since: int | None = None) -> Array:
    """A field summed over months (after the burn-in, or since a month) and provinces; its own axes remain."""
    first = of.scenario.start if since is None else since
    rows = [sums[field].sum(axis=0) for month, sums in of.history if month >= first]
    summed: Array = np.sum(rows, axis=0)
    return summed


def at_end(of: World, field: str) -> Array:
    """A field of the last month, summed over provinces."""
    summed: Array = of.history[-1][1][field].sum(axis=0)
    return summed


def same(one: World, other: World) -> bool:
    """Whether two worlds came out the same to the bit: state, open matters, and every sum of every month."""
    return one.people.digest() == other.people.digest() and all(
        a[1].tobytes() == b[1].tobytes() for a, b in zip(one.history, other.history, strict=True)
    )


FIELDS = COUNT.names or ()
