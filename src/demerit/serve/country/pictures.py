"""Pictures of a view, as reports draw theirs: for a page, a telephone, and to be taken away."""

from typing import Any, Final

from demerit.report.charts.chart import Chart
from demerit.report.charts.lines import lines
from demerit.report.finding import Figure as Pictured
from demerit.report.picture import picture
from demerit.report.table import Table
from demerit.report.theme import OKABE_ITO, SMALL
from demerit.report.tiles import keyed, tiles
from demerit.serve import numerals
from demerit.serve.ask import Ask
from demerit.serve.charts import drawn
from demerit.serve.country import saying
from demerit.serve.country.question import Question
from demerit.serve.country.tilemap import TileMap
from demerit.serve.country.values import ENDS, Row

MOST: Final = len(OKABE_ITO)  # lines
BANDS: Final = (ENDS[:2], ENDS[2:])


def series(ask: Ask, question: Question, rows: list[Row], narrow: bool, titled: bool = True) -> str:
    """Lines over time as SVG; nothing where there is no value."""
    known = [row for row in rows if row["value"] is not None]
    if not known:
        return ""
    gone: set[str] = {end for band in BANDS for end in band if any(row[band[0]] is None for row in known)} | {"counted"}
    name = saying.name_of(ask, question.measure)
    plain = [
        {**{key: value for key, value in row.items() if key not in gone}, "of": _line(ask, question, row, name)}
        for row in known
    ]
    totals: dict[str, float] = {}
    for row in plain:
        totals[row["of"]] = totals.get(row["of"], 0.0) + row["value"]
    kept = sorted(totals, key=lambda line: -totals[line])[:MOST]
    unit = saying.unit_of(ask, question)
    form = ".0%" if question.of.unit == "share" else ",.3~s"
    chart = lines([row for row in plain if row["of"] in kept], "of", unit, axis=form, labelled=bool(question.by))
    note = "" if len(kept) == len(totals) else ask.say("country.largest", most=MOST)
    return _framed(ask, question, chart, saying.title_of(ask, question), narrow, titled, note)


def _line(ask: Ask, question: Question, row: Row, name: str) -> str:
    return saying.value_of(ask, question, str(row[question.by])) if question.by else name


def of_map(ask: Ask, question: Question, rows: list[Row], shown: TileMap) -> str:
    """The map of the month as SVG."""
    share = question.of.unit == "share"
    known = [{"province": row["province"], "value": row["value"]} for row in rows if row["value"] is not None]

    def short(value: float) -> str:
        return numerals.short(value, ask.lang, share)

    chart = tiles(known, shown.limits, size=56, said=short)
    whole = keyed(chart, shown.limits, shown.low, shown.high, short, ask.say("country.to"))
    title = f"{saying.name_of(ask, question.measure)}, {ask.month(question.month)}"
    return _framed(ask, question, whole, title, False, True, saying.letters(ask, question.run.provinces))


def _framed(ask: Ask, question: Question, chart: Chart, title: str, narrow: bool, titled: bool, note: str) -> str:
    below = saying.unit_of(ask, question) if titled else title  # the unit stands at the axis, too
    figure = Pictured(question.measure, title, below, chart, Table((), ()), title)
    mark: Any = question.run.mark(question.measure, {question.month[:4]})
    shown = drawn(chart.narrow, ask.lang, SMALL) if narrow else drawn(chart.wide, ask.lang)
    stated = (
        f"{ask.say('country.mark')}: {saying.marked(ask, mark)}",
        ask.say("country.stated", stamp=question.run.stamp),
    )
    return picture(figure, mark, question.run.stamp, shown, titled=titled, narrow=narrow, note=note, below=stated)
