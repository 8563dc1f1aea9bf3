"""Small worlds for tests: `as-told` with some values changed, lived for some months, summed over the country.

Worlds of one society, seed, scale and length have the same tables and the same burn-in, in which no regime is in force
(`test_worlds.py` compares): both are computed once.
"""

import pickle
from functools import lru_cache
from typing import Any, NamedTuple
from unittest import mock

import numpy as np

from demerit.catalogue.of_people import OF_PEOPLE
from demerit.marked import RESTS_ON, VALUE
from demerit.month.state import COUNT
from demerit.people.tables import Settled, build, swapped_groups
from demerit.scenario import Scenario, load
from demerit.vocabulary import WRONG_POINTS
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


@lru_cache(maxsize=4)
def plain(name: str) -> Any:
    """A preset as plain data, without words on how far values may be off: not to be changed."""
    return exact(load(name, assume=True).resolved())


def exact(data: Any) -> Any:
    """The same data; of what has no mark of its own, and says no more than how far it may be off, the value alone."""
    if isinstance(data, list):
        return [exact(each) for each in data]
    if not isinstance(data, dict):
        return data
    marked = any(key in data for key in RESTS_ON)
    if VALUE in data:
        return {**data, VALUE: exact(data[VALUE])} if marked else exact(data[VALUE])
    about = ("times", "together") if marked else ("times", "together", "note")
    return {key: exact(each) for key, each in data.items() if key not in about}


OBJECTING = {"justified": 1.0, "unjustified": 0.1}  # every one in the right who knows, and some others


@lru_cache(maxsize=4)
def _packed(name: str) -> bytes:
    """What `plain` gives, of which a copy is unpacked in a third of the time that copying takes."""
    return pickle.dumps(plain(name))


def scenario(name: Any = "as-told", **changes: Any) -> Scenario:
    """A preset with values changed; keys dotted with `__`, None takes a value away, `regime={}` empties the regime."""
    data = pickle.loads(_packed(name))  # noqa: S301 - own bytes
    for key, value in changes.items():
        _set(data, key.replace("__", "."), value)
    return Scenario.from_resolved(data)


class BurnIn(NamedTuple):
    """Where a world stands when its scenario begins."""

    state: Array
    orgs: Array
    held: list[tuple[Array, Array]]
    history: list[tuple[int, Array]]
    org_history: list[Array]
    news: dict[int, Any]
    laws: dict[int, Any]


MOST_BURN_INS = 6  # of some ten megabytes each
MOST_TABLES = 16  # of a few megabytes each
_tables: dict[Any, Any] = {}
_burn_ins: dict[Any, BurnIn] = {}


def _forget(kept: dict[Any, Any], most: int) -> None:
    """The oldest makes room."""
    if len(kept) == most:
        del kept[next(iter(kept))]


def _settled(society: Any, where: Any) -> Any:
    """The tables of a society, built once for all worlds whose communities lie alike."""
    lie = tuple(getattr(where, name).tobytes() for name in ("census", "province", "tier"))
    key = (society.model_dump_json(include=set(Settled.__annotations__)), lie)
    if key not in _tables:
        _forget(_tables, MOST_TABLES)
        _tables[key] = build(society, where)
    return _tables[key]


def _burnt_in(made: World, threads: int) -> None:
    """Put a new world where its scenario begins: lived, or as another of the same people came there."""
    society = (made.scenario.society.model_dump_json(), made.seed, made.scale, made.economy.exists)
    key = (society, made.first, made.scenario.start, made.last, made.tile, threads)
    if key not in _burn_ins:
        while made.month < made.scenario.start:
            made.step()
        _forget(_burn_ins, MOST_BURN_INS)
        people = made.people
        held = [(people.held(b).copy(), bounds.copy()) for b, bounds in enumerate(people.bounds)]
        kept = people.state.copy(), people.orgs.copy(), held
        _burn_ins[key] = BurnIn(*kept, made.history[:], made.org_history[:], dict(made.news), dict(made.laws))
        return
    burnt = _burn_ins[key]
    made.people.state[:], made.people.orgs[:] = burnt.state, burnt.orgs
    for b, (matters, bounds) in enumerate(burnt.held):
        made.people.hold(b, matters, bounds)
    made.history, made.org_history = burnt.history[:], burnt.org_history[:]
    made.news, made.laws = dict(burnt.news), dict(burnt.laws)
    made.month = made.scenario.start


def world(
    of: Scenario,
    months: int,
    seed: int = 5,
    scale: int = SCALE,
    threads: int = 2,
    tile: int = 256,
    anew: bool = False,
) -> World:
    """Lived for the burn-in and so many months after it; anew: nothing of another world is used."""
    until = of.start + months - 1
    if anew:
        made = World(of, seed, scale, threads=threads, tile=tile, until=until)
    else:
        with mock.patch("demerit.world.society.build", _settled):
            made = World(of, seed, scale, threads=threads, tile=tile, until=until)
        if all(month >= of.start for month in made.learning.plan.values()):
            _burnt_in(made, threads)
    made.run()
    made.close()
    return made


def other_labels(of: Scenario, months: int, scale: int) -> World:
    """The world of `world`, in which everybody has the label of the other population group."""
    with mock.patch("demerit.world.society.build", lambda *settled: swapped_groups(build(*settled))):
        made = World(of, 5, scale, threads=2, until=of.start + months - 1)
    made.run()
    made.close()
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


def wrong_points(of: World) -> Array:
    """Points, of everybody who has any, that rest on records of what never happened."""
    held = np.concatenate(of.people.matters)
    wrong: Array = held["value"][held["kind"] == WRONG_POINTS].astype(int)
    return wrong


def same(one: World, other: World) -> bool:
    """Whether two worlds came out the same to the bit: state, open matters, and every sum of every month."""
    return one.people.digest() == other.people.digest() and all(
        a[1].tobytes() == b[1].tobytes() for a, b in zip(one.history, other.history, strict=True)
    )


AXES = {measure.field: measure.axes[0].values for measure in OF_PEOPLE if measure.axes}  # names of a field's last axis
FIELDS = COUNT.names or ()
