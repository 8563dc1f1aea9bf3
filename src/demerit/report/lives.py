"""One life, and a few more, as the run folder tells them."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from demerit.report.charts.chart import Chart, Spec, layer, layers, on
from demerit.report.finding import Figure
from demerit.report.folder import Run
from demerit.report.numbers import numeral
from demerit.report.table import Table, table
from demerit.report.theme import APART, BLUE, FIT, NARROW, WIDTH, YEARS
from demerit.world.folder import LIVES

FIRST: Final = ("wrongly listed", "refused")  # how the life that opens the report was chosen, if one was


@dataclass(frozen=True)
class Life:
    """A synthetic life: who it is, what happened in short, the sentences of each year, and the score by month."""

    number: int
    chosen: str
    who: str
    short: str
    years: tuple[tuple[int, tuple[str, ...]], ...]
    months: Table


def told(run: Run) -> list[Life]:
    """The lives of a run, the wrongly listed first, then the refused; none where there are none.  Raises DemeritError."""
    lives = [life for data in run.told_in(LIVES) if (life := _read(data)) is not None]
    return sorted(lives, key=lambda life: (_rank(life.chosen), life.number))


def _rank(chosen: str) -> int:
    """Listed wrongly, else refused, else anybody: in what order lives are told."""
    return next((rank for rank, what in enumerate(FIRST) if chosen.startswith(what)), len(FIRST))


def _read(data: Any) -> Life | None:
    """A life, or None for what has another form: a report can do without."""
    try:
        years = tuple((int(y["year"]), tuple(map(str, y["sentences"]))) for y in data["years"] if y["sentences"])
        months = table(
            [("month", "month", "text"), ("score", "points", "number"), ("listed", "on the black list", "text")],
            [
                {"month": m["month"], "score": m["score"], "listed": "yes" if m["blacklist"] else "no"}
                for m in data["months"]
                if m["score"] is not None
            ],
        )
        who, short = str(data["head"]["text"]), str(data["summary"]["text"])
        return Life(int(data["id"]), str(data.get("chosen", "")), who, short, years, months) if years else None
    except (ValueError, KeyError, TypeError):
        return None


def figure(life: Life) -> Figure | None:
    """The score of a life month by month; months on the black list are shaded."""
    rows = list(life.months.rows)
    if not rows or not any(row["score"] != rows[0]["score"] for row in rows):
        return None
    listed = sum(row["listed"] == "yes" for row in rows)
    first, last = (numeral(round(row["score"])) for row in (rows[0], rows[-1]))
    title = f"Synthetic person {life.number}: {first} points at first, {last} at the end"
    return Figure(
        "life",
        title,
        "Points at the end of each month" + ("; grey: months on the black list" if listed else ""),
        _chart(rows),
        life.months,
        f"A line of one synthetic person's points; {listed} months on the black list.",
    )


def _chart(rows: list[dict[str, Any]]) -> Chart:
    stays = []
    for on_list, stretch in groupby(rows, key=lambda row: row["listed"] == "yes"):
        months = [row["month"] for row in stretch]
        if on_list:
            stays.append({"from": months[0], "to": months[-1]})
    return Chart(
        layers(*_parts(rows, stays, {}), width=WIDTH, height=150),
        layers(*_parts(rows, stays, APART), width=NARROW, height=130, autosize=FIT),
    )


def _parts(rows: list[dict[str, Any]], stays: list[dict[str, str]], labels: Spec) -> list[Spec]:
    x = on("month:T", title=None, axis={**YEARS, **labels})
    y = on("score:Q", title="points", scale={"zero": False, "nice": True, "padding": 6})
    line = layer(rows, "line", {"x": x, "y": y}, interpolate="step-after", color=BLUE)
    if not stays:
        return [line]
    box = layer(stays, "rect", {"x": on("from:T"), "x2": {"field": "to"}}, color="#d0d0d0")
    return [box, line]
