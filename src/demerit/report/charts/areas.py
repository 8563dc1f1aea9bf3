"""Shares over time, stacked, each named at its end."""

from collections.abc import Sequence

from demerit.report.charts.chart import Chart, Spec, layer, layers, on
from demerit.report.charts.dates import dates
from demerit.report.charts.labels import spread
from demerit.report.table import Row
from demerit.report.theme import APART, COUNTS, FIT, INSIDE, LEGEND, NARROW, TEXT, WIDTH, YEARS

LINE = 15  # pixels between labels


def areas(
    rows: Sequence[Row],
    series: str,
    unit: str,
    colours: Sequence[str],
    height: int = 280,
    width: int = WIDTH - 40,
    marks: Sequence[tuple[str, str]] = (),
    note: str = "",
) -> Chart:
    """Rows with `month`, `value` (share) and `series`; the first series lies at the bottom.

    marks: (month, number) of dates to be marked; note: what the numbers stand for.
    """
    names = list(dict.fromkeys(str(row[series]) for row in rows))
    scale = {"domain": names, "range": list(colours[: len(names)])}
    legend = {**LEGEND, "values": names[::-1], "symbolType": "square", "symbolStrokeWidth": 0}
    return Chart(
        layers(
            _area(rows, series, names, unit, {"scale": scale, "legend": None}),
            *dates(marks, rows, width),
            *_names(rows, names, series, colours, height),
            width=width,
            height=height,
        ),
        layers(
            _area(rows, series, names, unit, {"scale": scale, "legend": legend, "title": None}),
            *dates(marks, rows, INSIDE * NARROW),
            width=NARROW,
            height=min(height, 220),
            autosize=FIT,
        ),
        note,
    )


def _area(rows: Sequence[Row], series: str, names: list[str], unit: str, colour: Spec) -> Spec:
    y = on("value:Q", stack="zero", title=unit, scale={"domain": [0, 1]}, axis={"format": "%", "labelExpr": COUNTS})
    encoding = {
        "x": on("month:T", title=None, axis={**YEARS, **(APART if colour["legend"] else {})}),
        "y": y,
        "color": on(f"{series}:N", **colour),
        "order": on("rank:Q"),
    }
    rank = {"calculate": f"indexof({names!r}, datum.{series})", "as": "rank"}
    return {**layer(rows, "area", encoding), "transform": [rank]}


def _names(rows: Sequence[Row], names: list[str], series: str, colours: Sequence[str], height: int) -> list[Spec]:
    last = rows[-1]["month"]
    shares = {str(row[series]): float(row["value"]) for row in rows if row["month"] == last}
    middles, below = [], 0.0
    for name in names:
        middles.append(below + shares.get(name, 0.0) / 2)
        below += shares.get(name, 0.0)
    places = spread(middles, LINE / height)
    shift = -min(0.0, min(places) - 0.3 * LINE / height)
    labels = [
        {"month": last, "place": place, "name": name, "colour": colour}
        for name, place, colour in zip(names, _below([p + shift for p in places], LINE / height), colours)
    ]
    where = {"x": on("month:T"), "y": on("place:Q")}
    look = {"size": 90, "xOffset": 12, "opacity": 1, "stroke": "#595959", "strokeWidth": 0.5}
    return [
        layer(labels, "square", {**where, "color": on("colour:N", scale=None)}, **look),
        layer(labels, "text", {**where, "text": on("name:N")}, align="left", dx=22, fontSize=TEXT),
    ]


def _below(places: list[float], least: float) -> list[float]:
    """Rising places, pushed down from the top so that none lies above the chart."""
    top = 1.02
    out: list[float] = []
    for place in reversed(places):
        out.append(min(place, top))
        top = out[-1] - least
    return out[::-1]
