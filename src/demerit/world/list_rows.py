"""Rows of the blacklist and the red list: of some communities, from nothing but their records."""

from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa

from demerit.calendar import DAY_ZERO
from demerit.draws import key, record
from demerit.month.state import AWARE, DESK, GROUND_SHIFT, PENDING, RED, WRONGED
from demerit.people.desk import STRIDE
from demerit.people.settle import settle
from demerit.ranges import LEARNED_GROUND
from demerit.vocabulary import GROUPS, LISTING
from demerit.vocabulary import LISTS as NAMES
from demerit.world.chunks import Chunk, settling
from demerit.world.folder import NOTE
from demerit.world.rooms import Array
from demerit.world.row_groups import CODED, coded

BLACKLIST, REDLIST = NAMES
GROUNDS: Final = ("points", "single ground", "learned score")
SCHEMA: Final = pa.schema(
    [
        *(("list", CODED), ("person", pa.int64()), ("province", CODED), ("group", CODED)),
        *(("since", pa.date32()), ("score", pa.int64()), ("ground", CODED)),
        *(("told", pa.bool_()), ("wrongful", pa.bool_())),
    ],
    metadata={"note": NOTE},
)


class Shared(NamedTuple):
    """What all communities share.  month: the last; start, black_entry: of its law, as in LAW."""

    seed: int
    month: int
    provinces: tuple[str, ...]
    start: int
    black_entry: int


class _Listed(NamedTuple):
    """Who is on a list, in order of persons: the community's position in the chunk, the person's in the community."""

    community: Array
    who: Array
    since: pa.Array
    ground: Array  # position in GROUNDS


def rows(tables: Any, chunk: Chunk, name: str, shared: Shared) -> pa.Table:
    """A table of SCHEMA with the listings of one list, by person.  since: null on the red list, which keeps no date."""
    red = name == REDLIST
    found = _red(chunk) if red else _black(chunk)
    start = chunk.layout["start"] - chunk.layout["start"][0]
    state = chunk.state[start[found.community] + found.who]
    points, marks = (state[field].astype(np.int64) for field in ("points", "marks"))
    unknown = np.full(len(state), red)
    columns = (
        coded(np.full(len(state), NAMES.index(name)), tuple(NAMES)),
        chunk.layout["number"][found.community] * STRIDE + found.who,
        coded(chunk.layout["province"][found.community], shared.provinces),
        coded(_groups(tables, shared, chunk.layout, found), tuple(GROUPS)),
        found.since,
        shared.start + points,
        coded(found.ground, GROUNDS),
        pa.array(marks & AWARE != 0, mask=unknown),
        pa.array(marks & WRONGED != 0, mask=unknown),
    )
    return pa.table([pa.array(column) for column in columns], schema=SCHEMA)


def _black(chunk: Chunk) -> _Listed:
    matters = chunk.matters
    at = np.flatnonzero((matters["kind"] == LISTING) & (matters["what"] & PENDING == 0))
    community = np.searchsorted(chunk.bounds, at, "right") - 1
    who = matters["who"][at].astype(np.int64)
    order = np.lexsort((who, community))
    black = matters[at[order]]
    number = black["what"].astype(np.int64) >> GROUND_SHIFT & 15
    ground = np.where(number > 0, 1, 0)
    ground[number == LEARNED_GROUND] = 2
    since = pa.array(np.datetime64(DAY_ZERO) + black["value"].astype(np.int64))
    return _Listed(community[order], who[order], since, ground)


def _red(chunk: Chunk) -> _Listed:
    start = chunk.layout["start"] - chunk.layout["start"][0]
    at = np.flatnonzero(chunk.state["marks"] & RED)
    community = np.searchsorted(start, at, "right") - 1
    return _Listed(community, at - start[community], pa.nulls(len(at), pa.date32()), np.zeros(len(at), np.int64))


def _groups(tables: Any, shared: Shared, layout: Array, found: _Listed) -> Array:
    """Population group of everybody listed: a trait, so it is computed, where anybody is."""
    desk, k = record(DESK), key(shared.seed)
    everybody = desk["group"]
    groups = np.zeros(len(found.who), np.int64)
    cuts = np.searchsorted(found.community, np.arange(len(layout) + 1)).tolist()
    for numbers, low, high in zip(settling(layout), cuts, cuts[1:], strict=False):
        if low < high:
            settle(tables, *numbers, shared.month, *k, desk)
            groups[low:high] = everybody[found.who[low:high]]
    return groups
