"""The register of organisations at the end of a run: ratings and listings, live, as far as they are published."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyarrow as pa

from demerit.world import folder
from demerit.world.chunks import CHUNK, asked
from demerit.world.errors import DemeritError
from demerit.world.register_rows import SCHEMA, Shared, rows
from demerit.world.row_groups import ALIKE, RISING, Rows, whole, write
from demerit.world.simulation import World

# What the register says.  The run also knows the points and the owner: no register says that.
PUBLISHED: Final = ("organisation", "code", "kind", "sector", "size", "province", "rating", "list", "since")
ENCODINGS: Final = {"organisation": RISING, "code": ALIKE, "owner": RISING}


def tables(world: World, size: int = CHUNK) -> Iterator[pa.Table]:
    """All organisations in order of their numbers: a table for each `size` communities."""
    economy, last = world.economy, world.last
    shared = Shared(economy.trade, economy.laws_of(last), world.seed, last, tuple(world.where.names))
    yield from asked(world.driver, size, rows, shared)


def register(world: World) -> pa.Table:
    """The same in one table: of a world that is small."""
    return whole(SCHEMA, tables(world))


def save(path: Path, world: World, size: int = CHUNK) -> None:
    """Write register.parquet, `size` communities at a time."""
    write(path, SCHEMA, tables(world, size), ENCODINGS)


def read(run: Path, province: str | None = None) -> Rows:
    """The register of a finished run as published, a row an organisation.  Raises DemeritError."""
    said = folder.of_run(run)
    if not said.get("organisations"):
        raise DemeritError(f"{run}: this run has no organisations, and so no register")
    folder.with_part(run, folder.REGISTER, "register")
    provinces = sorted(said["weights"])
    if province is not None and province not in provinces:
        from demerit.scenario.values import similar  # of whoever misspells a name

        hint = similar(province, provinces)
        raise DemeritError(f"--province {province} is not in this run{hint}; allowed: {', '.join(provinces)}")
    return Rows(folder.part(run, folder.REGISTER, said), PUBLISHED, province=province)
