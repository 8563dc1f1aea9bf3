"""The blacklist and the red list at the end of a run: what is published of them, and what only the run knows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from demerit.draws import key, record
from demerit.month.state import AWARE, BY_SCORE, DESK, GROUND, GROUND_SHIFT, LEARNED_GROUND, ONE_GROUND, PENDING, RED
from demerit.people.desk import STRIDE
from demerit.people.settle import settle
from demerit.vocabulary import GROUPS, LISTING
from demerit.vocabulary import LISTS as NAMES
from demerit.world import folder
from demerit.world.engine import Array
from demerit.world.errors import DemeritError
from demerit.world.simulation import World

DAY_ZERO: Final = np.datetime64("2010-01-01")
NEVER: Final = np.datetime64("NaT", "D")
BLACKLIST, REDLIST = NAMES
# What a list says of somebody.  The run also knows their group, whether they were told or found out, and whether only
# wrong records explain the listing: no list says that.
PUBLISHED: Final = ("list", "person", "province", "since", "score", "ground")
SCHEMA: Final = pa.schema(
    [
        *(("list", pa.string()), ("person", pa.int64()), ("province", pa.string()), ("group", pa.string())),
        *(("since", pa.date32()), ("score", pa.int64()), ("ground", pa.string())),
        *(("told", pa.bool_()), ("wrongful", pa.bool_())),
    ],
    metadata={"note": folder.NOTE},
)


def lists(world: World) -> pa.Table:
    """Who is listed, a row a listing, by list and person.  since: null on the red list, which keeps no date."""
    parts = [SCHEMA.empty_table(), *_parts(world)]
    return pa.concat_tables(parts).sort_by([("list", "ascending"), ("person", "ascending")])


def _parts(world: World) -> Iterator[pa.Table]:
    desk = record(DESK)
    for place, state, matters in world.people.communities():
        black = matters[(matters["kind"] == LISTING) & (matters["what"] & PENDING == 0)]
        red = np.flatnonzero(state["marks"] & RED)
        if len(black) + len(red):
            group = _groups(world, place, desk)
            since = DAY_ZERO + black["value"].astype(np.int64)
            ground = np.where(black["what"] & ONE_GROUND, "single ground", "points")
            ground = np.where(black["what"] >> GROUND_SHIFT == LEARNED_GROUND, "learned score", ground)
            yield _rows(world, place, state, group, BLACKLIST, black["who"].astype(np.int64), since, ground)
            yield _rows(world, place, state, group, REDLIST, red, np.full(len(red), NEVER), np.full(len(red), "points"))


def _groups(world: World, place: Any, desk: Any) -> Array:
    """Population group of everybody in a community: a trait, so it is computed."""
    numbers = [int(place[name]) for name in ("number", "census", "departed", "later", "province", "tier")]
    n = settle(world.tables, *numbers, *key(world.seed), desk)
    groups: Array = desk["group"][:n]
    return groups


def _rows(
    world: World, place: Any, state: Array, group: Array, name: str, who: Array, since: Array, ground: Array
) -> pa.Table:
    """Rows of one list in one community.  who: positions in it."""
    law = world.law_of(world.last)
    points, wrong, marks = (state[field][who].astype(np.int64) for field in ("points", "wrong", "marks"))
    unknown = np.full(len(who), name == REDLIST)
    wrongful = (marks & (GROUND | BY_SCORE) == 0) & (law.start + points - wrong >= law.black_entry)
    columns = (
        [name] * len(who),
        int(place["number"]) * STRIDE + who,
        [world.where.names[int(place["province"])]] * len(who),
        [GROUPS[g] for g in group[who]],
        since,
        int(law.start) + points,
        ground,
        pa.array(marks & AWARE != 0, mask=unknown),
        pa.array(wrongful, mask=unknown),
    )
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, SCHEMA)], schema=SCHEMA)


def save(path: Path, world: World) -> None:
    """Write lists.parquet."""
    pq.write_table(lists(world), path)


def read(run: Path, name: str | None = None, province: str | None = None) -> list[dict[str, Any]]:
    """The lists of a finished run as published, one row a listing.  Raises DemeritError."""
    provinces = sorted(folder.manifest(run)["weights"])
    for option, value, allowed in (("--list", name, NAMES), ("--province", province, provinces)):
        if value is not None and value not in allowed:
            raise DemeritError(f"{option} {value}: is not in this run; allowed: {', '.join(allowed)}")
    try:
        table = pq.read_table(run / folder.LISTS, columns=list(PUBLISHED))
    except (OSError, pa.ArrowException) as error:
        reason = str(error).splitlines()[0]
        raise DemeritError(f"{run / folder.LISTS}: cannot be read ({reason}); run it again") from None
    rows: list[dict[str, Any]] = table.to_pylist()
    kept = [row for row in rows if name in (None, row["list"]) and province in (None, row["province"])]
    return [{**row, "since": row["since"] and row["since"].isoformat()} for row in kept]
