"""A Parquet file of any length in little memory: tables as they come, gathered into row groups of one size.

Words of which there are few are columns of codes until they are in the file; whoever reads it sees words.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from demerit.world.errors import DemeritError
from demerit.world.opening import opened
from demerit.world.parquet import BROKEN, reason

Array = np.ndarray[Any, Any]
ROWS: Final = 1 << 18  # a row group
SOME: Final = 1000  # rows as plain data
CODED: Final = pa.dictionary(pa.int8(), pa.string())
# Numbers that rise, and texts that begin like the one before, are stored as what they differ by.
RISING: Final = "DELTA_BINARY_PACKED"
ALIKE: Final = "DELTA_BYTE_ARRAY"


def coded(codes: Array, words: Sequence[str], null: Array | None = None) -> pa.DictionaryArray:
    """A column of words, given as positions in `words` (at most 128); null: where there is none."""
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int8), mask=null), pa.array(words, pa.string()))


def plain(schema: pa.Schema) -> pa.Schema:
    """The schema that readers of the file see: words instead of codes."""
    return pa.schema([(f.name, pa.string() if f.type == CODED else f.type) for f in schema], schema.metadata)


def whole(schema: pa.Schema, tables: Iterable[pa.Table]) -> pa.Table:
    """All rows in one table, as they read once written: for worlds that are small."""
    words = plain(schema)
    return pa.concat_tables([words.empty_table(), *(table.cast(words) for table in tables)])


def write(path: Path, schema: pa.Schema, tables: Iterable[pa.Table], encodings: dict[str, str]) -> None:
    """Write the rows of all tables in order; how tables were cut changes no byte of the file.

    schema: of the tables; encodings: RISING or ALIKE for columns that gain by it.
    """
    others = [name for name in schema.names if name not in encodings]
    options = {"use_dictionary": others, "column_encoding": encodings, "compression": "zstd", "store_schema": False}
    with path.open("wb") as out, pq.ParquetWriter(out, schema, **options) as file:
        for group in _groups(tables):
            file.write_table(group.combine_chunks(), row_group_size=ROWS)
        file.add_key_value_metadata(schema.metadata)  # which would be lost with the types, that say codes


def same(path: Path, schema: pa.Schema, tables: Iterable[pa.Table]) -> bool:
    """Whether a file holds the rows of all tables, in order, a row group of them in memory.  Raises as Arrow does."""
    words = plain(schema)
    with opened(path) as read, pq.ParquetFile(read, pre_buffer=False) as file:
        if not file.schema_arrow.equals(words):
            return False
        batches = file.iter_batches(batch_size=ROWS, use_threads=False)
        stored = _groups(pa.Table.from_batches([batch]) for batch in batches)
        pairs = zip_longest(stored, _groups(tables))
        return all(there and made and there.equals(made.cast(words)) for there, made in pairs)


class Rows:
    """The rows of a file in which some columns have certain values, a row group of them in memory.

    columns: those that are shown.  Raises DemeritError for a file that is damaged.
    """

    def __init__(self, path: Path, columns: Sequence[str], **equal: str | None) -> None:
        self.path, self.columns = path, list(columns)
        self.equal = {name: value for name, value in equal.items() if value is not None}

    def tables(self) -> Iterator[pa.Table]:
        """In order of the file."""
        try:
            with opened(self.path) as read, pq.ParquetFile(read, pre_buffer=False) as file:
                missing = [name for name in self.columns if name not in file.schema_arrow.names]
                if missing:
                    raise DemeritError(f"{self.path} is damaged (it has no column {missing[0]}); run it again")
                for batch in file.iter_batches(ROWS, columns=self.columns, use_threads=False):
                    table = pa.Table.from_batches([batch])
                    for name, value in self.equal.items():
                        table = table.filter(pc.equal(table[name], value))
                    yield table
        except BROKEN as error:
            raise DemeritError(f"{self.path} cannot be read ({reason(error)}); run it again") from None

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """One by one, as plain data; dates as text."""
        for table in self.tables():
            for at in range(0, len(table), SOME):
                for row in table.slice(at, SOME).to_pylist():
                    yield {**row, "since": row["since"] and row["since"].isoformat()}

    def counts(self, name: str) -> Counter[Any]:
        """How many rows have each value of a column."""
        found: Counter[Any] = Counter()
        for table in self.tables():
            found.update({one["values"]: one["counts"] for one in pc.value_counts(table[name]).to_pylist()})
        return found


def _groups(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The same rows, ROWS at a time."""
    waiting: list[pa.Table] = []
    rows = 0
    for table in tables:
        waiting.append(table)
        rows += len(table)
        while rows >= ROWS:
            gathered = pa.concat_tables(waiting)
            yield gathered.slice(0, ROWS)
            waiting = [gathered.slice(ROWS)]
            rows -= ROWS
    if rows:
        yield pa.concat_tables(waiting)
