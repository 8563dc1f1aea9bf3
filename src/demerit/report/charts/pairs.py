"""Two horizontal bars a row, one beside the other, with their values; the second with its error as a line."""

from collections.abc import Callable, Sequence

from demerit.report.charts.chart import Chart, Spec, layer, layers, on, words
from demerit.report.charts.labels import in_lines
from demerit.report.charts.listed import Lines
from demerit.report.numbers import short
from demerit.report.table import Row
from demerit.report.theme import BLUE, COUNTS, INK, NARROW, ORANGE, TEXT, WIDTH

ROOM = 64  # pixels beyond the longest bars, where some go to the left
LETTERS, BREAK = 30, "\n"  # of a line of a name beside its bars
BAR = 17  # pixels of a bar with the gap to the next
BANDS = (
    (("least", "most"), {"strokeWidth": 7, "opacity": 0.35, "color": INK}),
    (("low", "high"), {"strokeWidth": 2, "color": INK}),
)


def pairs(
    rows: Sequence[Row],
    name: str,
    series: str,
    unit: str,
    said: Callable[[float], str] = short,
    width: int = WIDTH - 170,
) -> Chart:
    """One bar a value of `series`, together for each value of `name`, in the order of the rows; `low` to `high` as a
    line over a bar, `least` to `most` as a paler and wider one, where its row has them.
    """
    kinds = list(dict.fromkeys(str(row[series]) for row in rows))
    placed = [{**row, "said": said(float(row["value"])).replace("-", "−"), **_end(row)} for row in rows]
    scale = {"domain": kinds, "range": [ORANGE, BLUE][: len(kinds)]}
    legend = {"orient": "top", "direction": "vertical", "columns": 1, "labelLimit": 0}
    colour = on(f"{series}:N", scale=scale, title=None, legend=legend)
    axis: Spec = {"format": ",.3~s", "tickCount": 4, "labelExpr": COUNTS}
    below = any(float(row["value"]) < 0 for row in rows)  # values are written between bars and axis there
    x = on("value:Q", title=unit, axis=axis, scale={"padding": ROOM if below else 0})
    return Chart(_wide(placed, name, series, kinds, x, colour, width), _narrow(placed, name, series, x, colour))


def _end(row: Row) -> Row:
    """Where a bar ends with its line: there its value is written."""
    value = float(row["value"])
    ends = [value, *(float(row[key]) for pair, _ in BANDS for key in pair if row.get(key) is not None)]
    return {"end": max(ends) if value >= 0 else min(ends), "up": value >= 0}


def _bands(rows: list[Row], place: Spec) -> list[Spec]:
    """Lines over bars, in the rows that have them."""
    parts = []
    for (low, high), look in BANDS:
        lined = [row for row in rows if row.get(low) is not None]
        if lined:
            parts.append(layer(lined, "rule", {"x": on(f"{low}:Q"), "x2": {"field": high}, **place}, **look))
    return parts


def _wide(rows: list[Row], name: str, series: str, kinds: list[str], x: Spec, colour: Spec, width: int) -> Spec:
    rows = [{**row, name: BREAK.join(in_lines(str(row[name]), LETTERS))} for row in rows]
    names = list(dict.fromkeys(str(row[name]) for row in rows))
    split = f"split(datum.label, {BREAK!r})"
    axis = {"ticks": False, "domain": False, "labelPadding": 8, "labelLimit": 0, "labelExpr": split}
    y = on(f"{name}:N", sort=names, title=None, axis=axis, scale={"paddingInner": 0.25})
    beside = on(f"{series}:N", sort=kinds)
    parts = [layer(rows, "bar", {"x": x, "y": y, "yOffset": beside, "color": colour})]
    place = {"y": y, "yOffset": beside}
    parts += _bands(rows, place)
    for up, look in ((True, {"align": "left", "dx": 5}), (False, {"align": "right", "dx": -5})):
        some = [row for row in rows if row["up"] is up]
        if some:
            parts += words(
                some,
                {"x": on("end:Q"), "text": on("said:N"), **place},
                **look,
                fontSize=TEXT,
                color=INK,
            )
    return {"layer": parts, "width": width, "height": {"step": BAR}}


def _narrow(rows: list[Row], name: str, series: str, x: Spec, colour: Spec) -> Spec:
    lines, placed, block = Lines(), [], None
    for row in rows:
        if row[name] != block:
            lines.gap(8 if block is not None else 0)
            block = row[name]
            lines.say(str(block), "bold")
        lines.say(f"{row[series]}: {row['said']}")
        middle = lines.track()
        placed.append({**row, "top": middle - 6, "bottom": middle + 6, "middle": middle})
    plain = {**x, "axis": {**x["axis"], "tickCount": 3}, "scale": {}}
    y, to = lines.channel("top"), {"field": "bottom"}
    bar = layer(placed, "rect", {"x": plain, "x2": {"datum": 0}, "y": y, "y2": to, "color": colour})
    parts = [bar, *_bands(placed, {"y": lines.channel("middle")})]
    return layers(*parts, *lines.layers(), width=NARROW, height=lines.height)
