"""A Parquet file asked where it lies."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from demerit.errors import DemeritError
from demerit.world.folder import named


@contextmanager
def reading(path: Path) -> Iterator[Any]:
    """A connection in which `rows` is the file.  A name with brackets or stars would be a pattern: so it gets another.

    Raises DemeritError for a file that cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="demerit-") as room, duckdb.connect(config={"threads": 2}) as asking:
        link = Path(room) / "rows.parquet"
        os.symlink(path.resolve(), link)
        try:
            asking.execute(f"create view rows as from read_parquet('{link}')")
            yield asking
        except duckdb.Error as error:
            reason = next(iter(str(error).splitlines()), "")
            said = f"{path} cannot be read ({reason}); run it again"
            raise DemeritError(said, "unread", file=named(path)) from None
