"""Pictures of a view: for a page, a telephone, and to be taken away."""

from typing import Final

from demerit.api.mark import UNSEEN
from demerit.report.charts.chart import Chart
from demerit.report.charts.gross import monthly
from demerit.report.charts.lines import lines
from demerit.report.finding import Figure as Pictured
from demerit.report.picture import picture
from demerit.report.table import Table
from demerit.report.theme import SMALL
from demerit.report.tiles import keyed, tiles
from demerit.serve import numerals
from demerit.serve.ask import Ask
from demerit.serve.asking.figures import words
from demerit.serve.charts import drawn
from demerit.serve.country.saying import letters
from demerit.serve.country.tilemap import TileMap
from demerit.serve.differences import saying
from demerit.serve.differences.question import Question
from demerit.serve.differences.values import Row

SIDES: Final = ("base", "other")
SIZE: Final = 56  # pixels of a tile


def series(ask: Ask, question: Question, rows: list[Row], narrow: bool, titled: bool = True) -> str:
    """Both worlds as lines where one of them is shown; otherwise what is in one and not in the other, by month."""
    unit = saying.unit_of(ask, question)
    if question.shown in SIDES:
        both = [
            {"month": row["month"], "value": row[side], "of": ask.say(f"head.{side}")} for side in SIDES for row in rows
        ]
        known = [row for row in both if row["value"] is not None]
        return _framed(ask, question, lines(known, "of", unit), saying.title_of(ask, question), narrow, titled, "")
    known = [row for row in rows if row["difference"] is not None]
    return _framed(ask, question, monthly(known, unit, words(ask)), saying.title_of(ask, question), narrow, titled, "")


def of_map(ask: Ask, question: Question, rows: list[Row], shown: TileMap) -> str:
    """The map of the month as SVG."""
    known = [
        {"province": row["province"], "value": value} for row in rows if (value := row[question.shown]) is not None
    ]

    def short(value: float) -> str:
        return numerals.short(value, ask.lang)

    chart = tiles(known, shown.limits, size=SIZE, steps=shown.colours, said=short)
    whole = keyed(chart, shown.limits, shown.low, shown.high, short, ask.say("country.to"), shown.colours)
    what = ask.say(f"differences.shows.{question.shown}")
    title = f"{saying.named(ask, question.measure)}, {ask.month(question.month)}: {what}"
    return _framed(ask, question, whole, title, False, True, letters(ask, question.of.provinces))


def _framed(ask: Ask, question: Question, chart: Chart, title: str, narrow: bool, titled: bool, note: str) -> str:
    below = saying.unit_of(ask, question) if titled else title
    figure = Pictured(question.measure, title, below, chart, Table((), ()), title)
    shown = drawn(chart.narrow, ask.lang, SMALL) if narrow else drawn(chart.wide, ask.lang)
    stated = (ask.say("country.unseen"), ask.say("country.stated", stamp=question.of.stamp))
    return picture(figure, UNSEEN, question.of.stamp, shown, titled=titled, narrow=narrow, note=note, below=stated)
