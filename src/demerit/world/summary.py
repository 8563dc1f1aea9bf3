"""Whole-country figures of a run: every measure, year and month, scaled up exactly from what was settled."""

from math import lcm
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa

from demerit.calendar import text_of, year_of
from demerit.people.places import Places
from demerit.vocabulary import GROUPS
from demerit.world.measures import by_group, is_stock, measured

Array = np.ndarray[Any, Any]

# People detained are never counted in a headline; their rates by group stay in months.parquet.
LEFT_OUT: Final = ("detention", "detained", "releases")


class Weights(NamedTuple):
    """How many people a settled person of each province stands for, exactly: whole numbers of a common fraction."""

    each: tuple[int, ...]
    unit: int  # of which a person is made

    def scaled(self, values: Array) -> list[int]:
        """Values (month, province) of settled people as whole-country numbers, one a month, in parts of the unit."""
        return [sum(value * weight for value, weight in zip(row, self.each) if value) for row in values.tolist()]

    def rounded(self, value: int) -> int:
        """The nearest whole number, halves up."""
        return (2 * value + self.unit) // (2 * self.unit)


def weights(where: Places) -> Weights:
    """Population over settled people, province by province, with the least common denominator."""
    unit = lcm(*where.sampled)
    each = (n * (unit // sampled) for n, sampled in zip(where.population, where.sampled, strict=True))
    return Weights(tuple(each), unit)


def summary(where: Places, months: range, sums: Array) -> dict[str, int]:
    """Figures by dotted name: `measure.2018-05` each month, `measure.2018` each year (a stock: its last month).

    sums: COUNT (month, province) of the months under the regime.
    """
    out: dict[str, int] = {}
    whole = weights(where)
    for measure, values in measured(sums):
        if measure.startswith(LEFT_OUT):
            continue
        stock = is_stock(measure)
        years: dict[int, int] = {}
        country = whole.scaled(values.sum(axis=-1) if by_group(measure) else values)
        for month, value in zip(months, country, strict=True):
            out[f"{measure}.{text_of(month)}"] = whole.rounded(value)
            year = year_of(month)
            years[year] = value if stock else years.get(year, 0) + value
        for year, value in years.items():
            out[f"{measure}.{year}"] = whole.rounded(value)
    return dict(sorted(out.items()))


def tidy(where: Places, months: range, sums: Array) -> pa.Table:
    """month, province, group, measure, value: as settled, not scaled up; group `all` where they are not told apart."""
    values: list[Array] = []
    of: list[tuple[int, int]] = []  # the measure and the group of each part
    names: list[str] = []
    for measure, counted in measured(sums):
        groups = range(len(GROUPS)) if by_group(measure) else [len(GROUPS)]
        values += [(counted[..., g] if by_group(measure) else counted).ravel() for g in groups]
        of += [(len(names), g) for g in groups]
        names.append(measure)
    month, province = np.indices((len(months), len(where.names)), np.int32)
    cells = month.size
    columns = {
        "month": (np.tile(month.ravel(), len(of)), [text_of(m) for m in months]),
        "province": (np.tile(province.ravel(), len(of)), list(where.names)),
        "group": (np.repeat(np.array([g for _, g in of], np.int32), cells), [*GROUPS, "all"]),
        "measure": (np.repeat(np.array([m for m, _ in of], np.int32), cells), names),
    }
    coded = {
        n: pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(words)) for n, (codes, words) in columns.items()
    }
    return pa.table({**coded, "value": pa.array(np.concatenate(values))})
