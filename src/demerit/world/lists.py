"""The blacklist and the red list at the end of a run: what is published of them, and what only the run knows."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

import pyarrow as pa

from demerit.errors import together
from demerit.vocabulary import LISTS as NAMES
from demerit.world import folder
from demerit.world.chunks import CHUNK, asked
from demerit.world.errors import DemeritError
from demerit.world.list_rows import SCHEMA, Shared, rows
from demerit.world.row_groups import RISING, Rows, whole, write
from demerit.world.simulation import World

# What a list says of somebody.  The run also knows their group, whether they were told or found out, and whether only
# wrong records explain the listing: no list says that.
PUBLISHED: Final = ("list", "person", "province", "since", "score", "ground")


def tables(world: World, size: int = CHUNK) -> Iterator[pa.Table]:
    """Who is listed, a row a listing, by list and person: a table for each list and each `size` communities.

    Each list is a pass over the world, since the file is in order of lists and memory holds only one chunk.
    """
    law = world.law_of(world.last)
    shared = Shared(world.seed, world.last, tuple(world.where.names), int(law.start), int(law.black_entry))
    for name in NAMES:
        yield from asked(world.driver, size, rows, name, shared)


def lists(world: World) -> pa.Table:
    """The same in one table: of a world that is small."""
    return whole(SCHEMA, tables(world))


def save(path: Path, world: World, size: int = CHUNK) -> None:
    """Write lists.parquet, `size` communities at a time."""
    write(path, SCHEMA, tables(world, size), {"person": RISING})


def read(run: Path, name: str | None = None, province: str | None = None) -> Rows:
    """The lists of a finished run as published, one row a listing.  Raises DemeritError."""
    said = folder.with_part(run, folder.LISTS, "lists")
    provinces = sorted(said["weights"])
    together([partial(_known, "--list", name, tuple(NAMES)), partial(_known, "--province", province, provinces)])
    return Rows(folder.part(run, folder.LISTS, said), PUBLISHED, list=name, province=province)


def _known(option: str, value: str | None, allowed: Sequence[str]) -> None:
    if value is not None and value not in allowed:
        from demerit.scenario.values import similar  # of whoever misspells a name

        hint = similar(value, allowed) if option == "--province" else ""  # there are but two lists
        raise DemeritError(f"{option} {value} is not in this run{hint}; allowed: {', '.join(allowed)}")
