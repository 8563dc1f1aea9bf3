"""The picture of sizes: time for a year and memory against people, both on scales where every step is tenfold."""

import re
from collections.abc import Callable, Iterator
from html import escape
from math import ceil, floor, log10
from typing import Final

from demerit.report.charts.chart import Spec, layer, layers
from demerit.report.charts.chart import on as channel
from demerit.report.charts.labels import spread
from demerit.report.numbers import people, plain, significant
from demerit.report.picture import drawn
from demerit.report.theme import BLUE, GREY, RED, TEXT
from tools.documents.size_rows import Row, Sizes, on

WIDTH: Final = 290  # of a panel
HEIGHT: Final = 250
LABELS: Final = 62  # beside the last point
COLOURS: Final = (BLUE, RED)
LINE: Final = 15  # pixels between labels
SECONDS: Final = "datum.value >= 1 ? format(datum.value, ',') : format(datum.value, '~')"
PEOPLE: Final = "datum.value < 1e6 ? format(datum.value, ',') : " + (
    "replace(replace(format(datum.value, '~s'), 'G', ' bn'), 'M', ' M')"
)
BYTES: Final = "replace(replace(replace(format(datum.value, '~s'), 'G', ' GB'), 'M', ' MB'), 'k', ' kB')"


def finding(sizes: Sizes) -> str:
    """What the picture says, from the figures."""
    threads = sizes.threads()[-1]
    always, each = sizes.memory()
    first = people(significant(sizes.large(threads)[0]["people"], 1))
    return (
        f"From {first} people on, ten times the people take {plain(significant(sizes.tenfold(threads), 2))} times as long; "
        f"memory is {plain(significant(always / 1e6, 2))} MB and {plain(significant(each, 2))} bytes a person"
    )


def under(sizes: Sizes) -> list[str]:
    """Below the title: what was measured, on what, and whether the machine was quiet."""
    said = sizes.said
    lines = [
        f"Preset {said['preset']}, {said['protocol']['timed_months']} months after a burn-in of "
        f"{said['protocol']['burn_in_months']}, each size in a fresh process.",
        f"{on(said['machine'])}. Thin line: ten times the people, ten times as much.",
    ]
    if sizes.apart():
        lines[-1] += " Some sizes were measured apart: see the table."
    return lines + (
        [f"Not to be cited: {said['warning'].removesuffix(': not to be cited')}."] if said["warning"] else []
    )


def name(threads: int) -> str:
    """A series by its threads."""
    return f"{threads} thread{'s' * (threads > 1)}"


def decades(low: float, high: float) -> list[float]:
    """Powers of ten that hold a range."""
    return [10.0**i for i in range(floor(log10(low)), ceil(log10(high)) + 1)]


def ends(sizes: Sizes, value: str, ticks: list[float]) -> Iterator[Row]:
    """A label at the last point of each series; none on another, nor on a series that goes further."""
    last = [sizes.of(threads)[-1] for threads in sizes.threads()]
    furthest = max(row["people"] for row in last)
    beside = [row["people"] > furthest / 2 for row in last]
    apart = LINE / HEIGHT * log10(ticks[-1] / ticks[0])
    places = spread([log10(row[value]) for row in last], apart) if all(beside) else [log10(row[value]) for row in last]
    for row, place, right, colour in zip(last, places, beside, COLOURS):
        words = {"label": name(row["threads"]), "colour": colour, "beside": right}
        yield {"people": row["people"], value: 10**place, **words}


def straight(sizes: Sizes, value: str, least: float) -> list[Row]:
    """Two points of the line of slope 1 through the largest size of the most threads, down to a value."""
    row = sizes.of(sizes.threads()[-1])[-1]
    fewest = min(each["people"] for each in sizes.rows)
    down = max(fewest, row["people"] * least / row[value])
    return [{"people": at, value: row[value] * at / row["people"]} for at in (down, row["people"])]


def panel(sizes: Sizes, value: str, title: str, labels: str, least: Callable[[list[float]], float]) -> Spec:
    """One value against people."""
    values = [float(row[value]) for row in sizes.rows]
    ticks = decades(least(values), max(values))
    fewest, most = (f(row["people"] for row in sizes.rows) for f in (min, max))
    x = channel(
        "people:Q",
        title="people",
        scale={"type": "log", "domain": [fewest * 0.8, most * 1.1], "nice": False},
        axis={"values": decades(fewest, most), "labelExpr": PEOPLE, "labelFlush": False, "grid": False},
    )
    y = channel(
        f"{value}:Q",
        title=title,
        scale={"type": "log", "domain": [ticks[0], ticks[-1]], "nice": False},
        axis={"values": ticks, "labelExpr": labels},
    )
    where = {"x": x, "y": y}
    parts = [layer(straight(sizes, value, ticks[0]), "line", where, strokeWidth=1, color=GREY)]
    # On top and dashed, so that both are seen where they meet.
    for threads, colour in reversed([*zip(sizes.threads(), COLOURS)]):
        least_threads = threads == sizes.threads()[0]
        rows = [{"people": row["people"], value: row[value]} for row in sizes.of(threads)]
        parts.append(layer(rows, "line", where, color=colour, strokeDash=[6, 4] if least_threads else [1, 0]))
        look = {"color": colour, "filled": False, "fill": "white" if least_threads else colour}
        parts.append(layer(rows, "point", where, **look, strokeWidth=2, size=40, opacity=1))
    parts += [named(ends(sizes, value, ticks), where, right) for right in (True, False)]
    return layers(*parts, width=WIDTH, height=HEIGHT)


def named(labels: Iterator[Row], where: Spec, beside: bool) -> Spec:
    """Labels beside their points, or above them to the left."""
    rows = [label for label in labels if label["beside"] == beside]
    place: Spec = {"align": "left", "dx": 8} if beside else {"align": "right", "dx": -4, "dy": -10}
    text = {**where, "text": channel("label:N"), "color": channel("colour:N", scale=None)}
    return layer(rows, "text", text, fontSize=TEXT, **place)


def picture(sizes: Sizes) -> str:
    """The whole picture as SVG."""
    time = panel(sizes, "seconds", "seconds for a year", SECONDS, min)
    memory = panel(sizes, "peak_rss_bytes", "most memory held at once", BYTES, min)
    words = finding(sizes).replace("; ", ";\n").split("\n")
    heading = {
        "text": words,
        "subtitle": under(sizes),
        "anchor": "start",
        "fontSize": 15,
        "subtitleFontSize": 11,
        "subtitleColor": GREY,
        "offset": 18,
    }
    chart = {"hconcat": [time, memory], "spacing": LABELS, "title": heading}
    label = escape(f"{finding(sizes)}. {alternative(sizes)}", quote=True)
    return re.sub(r"<svg ", f'<svg role="img" aria-label="{label}" ', drawn(chart), count=1)


def alternative(sizes: Sizes) -> str:
    """The picture in words, for whoever cannot see it."""
    parts = []
    for threads in sizes.threads():
        low, *_, high = sizes.of(threads)
        parts.append(
            f"{name(threads)}: from {people(low['people'])} people in {plain(low['seconds'])} s to "
            f"{people(high['people'])} in {plain(high['seconds'])} s, with {plain(high['peak_rss_bytes'] / 1e9)} GB"
        )
    return "; ".join(parts) + "."
