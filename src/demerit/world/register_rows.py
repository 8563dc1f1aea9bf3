"""Rows of the register of organisations: of some communities, from nothing but their records."""

from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa

from demerit.calendar import DAY_ZERO
from demerit.draws import key, record
from demerit.keys import organisation_keys
from demerit.month.organisation_state import LISTED, ORG_DESK, RATING_SHIFT
from demerit.month.state import DESK
from demerit.organisations.desk import ORG_STRIDE
from demerit.organisations.settle import founded
from demerit.people.desk import STRIDE
from demerit.people.settle import settle
from demerit.vocabulary import ORGANISATIONS, RATINGS, SECTORS, SIZES
from demerit.world.chunks import Chunk, settling
from demerit.world.folder import NOTE
from demerit.world.rooms import Array
from demerit.world.row_groups import CODED, coded

SCHEMA: Final = pa.schema(
    [
        *(("organisation", pa.int64()), ("code", pa.string()), ("kind", CODED), ("sector", CODED)),
        *(("size", CODED), ("province", CODED), ("rating", CODED), ("listed", pa.bool_())),
        *(("since", pa.date32()), ("points", pa.int64()), ("owner", pa.int64())),
    ],
    metadata={"note": NOTE},
)
TRAITS: Final = ("kind", "sector", "size_class", "owner")  # on the desk


class Shared(NamedTuple):
    """What all communities share.  month: the last; start, published, register: of its law, as in COMPANY_LAW."""

    trade: Any  # TRADE
    seed: int
    month: int
    provinces: tuple[str, ...]
    start: int
    published: bool
    register: bool


def rows(tables: Any, chunk: Chunk, shared: Shared) -> pa.Table:
    """A table of SCHEMA with all organisations, in order of their numbers.

    rating, listed: null where the regime publishes none; since: null for those not listed; owner: null for nobody.
    """
    firms = chunk.firms
    each = np.repeat(chunk.layout, chunk.layout["organisations"])  # where each organisation is
    position = np.arange(len(each)) - (each["org_start"] - chunk.layout["org_start"][0])
    numbers = each["number"] * ORG_STRIDE + position
    kind, sector, size, owner = _traits(tables, shared, chunk.layout)
    marks = firms["marks"].astype(np.int64)
    rating = (marks >> RATING_SHIFT) & 7
    listed = marks & LISTED != 0
    columns = (
        numbers,
        _texts(organisation_keys(numbers)),
        coded(kind, ORGANISATIONS),
        coded(sector, SECTORS),
        coded(size, SIZES),
        coded(each["province"], shared.provinces),
        coded(rating - 1, RATINGS, null=(rating == 0) | (not shared.published)),
        pa.array(listed, mask=np.full(len(firms), not shared.register)),
        pa.array(np.datetime64(DAY_ZERO) + firms["since"].astype(np.int64), mask=~listed | (not shared.register)),
        shared.start + firms["points"].astype(np.int64),
        pa.array(each["number"] * STRIDE + owner, mask=owner < 0),
    )
    return pa.table([pa.array(column) for column in columns], schema=SCHEMA)


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
