"""From a question about a comparison to a figure of it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from demerit.api.arguments import several_of, shown
from demerit.api.asked import measure_named
from demerit.api.asking import meaning_of
from demerit.api.chart import Chart
from demerit.api.difference import Difference
from demerit.api.effects import row as as_row
from demerit.api.mark import UNSEEN
from demerit.api.scaling import scaled
from demerit.catalogue.found import by_name, is_stock
from demerit.catalogue.measure import Ratio
from demerit.comparison.cells import AGE, SEXES
from demerit.errors import DemeritError, together
from demerit.ranges import DECILES
from demerit.vocabulary import GROUPS
from demerit.world.folder import NOTE
from demerit.world.summary import weights_of
from demerit.world.undergone import COLUMNS, entries_of, terms_of

if TYPE_CHECKING:
    from demerit.api.comparison import Comparison

TRAITS: Final[dict[str, tuple[Any, ...]]] = {
    "group": tuple(GROUPS),
    "tenth": tuple(range(1, DECILES + 1)),
    "age": AGE,
    "sex": SEXES,
    "urban": (True, False),
}
BY: Final = ("year", "month", "province", *TRAITS)
TYPES: Final = {"year": pa.int64(), "month": pa.date32(), "tenth": pa.int8(), "urban": pa.bool_()}
NUMBERS: Final = ("base", "other", "gained", "lost")
ENDS: Final = ("low", "high", "least", "most")
Row = dict[str, Any]


def dimensions(name: Any, by: Any) -> tuple[str, ...]:
    """What a measure is asked to be told apart by.  Raises DemeritError for what cannot be asked of it."""
    calls: list[Callable[[], Any]] = [partial(_by, by), partial(_measure, name)]
    asked, _ = together(calls)
    if name not in COLUMNS and (asked != ("year",) or name not in by_name()):
        raise DemeritError(
            f"measure={name!r} is compared by year alone, of the whole country, under the names of docs/measures.md; "
            f"told apart are {', '.join(COLUMNS)}"
        )
    return tuple(asked)


def difference(
    of: "Comparison",
    settled: Mapping[str, tuple[int, int]],
    variant: str,
    name: str,
    asked: tuple[str, ...],
    when: str | None,
) -> Difference:
    """A figure.  Raises DemeritError for months that were not lived."""
    if asked == ("year",) and name in by_name() and measure_named(name).headline:
        rows = _of_years(of, variant, name, when)
    else:
        rows = _of_cells(of, settled, variant, name, asked, when)
    ratio = name in by_name() and isinstance(measure_named(name), Ratio)
    number = pa.float64() if ratio else pa.int64()
    types = {each: TYPES.get(each, pa.string()) for each in asked}
    types |= dict.fromkeys(("base", "other", "difference"), number) | dict.fromkeys(("gained", "lost"), pa.int64())
    types |= {**dict.fromkeys(ENDS, pa.float64()), "counted": pa.int64()}
    columns = {column: pa.array([row.get(column) for row in rows], kind) for column, kind in types.items()}
    unit, meaning = _words(name)
    table = pa.table(columns, metadata={"note": NOTE, "measure": name, "unit": unit, "variant": variant})
    return Difference(name, asked, meaning, unit, table, UNSEEN, of.stamp, variant)


def _by(by: Any) -> tuple[str, ...]:
    asked = several_of("by", by, list(BY))
    if len(set(asked)) < len(asked) or {"year", "month"} <= set(asked):
        raise DemeritError(f"by={shown(by)}: one of year and month, and nothing twice")
    return asked


def _measure(name: Any) -> None:
    """Raises DemeritError for a measure that there is not, which names the nearest."""
    if not (isinstance(name, str) and name in COLUMNS):
        measure_named(name)


def _words(name: str) -> tuple[str, str]:
    """Unit and meaning of a measure, or of a column that adds up all parts of one."""
    if name in by_name():
        return measure_named(name).unit, meaning_of(name)
    measure = measure_named(terms_of(name)[0])
    return measure.unit, measure.meaning


def _of_years(of: "Comparison", variant: str, name: str, when: str | None) -> list[Row]:
    """As `comparison.json` says them; what is zero in both worlds is zero."""
    said = of.plain
    years = range(int(said["start"][:4]), int(said["until"][:4]) + 1)
    chosen = [year for year in years if when is None or str(year) == when]
    if not chosen:
        raise DemeritError(f"when={when!r}: no year of this comparison; allowed: {years[0]} to {years[-1]}")
    effects = said["variants"][variant]["effects"]
    ratio = isinstance(measure_named(name), Ratio)
    nothing = dict.fromkeys(("base", "other", "difference"), None if ratio else 0)
    if tells_apart(name):
        nothing |= {"gained": 0, "lost": 0}
    rows = []
    for year in chosen:
        one = effects.get(f"{name}.{year}")
        rows.append({"year": year, **nothing} if one is None else as_row(variant, f"{name}.{year}", one))
    return rows


def tells_apart(name: str) -> bool:
    """Whether it is known who gained and who lost it."""
    try:
        return len(entries_of(name)) > 0
    except KeyError:
        return False


def _of_cells(
    of: "Comparison",
    settled: Mapping[str, tuple[int, int]],
    variant: str,
    name: str,
    asked: tuple[str, ...],
    when: str | None,
) -> list[Row]:
    """Added up from the rows of `effects.parquet`, each province by its weight, and rounded at last."""
    months = _months(of, when)
    each = dict(zip(settled, (weights := weights_of(settled, of.plain["within"])).each, strict=True))
    spans = _spans(asked, months, name in by_name() and is_stock(name))
    sums = _sums(_chosen(of.cells, variant, name), asked, spans)
    places = [province for province, weight in each.items() if weight]
    axes = [
        list(spans) if axis in ("year", "month") else places if axis == "province" else list(TRAITS[axis])
        for axis in asked
    ]
    lived = of.plain["parted"] is not None
    rows = []
    for values in product(*axes):
        row = {**dict(zip(asked, values, strict=True)), **scaled(sums.get(values, {}), each, weights)}
        rows.append(row if lived else {**row, "base": None, "other": None})
    return rows


def _months(of: "Comparison", when: str | None) -> list[date]:
    """The months asked for, of those in which the worlds may differ; of worlds that never do, of all."""
    said = of.plain
    (first, last) = (said["parted"] or said["start"], said["until"])
    years = range(int(first[:4]), int(last[:4]) + 1)
    every = [f"{year}-{month:02}" for year in years for month in range(1, 13)]
    chosen = [month for month in every if first <= month <= last and (when is None or month.startswith(when))]
    if not chosen:
        raise DemeritError(
            f"when={when!r}: no month in which the worlds may differ; allowed: a year or a month from {first} to {last}"
        )
    return [date.fromisoformat(f"{month}-01") for month in chosen]


def _spans(asked: tuple[str, ...], months: Sequence[date], stock: bool) -> dict[Any, list[date]]:
    """By what a row says of time, the months that count for it: of a stock the last."""

    def said(day: date) -> Any:
        return day if "month" in asked else day.year if "year" in asked else None

    out: dict[Any, list[date]] = {}
    for day in months:
        out.setdefault(said(day), []).append(day)
    return {key: days[-1:] if stock else days for key, days in out.items()}


def _chosen(cells: Any, variant: str, name: str) -> Any:
    return cells.filter(pc.and_(pc.equal(cells["variant"], variant), pc.equal(cells["measure"], name)))


def _sums(
    table: Any, asked: tuple[str, ...], spans: dict[Any, list[date]]
) -> dict[tuple[Any, ...], dict[str, list[int]]]:
    """By what is asked for, then by province: base, other, gained, lost among the simulated people."""
    of_day = {day: key for key, days in spans.items() for day in days}
    traits = [each for each in asked if each in TRAITS]
    found = table.group_by(["month", "province", *traits]).aggregate([(name, "sum") for name in NUMBERS])
    out: dict[tuple[Any, ...], dict[str, list[int]]] = {}
    for row in found.to_pylist():
        if row["month"] not in of_day:
            continue
        said = {**row, "month": row["month"], "year": row["month"].year}
        into = out.setdefault(tuple(said[each] for each in asked), {})
        sums = into.setdefault(row["province"], [0] * len(NUMBERS))
        for i, name in enumerate(NUMBERS):
            sums[i] += row[f"{name}_sum"]
    return out


def spared_and_harmed(of: "Comparison") -> Chart:
    """How many people each variant spares and harms.  Raises DemeritError where it is nobody."""
    from demerit.api.drawing import alone
    from demerit.report.charts.pairs import pairs

    rows = []
    for name, one in of.plain["variants"].items():
        for kind in ("spared", "harmed"):
            low, high = one[kind]["chance"]
            rows.append(
                {"variant": name, "what": f"people {kind}", "value": one[kind]["people"], "low": low, "high": high}
            )
    chart = pairs(rows, "variant", "what", "people")
    title = f"Whom the variants spare and harm, beside {of.plain['base']}"
    span = f"{of.plain['start']} to {of.plain['until']}"
    unit = f"People, {span}; the line: what other draws of people would give, in nine of ten"
    return alone("spared-and-harmed", title, unit, chart, UNSEEN, of.stamp)
