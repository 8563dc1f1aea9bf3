"""Whole-country figures of a run: every measure, year and month, scaled up exactly from what was settled."""

from typing import Any, Final

import numpy as np
import pyarrow as pa

from demerit.calendar import text_of, year_of
from demerit.people.places import Places
from demerit.vocabulary import GROUPS
from demerit.world.measures import by_group, is_stock, measured

Array = np.ndarray[Any, Any]

# People detained are never counted in a headline; their rates by group stay in months.parquet.
LEFT_OUT: Final = ("detention", "detained", "releases")
EXACT: Final = 40  # bits of a weight: whole-country figures are right to a hundredth of a person


def weights(where: Places) -> list[int]:
    """How many people a settled person of each province stands for, in units of 2^-40, rounded."""
    return [
        ((population << (EXACT + 1)) // sampled + 1) >> 1
        for population, sampled in zip(where.population, where.sampled, strict=True)
    ]


def scaled(where: Places, values: Array) -> list[int]:
    """Values (month, province) of settled people as whole-country numbers, one a month, in units of 2^-40."""
    whole = weights(where)
    return [sum(int(v) * w for v, w in zip(row, whole, strict=True)) for row in values.tolist()]


def summary(where: Places, months: range, sums: Array) -> dict[str, int]:
    """Figures by dotted name: `measure.2018-05` each month, `measure.2018` each year (a stock: its last month).

    sums: COUNT (month, province) of the months under the regime.
    """
    out: dict[str, int] = {}
    half = 1 << (EXACT - 1)
    for measure, values in measured(sums):
        if measure.startswith(LEFT_OUT):
            continue
        years: dict[int, int] = {}
        whole = scaled(where, values.sum(axis=-1) if by_group(measure) else values)
        for month, value in zip(months, whole, strict=True):
            out[f"{measure}.{text_of(month)}"] = (value + half) >> EXACT
            year = year_of(month)
            years[year] = value if is_stock(measure) else years.get(year, 0) + value
        for year, value in years.items():
            out[f"{measure}.{year}"] = (value + half) >> EXACT
    return dict(sorted(out.items()))


def tidy(where: Places, months: range, sums: Array) -> pa.Table:
    """month, province, group, measure, value: as settled, not scaled up; group `all` where they are not told apart."""
    shape = (len(months), len(where.names))
    month, province = np.indices(shape)
    columns: dict[str, list[Array]] = {name: [] for name in ("month", "province", "group", "measure", "value")}
    names: list[str] = []
    for measure, values in measured(sums):
        groups = range(len(GROUPS)) if by_group(measure) else [len(GROUPS)]
        for g in groups:
            column = values[..., g] if by_group(measure) else values
            for name, part in (("month", month), ("province", province), ("value", column)):
                columns[name].append(part.ravel())
            columns["group"].append(np.full(column.size, g))
            columns["measure"].append(np.full(column.size, len(names)))
        names.append(measure)
    words = {
        "month": [text_of(m) for m in months],
        "province": list(where.names),
        "group": [*GROUPS, "all"],
        "measure": names,
    }
    return pa.table(
        {
            name: pa.array(np.concatenate(parts))
            if name == "value"
            else pa.DictionaryArray.from_arrays(pa.array(np.concatenate(parts).astype(np.int32)), pa.array(words[name]))
            for name, parts in columns.items()
        }
    )
