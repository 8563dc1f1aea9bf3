"""Whole-country figures of a run: every measure, year and month, scaled up exactly from what was settled."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, Final

from demerit.calendar import text_of, year_of
from demerit.people.places import Places
from demerit.world.measures import is_stock, measured

# People detained are never counted in a headline; their rates by group stay in months.parquet.
LEFT_OUT: Final = ("detention", "detained", "releases")

History = Iterable[tuple[int, Any]]


def rows(where: Places, month: int, sums: Any) -> Iterator[tuple[str, str, str, str, int]]:
    """(month, province, group, measure, value) of one month, as settled: not scaled up."""
    text = text_of(month)
    for p, province in enumerate(where.names):
        for group, measure, value in measured(sums[p]):
            yield text, province, group, measure, value


def whole_country(where: Places, sums: Any) -> dict[str, Fraction]:
    """Each measure of one month for the whole country: a settled person stands for population/sampled people."""
    out: dict[str, Fraction] = {}
    for p in range(len(where.names)):
        here: dict[str, int] = {}
        for _, measure, value in measured(sums[p]):
            here[measure] = here.get(measure, 0) + value
        weight = where.weight(p)
        for measure, value in here.items():
            out[measure] = out.get(measure, Fraction(0)) + value * weight
    return out


def summary(where: Places, history: History, start: int) -> dict[str, int]:
    """Figures by dotted name: `measure.2018-05` each month, `measure.2018` each year (a stock: its last month)."""
    months: dict[str, dict[int, Fraction]] = {}
    for month, sums in history:
        if month >= start:
            for measure, value in whole_country(where, sums).items():
                months.setdefault(measure, {})[month] = value
    out: dict[str, int] = {}
    for measure, by_month in months.items():
        if measure.startswith(LEFT_OUT):
            continue
        years: dict[int, Fraction] = {}
        for month, value in by_month.items():
            out[f"{measure}.{text_of(month)}"] = round(value)
            year = year_of(month)
            years[year] = value if is_stock(measure) else years.get(year, Fraction(0)) + value
        for year, value in years.items():
            out[f"{measure}.{year}"] = round(value)
    return dict(sorted(out.items()))
