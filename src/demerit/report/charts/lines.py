"""Lines over time, with bands and a label at the end of each line."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from demerit.report.charts.labels import spread
from demerit.report.table import Row
from demerit.report.theme import COUNTS, GREY, OKABE_ITO, TEXT, WIDTH

LINE = 15  # pixels between labels


def lines(
    rows: Sequence[Row],
    series: str,
    unit: str,
    value: str = "value",
    axis: str = ",.3~s",
    height: int = 240,
    colours: Sequence[str] = OKABE_ITO,
    marks: Sequence[tuple[str, str]] = (),
    width: int = WIDTH - 40,
) -> Any:
    """Rows with `month` (text), `value` and perhaps `low`, `high`, `least`, `most`; one line a value of `series`.

    marks: (month, text) of dates to be marked; the first letters of `axis` are a d3 format.
    """
    names = list(dict.fromkeys(str(row[series]) for row in rows))
    top = max([float(row.get("most") or row.get("high") or row[value]) for row in rows] + [0.0]) or 1.0
    data = alt.Data(values=list(rows))
    colour = alt.Color(f"{series}:N", scale=alt.Scale(domain=names, range=list(colours[: len(names)])), legend=None)
    x = alt.X("month:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", grid=False))
    y = alt.Y(
        f"{value}:Q",
        title=unit,
        scale=alt.Scale(domain=[0, top], nice=True),
        axis=alt.Axis(format=axis, tickCount=5, labelExpr=COUNTS),
    )
    base = alt.Chart(data, width=width, height=height)
    parts = [base.mark_line().encode(x=x, y=y, color=colour)]
    if "low" in rows[0]:
        band = base.mark_area(opacity=0.22).encode(x=x, y=alt.Y("low:Q", title=unit), y2="high:Q", color=colour)
        parts.insert(0, band)
    if "least" in rows[0]:
        wide = base.mark_area(opacity=0.1).encode(x=x, y=alt.Y("least:Q", title=unit), y2="most:Q", color=colour)
        parts.insert(0, wide)
    if marks:
        parts[:0] = _dates(marks, height)
    return alt.layer(*parts, _ends(rows, names, series, value, top, height, colours))


def _ends(
    rows: Sequence[Row], names: list[str], series: str, value: str, top: float, height: int, colours: Sequence[str]
) -> Any:
    last = {str(row[series]): row for row in rows}
    places = spread([float(last[name][value]) for name in names], LINE * top / height)
    places = [place - min(0.0, min(places)) for place in places]
    ends = [
        {"month": last[name]["month"], "place": place, "name": name, "colour": colour}
        for name, place, colour in zip(names, places, colours)
    ]
    return (
        alt.Chart(alt.Data(values=ends))
        .mark_text(align="left", dx=6, fontSize=TEXT, fontWeight="bold")
        .encode(x="month:T", y="place:Q", text="name:N", color=alt.Color("colour:N", scale=None))
    )


def _dates(marks: Sequence[tuple[str, str]], height: int) -> list[Any]:
    data = alt.Data(values=[{"month": month, "text": text} for month, text in marks])
    rule = alt.Chart(data).mark_rule(color=GREY, strokeDash=[3, 3]).encode(x="month:T")
    text = (
        alt.Chart(data)
        .mark_text(align="left", dx=4, dy=0, baseline="top", color=GREY, fontSize=TEXT - 1)
        .encode(x="month:T", y=alt.value(0), text="text:N")
    )
    return [rule, text]
