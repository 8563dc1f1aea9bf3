"""Figures of a run, scaled to the country to the unit, as `summary.json` has them; with bands where there are any."""

from typing import Any, NamedTuple

import numpy as np

from demerit.api.asked import Cell, measure_named
from demerit.api.bands import Bands
from demerit.api.counts import Counts
from demerit.catalogue.found import sides
from demerit.catalogue.measure import Ratio
from demerit.errors import DemeritError


class Amount(NamedTuple):
    """A figure: scaled to the country (None: a share of nothing), and the count that it rests on."""

    value: float | None
    counted: int


class Figures:
    """What is computed of cells.  bands: None where no worlds were lived beside the run."""

    def __init__(self, counts: Counts, bands: "Bands | None") -> None:
        self.counts, self.bands = counts, bands

    def row(self, cell: Cell) -> dict[str, Any]:
        """A row of a figure: what it is of, value, low, high, least, most, counted."""
        amount = self.amount(cell)
        limits = self.bands.of(cell, amount.value, amount.counted, self.one(cell)) if self.bands else {}
        empty = dict.fromkeys(("low", "high", "least", "most"))
        return {**cell.said, "value": amount.value, **empty, **limits, "counted": amount.counted}

    def amount(self, cell: Cell) -> Amount:
        """The figure of a cell.  Raises DemeritError for what this run does not count."""
        measure = measure_named(cell.name)
        if not isinstance(measure, Ratio):
            sums = self._sums(cell.name, cell, measure.stock)
            return Amount(self.counts.rounded(self.counts.scaled(cell.name, sums)), int(sums.sum()))
        over, under = (self._side(side, cell) for side in sides(cell.name))
        value = round(measure.of(over[0], under[0]), 4) if under[0] else None
        return Amount(value, over[1])

    def one(self, cell: Cell) -> float:
        """What a single counted event more would add."""
        measure = measure_named(cell.name)
        if not isinstance(measure, Ratio):
            return self.counts.each(cell.province)
        below = self._side(sides(cell.name)[1], cell)[1]
        return measure.of(1.0, below) if below else 0.0

    def _side(self, names: tuple[str, ...], cell: Cell) -> tuple[int, int]:
        """Above or below the line of a ratio: in parts of a person, and counted."""
        sums = [(name, self._sums(name, cell, False)) for name in names]
        return sum(self.counts.scaled(*each) for each in sums), sum(int(each.sum()) for _, each in sums)

    def _sums(self, name: str, cell: Cell, stock: bool) -> np.ndarray[Any, Any]:
        """A count by province, over the months of a cell, or at their end."""
        counted = self.counts.counted(name)
        if counted is None:
            raise DemeritError(f"measure={cell.name!r} is not counted in this run, which has nothing of the kind")
        months = cell.months[-1:] if stock else cell.months
        by_group = counted[list(months)].sum(axis=0)
        by_province = by_group.sum(axis=-1) if cell.group is None else by_group[:, cell.group]
        if cell.province is None:
            return np.asarray(by_province)
        alone = np.zeros_like(by_province)
        alone[cell.province] = by_province[cell.province]
        return np.asarray(alone)
