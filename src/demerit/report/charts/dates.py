"""Dates in charts over time: a dashed line each, with its number."""

from collections.abc import Sequence
from typing import Final

from demerit.calendar import month_of
from demerit.report.charts.chart import Spec, at, layer, on, words
from demerit.report.table import Row
from demerit.report.theme import GREY, TEXT

BESIDE: Final = 3  # pixels from a line to its number
LETTER: Final = 0.62 * TEXT  # and of a letter, where the reader's machine has wide ones


def dates(marks: Sequence[tuple[str, str]], rows: Sequence[Row], width: float) -> list[Spec]:
    """(month, number) as layers behind the lines; words would not fit side by side, and stand below the chart.

    A number stands on white, as areas may lie under it.  Numbers that would lie on each other stand at the first of
    them.  rows: what the chart shows; width: of the plot, in pixels.
    """
    if not marks:
        return []
    where = {"x": on("month:T"), "y": at(0), "text": on("text:N")}
    look = {"align": "left", "dx": BESIDE, "baseline": "top", "color": GREY, "fontSize": TEXT - 1}
    return [
        layer([{"month": month} for month, _ in marks], "rule", {"x": on("month:T")}, color=GREY, strokeDash=[3, 3]),
        *words(_numbers(marks, rows, width), where, **look),
    ]


def _numbers(marks: Sequence[tuple[str, str]], rows: Sequence[Row], width: float) -> list[Row]:
    """Numbers with the month that they stand at."""
    months = [month_of(str(row["month"])[:7]) for row in rows] + [month_of(month[:7]) for month, _ in marks]
    a_month = width / max(1, max(months) - min(months))
    out: list[Row] = []
    for month, number in marks:
        apart = (month_of(month[:7]) - month_of(out[-1]["month"][:7])) * a_month if out else width
        if out and apart < BESIDE + LETTER * len(out[-1]["text"]):
            out[-1]["text"] += f", {number}"
        else:
            out.append({"month": month, "text": number})
    return out
