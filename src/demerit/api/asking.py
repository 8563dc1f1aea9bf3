"""From a question to a figure."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from demerit.api.arguments import when_of
from demerit.api.asked import cells, dimensions, measure_named, months_of
from demerit.api.bands import Bands
from demerit.api.counts import Counts
from demerit.api.figure import Figure
from demerit.api.figures import Figures
from demerit.api.mark import mark_of
from demerit.catalogue.measure import Measure, Ratio
from demerit.errors import together
from demerit.report.numbers import words
from demerit.world.area import area
from demerit.world.chances import Chances
from demerit.world.folder import BANDS, NOTE

if TYPE_CHECKING:
    from demerit.api.mark import Asked
    from demerit.api.sources import Source

TYPES = {"year": pa.int64(), "month": pa.date32()}
ENDS = ("low", "high", "least", "most")


def figures(source: "Source") -> Figures:
    """What answers all questions about a run."""
    told = source.told
    counts = Counts(source.months(), source.weights, area(told.scenario))
    beside = source.beside()
    if beside is None:
        return Figures(counts, None)
    people = float(sum(people for people, _ in source.weights.values()))
    chances = Chances(told.scenario, beside, told.manifest["scale"], people)
    return Figures(counts, Bands(chances, told.summary.get(BANDS, {}), counts.months, counts.provinces))


def figure(source: "Source", of: Figures, name: Any, by: Any, when: Any) -> Figure:
    """A figure of a source.  Raises DemeritError for what cannot be asked."""
    return asked_of(of, name, by, when, lambda years: mark_of(source.told, name, years), source.told.stamp)


def asked_of(of: Figures, name: Any, by: Any, when: Any, mark: "Callable[[set[str]], Asked]", stamp: str) -> Figure:
    """The same of figures alone.  mark: how far its inputs are known, by the years that it is of; stamp: of the run."""
    calls: list[Callable[[], Any]] = [partial(_dimensions, name, by), partial(_when, when, of.counts.months)]
    (measure, asked), month = together(calls)
    wanted = cells(name, asked, month, of.counts.months, of.counts.provinces)
    rows = [of.row(cell) for cell in wanted]
    value = pa.float64() if isinstance(measure, Ratio) else pa.int64()
    types = {**{each: TYPES.get(each, pa.string()) for each in asked}, "value": value}
    types |= {**dict.fromkeys(ENDS, pa.float64()), "counted": pa.int64()}
    columns = {column: pa.array([_dated(column, row[column]) for row in rows], kind) for column, kind in types.items()}
    years = {of.counts.months[i][:4] for cell in wanted for i in cell.months}
    table = pa.table(columns, metadata={"note": NOTE, "measure": name, "unit": measure.unit})
    return Figure(name, asked, meaning_of(name), measure.unit, table, mark(years), stamp)


def _dimensions(name: Any, by: Any) -> tuple[Measure, tuple[str, ...]]:
    return measure_named(name), dimensions(name, by)


def _when(when: Any, months: Sequence[str]) -> str | None:
    said = when_of(when)
    months_of(said, months)
    return said


def meaning_of(name: str) -> str:
    """What a measure is, and which part of it."""
    measure = measure_named(name)
    part = name[len(measure.name) + 1 :]
    return f"{measure.meaning}: {', '.join(map(words, part.split('.')))}" if part else measure.meaning


def _dated(column: str, value: Any) -> Any:
    return date.fromisoformat(f"{value}-01") if column == "month" else value
