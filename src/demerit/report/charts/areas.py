"""Shares over time, stacked, each named at its end."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from demerit.report.charts.labels import spread
from demerit.report.table import Row
from demerit.report.theme import COUNTS, TEXT, WIDTH

LINE = 15  # pixels between labels


def areas(
    rows: Sequence[Row], series: str, unit: str, colours: Sequence[str], height: int = 280, width: int = WIDTH - 40
) -> Any:
    """Rows with `month`, `value` (share) and `series`; the first series lies at the bottom."""
    names = list(dict.fromkeys(str(row[series]) for row in rows))
    colour = alt.Color(f"{series}:N", scale=alt.Scale(domain=names, range=list(colours[: len(names)])), legend=None)
    area = (
        alt.Chart(alt.Data(values=list(rows)), width=width, height=height)
        .mark_area()
        .transform_calculate(rank=f"indexof({names!r}, datum.{series})")
        .encode(
            x=alt.X("month:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", grid=False)),
            y=alt.Y(
                "value:Q",
                stack="zero",
                title=unit,
                scale=alt.Scale(domain=[0, 1]),
                axis=alt.Axis(format="%", labelExpr=COUNTS),
            ),
            color=colour,
            order=alt.Order("rank:Q"),
        )
    )
    return alt.layer(area, *_names(rows, names, series, colours, height))


def _names(rows: Sequence[Row], names: list[str], series: str, colours: Sequence[str], height: int) -> list[Any]:
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
    base = alt.Chart(alt.Data(values=labels))
    where = {"x": "month:T", "y": "place:Q"}
    colour = alt.Color("colour:N", scale=None)
    return [
        base.mark_square(size=90, xOffset=12, opacity=1, stroke="#595959", strokeWidth=0.5).encode(
            **where, color=colour
        ),
        base.mark_text(align="left", dx=22, fontSize=TEXT).encode(**where, text="name:N"),
    ]


def _below(places: list[float], least: float) -> list[float]:
    """Rising places, pushed down from the top so that none lies above the chart."""
    top = 1.02
    out: list[float] = []
    for place in reversed(places):
        out.append(min(place, top))
        top = out[-1] - least
    return out[::-1]
