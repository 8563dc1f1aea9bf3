"""Dots on a scale, joined where they belong together: several readings of one quantity."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from demerit.report.table import Row
from demerit.report.theme import INK, OKABE_ITO, PALE, TEXT, WIDTH


def dots(
    rows: Sequence[Row],
    name: str,
    series: str,
    unit: str,
    log: bool = False,
    form: str = ",.3~s",
    step: int = 42,
    colours: Sequence[str] = OKABE_ITO,
    rule: float | None = None,
    width: int = WIDTH - 150,
) -> Any:
    """One line of dots a value of `name`, one colour and label a value of `series`; rule: a value to be marked."""
    kept = [row for row in rows if row["value"] is not None and (row["value"] > 0 or not log)]
    order = list(dict.fromkeys(str(row[name]) for row in kept))
    kinds = list(dict.fromkeys(str(row[series]) for row in rows))
    scale = alt.Scale(type="log", nice=False, padding=24) if log else alt.Scale(zero=True, nice=True)
    base = alt.Chart(alt.Data(values=kept), width=width, height=alt.Step(step))
    y = alt.Y(f"{name}:N", sort=order, title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=8, labelLimit=260))
    x = alt.X("value:Q", title=unit, scale=scale, axis=alt.Axis(format=form, tickCount=5))
    colour = alt.Color(
        f"{series}:N",
        scale=alt.Scale(domain=kinds, range=list(colours[: len(kinds)])),
        title=None,
        legend=alt.Legend(orient="top", symbolType="circle", symbolSize=110, columns=4),
    )
    parts = [base.mark_line(color=PALE, strokeWidth=3).encode(x=x, y=y, detail=f"{name}:N")]
    if rule is not None:
        line = alt.Chart(alt.Data(values=[{"value": rule}])).mark_rule(color=INK, strokeDash=[4, 3])
        parts.insert(0, line.encode(x="value:Q"))
    if "low" in rows[0]:
        parts.append(base.mark_rule(strokeWidth=2).encode(x="low:Q", x2="high:Q", y=y, color=colour))
    parts.append(base.mark_circle(size=110, opacity=1).encode(x=x, y=y, color=colour))
    for place, kind in enumerate(kinds):
        shift = -13 if place % 2 == 0 else 14
        text = alt.Chart(alt.Data(values=[row for row in kept if str(row[series]) == kind]))
        parts.append(
            text.mark_text(dy=shift, fontSize=TEXT - 1).encode(x="value:Q", y=y, text=alt.Text("value:Q", format=form))
        )
    return alt.layer(*parts)
