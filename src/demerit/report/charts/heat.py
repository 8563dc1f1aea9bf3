"""A table of shaded cells with their numbers: rows down, columns across; some cells in a colour of their own."""

from collections.abc import Callable, Sequence
from math import sqrt
from typing import Final

from demerit.report.charts.chart import Chart, Spec, layer, on
from demerit.report.numbers import short
from demerit.report.table import Row
from demerit.report.theme import TEXT, ink_on

# From white to blue, and from white to vermilion, which nobody takes for each other.
PLAIN = ("#ffffff", "#dcebf5", "#b8d6ea", "#8dbfde", "#5ea3cd", "#2f87bb", "#0072B2")
APART = ("#ffffff", "#fbe6d6", "#f6cba9", "#eeab78", "#e48c4a", "#db7422", "#D55E00")
SIGN: Final = "≠"  # of the second colour
WIDE, NARROW = (78, 40), (64, 40)  # pixels of a cell


def heat(
    rows: Sequence[Row],
    down: str,
    across: str,
    heads: tuple[str, str],
    apart: str = "apart",
    said: Callable[[float], str] = short,
) -> Chart:
    """One cell a row of data.  heads: of the rows and of the columns; apart: a column that says which cells are in the
    second colour, and have its sign, for who cannot tell the colours.
    """
    most = max((abs(float(row["value"])) for row in rows), default=0.0)
    cells = [
        {**row, "shade": _shade(float(row["value"]), most, APART if row[apart] else PLAIN), "said": _written(row, said)}
        for row in rows
    ]
    for cell in cells:
        cell["ink"] = ink_on(cell["shade"])
        cell["sign"] = SIGN if cell[apart] and cell["value"] > 0 else ""
    return Chart(_drawn(cells, down, across, heads, WIDE), _drawn(cells, down, across, heads, NARROW))


def _shade(value: float, most: float, shades: Sequence[str]) -> str:
    """The more, the darker: by the square root, so that a tenth of the most can still be told from nothing."""
    if value <= 0 or most <= 0:
        return shades[0]
    return shades[max(1, round(sqrt(value / most) * (len(shades) - 1)))]


def _written(row: Row, said: Callable[[float], str]) -> str:
    return said(float(row["value"])).replace("-", "−") if row["value"] else "0"


def _drawn(cells: list[Row], down: str, across: str, heads: tuple[str, str], size: tuple[int, int]) -> Spec:
    orders = [list(dict.fromkeys(str(row[key]) for row in cells)) for key in (down, across)]
    axis: Spec = {"ticks": False, "domain": False, "labelLimit": 0}
    rows = {**axis, "labelPadding": 6, "titleY": -26}
    columns = {**axis, "orient": "top", "labelAngle": 0, "labelOverlap": False, "titlePadding": 26}
    place = {
        "x": on(f"{across}:N", sort=orders[1], title=heads[1], axis=columns),
        "y": on(f"{down}:N", sort=orders[0], title=heads[0], axis=rows),
    }
    shade, ink = ({"field": name, "type": "nominal", "scale": None} for name in ("shade", "ink"))
    wide, high = size
    boxes = layer(cells, "rect", {**place, "color": shade}, stroke="#bfbfbf", strokeWidth=1)
    text = layer(cells, "text", {**place, "text": on("said:N"), "color": ink}, fontSize=TEXT, align="center")
    corner = {"align": "right", "dx": wide / 2 - 3, "dy": 9 - high / 2}
    signs = layer(cells, "text", {**place, "text": on("sign:N"), "color": ink}, fontSize=TEXT, **corner)
    return {"layer": [boxes, text, signs], "width": {"step": wide}, "height": {"step": high}}
