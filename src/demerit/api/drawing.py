"""The picture of a figure, as reports draw theirs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from demerit.api.chart import Chart
from demerit.errors import DemeritError
from demerit.report.charts.bars import bars
from demerit.report.charts.chart import Chart as Drawn
from demerit.report.charts.lines import lines
from demerit.report.finding import Figure as Pictured
from demerit.report.marks import Mark
from demerit.report.numbers import percent, short
from demerit.report.picture import drawn as as_svg
from demerit.report.picture import footer, picture
from demerit.report.table import Table
from demerit.report.theme import CONFIG, OKABE_ITO
from demerit.report.tiles import edges, fits, tiles
from demerit.scenario.census import regions

if TYPE_CHECKING:
    from demerit.api.figure import Figure

MOST_LINES: Final = len(OKABE_ITO)
MOST_BARS: Final = 40
BANDS: Final = (("low", "high"), ("least", "most"))
TIME: Final = ("month", "year")
Row = dict[str, Any]


def drawn(figure: "Figure") -> Chart:
    """The picture of a figure.  Raises DemeritError where it has no row with a value."""
    rows = [row for row in figure.rows if row["value"] is not None]
    if not rows:
        raise DemeritError(f"{figure.name}: there is nothing to draw")
    chart, note = _chart(figure, rows)
    said = Pictured(figure.name, figure.title, _unit(figure), chart, Table((), ()), f"{len(rows)} values.")

    def svg() -> str:
        return picture(said, figure.mark, figure.stamp, as_svg(chart.wide), note=note)

    return Chart(svg, _spec(chart, figure, figure.mark))


def alone(
    key: str, title: str, unit: str, chart: Drawn, mark: Mark, stamp: str, note: str = "", alt: str = ""
) -> Chart:
    """A picture that is of no figure, with what must stand around it."""
    said = Pictured(key, title, unit, chart, Table((), ()), alt)
    around = {"text": title, "subtitle": [unit, *footer(mark, stamp)]}
    return Chart(lambda: picture(said, mark, stamp, as_svg(chart.wide), note=note), _with_title(chart, around))


def _with_title(chart: Drawn, title: Row) -> Row:
    schema = "https://vega.github.io/schema/vega-lite/v5.json"
    return {"$schema": schema, **chart.wide, "config": CONFIG, "title": title}


def _unit(figure: "Figure") -> str:
    here = regions(row["province"] for row in figure.rows if "province" in row)
    by = f", by {' and '.join(map(here.called, figure.by))}" if figure.by else ""
    return f"{figure.unit[0].upper()}{figure.unit[1:]}{by}"


def _spec(chart: Drawn, figure: "Figure", mark: Mark) -> Row:
    """What stands around the picture stands in its specification, too."""
    title = {"text": figure.title, "subtitle": [_unit(figure), *footer(mark, figure.stamp)]}
    return _with_title(chart, title)


def _chart(figure: "Figure", rows: list[Row]) -> tuple[Drawn, str]:
    time = next((each for each in TIME if each in figure.by), None)
    share = figure.unit == "share"
    if time and len({row[time] for row in rows}) > 1:
        return _over_time(figure, rows, time, ".0%" if share else ",.3~s")
    if figure.by == ("province",) and fits([row["province"] for row in rows]) and not _below(rows):
        return _map(rows, share), ""
    return _as_bars(figure, rows, share)


def _below(rows: list[Row]) -> bool:
    """Whether there are negative values, which a map has no colours for."""
    return any(row["value"] < 0 for row in rows)


def _over_time(figure: "Figure", rows: list[Row], time: str, axis: str) -> tuple[Drawn, str]:
    others = [each for each in figure.by if each != time]
    placed = [{**_with_bands(row, rows), "month": _date(row[time]), "of": _label(row, others, figure)} for row in rows]
    kept = _largest(placed, "of", MOST_LINES)
    note = "" if len(kept) == len(placed) else f"The {MOST_LINES} largest are drawn; the table has all."
    return lines(kept, "of", figure.unit, axis=axis), note


def _with_bands(row: Row, rows: Sequence[Row]) -> Row:
    """A row with those bands that every row has."""
    gone = {end for band in BANDS for end in band if any(each[band[0]] is None for each in rows)}
    return {key: value for key, value in row.items() if key not in gone}


def _date(value: Any) -> str:
    return f"{value}-01" if isinstance(value, int) else f"{value:%Y-%m}"


def _label(row: Row, names: Sequence[str], figure: "Figure") -> str:
    return ", ".join(str(row[name]).replace("_", " ") for name in names) or figure.name.replace(".", " ").replace(
        "_", " "
    )


def _largest(rows: list[Row], key: str, most: int) -> list[Row]:
    totals: dict[str, float] = {}
    for row in rows:
        totals[row[key]] = totals.get(row[key], 0.0) + row["value"]
    kept = sorted(totals, key=lambda name: -totals[name])[:most]
    return [row for row in rows if row[key] in kept]


def _map(rows: list[Row], share: bool) -> Drawn:
    limits = edges([row["value"] for row in rows])
    plain = [{"province": row["province"], "value": row["value"]} for row in rows]
    return tiles(plain, limits, form=".0%" if share else ".2~s")


def _as_bars(figure: "Figure", rows: list[Row], share: bool) -> tuple[Drawn, str]:
    said = [{"of": _label(row, figure.by, figure), "value": row["value"]} for row in rows]
    kept = said if len(said) <= MOST_BARS else sorted(said, key=lambda row: -row["value"])[:MOST_BARS]
    note = "" if len(kept) == len(said) else f"The {MOST_BARS} largest are drawn; the table has all."
    form, words = (".0%", percent) if share else (",.3~s", short)
    return bars(kept, "of", figure.unit, form=form, said=words), note
