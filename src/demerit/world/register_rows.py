"""Rows of the register of organisations: of some communities, from nothing but their records."""

from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa

from demerit.calendar import DAY_ZERO
from demerit.draws import key, record
from demerit.keys import organisation_keys
from demerit.month.organisation_state import LISTED, ON_FILE, ORG_DESK, WATCHED, marks_of, rating_in
from demerit.month.state import DESK
from demerit.organisations.desk import ORG_STRIDE
from demerit.organisations.settle import founded
from demerit.people.desk import STRIDE
from demerit.people.settle import settle
from demerit.scenario.census import form_of_keys
from demerit.vocabulary import ORGANISATION_LISTS, ORGANISATIONS, RATINGS, RULEBOOK_OF, SECTORS, SIZES
from demerit.world.chunks import Chunk, settling
from demerit.world.folder import NOTE
from demerit.world.rooms import Array
from demerit.world.row_groups import CODED, coded

SCHEMA: Final = pa.schema(
    [
        *(("organisation", pa.int64()), ("code", pa.string()), ("kind", CODED), ("sector", CODED)),
        *(("size", CODED), ("province", CODED), ("rating", CODED), ("list", CODED)),
        *(("since", pa.date32()), ("points", pa.int64()), ("owner", pa.int64())),
    ],
    metadata={"note": NOTE},
)
TRAITS: Final = ("kind", "sector", "size_class", "owner")  # on the desk
LAW: Final = ("start", "published", "register", "watch_register")  # of ORGANISATION_LAW


class Shared(NamedTuple):
    """What all communities share.  month: the last; laws: of it, one for each of RULEBOOKS."""

    trade: Any  # TRADE
    laws: Array  # ORGANISATION_LAW
    seed: int
    month: int
    provinces: tuple[str, ...]


def rows(tables: Any, chunk: Chunk, shared: Shared) -> pa.Table:
    """A table of SCHEMA with all organisations, in order of their numbers.

    rating, list: null where the regime publishes none, or for those without; since: null for those on no list;
    owner: null for nobody.
    """
    orgs = chunk.orgs
    each = np.repeat(chunk.layout, chunk.layout["organisations"])  # where each organisation is
    position = np.arange(len(each)) - (each["org_start"] - chunk.layout["org_start"][0])
    numbers = each["number"] * ORG_STRIDE + position
    kind, sector, size, owner = _traits(tables, shared, chunk.layout)
    book = np.array(RULEBOOK_OF)[kind]
    law = {name: shared.laws[name][book] for name in LAW}
    marks = marks_of(orgs)
    rating, on = rating_in(marks), _list(marks, law)
    columns = (
        numbers,
        _texts(organisation_keys(numbers, form_of_keys(shared.provinces))),
        coded(kind, ORGANISATIONS),
        coded(sector, SECTORS),
        coded(size, SIZES),
        coded(each["province"], shared.provinces),
        coded(rating - 1, RATINGS, null=(rating == 0) | (law["published"] == 0)),
        coded(on, ORGANISATION_LISTS, null=on < 0),
        pa.array(np.datetime64(DAY_ZERO) + orgs["since"][:, ON_FILE].astype(np.int64), mask=on < 0),
        law["start"] + orgs["points"][:, ON_FILE].astype(np.int64),
        pa.array(each["number"] * STRIDE + owner, mask=owner < 0),
    )
    return pa.table([pa.array(column) for column in columns], schema=SCHEMA)


def _list(marks: Array, law: dict[str, Array]) -> Array:
    """Which published list each is on: its position in ORGANISATION_LISTS, or -1."""
    watched, listed = (ORGANISATION_LISTS.index(name) for name in ("watchlist", "blacklist"))
    on = np.where((marks & WATCHED != 0) & (law["watch_register"] != 0), watched, -1)
    return np.where((marks & LISTED != 0) & (law["register"] != 0), listed, on)


def _traits(tables: Any, shared: Shared, layout: Array) -> Array:
    """What organisations are, and the positions of their owners: TRAITS by organisation, computed anew."""
    people, desk, k = record(DESK), record(ORG_DESK), key(shared.seed)
    made = [desk[name] for name in TRAITS]
    out = np.zeros((len(TRAITS), int(layout["organisations"].sum())), np.int64)
    at = 0
    for numbers, n in zip(settling(layout), layout["organisations"].tolist()):
        if n:
            community, census, _, _, province, _ = numbers
            settle(tables, *numbers, shared.month, *k, people)
            founded(shared.trade, community, n, census, province, *k, people, desk)
            for trait, of in zip(out, made):
                trait[at : at + n] = of[:n]
            at += n
    return out


def _texts(fixed: Array) -> pa.Array:
    """Texts of one width as Arrow holds them, without a copy."""
    offsets = np.arange(len(fixed) + 1, dtype=np.int32) * fixed.itemsize
    return pa.StringArray.from_buffers(len(fixed), pa.py_buffer(offsets), pa.py_buffer(fixed))
