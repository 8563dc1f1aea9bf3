"""What is kept of a world: every measure, by calendar year and over all months, scaled to the country.

Whole numbers only, so that what is attributed is the difference of two of them.
"""

from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np

from demerit.calendar import year_of
from demerit.catalogue.found import is_stock
from demerit.month.effects import ENTRIES
from demerit.world.measures import measured_of_organisations
from demerit.world.simulation import World
from demerit.world.summary import Weights
from demerit.world.undergone import places

Array = np.ndarray[Any, Any]
Figures = dict[str, dict[str, int]]  # measure, then span; what is zero is left out
ALL: Final = "all"  # the span of all months
MONTHS: Final = "months of "  # before a span: of a stock, the sum of all its months, as shares over time rest on it


class Names(NamedTuple):
    """Counted measures of people, the entries that each adds up, one after another, and where these begin."""

    names: tuple[str, ...]
    entries: Array
    starts: Array


@lru_cache(maxsize=1)
def _of_people() -> Names:
    found = places()
    starts = np.cumsum([0, *map(len, found.values())])[:-1]
    return Names(tuple(found), np.concatenate(list(found.values())), starts)


def figures(world: World, weights: Weights, organisations: bool) -> Figures:
    """The figures of a world after its last month.  organisations: whether the scenario looks at any."""
    months, sums = world.reported
    provinces = len(world.where.names)
    people = sums.view(np.int64).reshape(len(months), provinces, ENTRIES)
    orgs = world.org_reported if organisations else np.zeros(0)
    out: Figures = {}
    for span, first, last in spans(months):
        of, here = _of_people(), people[first:last]
        rows = {False: here.sum(axis=0), True: here[-1]}
        added = {end: np.add.reduceat(row[:, of.entries], of.starts, axis=1).T for end, row in rows.items()}
        for n, name in enumerate(of.names):
            _keep(out, name, span, weights, added[False][n], added[True][n])
        if len(orgs):
            flat = [dict(measured_of_organisations(each)) for each in orgs[first:last]]
            for name in flat[0]:
                each = np.array([one[name] for one in flat])
                _keep(out, name, span, weights, each.sum(axis=0), each[-1])
    return out


def spans(months: range) -> list[tuple[str, int, int]]:
    """Each calendar year and all months: name, position of the first month, and behind the last."""
    years = [year_of(month) for month in months]
    of_years = [(str(year), years.index(year), years.index(year) + years.count(year)) for year in dict.fromkeys(years)]
    return [*of_years, (ALL, 0, len(months))]


def _keep(out: Figures, name: str, span: str, weights: Weights, over_months: Array, at_end: Array) -> None:
    """A figure of people by province, of a stock at the end of a span and over its months."""
    stock = is_stock(name)
    for key, values in ((span, at_end if stock else over_months), (MONTHS + span, over_months if stock else None)):
        if values is not None and values.any():
            scaled = weights.rounded(sum(n * w for n, w in zip(values.tolist(), weights.each, strict=True)))
            if scaled:
                out.setdefault(name, {})[key] = scaled
