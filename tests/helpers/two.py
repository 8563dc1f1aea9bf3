"""Two small worlds of the same people and chance, and folders as a comparison leaves them."""

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
from tests.helpers.worlds import scenario, world

from demerit import __version__
from demerit.life.rules import Rules
from demerit.life.two.comparison import Comparison, Pair, World, matched, open_comparison
from demerit.life.two.place import BASE, COMPARISON, SAMPLE
from demerit.life.warming import OfWorld
from demerit.scenario import Scenario
from demerit.scenario.text import text_of
from demerit.world import folder, parquet, replay_data

SCALE = 200_000
MONTHS = 60
CHANGES: dict[str, Callable[[Scenario], Scenario]] = {
    "without-rules.criticism": lambda of: of.without("rules.criticism"),
    "without-consequences.flight": lambda of: of.without("consequences.flight"),
    "set-rights.notice": lambda of: of.set({"rights.notice": True}),
}


@lru_cache(maxsize=6)
def one(name: str) -> World:
    """`as-told`, or a variant of it, for some years."""
    base = scenario()
    of = base if name == BASE else CHANGES[name](base)
    return World(name, of, OfWorld(world(of, MONTHS, scale=SCALE)), Rules(of.resolved()))


@lru_cache(maxsize=6)
def pair(name: str) -> Pair:
    """`as-told` and a variant of it."""
    return matched(one(BASE), one(name))


def written(path: Path, *names: str, sample: list[dict[str, Any]] | None = None, **more: Any) -> Comparison:
    """A folder as a comparison leaves one."""
    for name in (BASE, *names):
        of = one(name)
        (path / name).mkdir(parents=True)
        (path / name / folder.SCENARIO).write_text(text_of(of.scenario), "utf-8")
        (path / name / folder.SCENARIO_JSON).write_text(json.dumps(of.scenario.resolved()), "utf-8")
        replay_data.save(path / name / folder.REPLAY, of.data.world)  # type: ignore[attr-defined]
    said = {"base": "as-told", "seed": 5, "scale": SCALE, "variants": {name: {} for name in names}, **more}
    (path / COMPARISON).write_text(json.dumps(said), "utf-8")
    if sample is not None:
        parquet.write(path / SAMPLE, pa.Table.from_pylist(sample))
    sealed(path)
    return open_comparison(path)


def sealed(path: Path, **other: Any) -> None:
    """The manifest of such a folder as it is now; other: what it says otherwise."""
    names = {"scenario": "as-told", "scenario_hash": "", "seed": 5, "scale": SCALE, "until": "2018-12"}
    said = {"version": __version__, folder.KIND: folder.COMPARED, **names, "seconds": {}, "weights": {"Hebei": [5, 1]}}
    folder.write_json(path / folder.MANIFEST, said | {"files": folder.hashes(path, folder.files(path))} | other)
