"""Several readings of one quantity: a dot a reading, each on its own line, named and numbered beside the dot."""

from collections.abc import Callable, Sequence
from typing import Any

import altair as alt

from demerit.report.numbers import short
from demerit.report.table import Row
from demerit.report.theme import COUNTS, GREY, INK, OKABE_ITO, TEXT, WIDTH

LINE = 19  # pixels a dot


def dots(
    rows: Sequence[Row],
    name: str,
    series: str,
    unit: str,
    log: bool = False,
    form: str = ",.3~s",
    said: Callable[[float], str] = short,
    colours: Sequence[str] = OKABE_ITO,
    rule: float | None = None,
    width: int = WIDTH - 230,
) -> Any:
    """A block of lines a value of `name`, one dot a value of `series`; `low` and `high` as a line through the dot, `least` and `most`
    as a pale one behind it.

    said: how a value is written beside its dot; rule: a value to be marked.
    """
    kept = [row for row in rows if row["value"] is not None and (row["value"] > 0 or not log)]
    kinds = list(dict.fromkeys(str(row[series]) for row in rows))
    labelled = [{**row, "said": f"{said(float(row['value']))}  {row[series]}", "end": _end(row)} for row in kept]
    base = alt.Chart(alt.Data(values=labelled), width=width, height=alt.Step(LINE))
    scale = alt.Scale(type="log", nice=False, padding=12) if log else alt.Scale(zero=True, nice=True)
    x = alt.X(
        "value:Q",
        title=unit,
        scale=scale,
        axis=alt.Axis(format=form, tickCount=5, labelExpr=COUNTS, labelOverlap=True, labelSeparation=6),
    )
    where = {
        "y": alt.Y(
            f"{name}:N",
            sort=list(dict.fromkeys(str(row[name]) for row in kept)),
            title=None,
            scale=alt.Scale(paddingInner=0.25),
            axis=alt.Axis(ticks=False, domain=False, labelPadding=8, labelLimit=260),
        ),
        "yOffset": alt.YOffset(f"{series}:N", sort=kinds),
    }
    colour = alt.Color(f"{series}:N", scale=alt.Scale(domain=kinds, range=list(colours[: len(kinds)])), legend=None)
    parts = []
    if rule is not None:
        line = alt.Chart(alt.Data(values=[{"value": rule}])).mark_rule(color=GREY, strokeDash=[4, 3])
        parts.append(line.encode(x="value:Q"))
    if "least" in rows[0]:
        wide = base.mark_rule(strokeWidth=7, opacity=0.25)
        parts.append(wide.encode(x="least:Q", x2="most:Q", color=colour, **where))
    if "low" in rows[0]:
        parts.append(base.mark_rule(strokeWidth=2).encode(x="low:Q", x2="high:Q", color=colour, **where))
    parts.append(base.mark_circle(size=90, opacity=1).encode(x=x, color=colour, **where))
    text = base.mark_text(align="left", dx=8, fontSize=TEXT, color=INK)
    parts.append(text.encode(x="end:Q", text="said:N", **where))
    return alt.layer(*parts)


def _end(row: Row) -> float:
    """Where the longest line of a row ends."""
    return max(float(row[key]) for key in ("value", "high", "most") if row.get(key) is not None)
