"""Figures by name: a measure in a year, in a month, or summed from one month to another."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from demerit.calendar import month_of, text_of
from demerit.catalogue.found import by_name
from demerit.catalogue.measure import Measure, Ratio
from demerit.scenario.values import similar

MONTH: Final = r"\d{4}-\d{2}"
FORM: Final = re.compile(rf"(?P<measure>.+)\.(?P<first>{MONTH})\.\.(?P<last>{MONTH})")
SINGLE: Final = re.compile(r"(?P<measure>.+)\.(?P<when>\d{4}(-\d{2})?)")


class Span(NamedTuple):
    """A measure from one month to another (both included), and the names in summary.json that add up to it."""

    measure: str
    first: int
    last: int
    names: tuple[str, ...]

    def of(self, summary: Mapping[str, float]) -> float:
        """The figure of a run; what a run did not count is nothing."""
        return float(sum(summary.get(name, 0) for name in self.names))


def measure_named(name: str) -> Measure:
    """The measure that a name is published for.  Raises ValueError with what is wrong."""
    if name not in by_name():
        raise ValueError(f"{name} is no measure{similar(name, tuple(by_name()))}")
    return by_name()[name].measure


def span_of(figure: str) -> Span:
    """A figure's measure and months.  Raises ValueError with what is wrong."""
    if found := FORM.fullmatch(figure):
        measure = found["measure"]
        first, last = month_of(found["first"]), month_of(found["last"])
        if last < first:
            raise ValueError("the span ends before it begins")
        known = measure_named(measure)
        if known.stock or isinstance(known, Ratio):
            raise ValueError("a stock is one of a month; only flows add up over a span")
        return Span(measure, first, last, tuple(f"{measure}.{text_of(month)}" for month in range(first, last + 1)))
    if found := SINGLE.fullmatch(figure):
        when = found["when"]
        measure_named(found["measure"])
        first, last = (month_of(when),) * 2 if "-" in when else (month_of(f"{when}-01"), month_of(f"{when}-12"))
        return Span(found["measure"], first, last, (figure,))
    raise ValueError("needs a year, a month, or a span of months such as 2018-05..2018-12")
