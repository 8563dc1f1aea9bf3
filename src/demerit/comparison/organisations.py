"""How far differences of organisations' figures may be off: they are counted by province, so provinces are clusters."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from demerit.calendar import year_of
from demerit.catalogue.found import is_stock, measure_of, sides, terms
from demerit.catalogue.measure import Ratio
from demerit.comparison.spread import Spread, Strata, residual, spreads
from demerit.world.measures import counted

Array = np.ndarray[Any, Any]


class Counts:
    """What was counted in the months under the regime, looked up as it is asked for.

    people, organisations: COUNT and ORG_COUNT records (province) of each month; no ORG_COUNT where there are none.
    """

    def __init__(self, people: Sequence[Array], organisations: Sequence[Array]) -> None:
        self.people, self.organisations = people, organisations
        self._known: dict[str, Array | None] = {}

    def of(self, name: str) -> Array | None:
        """(month, province) of a counted measure; None of what is not counted here."""
        if name not in self._known:
            self._known[name] = counted(name, self.people, self.organisations)
        return self._known[name]


def of_provinces(names: Iterable[str], months: range, base: Counts, other: Counts, of: Strata) -> dict[str, Spread]:
    """The spreads of differences of yearly figures (`measure.2018`), by name.  of: provinces, as one stratum."""
    found = {name: moved for name in names if (moved := _moved(name, months, base, other, of.weight)) is not None}
    if not found:
        return {}
    return dict(zip(found, spreads(of, np.column_stack(list(found.values()))), strict=True))


def _moved(name: str, months: range, base: Counts, other: Counts, weight: Array) -> Array | None:
    """What each province adds to the difference of a figure, to first order; None of nothing."""
    measure, year = name.rsplit(".", 1)
    here = [i for i, month in enumerate(months) if year_of(month) == int(year)]
    ratio = measure_of(measure)
    worlds = base, other
    if not isinstance(ratio, Ratio):
        when = here[-1:] if is_stock(measure) else here
        one, two = (_total(world, terms(measure), when) for world in worlds)
        return None if one is None or two is None else two - one
    over, under = ([_total(world, side, here) for world in worlds] for side in sides(measure))
    one, two = (None if a is None or b is None else residual(weight, a, b) for a, b in zip(over, under, strict=True))
    return None if one is None or two is None else ratio.times * (two - one)


def _total(world: Counts, names: tuple[str, ...], when: list[int]) -> Array | None:
    found = [world.of(name) for name in names]
    there = [values[when].sum(axis=0) for values in found if values is not None]
    if len(there) < len(found):
        return None
    out: Array = np.sum(there, axis=0, dtype=float)
    return out
