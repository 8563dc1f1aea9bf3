"""Horizontal bars with their values beside them."""

from collections.abc import Callable, Sequence
from math import ceil
from typing import Any, Final

from demerit.report.charts.chart import Chart, Spec, at, layer, layers, on, words
from demerit.report.charts.listed import Lines
from demerit.report.numbers import short
from demerit.report.table import Row
from demerit.report.theme import BLUE, COUNTS, INK, NARROW, OKABE_ITO, TEXT, WIDTH

LETTER: Final = 0.62 * TEXT  # pixels of a letter, where the reader's machine has wide ones
BESIDE: Final = 12  # between a bar, what is written beside it, and the axis


def bars(
    rows: Sequence[Row],
    name: str,
    unit: str,
    form: str = ",.3~s",
    said: Callable[[float], str] = short,
    colour: str | None = None,
    step: int = 24,
    width: int = WIDTH - 140,
) -> Chart:
    """One bar a row, in the order of the rows; values below 0 to the left; colour: a column that groups bars."""
    labelled = [{**row, "said": said(float(row["value"])).replace("-", "−")} for row in rows]
    axis = {"format": form, "tickCount": min(5, width // 90), "labelExpr": COUNTS}  # each with its number
    return Chart(
        _wide(
            labelled,
            name,
            on("value:Q", title=unit, axis={**axis, "labelFlush": False}, scale={"padding": _room(labelled)}),
            colour,
            step,
            width,
        ),
        _narrow(labelled, name, on("value:Q", title=unit, axis={**axis, "tickCount": 3}), colour),
    )


def _wide(rows: list[Row], name: str, x: Spec, colour: str | None, step: int, width: int) -> Spec:
    axis = {"ticks": False, "domain": False, "labelPadding": 8, "labelLimit": 0}
    y = on(f"{name}:N", sort=[str(row[name]) for row in rows], title=None, axis=axis)
    fill = _fill(rows, colour, {"orient": "top", "columns": 6})
    parts = [layer(rows, "bar", {"x": x, "y": y, "color": fill})]
    for test, look in ((">= 0", {"align": "left", "dx": 5}), ("< 0", {"align": "right", "dx": -5})):
        text = {"x": on("value:Q"), "y": y, "text": on("said:N")}
        beside = [{"filter": f"datum.value {test}"}]
        parts += [{**each, "transform": beside} for each in words(rows, text, **look, fontSize=TEXT, color=INK)]
    return {"layer": parts, "width": width, "height": {"step": step}}


def _narrow(rows: list[Row], name: str, x: Spec, colour: str | None) -> Spec:
    lines, placed = Lines(), []
    for row in rows:
        lines.say(f"{row[name]}: {row['said']}")
        middle = lines.track()
        placed.append({**row, "top": middle - 8, "bottom": middle + 8})
        lines.gap(6)
    fill = _fill(rows, colour, {"orient": "top", "direction": "vertical", "columns": 1})
    bar = {"x": x, "x2": {"datum": 0}, "y": lines.channel("top"), "y2": {"field": "bottom"}, "color": fill}
    return layers(layer(placed, "rect", bar), *lines.layers(), width=NARROW, height=lines.height)


def _fill(rows: Sequence[Row], colour: str | None, legend: Spec) -> Any:
    if colour is None:
        return at(BLUE)
    groups = list(dict.fromkeys(str(row[colour]) for row in rows))
    scale = {"domain": groups, "range": list(OKABE_ITO[: len(groups)])}
    return on(f"{colour}:N", scale=scale, title=None, legend=legend)


def _room(rows: Sequence[Row]) -> int:
    """Pixels beyond the longest bars: values below 0 are written between bar and axis."""
    below = [len(str(row["said"])) for row in rows if float(row["value"]) < 0]
    return ceil(max(below) * LETTER + BESIDE) if below else 0
