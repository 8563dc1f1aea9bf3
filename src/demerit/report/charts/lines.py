"""Lines over time, with bands and a label at the end of each line."""

from collections.abc import Sequence
from typing import Final

from demerit.report.charts.chart import Chart, Spec, layer, layers, on
from demerit.report.charts.dates import dates
from demerit.report.charts.labels import spread
from demerit.report.table import Row
from demerit.report.theme import APART, COUNTS, FIT, INSIDE, LEGEND, NARROW, OKABE_ITO, TEXT, WIDTH, YEARS, readable

LINE = 15  # pixels between labels
HIGHEST: Final = (
    4.0  # times the highest point of a line: bands beyond end at the edge, or the lines lay flat at the bottom
)
FINE: Final = 0.05  # a share: where an axis ends so low, whole percents are too coarse
BEYOND: Final = "A band that ends at the upper edge goes on beyond it."


def lines(
    rows: Sequence[Row],
    series: str,
    unit: str,
    value: str = "value",
    axis: str = ",.3~s",
    height: int = 240,
    colours: Sequence[str] = OKABE_ITO,
    marks: Sequence[tuple[str, str]] = (),
    note: str = "",
    width: int = WIDTH - 40,
    labelled: bool = True,
) -> Chart:
    """Rows with `month` (text), `value` and perhaps `low`, `high`, `least`, `most`; one line a value of `series`.

    marks: (month, number) of dates to be marked; note: what the numbers stand for; `axis`: a d3 format;
    labelled: whether lines carry their names, which a single one that is the title's own need not.
    """
    names = list(dict.fromkeys(str(row[series]) for row in rows))
    top, cut = _top(rows, value)
    said = " ".join(each for each in (BEYOND if cut else "", note) if each)
    y = on(
        f"{value}:Q",
        title=unit,
        scale={"domain": [0, top], "nice": True},
        axis={"format": _form(axis, top), "tickCount": 5, "labelExpr": COUNTS},
    )
    scale = {"domain": names, "range": list(colours[: len(names)])}
    ends = _ends(rows, names, series, value, top, height, colours)
    wide = _drawn(rows, y, on(f"{series}:N", scale=scale, legend=None), {})
    legend = {**LEGEND, "symbolType": "stroke", "symbolStrokeWidth": 3} if labelled else None
    small = _drawn(rows, y, on(f"{series}:N", scale=scale, title=None, legend=legend), APART)
    return Chart(
        layers(*dates(marks, rows, width), *wide, *([ends] if labelled else []), width=width, height=height),
        layers(*dates(marks, rows, INSIDE * NARROW), *small, width=NARROW, height=min(height, 200), autosize=FIT),
        said,
    )


def _form(axis: str, top: float) -> str:
    """The format of an axis, with as many digits as tell the marks of a share apart."""
    if "%" not in axis or top > FINE:
        return axis
    return ".1~%" if top > FINE / 10 else ".2~%"


def _top(rows: Sequence[Row], value: str) -> tuple[float, bool]:
    """Where the axis ends; whether a band is cut there."""
    line = max((float(row[value]) for row in rows), default=0.0)
    band = max((float(row.get("most") or row.get("high") or row[value]) for row in rows), default=0.0)
    cut = 0 < HIGHEST * line < band
    return (HIGHEST * line if cut else band) or 1.0, cut


def _drawn(rows: Sequence[Row], y: Spec, colour: Spec, apart: Spec) -> list[Spec]:
    x = on("month:T", title=None, axis={**YEARS, **apart})
    parts = [layer(rows, "line", {"x": x, "y": y, "color": colour})]
    for low, high, opacity in (("low", "high", 0.22), ("least", "most", 0.1)):
        if low in rows[0]:
            band = {"x": x, "y": on(f"{low}:Q", title=y["title"]), "y2": {"field": high}}
            parts.insert(0, layer(rows, "area", {**band, "color": colour}, opacity=opacity, clip=True))
    return parts


def _ends(
    rows: Sequence[Row], names: list[str], series: str, value: str, top: float, height: int, colours: Sequence[str]
) -> Spec:
    last = {str(row[series]): row for row in rows}
    places = spread([float(last[name][value]) for name in names], LINE * top / height)
    places = [place - min(0.0, min(places)) for place in places]
    ends = [
        {"month": last[name]["month"], "place": place, "name": name, "colour": readable(colour)}
        for name, place, colour in zip(names, places, colours)
    ]
    text = {"x": on("month:T"), "y": on("place:Q"), "text": on("name:N"), "color": on("colour:N", scale=None)}
    return layer(ends, "text", text, align="left", dx=6, fontSize=TEXT, fontWeight="bold")
