"""By how much a figure may be off: of years as `summary.json` says it, of the rest from the worlds beside the run."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from demerit.api.asked import Cell
from demerit.api.counts import EVERYBODY
from demerit.catalogue.found import is_stock, measure_of, sides, terms
from demerit.catalogue.measure import Ratio
from demerit.vocabulary import GROUPS
from demerit.world.chances import Chances, is_share, made_from, outwards

if TYPE_CHECKING:
    from demerit.world.country_sums import CountrySums


class Bands:
    """Limits of figures.  yearly: the bands of `summary.json`; months, provinces: of the run, in order."""

    def __init__(
        self, chances: Chances, yearly: Mapping[str, Any], months: Sequence[str], provinces: Sequence[str]
    ) -> None:
        self._chances, self._yearly, self._months, self._provinces = chances, yearly, months, provinces

    def of(self, cell: Cell, value: float | None, counted: int, one: float) -> dict[str, float]:
        """low, high: of chance; least, most: of what nobody knows, if that was drawn; nothing where none is known."""
        if value is None:
            return {}
        said = self._yearly.get(f"{cell.name}.{self._year(cell)}")
        if said is not None and cell.province is None and cell.group is None:
            return _named(said["chance"], said["unknown"])
        if not self._kept(cell):
            return {}
        beside = self._chances.beside
        others, drawn = ([self._figure(world, cell) for world in worlds] for worlds in (beside.chance, beside.unknown))
        low, high = self._chances.chance(value, counted, one, others, made_from(cell.name))
        cap = 1.0 if is_share(cell.name) else float("inf")
        unknown = self._chances.unknown(drawn, value)
        return _named(outwards(low, min(high, cap)), None if unknown is None else outwards(*unknown))

    def _year(self, cell: Cell) -> str | None:
        """The year of which a cell has all months that were lived, and no others; None where there is none."""
        year = self._months[cell.months[0]][:4]
        whole = tuple(i for i, month in enumerate(self._months) if month.startswith(year))
        return year if cell.months == whole else None

    def _kept(self, cell: Cell) -> bool:
        """Of worlds beside a run, provinces are kept over all months together only, which says nothing of a stock."""
        return cell.province is None or (len(cell.months) == len(self._months) and not is_stock(cell.name))

    def _figure(self, world: "CountrySums", cell: Cell) -> float:
        """The same figure of a world beside the run."""
        measure = measure_of(cell.name)
        if not isinstance(measure, Ratio):
            return self._total(world, terms(cell.name), cell, measure.stock)
        over, under = (self._total(world, side, cell, False) for side in sides(cell.name))
        return measure.of(over, under)

    def _total(self, world: "CountrySums", names: tuple[str, ...], cell: Cell, stock: bool) -> float:
        """Measures added up over the months of a cell, or at their end."""
        groups = (*GROUPS, EVERYBODY) if cell.group is None else (GROUPS[cell.group],)
        store = world.series if cell.province is None else world.within
        rows = [store[key] for key in product(names, groups) if key in store]
        if not rows:
            return 0.0
        here = [*(cell.months[-1:] if stock else cell.months)]
        if cell.province is not None:
            here = [world.provinces.index(self._provinces[cell.province])]
        return float(np.sum(rows, axis=0)[here].sum())


def _named(chance: Any, unknown: Any) -> dict[str, float]:
    out = dict(zip(("low", "high"), chance, strict=True))
    return out | (dict(zip(("least", "most"), unknown, strict=True)) if unknown else {})
