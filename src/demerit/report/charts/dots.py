"""Several readings of one quantity: a dot a reading, each on its own line, named and numbered beside the dot."""

from collections.abc import Callable, Sequence
from math import ceil, floor, log10

from demerit.report.charts.chart import Chart, Spec, layer, layers, on, words
from demerit.report.charts.listed import Lines
from demerit.report.numbers import short
from demerit.report.table import Row
from demerit.report.theme import COUNTS, GREY, INK, NARROW, OKABE_ITO, TEXT, WIDTH

LIMITS = ("low", "high", "least", "most")
FINE = (0.8, 0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.15, 1.2, 1.5, 2, 3, 4, 5, 6)
MOST = 6  # numbers of a logarithmic axis
NARROW_SPAN = 1.5  # times the lower end
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
) -> Chart:
    """A block of lines a value of `name`, one dot a value of `series`; `low` and `high` as a line through the dot,
    `least` and `most` as a pale one behind it.

    said: how a value is written beside its dot, where its row has no `written`; rule: a value to be marked.
    """
    kept = [row for row in rows if row["value"] is not None and (row["value"] > 0 or not log)]
    kept = _from_the_edge(kept) if log else kept
    kinds = list(dict.fromkeys(str(row[series]) for row in rows))
    scale = {"type": "log", "nice": False, "padding": 12} if log else {"zero": True, "nice": True}
    axis: Spec = {"format": form, "labelExpr": COUNTS}
    axis |= {"values": _decades(kept)} if log else {"tickCount": 4}  # every line of the grid has its number
    x = on("value:Q", title=unit, scale=scale, axis=axis)
    colour = on(f"{series}:N", scale={"domain": kinds, "range": list(colours[: len(kinds)])}, legend=None)
    return Chart(
        _wide(kept, name, series, x, colour, said, rule, kinds, width),
        _narrow(kept, name, series, x, colour, said, rule),
    )


def _from_the_edge(rows: Sequence[Row]) -> list[Row]:
    """Rows of a logarithmic axis, which has no place for nothing: a band that begins with nothing begins at its edge."""
    shown = [float(row[key]) for row in rows for key in ("value", *LIMITS) if row.get(key) and float(row[key]) > 0]
    return [
        {key: min(shown) if key in LIMITS and value is not None and value <= 0 else value for key, value in row.items()}
        for row in rows
    ]


def _decades(rows: Sequence[Row]) -> list[float]:
    """Round numbers within what a logarithmic axis shows, few enough for each to be written: 1, 2, 5, 10."""
    shown = [float(row[key]) for row in rows for key in ("value", *LIMITS) if row.get(key)]
    low, high = min(shown), max(shown)
    if high < NARROW_SPAN * low:
        return _steps(low, high)
    powers = range(floor(log10(low)) - 1, ceil(log10(high)) + 1)
    for steps in (FINE, (1, 1.5, 2, 3, 5, 7), (1, 2, 5), (1, 3), (1,)):
        found = [round(step * 10.0**power, 12) for power in powers for step in steps]
        inside = [value for value in found if low <= value <= high]
        if len(inside) <= MOST:
            return inside or [low, high]
    return inside


def _steps(low: float, high: float) -> list[float]:
    """Round numbers of even steps, where a logarithmic axis spans too little to be told from a plain one."""
    power = 10.0 ** floor(log10((high - low) / MOST)) if high > low else 1.0
    for step in (1, 2, 5, 10):
        by = step * power
        inside = [round(n * by, 12) for n in range(ceil(low / by), floor(high / by) + 1)]
        if len(inside) <= MOST:
            break
    return inside or [low]


def _rule(value: float | None) -> list[Spec]:
    if value is None:
        return []
    return [layer([{"value": value}], "rule", {"x": on("value:Q")}, color=GREY, strokeDash=[4, 3])]


def _bands(rows: Sequence[Row], where: Spec) -> list[Spec]:
    looks = (("least", "most", {"strokeWidth": 7, "opacity": 0.25}), ("low", "high", {"strokeWidth": 2}))
    return [
        layer(rows, "rule", {"x": on(f"{low}:Q"), "x2": {"field": high}, **where}, **look)
        for low, high, look in looks
        if rows and low in rows[0]
    ]


def _end(row: Row) -> float:
    """Where the longest line of a row ends."""
    return max(float(row[key]) for key in ("value", "high", "most") if row.get(key) is not None)


def _wide(
    kept: list[Row],
    name: str,
    series: str,
    x: Spec,
    colour: Spec,
    said: Callable[[float], str],
    rule: float | None,
    kinds: list[str],
    width: int,
) -> Spec:
    written = [row.get("written") or f"{said(float(row['value']))}  {row[series]}" for row in kept]
    rows = [{**row, "said": text, "end": _end(row)} for row, text in zip(kept, written, strict=True)]
    where = {
        "color": colour,
        "y": on(
            f"{name}:N",
            sort=list(dict.fromkeys(str(row[name]) for row in kept)),
            title=None,
            scale={"paddingInner": 0.25},
            axis={"ticks": False, "domain": False, "labelPadding": 8, "labelLimit": 0},
        ),
        "yOffset": on(f"{series}:N", sort=kinds),
    }
    dot = layer(rows, "circle", {"x": x, **where}, size=90, opacity=1)
    place = {key: channel for key, channel in where.items() if key != "color"}
    look = {"align": "left", "dx": 8, "fontSize": TEXT, "color": INK}
    text = words(rows, {"x": on("end:Q"), "text": on("said:N"), **place}, **look)
    parts = [*_rule(rule), *_bands(rows, where), *text, dot]
    return {"layer": parts, "width": width, "height": {"step": LINE}}


def _narrow(
    kept: list[Row],
    name: str,
    series: str,
    x: Spec,
    colour: Spec,
    said: Callable[[float], str],
    rule: float | None,
) -> Spec:
    lines, rows, block = Lines(), [], None
    for row in kept:
        if row[name] != block:
            lines.gap(10 if block is not None else 0)
            block = row[name]
            lines.say(str(block), "bold")
        both = (str(row[series]), said(float(row["value"])).strip())
        if written := row.get("written") or ": ".join(each for each in both if each):
            lines.say(written)
        rows.append({**row, "down": lines.track()})
    where = {"y": lines.channel(), "color": colour}
    dot = layer(rows, "circle", {"x": x, **where}, size=90, opacity=1)
    parts = [*_rule(rule), *_bands(rows, where), dot]
    return layers(*parts, *lines.layers(), width=NARROW, height=lines.height)
