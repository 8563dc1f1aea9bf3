"""Horizontal bars with their values beside them, and small multiples of bars by year."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from demerit.report.table import Row
from demerit.report.theme import BLUE, INK, OKABE_ITO, TEXT, WIDTH


def bars(
    rows: Sequence[Row],
    name: str,
    unit: str,
    value: str = "value",
    form: str = ",.3~s",
    colour: str | None = None,
    step: int = 24,
    width: int = WIDTH - 140,
) -> Any:
    """One bar a row, in the order of the rows; `low` and `high` as a thin line; colour: a column that groups bars."""
    data = alt.Data(values=list(rows))
    order = [str(row[name]) for row in rows]
    base = alt.Chart(data, width=width, height=alt.Step(step))
    y = alt.Y(f"{name}:N", sort=order, title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=8))
    x = alt.X(f"{value}:Q", title=unit, axis=alt.Axis(format=form, tickCount=5))
    fill: Any = alt.value(BLUE)
    if colour:
        groups = list(dict.fromkeys(str(row[colour]) for row in rows))
        scale = alt.Scale(domain=groups, range=list(OKABE_ITO[: len(groups)]))
        fill = alt.Color(f"{colour}:N", scale=scale, title=None, legend=alt.Legend(orient="top", columns=4))
    parts = [base.mark_bar().encode(x=x, y=y, color=fill)]
    end = value
    if "high" in rows[0]:
        parts.append(base.mark_rule(color=INK, strokeWidth=1.5).encode(x="low:Q", x2="high:Q", y=y))
        end = "high"
    text = base.mark_text(align="left", dx=5, fontSize=TEXT, color=INK)
    parts.append(text.encode(x=f"{end}:Q", y=y, text=alt.Text(f"{value}:Q", format=form)))
    return alt.layer(*parts)


def panels(
    rows: Sequence[Row], name: str, along: str, columns: int = 3, form: str = ",.3~s", title: str | None = None, wide: int = 150
) -> Any:
    """Small multiples: bars along a column, one panel a value of `name`, each with its own axis from 0; the peak is labelled."""
    drawn = []
    labels = "\"'\" + slice(datum.label, 2)" if along == "year" else "datum.label"
    for panel in dict.fromkeys(str(row[name]) for row in rows):
        mine = [row for row in rows if str(row[name]) == panel]
        base = alt.Chart(alt.Data(values=mine), width=wide, height=90, title=panel)
        x = alt.X(f"{along}:O", sort=None, title=title, axis=alt.Axis(labelAngle=0, labelExpr=labels, ticks=False))
        y = alt.Y("value:Q", title=None, axis=alt.Axis(format=_form(mine, form), tickCount=3))
        parts = [base.mark_bar(color=BLUE).encode(x=x, y=y)]
        if "high" in mine[0]:
            parts.append(base.mark_rule(color=INK).encode(x=x, y="low:Q", y2="high:Q"))
        parts.append(_peak(mine, along, _form(mine, form)))
        drawn.append(alt.layer(*parts))
    return alt.concat(*drawn, columns=columns, spacing=18)


def _form(rows: Sequence[Row], otherwise: str) -> str:
    return str(rows[0].get("form") or otherwise)


def _peak(rows: Sequence[Row], along: str, form: str) -> Any:
    most = max(rows, key=lambda row: float(row["value"]))
    at = {along: most[along], "value": most["value"], "place": most.get("high", most["value"])}
    return (
        alt.Chart(alt.Data(values=[at]))
        .mark_text(dy=-6, fontSize=TEXT - 1)
        .encode(x=alt.X(f"{along}:O", sort=None), y="place:Q", text=alt.Text("value:Q", format=form))
    )
