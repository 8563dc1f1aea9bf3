"""Shares over time, stacked, each named where it is widest."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from demerit.report.table import Row
from demerit.report.theme import TEXT, WIDTH, ink_on


def areas(
    rows: Sequence[Row], series: str, unit: str, colours: Sequence[str], height: int = 280, width: int = WIDTH - 40
) -> Any:
    """Rows with `month`, `value` (share) and `series`; the first series lies at the bottom."""
    names = list(dict.fromkeys(str(row[series]) for row in rows))
    ranks = {name: rank for rank, name in enumerate(names)}
    data = alt.Data(values=list(rows))
    colour = alt.Color(f"{series}:N", scale=alt.Scale(domain=names, range=list(colours[: len(names)])), legend=None)
    area = (
        alt.Chart(data, width=width, height=height)
        .mark_area()
        .transform_calculate(rank=f"indexof({names!r}, datum.{series})")
        .encode(
            x=alt.X("month:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", grid=False)),
            y=alt.Y("value:Q", stack="zero", title=unit, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%")),
            color=colour,
            order=alt.Order("rank:Q"),
        )
    )
    return alt.layer(area, _names(rows, names, ranks, series, colours, height))


def _names(
    rows: Sequence[Row], names: list[str], ranks: dict[str, int], series: str, colours: Sequence[str], height: int
) -> Any:
    months = list(dict.fromkeys(str(row["month"]) for row in rows))
    inner = months[len(months) // 5 : -max(1, len(months) // 5)] or months
    share = {(str(row["month"]), str(row[series])): float(row["value"]) for row in rows}
    labels = []
    for name, colour in zip(names, colours):
        month = max(inner, key=lambda m: share.get((m, name), 0.0))
        here = share.get((month, name), 0.0)
        if here * height >= TEXT + 4:
            below = sum(share.get((month, other), 0.0) for other in names[: ranks[name]])
            labels.append({"month": month, "place": below + here / 2, "name": name, "ink": ink_on(colour)})
    return (
        alt.Chart(alt.Data(values=labels))
        .mark_text(fontSize=TEXT)
        .encode(x="month:T", y="place:Q", text="name:N", color=alt.Color("ink:N", scale=None))
    )
