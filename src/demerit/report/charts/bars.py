"""Horizontal bars with their values beside them."""

from collections.abc import Callable, Sequence
from typing import Any

import altair as alt

from demerit.report.numbers import short
from demerit.report.table import Row
from demerit.report.theme import BLUE, COUNTS, INK, OKABE_ITO, TEXT, WIDTH


def bars(
    rows: Sequence[Row],
    name: str,
    unit: str,
    form: str = ",.3~s",
    said: Callable[[float], str] = short,
    colour: str | None = None,
    step: int = 24,
    width: int = WIDTH - 140,
) -> Any:
    """One bar a row, in the order of the rows; values below 0 to the left; colour: a column that groups bars."""
    order = [str(row[name]) for row in rows]
    labelled = [{**row, "said": said(float(row["value"])).replace("-", "−")} for row in rows]
    base = alt.Chart(alt.Data(values=labelled), width=width, height=alt.Step(step))
    y = alt.Y(f"{name}:N", sort=order, title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=8))
    x = alt.X(
        "value:Q",
        title=unit,
        scale=alt.Scale(padding=_room(rows)),
        axis=alt.Axis(format=form, tickCount=5, labelExpr=COUNTS, labelOverlap=True, labelSeparation=6),
    )
    fill: Any = alt.value(BLUE)
    if colour:
        groups = list(dict.fromkeys(str(row[colour]) for row in rows))
        scale = alt.Scale(domain=groups, range=list(OKABE_ITO[: len(groups)]))
        fill = alt.Color(f"{colour}:N", scale=scale, title=None, legend=alt.Legend(orient="top", columns=6))
    parts = [base.mark_bar().encode(x=x, y=y, color=fill)]
    right = base.transform_filter("datum.value >= 0").mark_text(align="left", dx=5, fontSize=TEXT, color=INK)
    left = base.transform_filter("datum.value < 0").mark_text(align="right", dx=-5, fontSize=TEXT, color=INK)
    parts += [text.encode(x="value:Q", y=y, text="said:N") for text in (right, left)]
    return alt.layer(*parts)


def _room(rows: Sequence[Row]) -> int:
    """Pixels beyond the longest bars: values below 0 are written between bar and axis."""
    return 44 if any(float(row["value"]) < 0 for row in rows) else 0
