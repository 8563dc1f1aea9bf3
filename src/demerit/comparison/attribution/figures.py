"""What is kept of a world: every measure, by calendar year and over all months, scaled to the country.

Whole numbers only, so that what is attributed is the difference of two of them.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np

from demerit.calendar import year_of
from demerit.catalogue.found import SUMS, is_stock, terms
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
    people = sums.view(np.int64).reshape(len(months), len(world.where.names), ENTRIES)
    orgs = world.org_reported if organisations else np.zeros(0)
    out: Figures = {}
    for span, first, last in spans(months):
        exact = {}
        for name, values in (*_people(people[first:last]), *_organisations(orgs[first:last])):
            if values.any():
                rows = ((values[-1], span), (values.sum(axis=0), MONTHS + span)) if is_stock(name) else ()
                for row, key in rows or ((values.sum(axis=0), span),):
                    exact[name, key] = sum(n * w for n, w in zip(row.tolist(), weights.each, strict=True))
        for (name, key), value in (*exact.items(), *_added(exact, span)):
            if rounded := weights.rounded(value):
                out.setdefault(name, {})[key] = rounded
    return out


def spans(months: range) -> list[tuple[str, int, int]]:
    """Each calendar year and all months: name, position of the first month, and behind the last."""
    years = [year_of(month) for month in months]
    of_years = [(str(year), years.index(year), years.index(year) + years.count(year)) for year in dict.fromkeys(years)]
    return [*of_years, (ALL, 0, len(months))]


def _people(here: Array) -> Iterator[tuple[str, Array]]:
    """Every counted measure of people, by month and province."""
    of = _of_people()
    yield from zip(of.names, np.add.reduceat(here[..., of.entries], of.starts, axis=2).transpose(2, 0, 1), strict=True)


def _organisations(here: Array) -> Iterator[tuple[str, Array]]:
    """The same of organisations, where there are any."""
    if len(here):
        yield from measured_of_organisations(here)


def _added(exact: dict[tuple[str, str], int], span: str) -> Iterator[tuple[tuple[str, str], int]]:
    """Sums of measures: added up first, and rounded then."""
    for measure in SUMS:
        for name, _ in measure.named():
            yield (name, span), sum(exact.get((term, span), 0) for term in terms(name))
