"""Tile maps: each province one tile of the same size, near its place, named by its ISO 3166-2 letters.

A tile map does not let large empty provinces dominate.  Positions are ours.  The provinces say which society's map it is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from demerit.report.charts.chart import Chart, Spec, at, layer, layers, on
from demerit.report.theme import GREY, INK, NARROW, PALE, TEXT, ink_on

Grid = dict[str, tuple[str, int, int]]  # name in the census file: letters, column (from 1), row (from 0)
CHINA: Final[Grid] = {
    "Heilongjiang": ("HL", 8, 0),
    "Inner Mongolia": ("NM", 6, 1),
    "Jilin": ("JL", 8, 1),
    "Xinjiang": ("XJ", 1, 2),
    "Gansu": ("GS", 3, 2),
    "Ningxia": ("NX", 4, 2),
    "Shanxi": ("SX", 5, 2),
    "Beijing": ("BJ", 6, 2),
    "Tianjin": ("TJ", 7, 2),
    "Liaoning": ("LN", 8, 2),
    "Tibet": ("XZ", 1, 3),
    "Qinghai": ("QH", 3, 3),
    "Shaanxi": ("SN", 4, 3),
    "Henan": ("HA", 5, 3),
    "Hebei": ("HE", 6, 3),
    "Shandong": ("SD", 7, 3),
    "Sichuan": ("SC", 3, 4),
    "Chongqing": ("CQ", 4, 4),
    "Hubei": ("HB", 5, 4),
    "Anhui": ("AH", 6, 4),
    "Jiangsu": ("JS", 7, 4),
    "Shanghai": ("SH", 8, 4),
    "Yunnan": ("YN", 3, 5),
    "Guizhou": ("GZ", 4, 5),
    "Hunan": ("HN", 5, 5),
    "Jiangxi": ("JX", 6, 5),
    "Zhejiang": ("ZJ", 7, 5),
    "Guangxi": ("GX", 4, 6),
    "Guangdong": ("GD", 5, 6),
    "Fujian": ("FJ", 6, 6),
    "Hainan": ("HI", 5, 7),
}
GERMANY: Final[Grid] = {
    "Schleswig-Holstein": ("SH", 4, 0),
    "Bremen": ("HB", 3, 1),
    "Hamburg": ("HH", 4, 1),
    "Mecklenburg-Western Pomerania": ("MV", 5, 1),
    "Lower Saxony": ("NI", 3, 2),
    "Saxony-Anhalt": ("ST", 4, 2),
    "Brandenburg": ("BB", 5, 2),
    "Berlin": ("BE", 6, 2),
    "North Rhine-Westphalia": ("NW", 2, 3),
    "Hesse": ("HE", 3, 3),
    "Thuringia": ("TH", 4, 3),
    "Saxony": ("SN", 5, 3),
    "Saarland": ("SL", 1, 4),
    "Rhineland-Palatinate": ("RP", 2, 4),
    "Baden-Württemberg": ("BW", 3, 4),
    "Bavaria": ("BY", 4, 4),
}
MAPS: Final = (CHINA, GERMANY)
# Five steps of viridis, light to dark: binned, so that a class can be named and printed.
STEPS: Final = ("#fde725", "#5ec962", "#21918c", "#3b528b", "#440154")
# The same for what has a sign: fewer, hardly different, more.
SIGNED: Final = ("#0072b2", "#8cc8ea", "#ffffff", "#f6cf73", "#d08700")

EDGE: Final = {"stroke": PALE, "strokeWidth": 1}  # a white tile is a tile
SMALL_TILES: Final = 312  # pixels of a map on a telephone
SEVERAL: Final = 146  # and of each of two beside each other


def map_of(provinces: Iterable[str]) -> Grid | None:
    """The map that shows all these provinces, if there is one."""
    named = set(provinces)
    return next((grid for grid in MAPS if named and named <= grid.keys()), None)


def fits(provinces: Sequence[str]) -> bool:
    """Whether there is a map of these provinces."""
    return map_of(provinces) is not None


def edges(values: Sequence[float]) -> list[float]:
    """Upper edges of four of the five classes: equal steps from the least to the most."""
    low, high = min(values), max(values)
    return [low + (high - low) * step / len(STEPS) for step in range(1, len(STEPS))]


def around_zero(values: Sequence[float]) -> list[float]:
    """Edges of classes that are as wide below zero as above it."""
    far = max(map(abs, values), default=0.0)
    return [far * part for part in (-0.6, -0.2, 0.2, 0.6)]


def colour_of(value: float, limits: Sequence[float], steps: Sequence[str] = STEPS) -> str:
    """The colour of a value's class."""
    return steps[sum(value > limit for limit in limits)]


def tiles(
    rows: Sequence[Mapping[str, Any]],
    limits: Sequence[float],
    form: str = ".0%",
    size: int = 40,
    title: str | None = None,
    values: bool = True,
    steps: Sequence[str] = STEPS,
    said: Callable[[float], str] | None = None,
) -> Chart:
    """One map: rows with `province` and `value`; values: whether each tile prints its number; size: pixels of a tile;
    steps: colours of the classes; said: the words of a number, instead of its form.
    """
    grid = map_of(str(row["province"]) for row in rows) or {}
    columns, lines = max(c for _, c, _ in grid.values()), max(r for _, _, r in grid.values()) + 1
    data = []
    for row in rows:
        letters, column, line = grid[str(row["province"])]
        colour = colour_of(float(row["value"]), limits, steps)
        data.append(
            {**row, "letters": letters, "column": column, "line": line, "colour": colour, "ink": ink_on(colour)}
            | ({} if said is None else {"said": said(float(row["value"]))})
        )
    where = {
        "x": on("column:O", axis=None, scale={"domain": list(range(1, columns + 1)), "padding": 0.06}),
        "y": on("line:O", axis=None, scale={"domain": list(range(lines)), "padding": 0.06}),
    }
    ink = on("ink:N", scale=None)
    drawn = [layer(data, "rect", {**where, "color": on("colour:N", scale=None)}, cornerRadius=3, **EDGE)]
    text = {**where, "text": on("letters:N"), "color": ink}
    look = (
        {"dy": -7, "fontSize": TEXT, "fontWeight": "bold"} if values else {"fontSize": TEXT - 1}
    )  # small: no wider than a tile
    drawn.append(layer(data, "text", text, **look))
    if values:
        shown = on("value:Q", format=form) if said is None else on("said:N")
        text = {**where, "text": shown, "color": ink}
        drawn.append(layer(data, "text", text, dy=8, fontSize=TEXT - 1))

    def sized(tile: int) -> Spec:
        plot = layers(*drawn, width=tile * columns, height=tile * lines)
        return {**plot, "title": title} if title else plot

    small = min(size, SMALL_TILES // columns) if values else SEVERAL // columns
    return Chart(sized(size), sized(small), named(grid))


def named(grid: Grid) -> str:
    """What the letters mean."""
    return "; ".join(f"{letters} {name}" for name, (letters, _, _) in sorted(grid.items(), key=lambda one: one[1][0]))


def together(maps: Sequence[Chart], columns: int) -> Chart:
    """Several maps beside each other; on a telephone two."""
    wide = {"concat": [one.wide for one in maps], "columns": columns, "spacing": 10}
    return Chart(wide, {"concat": [one.narrow for one in maps], "columns": 2, "spacing": 14}, maps[0].note)


def key(
    limits: Sequence[float], low: float, high: float, form: Any, to: str = "to", steps: Sequence[str] = STEPS
) -> Chart:
    """The classes of a map, as tiles in a row with their limits below; on a telephone one below the other.

    to: the word between the limits of a class.
    """
    ends = [low, *limits, high]
    data = [
        {"at": step, "colour": colour, "text": f"{form(ends[step])} {to} {form(ends[step + 1])}"}
        for step, colour in enumerate(steps)
    ]
    fill = on("colour:N", scale=None)
    look = {"stroke": GREY, "strokeWidth": 0.5}
    words = {"fontSize": TEXT - 1, "color": INK}
    x = on("at:O", axis=None, scale={"padding": 0.05})
    box = layer(data, "rect", {"x": x, "y": at(8), "color": fill}, **look, height=12)
    text = layer(data, "text", {"x": x, "y": at(18), "text": on("text:N")}, **words, baseline="top")
    y = on("at:O", axis=None)
    dot = layer(data, "square", {"x": at(8), "y": y, "color": fill}, **look, size=140, opacity=1)
    beside = layer(data, "text", {"x": at(24), "y": y, "text": on("text:N")}, **words, align="left")
    return Chart(layers(box, text, width=560, height=34), layers(dot, beside, width=NARROW, height=90))


def keyed(
    chart: Chart,
    limits: Sequence[float],
    low: float,
    high: float,
    form: Any,
    to: str = "to",
    steps: Sequence[str] = STEPS,
) -> Chart:
    """A map, or several, above the key of its classes; what the letters mean is its note."""
    classes = key(limits, low, high, form, to, steps)

    def above(one: Spec, other: Spec) -> Spec:
        return {"vconcat": [one, other], "spacing": 14}

    return Chart(above(chart.wide, classes.wide), above(chart.narrow, classes.narrow), chart.note)
