"""A flow picture: from column to column ribbons as wide as what flows; the first column colours them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from demerit.report.charts.chart import Chart, Spec, layer, layers, on, words
from demerit.report.charts.labels import in_lines
from demerit.report.numbers import short
from demerit.report.theme import GREY, INK, NARROW, OKABE_ITO, TEXT, WIDTH

HIGH: Final = 420  # pixels of the picture
GAP: Final = 18  # between two nodes of a column
NODE: Final = 10  # pixels of a node
STEPS: Final = 24  # pieces of a bend
BREAK: Final = "\n"
LAST, LAST_SMALL = 170, 92  # pixels right of the last column, where its words stand; on a telephone
LETTER: Final = 0.6 * TEXT  # pixels
LINE: Final = 14  # pixels
Flow = tuple[Sequence[str], float]  # the node of each column, and how much flows


def flow(
    flows: Sequence[Flow],
    heads: Sequence[str],
    said: Callable[[float], str] = short,
) -> Chart:
    """Flows of more than nothing, through as many columns as there are heads."""
    return Chart(
        _drawn(flows, heads, said, WIDTH + 60, HIGH), _drawn(flows, heads, said, NARROW, HIGH + 160, small=True)
    )


def _drawn(
    flows: Sequence[Flow],
    heads: Sequence[str],
    said: Callable[[float], str],
    width: int,
    high: int,
    small: bool = False,
) -> Spec:
    columns = [_column(flows, k, high) for k in range(len(heads))]
    last = LAST_SMALL if small else LAST
    room = width - last
    letters = [
        int((space - NODE - 5) / LETTER) for space in (*[room / max(len(heads) - 1, 1)] * (len(heads) - 1), last)
    ]
    at = [room * k / max(len(heads) - 1, 1) for k in range(len(heads))]
    colours = dict(zip(columns[0], [OKABE_ITO[i % len(OKABE_ITO)] for i in range(len(columns[0]))]))
    ribbons: list[Any] = []
    used = [dict.fromkeys(column, 0.0) for column in columns]  # how far down in a node, leaving; and arriving
    came = [dict.fromkeys(column, 0.0) for column in columns]
    unit = sum(tall for _, tall in columns[0].values()) / sum(value for _, value in flows)  # pixels of one
    for k in range(len(heads) - 1):
        order = sorted(flows, key=lambda one: (_top(columns[k], one[0][k]), _top(columns[k + 1], one[0][k + 1])))
        for n, (nodes, value) in enumerate(order):
            tall, here, there = value * unit, nodes[k], nodes[k + 1]
            one = columns[k][here][0] + used[k][here]
            two = columns[k + 1][there][0] + came[k + 1][there]
            used[k][here] += tall
            came[k + 1][there] += tall
            ribbons += _ribbon(f"{k}-{n}", at[k] + NODE, at[k + 1], one, two, tall, colours[nodes[0]])
    x, y = _pixels("x", width), _pixels("y", high)
    shade = {"field": "colour", "type": "nominal", "scale": None}
    parts = [
        layer(
            ribbons, "area", {"x": x, "y": y, "y2": {"field": "to"}, "detail": on("id:N"), "color": shade}, opacity=0.45
        )
    ]
    boxes = [
        {
            "x": at[k],
            "to": at[k] + NODE,
            "y": top,
            "down": top + tall,
            "name": _lines(f"{name}: {said(tall / unit)}", letters[k]),
        }
        for k, column in enumerate(columns)
        for name, (top, tall) in column.items()
    ]
    parts.append(layer(boxes, "rect", {"x": x, "x2": {"field": "to"}, "y": y, "y2": {"field": "down"}}, color=GREY))
    texts = [{**box, "x": box["to"], "y": _middle(box)} for box in boxes]
    shown: Mapping[str, Any] = {"align": "left", "dx": 5, "fontSize": TEXT, "lineBreak": BREAK, "lineHeight": LINE}
    parts += words(texts, {"x": x, "y": y, "text": on("name:N")}, **shown, color=INK)
    named = [{"x": at[k], "y": 0, "name": head} for k, head in enumerate(heads)]
    named = [{**head, "name": _lines(str(head["name"]), n)} for head, n in zip(named, letters, strict=True)]
    bold: Mapping[str, Any] = {"align": "left", "baseline": "top", "fontWeight": "bold", "fontSize": TEXT}
    look: Mapping[str, Any] = {**bold, "lineBreak": BREAK, "lineHeight": LINE}
    parts.append(layer(named, "text", {"x": x, "y": y, "text": on("name:N")}, **look))
    return layers(*parts, width=width, height=high)


def _lines(text: str, letters: int) -> str:
    """A text in lines of at most so many letters, up to the next column."""
    return BREAK.join(in_lines(text.replace(" M", "\u00a0M"), letters))


def _middle(box: Mapping[str, Any]) -> float:
    """Where the words of a node stand: its middle, a text of several lines around it."""
    lines = str(box["name"]).count(BREAK)
    return float(box["y"] + box["down"]) / 2 - lines * LINE / 2


def _values(flows: Sequence[Flow], k: int) -> dict[str, float]:
    """What goes through each node of a column, the most first."""
    out: dict[str, float] = {}
    for nodes, value in flows:
        out[nodes[k]] = out.get(nodes[k], 0.0) + value
    return dict(sorted(out.items(), key=lambda pair: (-pair[1], pair[0])))


def _column(flows: Sequence[Flow], k: int, high: int) -> dict[str, tuple[float, float]]:
    """Nodes of a column: top and height in pixels."""
    every = [_values(flows, each) for each in range(len(flows[0][0]))]
    most = max(map(len, every))
    unit = (high - 2 * GAP - GAP * most) / sum(value for _, value in flows)
    out, down = {}, 2.0 * GAP
    for name, value in every[k].items():
        out[name] = (down, value * unit)
        down += value * unit + GAP
    return out


def _pixels(name: str, most: int) -> Spec:
    """A channel in pixels, without an axis."""
    scale = {"domain": [0, most], "range": [0, most], "nice": False}
    return {"field": name, "type": "quantitative", "axis": None, "scale": scale}


def _top(column: Mapping[str, tuple[float, float]], name: str) -> float:
    return column[name][0]


def _ribbon(key: str, left: float, right: float, one: float, two: float, tall: float, colour: str) -> list[Any]:
    """A band that bends from one height to another."""
    out = []
    for step in range(STEPS + 1):
        t = step / STEPS
        bend = t * t * (3 - 2 * t)
        y = one + (two - one) * bend
        out.append({"id": key, "x": left + (right - left) * t, "y": y, "to": y + tall, "colour": colour})
    return out
