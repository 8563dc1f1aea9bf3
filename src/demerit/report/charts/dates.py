"""Dates in charts over time: a dashed line each, with its number."""

from collections.abc import Sequence

from demerit.report.charts.chart import Spec, at, layer, on, words
from demerit.report.theme import GREY, TEXT


def dates(marks: Sequence[tuple[str, str]]) -> list[Spec]:
    """(month, number) as layers behind the lines; words would not fit side by side, and stand below the chart.

    A number stands on white, as areas may lie under it.
    """
    if not marks:
        return []
    rows = [{"month": month, "text": text} for month, text in marks]
    where = {"x": on("month:T"), "y": at(0), "text": on("text:N")}
    look = {"align": "left", "dx": 3, "baseline": "top", "color": GREY, "fontSize": TEXT - 1}
    return [
        layer(rows, "rule", {"x": on("month:T")}, color=GREY, strokeDash=[3, 3]),
        *words(rows, where, **look),
    ]
