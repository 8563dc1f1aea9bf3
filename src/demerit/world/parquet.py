"""Parquet files by nothing but their bytes: a name with brackets, `a=b` or no UTF-8 in it is a name like any other.

Whoever gives a path to Arrow or to DuckDB gives them a pattern, or columns to make of it: here they get an open file.
"""

from pathlib import Path
from typing import Any, BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq

from demerit.world.opening import opened

# What a file that is damaged, or none of these, may give when it is read: a name in it that is no text, for one.
BROKEN: Final = (OSError, ValueError, pa.ArrowException)


def read(path: Path) -> pa.Table:
    """The whole table, without Arrow's own threads: now and then one was still alive when the process ended, and took
    it down.  Raises one of BROKEN.
    """
    with opened(path) as file:
        return out_of(file)


def out_of(file: BinaryIO) -> pa.Table:
    """The same of an open file."""
    return pq.ParquetFile(file, pre_buffer=False).read(use_threads=False)


def schema(path: Path) -> pa.Schema:
    """What columns there are, and what the file says of itself.  Raises one of BROKEN."""
    with opened(path) as file:
        return pq.read_schema(file)


def write(path: Path, table: pa.Table, compression: str = "snappy") -> None:
    """Write a table.  Raises OSError."""
    with path.open("wb") as file:
        into(file, table, compression)


def into(file: BinaryIO, table: pa.Table, compression: str = "snappy") -> None:
    """The same into an open file."""
    pq.write_table(table, file, compression=compression)


def reason(error: Exception) -> str:
    """Why a file could not be read, in a line."""
    words: Any = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return next(iter(str(words).splitlines()), type(error).__name__)
