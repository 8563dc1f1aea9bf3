"""The standard errors of the differences of a year's figures, from what clusters of communities came to."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from demerit.catalogue.found import by_name, sides
from demerit.catalogue.measure import Ratio
from demerit.comparison.communities import ROOM, Columns, columns, joined
from demerit.comparison.spread import Spread, Strata, residual, spreads
from demerit.world import undergone

Array = np.ndarray[Any, Any]


class Figure(NamedTuple):
    """A figure that rests on people alone: the entries that it adds up, of a ratio those above and below the line."""

    name: str
    sides: tuple[Array, ...]
    times: float = 1.0


class Year(NamedTuple):
    """Of a year and a variant: spreads of differences by measure; of columns that differ, how many independent runs a
    paired one is worth.
    """

    spreads: dict[str, Spread]
    worth: list[float]


@lru_cache(maxsize=1)
def figures() -> tuple[Figure, ...]:
    """Every figure of a summary that rests on people alone, and every column of which cells are kept."""
    counted = undergone.places()
    out = []
    for name, found in by_name().items():
        ratio = isinstance(found.measure, Ratio)
        parts = sides(name) if ratio else (undergone.terms_of(name),)
        if found.measure.headline and all(term in counted for part in parts for term in part):
            entries = tuple(np.concatenate([counted[term] for term in part]) for part in parts)
            out.append(Figure(name, entries, found.measure.times if isinstance(found.measure, Ratio) else 1.0))
    known = {one.name for one in out}
    out += [Figure(name, (undergone.entries_of(name),)) for name in undergone.COLUMNS if name not in known]
    return tuple(out)


def of_year(driver: Any, of: Strata, variants: int) -> list[Year]:
    """The spreads of all variants, of the year for which clusters have been counted."""
    out = [Year({}, []) for _ in range(variants)]
    for some, cols in _asked(driver, len(of.stratum)):
        for v, year in enumerate(out):
            _add(year, of, some, cols.base, cols.apart[v])
    return out


def _asked(driver: Any, clusters: int) -> Iterator[tuple[tuple[Figure, ...], Columns]]:
    """What clusters came to, for so many figures at a time that it fits; two columns a ratio."""
    every = figures()
    at_once = max(ROOM // (2 * max(clusters, 1)), 1)
    for first in range(0, len(every), at_once):
        some = every[first : first + at_once]
        parts: list[Columns] = driver.each(columns, [side for one in some for side in one.sides])
        yield some, joined(parts, clusters)


def _add(year: Year, of: Strata, some: tuple[Figure, ...], base: Array, apart: Array) -> None:
    """The spreads of some figures in which a variant differs."""
    names: list[str] = []
    values: list[Array] = []
    both: list[tuple[int, int]] = []
    at = 0
    for one in some:
        here = slice(at, at + len(one.sides))
        at = here.stop
        if not apart[:, here].any():
            continue
        if len(one.sides) == 2:
            moved = _linear(of.weight, base[:, here], apart[:, here], one.times)
        else:
            moved = apart[:, here.start].astype(float)
            if one.name in undergone.COLUMNS:
                both.append((len(names), here.start))
        if moved is not None:
            names.append(one.name)
            values.append(moved)
    if names:
        found = spreads(of, np.column_stack(values))
        year.spreads.update(zip(names, found, strict=True))
        year.worth.extend(_worth(of, base, apart, [(found[n].variance, column) for n, column in both]))


def _worth(of: Strata, base: Array, apart: Array, both: list[tuple[float, int]]) -> list[float]:
    """By how much the variance of a difference would be larger, had both worlds chances of their own."""
    if not both:
        return []
    at = [column for _, column in both]
    alone = [spreads(of, each.astype(float)) for each in (base[:, at], base[:, at] + apart[:, at])]
    return [
        (one.variance + other.variance) / paired
        for (paired, _), one, other in zip(both, *alone, strict=True)
        if paired > 0
    ]


def _linear(weight: Array, base: Array, apart: Array, times: float) -> Array | None:
    """What each cluster adds to the difference of two ratios, to first order; None where one is of nothing."""
    one, other = (residual(weight, *each.T.astype(float)) for each in (base, base + apart))
    return None if one is None or other is None else times * (other - one)
