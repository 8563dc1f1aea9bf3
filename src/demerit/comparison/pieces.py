"""Where the cells of months wait until all months are lived: in memory, or in files of a hidden folder."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyarrow as pa

from demerit.calendar import text_of
from demerit.comparison import cells
from demerit.world import durable, folder, parquet

KEPT: Final = ".effects.part"


class Pieces:
    """Cells by month.  within: a comparison's folder; None: they are kept in memory."""

    def __init__(self, within: Path | None) -> None:
        self.at = None if within is None else within / KEPT
        self.held: dict[int, pa.Table] = {}

    def add(self, month: int, table: pa.Table) -> None:
        """Keep a month.  Raises DemeritError where it cannot be written."""
        if self.at is None:
            self.held[month] = table
        elif len(table):
            folder.made(self.at)
            folder.written(self.at / f"{text_of(month)}.parquet", lambda part: parquet.write(part, table, "zstd"))

    def tables(self, about: pa.Schema) -> Iterator[pa.Table]:
        """All months in order."""
        if self.at is None:
            yield from (self.held[month] for month in sorted(self.held))
        else:
            yield from cells.read(sorted(self.at.glob("*.parquet")), about)

    def known(self, before: int) -> dict[str, str]:
        """The digests of files of months before one, by their names."""
        there = sorted(self.at.glob("*.parquet")) if self.at is not None else []
        return {path.name: durable.digest(path) for path in there if path.stem < text_of(before)}

    def forget(self, since: int) -> None:
        """Months from this one on are lived again."""
        for month in [month for month in self.held if month >= since]:
            del self.held[month]
        for path in self.at.glob("*.parquet") if self.at is not None else ():
            if path.stem >= text_of(since):
                path.unlink()

    def put_away(self) -> None:
        """Files are needed no more."""
        if self.at is not None:
            shutil.rmtree(self.at, ignore_errors=True)
