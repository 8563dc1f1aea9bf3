"""What a measure is: a name, a meaning, a unit, whether it adds up over months, and what it is told apart by.

Three kinds: `Counted` is a field that the month adds to, `Sum` adds up measures, `Ratio` divides some by others.  One
entry makes the field of the record in which the month counts, the columns of `months.parquet`, the names in
`summary.json`, the row of the documentation, and what a report may ask for.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

import numpy as np

# What a measure is counted in.
PEOPLE, ORGANISATIONS, SUBJECTS = "people", "organisations", "people and organisations"
EVENTS, ACTS, RECORDS, REQUESTS, CAMERAS = "events", "acts", "records", "requests", "cameras"
POINTS, LEVELS, DAYS, SHARE = "points", "levels", "days", "share"
A_YEAR, IN_100_000 = "times a year", "of 100,000 a year"
UNITS: Final = (
    *(PEOPLE, ORGANISATIONS, SUBJECTS, EVENTS, ACTS, RECORDS, REQUESTS, CAMERAS),
    *(POINTS, LEVELS, DAYS, SHARE, A_YEAR, IN_100_000),
)


@dataclass(frozen=True)
class Axis:
    """What a measure is told apart by.  values: names by number; an empty one stands for a number that is not used."""

    name: str
    meaning: str
    values: tuple[str, ...]

    @property
    def places(self) -> list[tuple[int, str]]:
        """(number, name) of every value."""
        return [(number, name) for number, name in enumerate(self.values) if name]


@dataclass(frozen=True)
class Measure:
    """What all measures have.

    name: as published; values of `axes` follow it in dots.  meaning: in plain English.  unit: one of UNITS.  rows: of
    the mechanisms that it shows (docs/mechanisms.md).  stock: a number at the end of a month, which does not add up
    over months; otherwise a flow.  headline: whether it is scaled up to the country in `summary.json`.  target: whether
    a regime may be fitted to it.
    """

    name: str
    meaning: str
    unit: str
    rows: tuple[str, ...] = ()
    stock: bool = False
    axes: tuple[Axis, ...] = ()
    headline: bool = True
    target: bool = True

    def named(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """(name as published, numbers on the axes) of everything that it is told apart into."""
        for places in product(*(axis.places for axis in self.axes)):
            yield ".".join([self.name, *(name for _, name in places)]), tuple(number for number, _ in places)


@dataclass(frozen=True)
class Counted(Measure):
    """A field that the month adds whole numbers to, province by province.

    split: an axis that comes before the others, and is a column of its own (`group`) or is summed up; None: there is
    none.  apart: whether values of `split` have names of their own as well, beside their sum.  field: the name in the
    record.
    """

    split: Axis | None = None
    apart: bool = False
    field: str = ""

    @property
    def shape(self) -> tuple[int, ...]:
        """Of the field."""
        axes = ((self.split,) if self.split else ()) + self.axes
        return tuple(len(axis.values) for axis in axes)


@dataclass(frozen=True)
class Sum(Measure):
    """Measures of one unit added up.  parts: names as published; {} in one stands for a value of this one's axis."""

    parts: tuple[str, ...] = ()

    def parts_of(self, values: tuple[int, ...] = ()) -> tuple[str, ...]:
        """The names that are added up for numbers on its axes."""
        return _filled(self, self.parts, values)


@dataclass(frozen=True)
class Ratio(Measure):
    """Measures over measures, each side added up first over the months of a period, a stock too: of a year it is then
    what holds of an average month, and of a month what holds at its end.

    over, under: names as published; {} in one stands for a value of this one's axis.  times: what the quotient is
    multiplied by.
    """

    over: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    times: float = 1.0

    def over_of(self, values: tuple[int, ...] = ()) -> tuple[str, ...]:
        """The names above the line for numbers on its axes."""
        return _filled(self, self.over, values)

    def under_of(self, values: tuple[int, ...] = ()) -> tuple[str, ...]:
        """The names below the line for numbers on its axes."""
        return _filled(self, self.under, values)

    def of(self, over: float, under: float) -> float:
        """The quotient; nothing over nothing is nothing."""
        return self.times * (over / under) if under else 0.0


@dataclass(frozen=True)
class Theme:
    """Measures that belong together, under a heading."""

    title: str
    measures: tuple[Measure, ...]


def maker(stock: bool, split: Axis | None, prefix: str = "") -> Callable[..., Counted]:
    """Makes entries that agree in what is given here; their field is the name without prefix, unless another is named."""

    def made(
        name: str,
        unit: str,
        rows: str,
        meaning: str,
        *axes: Axis,
        apart: bool = False,
        field: str = "",
        headline: bool = True,
        target: bool = True,
    ) -> Counted:
        known = (f"{prefix}{name}", meaning, unit, tuple(rows.split()), stock, axes, headline, target)
        return Counted(*known, split, apart, field or name.replace(".", "_"))

    return made


def _filled(measure: Measure, parts: tuple[str, ...], numbers: tuple[int, ...]) -> tuple[str, ...]:
    names = [axis.values[number] for axis, number in zip(measure.axes, numbers, strict=True)]
    return tuple(part.format(*names) for part in parts)


def every(name: str, axis: Axis, only: Iterable[str] | None = None) -> tuple[str, ...]:
    """The names of a measure along an axis: all, or only some."""
    return tuple(f"{name}.{value}" for _, value in axis.places if only is None or value in only)


def fields(measures: Iterable[Counted]) -> list[tuple[Any, ...]]:
    """What a record consists of that counts these: whole numbers of 64 bits."""
    return [(one.field, np.int64, one.shape) if one.shape else (one.field, np.int64) for one in measures]
