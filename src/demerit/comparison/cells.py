"""effects.parquet: what was undergone in both worlds, month by month and cell by cell, among the settled people.

A cell is a province, a population group, a tenth of household income, a class of age, a sex, and living in a city or
not.  A month is a row group, so that no more than one has to be in memory.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from demerit.calendar import YEAR, year_of
from demerit.month.effects import AGES, CELLS, GROWN, OLD, OLDER
from demerit.ranges import DECILES
from demerit.vocabulary import GROUPS
from demerit.world.comparing import Month
from demerit.world.folder import NOTE
from demerit.world.opening import opened
from demerit.world.row_groups import CODED, plain
from demerit.world.undergone import COLUMNS

Array = np.ndarray[Any, Any]
AGE: Final = (f"0-{GROWN - 1}", f"{GROWN}-{OLDER - 1}", f"{OLDER}-{OLD - 1}", f"{OLD}+")
SEXES: Final = ("male", "female")
NUMBERS: Final = ("base", "other", "gained", "lost")
ABOUT: Final = (
    "settled people, not scaled to the country: `weight` says how many people of the province one of them stands for"
)
WORDS: Final = {"variant": 0, "measure": 0, "province": 0, "group": 0, "age": 0, "sex": 0}


def schema(since: str | None) -> pa.Schema:
    """Columns of the file.  since: the first month in which the worlds may differ, from which on there are rows."""
    fields = [
        ("variant", CODED),
        ("month", pa.date32()),
        ("measure", CODED),
        ("province", CODED),
        ("group", CODED),
        ("tenth", pa.int8()),
        ("age", CODED),
        ("sex", CODED),
        ("urban", pa.bool_()),
        *((name, pa.int64()) for name in NUMBERS),
        ("weight", pa.float64()),
    ]
    return pa.schema(fields, {"note": NOTE, "counts": ABOUT, "since": since or "never"})


@lru_cache(maxsize=1)
def _traits() -> dict[str, Array]:
    """What each cell is of, as codes."""
    each = np.unravel_index(np.arange(CELLS), (GROUPS.room, DECILES, AGES, 2, 2))
    group, tenth, age, sex, urban = (codes.astype(np.int8) for codes in each)
    return {"group": group, "tenth": tenth, "age": age, "sex": sex, "urban": urban}


def of_month(
    month: Month, names: Sequence[str], provinces: Sequence[str], weights: Array, about: pa.Schema
) -> pa.Table:
    """The rows of a month: variant by variant, measure by measure."""
    tables = []
    _, cells, measures = month.cells.shape
    base = month.cells.ravel()
    of_base = base != 0
    for v in range(len(names)):
        gained, lost = month.cells_gained[v].ravel(), month.cells_lost[v].ravel()
        at = np.flatnonzero(of_base | (gained != 0) | (lost != 0))
        place, measure = np.divmod(at, measures)
        order = np.argsort(measure.astype(np.uint8), kind="stable")  # measure by measure; within, as they lie
        at, place, measure = at[order], place[order], measure[order]
        province, cell = np.divmod(place, cells)
        numbers = [each[at] for each in (base, gained, lost)]
        numbers.insert(1, numbers[0] + numbers[1] - numbers[2])
        traits = {name: codes[cell] for name, codes in _traits().items()}
        day = date(year_of(month.month), month.month % YEAR + 1, 1)
        columns = [
            _coded(np.full(len(cell), v), names),
            pa.array(np.full(len(cell), np.datetime64(day, "D")), pa.date32()),
            _coded(measure, COLUMNS),
            _coded(province, provinces),
            _coded(traits["group"], tuple(GROUPS)),
            pa.array((traits["tenth"] + 1).astype(np.int8)),
            _coded(traits["age"], AGE),
            _coded(traits["sex"], SEXES),
            pa.array(traits["urban"].astype(bool)),
            *(pa.array(each) for each in numbers),
            pa.array(weights[province]),
        ]
        tables.append(pa.Table.from_arrays(columns, schema=about))
    return pa.concat_tables(tables).unify_dictionaries()


def _coded(codes: Array, words: Sequence[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int8)), pa.array(words, pa.string()))


def write(path: Path, about: pa.Schema, months: Iterable[pa.Table]) -> None:
    """Write months one after another, each as a row group of its own."""
    options = {"use_dictionary": True, "compression": "zstd", "store_schema": False}
    with path.open("wb") as out, pq.ParquetWriter(out, about, **options) as file:
        for table in months:
            if len(table):
                file.write_table(table.combine_chunks(), row_group_size=len(table))
        file.add_key_value_metadata(about.metadata)


def read(paths: Iterable[Path], about: pa.Schema) -> Iterator[pa.Table]:
    """Months that were kept, in order."""
    for path in paths:
        with opened(path) as file:
            yield pq.ParquetFile(file, pre_buffer=False).read(use_threads=False).cast(about)


def same(path: Path, about: pa.Schema, months: Iterable[pa.Table]) -> bool:
    """Whether a file holds these months in order, one of them in memory.  Raises as Arrow does."""
    words = plain(about)
    with opened(path) as read, pq.ParquetFile(read, pre_buffer=False) as file:
        if not file.schema_arrow.equals(words):
            return False
        stored = (file.read_row_group(n, use_threads=False) for n in range(file.num_row_groups))
        pairs = zip_longest(stored, months)
        return all(there and made and there.equals(made.cast(words)) for there, made in pairs)
