"""The register of organisations at the end of a run: ratings and listings, live, as far as they are published."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from demerit.draws import key, record
from demerit.keys import organisation_key
from demerit.month.organisation_state import LISTED, ORG_DESK, RATING_SHIFT
from demerit.month.state import DESK
from demerit.organisations.desk import ORG_STRIDE
from demerit.organisations.settle import founded
from demerit.people.desk import STRIDE
from demerit.people.settle import settle
from demerit.vocabulary import ORGANISATIONS, RATINGS, SECTORS, SIZES
from demerit.world import folder
from demerit.world.engine import Array
from demerit.world.errors import DemeritError
from demerit.world.simulation import World

DAY_ZERO: Final = np.datetime64("2010-01-01")
# What the register says.  The run also knows the points and the owner: no register says that.
PUBLISHED: Final = ("organisation", "code", "kind", "sector", "size", "province", "rating", "listed", "since")
SCHEMA: Final = pa.schema(
    [
        *(("organisation", pa.int64()), ("code", pa.string()), ("kind", pa.string()), ("sector", pa.string())),
        *(("size", pa.string()), ("province", pa.string()), ("rating", pa.string()), ("listed", pa.bool_())),
        *(("since", pa.date32()), ("points", pa.int64()), ("owner", pa.int64())),
    ],
    metadata={"note": folder.NOTE},
)


def register(world: World) -> pa.Table:
    """All organisations in order of their numbers.

    rating, listed: null where the regime publishes none; since: null for those not listed; owner: null for nobody.
    """
    return pa.concat_tables([SCHEMA.empty_table(), *_parts(world)])


def _parts(world: World) -> Iterator[pa.Table]:
    people, desk = record(DESK), record(ORG_DESK)
    law = world.economy.law_of(world.last)
    k0, k1 = key(world.seed)
    for c, place in enumerate(world.layout):
        n = int(place["organisations"])
        if n:
            numbers = [int(place[name]) for name in ("number", "census", "departed", "later", "province", "tier")]
            settle(world.tables, *numbers, k0, k1, people)
            founded(world.economy.trade, numbers[0], n, numbers[1], numbers[4], k0, k1, people, desk)
            firms = world.people.firms[world.people.firm_rows(c, c + 1)]
            yield _rows(world.where.names[numbers[4]], numbers[0], firms, desk, law)


def _rows(province: str, community: int, firms: Array, desk: Any, law: Any) -> pa.Table:
    n = len(firms)
    numbers = community * ORG_STRIDE + np.arange(n, dtype=np.int64)
    marks = firms["marks"].astype(np.int64)
    rating = (marks >> RATING_SHIFT) & 7
    listed = marks & LISTED != 0
    owner = np.array(desk["owner"][:n], np.int64)
    columns = (
        numbers,
        [organisation_key(int(number)) for number in numbers],
        [ORGANISATIONS[k] for k in desk["kind"][:n]],
        [SECTORS[s] for s in desk["sector"][:n]],
        [SIZES[s] for s in desk["size_class"][:n]],
        [province] * n,
        [RATINGS[r - 1] if r and law.published else None for r in rating],
        pa.array(listed, mask=np.full(n, not law.register)),
        pa.array(DAY_ZERO + firms["since"].astype(np.int64), mask=~listed | (not law.register)),
        int(law.start) + firms["points"].astype(np.int64),
        pa.array(community * STRIDE + owner, mask=owner < 0),
    )
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, SCHEMA)], schema=SCHEMA)


def save(path: Path, world: World) -> None:
    """Write register.parquet."""
    pq.write_table(register(world), path)


def read(run: Path, province: str | None = None) -> list[dict[str, Any]]:
    """The register of a finished run as published, a row an organisation.  Raises DemeritError."""
    said = folder.manifest(run)
    if not said.get("organisations"):
        raise DemeritError(f"{run}: this run has no organisations, and so no register")
    provinces = sorted(said["weights"])
    if province is not None and province not in provinces:
        raise DemeritError(f"--province {province}: is not in this run; allowed: {', '.join(provinces)}")
    try:
        table = pq.read_table(run / folder.REGISTER, columns=list(PUBLISHED))
    except (OSError, pa.ArrowException) as error:
        reason = str(error).splitlines()[0]
        raise DemeritError(f"{run / folder.REGISTER}: cannot be read ({reason}); run it again") from None
    rows = [row for row in table.to_pylist() if province in (None, row["province"])]
    return [{**row, "since": row["since"] and row["since"].isoformat()} for row in rows]
