"""Gross flows: what goes away to the left of a zero line, what comes on top to the right, the net with its bands on it."""

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from demerit.report.charts.chart import Chart, Spec, layer, layers, on
from demerit.report.charts.listed import Lines
from demerit.report.numbers import short
from demerit.report.table import Row
from demerit.report.theme import APART, BLUE, COUNTS, INK, NARROW, ORANGE, WIDTH

HIGH: Final = 9  # pixels from the middle of a bar to its edge
LONG: Final = 36  # months, of which a telephone shows years
OVER: Final = 3  # and of the zero line beyond it
KEY: Final = {"orient": "top", "direction": "vertical", "columns": 1, "labelLimit": 0, "symbolType": "square"}


class Words(NamedTuple):
    """What stands in these pictures.  here, there: what only one world has; both: {lost} and {gained}; net, same: what
    comes of it; band: {net} with {low} and {high}; number: a count beside a mark.
    """

    here: str = "only in the base: spared"
    there: str = "only in the other world: on top"
    both: str = "{lost} fewer, {gained} more"
    net: str = "net {net}"
    same: str = "as many in both"
    band: str = "{net} ({low} to {high})"
    number: Callable[[float], str] = short

    @property
    def fill(self) -> Spec:
        """The colours of both."""
        return {"domain": [self.here, self.there], "range": [BLUE, ORANGE]}


ENGLISH: Final = Words()


def gross(rows: Sequence[Row], name: str, unit: str, words: Words = ENGLISH, least: float = 0.0) -> Chart:
    """One track a row: `lost` to the left, `gained` to the right, `difference` as a diamond; `low` to `high` as a line
    through it, `least` to `most` as a paler and wider one, where a row has them.  least: as `net` has it.
    """
    told = [{**row, "net": net(row, words, least)} for row in rows]
    return Chart(_laid(told, name, unit, words, WIDTH + 60), _laid(told, name, unit, words, NARROW))


def net(row: Row, words: Words = ENGLISH, least: float = 0.0) -> str:
    """What comes of both, in words.  least: what is nearer to 0 is none: as many were counted in both, with other weights."""
    value = float(row["difference"])
    text = words.same if value == 0 or abs(value) < least else words.net.format(net=_signed(value, words))
    if row.get("low") is None:
        return text
    low, high = (_signed(float(row[key]), words) for key in ("low", "high"))
    return words.band.format(net=text, low=low, high=high)


def _signed(value: float, words: Words) -> str:
    return words.number(value).replace("-", "−")


def _laid(rows: Sequence[Row], name: str, unit: str, words: Words, width: int) -> Spec:
    lines, bars, marks = Lines(room=width), [], []
    for row in rows:
        lines.say(str(row[name]), "bold")
        lost, gained = (words.number(float(row[key])) for key in ("lost", "gained"))
        lines.say(f"{words.both.format(lost=lost, gained=gained)}; {row['net']}")
        middle = lines.track()
        place = {"top": middle - HIGH, "bottom": middle + HIGH, "middle": middle}
        bars += [
            {**place, "from": 0, "to": -float(row["lost"]), "what": words.here},
            {**place, "from": 0, "to": float(row["gained"]), "what": words.there},
        ]
        marks.append({**row, **place})
        lines.gap(8)
    return layers(*_drawn(bars, marks, lines, unit, words, width), *lines.layers(), width=width, height=lines.height)


def _drawn(bars: list[Any], marks: list[Any], lines: Lines, unit: str, words: Words, width: int) -> list[Spec]:
    ends = [
        abs(float(row[key])) for row in marks for key in ("low", "high", "least", "most") if row.get(key) is not None
    ]
    farthest = max([abs(bar["to"]) for bar in bars] + ends) or 1.0
    x = on(
        "from:Q",
        title=unit,
        scale={"domain": [-farthest, farthest], "nice": True},
        axis={"format": ",.3~s", "tickCount": 4 if width > NARROW else 3, "labelExpr": COUNTS, **APART},
    )
    colour = on("what:N", scale=words.fill, title=None, legend=KEY)
    box = {"x": x, "x2": {"field": "to"}, "y": lines.channel("top"), "y2": {"field": "bottom"}, "color": colour}
    middle = lines.channel("middle")
    parts = [layer(bars, "rect", box)]
    for low, high, look in (
        ("least", "most", {"strokeWidth": 7, "opacity": 0.35, "color": INK}),
        ("low", "high", {"strokeWidth": 2, "color": INK}),
    ):
        lined = [row for row in marks if row.get(low) is not None]
        if lined:
            parts.append(layer(lined, "rule", {"x": on(f"{low}:Q"), "x2": {"field": high}, "y": middle}, **look))
    beside = [{"zero": 0, "top": row["top"] - OVER, "bottom": row["bottom"] + OVER} for row in marks]
    tracks = {"x": on("zero:Q"), "y": lines.channel("top"), "y2": {"field": "bottom"}}
    zero = layer(beside, "rule", tracks, color=INK)  # along the bars alone: it would cross words
    look = {"shape": "diamond", "size": 90, "fill": "white", "stroke": INK, "strokeWidth": 2, "opacity": 1}
    return [*parts, zero, layer(marks, "point", {"x": on("difference:Q"), "y": middle}, **look)]


def monthly(rows: Sequence[Row], unit: str, words: Words = ENGLISH) -> Chart:
    """By month: `lost` below a zero line, `gained` above it, `difference` as a line."""
    bars = [
        {"month": row["month"], "value": value, "what": what}
        for row in rows
        for what, value in ((words.here, -float(row["lost"])), (words.there, float(row["gained"])))
    ]

    def sized(width: int, height: int) -> Spec:
        few = width <= NARROW
        form = "%Y" if few and len(rows) > LONG else "%Y-%m"  # months would lie on each other
        axis = {"format": form, "grid": False, "tickCount": 3 if few else 6, "labelOverlap": "greedy"}
        x = on("month:T", title=None, axis=axis)
        y = on("value:Q", title=unit, axis={"format": ",.3~s", "tickCount": 5, "labelExpr": COUNTS})
        wide = max(2.0, min(14.0, 0.7 * width / max(len(rows), 1)))
        colour = on("what:N", scale=words.fill, title=None, legend={**KEY, "offset": 24})
        line = {"x": x, "y": on("difference:Q", title=unit)}
        return layers(
            layer(bars, "bar", {"x": x, "y": y, "color": colour}, width=wide),
            layer(rows, "line", line, color=INK, strokeWidth=2, point={"color": INK, "size": 14}),
            width=width,
            height=height,
        )

    return Chart(sized(WIDTH, 240), {**sized(NARROW, 200), "autosize": {"type": "fit-x", "contains": "padding"}})
