"""Small multiples: bars along years or tenths, one panel a quantity, each with its own axis from 0."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from demerit.report.charts.chart import Chart, Spec, at, layer, layers, on
from demerit.report.charts.labels import in_lines
from demerit.report.numbers import percent, plain, short
from demerit.report.table import Row
from demerit.report.theme import BLUE, COUNTS, INK, TEXT

Said = Callable[[float], str]
LETTER = 6.2  # pixels of a letter of a label
YEAR = 33.0  # pixels that a year takes


class Size(NamedTuple):
    """A panel in pixels, and letters of a line of its title."""

    width: int
    height: int
    letters: int


WIDE = Size(152, 92, 25)
NARROW = Size(256, 84, 38)
ALONE = Size(480, 150, 70)  # where there is no other to stand beside it


def panels(
    rows: Sequence[Row],
    name: str,
    along: str,
    columns: int = 3,
    shares: Sequence[str] = (),
    title: str | None = None,
    said: Mapping[str, Said] | None = None,
    alike: bool = False,
    note: str = "",
) -> Chart:
    """One panel a value of `name`; bars along `along`, `low` and `high` as a line, `least` and `most` as a pale one;
    the highest bar is labelled.

    shares: panels whose values are shares; title: of the horizontal axis; said: how a panel's peak is written; alike: whether
    all are drawn to one scale, as what is counted in the same can be; note: what stands below.
    """
    highest = max(float(row.get(key) or 0) for row in rows for key in ("value", "high", "most"))
    top = highest if alike else None

    def drawn(size: Size, columns: int) -> Spec:
        names = list(dict.fromkeys(str(row[name]) for row in rows))
        high = max(len(in_lines(each, size.letters)) for each in names)
        parts = []
        for each in names:
            mine = [row for row in rows if str(row[name]) == each]
            heading = in_lines(each, size.letters)
            share = each in shares
            write = (said or {}).get(each, percent if share else _written)
            parts.append(
                _panel(mine, along, [*[" "] * (high - len(heading)), *heading], share, title, write, size, top)
            )
        room = {"row": 44 + 15 * high + (16 if title else 0), "column": 72}
        return {"concat": parts, "columns": columns, "bounds": "flush", "spacing": room}

    alone = len({str(row[name]) for row in rows}) == 1
    return Chart(drawn(ALONE if alone else WIDE, columns), drawn(NARROW, 1), note)


def _panel(
    rows: Sequence[Row],
    along: str,
    heading: list[str],
    share: bool,
    title: str | None,
    write: Said,
    size: Size,
    limit: float | None,
) -> Spec:
    each = size.width / max(len(rows), 1)
    every = next((n for n in (1, 2) if n * each >= YEAR), 4)  # years that are labelled
    labels = {
        "labelAngle": 0,
        "labelExpr": f"datum.value % {every} == 0 ? datum.label : ''" if along == "year" else "datum.label",
        "ticks": False,
    }
    x = on(f"{along}:O", sort=None, title=title, axis=labels)
    numbers = ",.3~s" if max(float(row["value"]) for row in rows) >= 1 else ".2~f"  # with a prefix 0.02 would be 20m
    form = {"format": ".2~%" if share else numbers, "tickCount": 3, "labelExpr": COUNTS}
    y = on("value:Q", title=None, axis=form, **({"scale": {"domain": [0, limit], "nice": True}} if limit else {}))
    parts = [layer(rows, "bar", {"x": x, "y": y}, color=BLUE)]
    for low, high, line in (("least", "most", {"strokeWidth": 7, "opacity": 0.2}), ("low", "high", {})):
        if high in rows[0]:
            band = {"x": x, "y": on(f"{low}:Q"), "y2": {"field": high}}
            parts.append(layer(rows, "rule", band, color=INK, **line))
    most = max(range(len(rows)), key=lambda i: float(rows[i]["value"]))
    top = rows[most]
    highest = top.get("high") or top["value"]  # beside the pale band, which is of other worlds
    peak = {along: top[along], "place": highest, "said": write(float(top["value"]))}
    text = {"x": on(f"{along}:O", sort=None), "y": on("place:Q"), "text": on("said:N")}
    shift = _inside((most + 0.5) * size.width / len(rows), len(str(peak["said"])) * LETTER / 2, size.width)
    parts.append(layer([peak], "text", text, dx=round(shift, 1), dy=-6, fontSize=TEXT - 1))
    name = {"x": at(-24), "y": at(-20 - 15 * (len(heading) - 1)), "text": on("text:N")}
    look: Spec = {"align": "left", "baseline": "bottom", "lineBreak": "\n", "lineHeight": 15, "fontWeight": "bold"}
    parts.append(layer([{"text": "\n".join(heading)}], "text", name, **look, fontSize=TEXT))
    return layers(*parts, width=size.width, height=size.height)


def _inside(centre: float, half: float, width: float) -> float:
    """How far a label has to be moved so that it touches neither the axis nor the next panel."""
    return max(0.0, half + 5 - centre) - max(0.0, centre + half - width - 20)


def _written(value: float) -> str:
    return short(value) if value >= 10_000 else plain(value)
