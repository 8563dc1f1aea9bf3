"""The blacklist and the red list at the end of a run, as published: a number, a province, since when."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from demerit.month.state import BLACK, ONE_GROUND, PENDING, RED
from demerit.people.desk import STRIDE
from demerit.vocabulary import LISTING
from demerit.world.folder import LISTS, NOTE, manifest
from demerit.world.simulation import World

DAY_ZERO: Final = date(2010, 1, 1)


def lists(world: World) -> pa.Table:
    """Who is listed: list, person, province, since (empty for the red list, which keeps no date), score, ground."""
    start = world.scenario.regime_at(world.last).points.start
    rows: dict[str, list[Any]] = {name: [] for name in ("list", "person", "province", "since", "score", "ground")}

    def add(name: str, person: int, province: str, since: str, score: int, ground: str) -> None:
        for column, value in zip(rows.values(), (name, person, province, since, score, ground), strict=True):
            column.append(value)

    for place, state, matters in world.people.communities():
        number, province = int(place["number"]) * STRIDE, world.where.names[int(place["province"])]
        for matter in matters[(matters["kind"] == LISTING) & (matters["what"] & PENDING == 0)]:
            k = int(matter["who"])
            since = (DAY_ZERO + timedelta(days=int(matter["value"]))).isoformat()
            ground = "single ground" if matter["what"] & ONE_GROUND else "points"
            add("blacklist", number + k, province, since, start + int(state["points"][k]), ground)
        for k in np.flatnonzero(state["marks"] & RED):
            add("redlist", number + int(k), province, "", start + int(state["points"][k]), "points")
    assert not (world.people.state["marks"] & BLACK & RED).any()
    return pa.table(rows).replace_schema_metadata({"note": NOTE})


def save(path: Path, world: World) -> None:
    """Write lists.parquet."""
    pq.write_table(lists(world), path)


def read(run: Path, name: str | None = None, province: str | None = None) -> list[dict[str, Any]]:
    """The lists of a finished run, one row a listing.  Raises DemeritError."""
    manifest(run)
    rows: list[dict[str, Any]] = pq.read_table(run / LISTS).to_pylist()
    return [r for r in rows if name in (None, r["list"]) and province in (None, r["province"])]
