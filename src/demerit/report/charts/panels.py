"""Small multiples: bars along years or tenths, one panel a quantity, each with its own axis from 0."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import altair as alt

from demerit.report.numbers import percent, plain, short
from demerit.report.table import Row
from demerit.report.theme import BLUE, COUNTS, INK, TEXT

LETTERS = 25  # of a line of a panel's title
Said = Callable[[float], str]


def panels(
    rows: Sequence[Row],
    name: str,
    along: str,
    columns: int = 3,
    shares: Sequence[str] = (),
    title: str | None = None,
    said: Mapping[str, Said] | None = None,
) -> Any:
    """One panel a value of `name`; bars along `along`, `low` and `high` as a line, `least` and `most` as a pale one; the highest bar is labelled.

    shares: panels whose values are shares; title: of the horizontal axis; said: how a panel's peak is written.
    """
    names = list(dict.fromkeys(str(row[name]) for row in rows))
    high = max(len(_lines(each)) for each in names)
    drawn = []
    for each in names:
        mine = [row for row in rows if str(row[name]) == each]
        heading = _lines(each)
        share = each in shares
        write = (said or {}).get(each, percent if share else _written)
        drawn.append(_panel(mine, along, [*[" "] * (high - len(heading)), *heading], share, title, write))
    room = {"row": 44 + 15 * high + (16 if title else 0), "column": 56}
    return alt.concat(*drawn, columns=columns, bounds="flush", spacing=room)


def _panel(rows: Sequence[Row], along: str, heading: list[str], share: bool, title: str | None, write: Said) -> Any:
    every = 2 if len(rows) <= 9 else 4  # years that are labelled
    base = alt.Chart(alt.Data(values=list(rows)), width=152, height=92)
    labels = alt.Axis(
        labelAngle=0,
        labelExpr=f"datum.value % {every} == 0 ? datum.label : ''" if along == "year" else "datum.label",
        ticks=False,
    )
    x = alt.X(f"{along}:O", sort=None, title=title, axis=labels)
    form = alt.Axis(format=".2~%" if share else ",.3~s", tickCount=3, labelExpr=COUNTS)
    parts = [base.mark_bar(color=BLUE).encode(x=x, y=alt.Y("value:Q", title=None, axis=form))]
    if "most" in rows[0]:
        parts.append(base.mark_rule(color=INK, strokeWidth=7, opacity=0.2).encode(x=x, y="least:Q", y2="most:Q"))
    if "high" in rows[0]:
        parts.append(base.mark_rule(color=INK).encode(x=x, y="low:Q", y2="high:Q"))
    most = max(rows, key=lambda row: float(row["value"]))
    peak = {
        along: most[along],
        "place": most.get("most") or most.get("high") or most["value"],
        "said": write(float(most["value"])),
    }
    label = alt.Chart(alt.Data(values=[peak])).mark_text(dy=-6, fontSize=TEXT - 1)
    parts.append(label.encode(x=alt.X(f"{along}:O", sort=None), y="place:Q", text="said:N"))
    head = alt.Chart(alt.Data(values=[{"text": "\n".join(heading)}]))
    name = head.mark_text(
        align="left", baseline="bottom", lineBreak="\n", lineHeight=15, fontWeight="bold", fontSize=TEXT
    )
    parts.append(name.encode(x=alt.value(-24), y=alt.value(-20 - 15 * (len(heading) - 1)), text="text:N"))
    return alt.layer(*parts)


def _written(value: float) -> str:
    return short(value) if value >= 10_000 else plain(value)


def _lines(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > LETTERS:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
