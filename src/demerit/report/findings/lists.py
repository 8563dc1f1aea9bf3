"""M10: who is on the lists, who enters, who leaves."""

from demerit.calendar import month_of, text_of
from demerit.life.words import date_in_words
from demerit.report import tiles
from demerit.report.changes import dated
from demerit.report.charts.lines import lines
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.in_force import last as last_of
from demerit.report.in_force import months_of
from demerit.report.marks import cited, of_inputs
from demerit.report.measures import Amount, Measures, counted_in
from demerit.report.numbers import few_counted, numeral, people, percent, plain, several, significant
from demerit.report.rests import on_lists
from demerit.report.table import Row, Table, banded, table
from demerit.report.theme import BLACK, RED
from demerit.report.thresholds import bars, listing
from demerit.scenario.census import Regions
from demerit.scenario.claims import MILLION

KEY = "lists"
FEW = 10  # listed people counted in a province, below which nothing is said of it by name
STOCKS = (("blacklist", "black list"), ("redlist", "red list"))
MOVED = ("data_sources.*.coverage", "learned_score.fitted", "lists.*", "rights.*", "rules.*", "points.*")
FLOWS = (("entries", "enter"), ("exits", "leave"))


def _lines(m: Measures, what: tuple[tuple[str, str], ...], head: str) -> Table:
    rows: list[Row] = []
    for measure, label in what:
        if not m.seen(measure):
            continue
        counted = m.series(measure, counted=True)
        for i, value in enumerate(m.series(measure)):
            limits = m.band(lambda x, n=measure, i=i: float(x.series(n)[i]), float(counted[i]))  # type: ignore[misc]
            rows.append({"month": m.texts[i], "what": label, "value": value, **limits})
    return table(
        [
            ("month", "month", "text"),
            ("what", head, "text"),
            ("value", "people", "count"),
            *banded("count"),
        ],
        rows,
    )


def _map(m: Measures) -> Table:
    month = [m.months[-1]]
    listed = m.by_province("blacklist.stock", month)
    rows: list[Row] = []
    for name, share in m.ratio_by_province("blacklist.share", month).items():
        here = listed.get(name, Amount(0.0, 0))
        rows.append({"province": name, "value": share, "listed": here.scaled, "counted": here.counted})
    return table(
        [
            ("province", m.run.regions.one, "text"),
            ("value", "share of adults listed", "share"),
            ("listed", "listed", "count"),
            ("counted", "counted in the sample", "count"),
        ],
        rows,
    )


def find(m: Measures) -> Finding | LeftOut:
    """Stocks, entries and exits, and where the listed live."""
    if not m.seen("blacklist.stock"):
        if m.seen("redlist.stock"):
            return _red_alone(m)
        return LeftOut(KEY, "No lists: nobody was listed in this run.")
    stocks = _lines(m, tuple((f"{name}.stock", label) for name, label in STOCKS), "list")
    flows = _lines(m, tuple((f"blacklist.{name}", label) for name, label in FLOWS), "who")
    last = m.months[-1]
    listed = m.at("blacklist.stock", last)
    title = f"At the end of {m.end}, {people(listed.scaled)} people are on the black list: {percent(m.at_end('blacklist.share'))} of adults"
    title += few_counted(listed.counted)
    if not listed.counted:
        title = _nobody(m)
    changed = dated(m, *MOVED)
    figures = [
        Figure(
            "lists-stock",
            title,
            "People on the lists at the end of each month",
            lines(
                list(stocks.rows),
                "what",
                counted_in("blacklist.stock", "redlist.stock"),
                colours=(BLACK, RED),
                **changed,
            ),
            stocks,
            "Lines of the stock of the black list and the red list.",
        ),
        Figure(
            "lists-flows",
            _flows_title(m),
            "People who enter and leave the black list, by month",
            lines(
                list(flows.rows),
                "what",
                f"{counted_in('blacklist.entries', 'blacklist.exits')} a month",
                height=180,
                **changed,
            ),
            flows,
            "Lines of entries to and exits from the black list.",
        ),
    ]
    if not m.area and tiles.fits(sorted(m.run.weights)) and m.at("blacklist.stock", last).counted:
        figures.append(_picture_of(_map(m), text_of(last), m.run.regions))
    return Finding(
        KEY,
        title,
        _text(m),
        of_inputs(m.run, *on_lists(m)),
        m.how,
        tuple(figures),
    )


def _most_have_few(shown: Table, regions: Regions) -> str:
    few = sum(float(row["counted"]) < FEW for row in shown.rows)
    return f"{few} {regions.one if few == 1 else regions.several}" if few < len(shown.rows) else f"every {regions.one}"


def _red_alone(m: Measures) -> Finding:
    """The red list of a system without a black list."""
    stocks = _lines(m, (("redlist.stock", "red list"),), "list")
    since = last_of(m).lists.redlist
    points = (
        f"have the {numeral(since.entry.since)} points that put them on the red list"
        if since
        else "are on the red list"
    )
    title = f"At the end of {m.end}, {percent(m.at_end('redlist.share'))} of adults {points}; there is no black list"
    if not m.at("redlist.stock", m.months[-1]).counted:
        title = f"At the end of {m.end}, nobody is on the red list any more; there is no black list"
    return Finding(
        KEY,
        title,
        "Nobody is put on a black list in this run. What being on the red list is good for is among the favours, if the rules tie "
        "anything to it that people of this society ask for.",
        of_inputs(m.run, *on_lists(m)),
        m.how,
        (
            Figure(
                "lists-stock",
                title,
                "People on the red list at the end of each month",
                lines(list(stocks.rows), "what", counted_in("redlist.stock"), colours=(RED,), **dated(m, *MOVED)),
                stocks,
                "A line of the stock of the red list.",
            ),
        ),
    )


def _ended(m: Measures) -> int | None:
    """The month in which the black list ended, for good; None where it is there at the end, or never was."""
    there = months_of(m, lambda regime: not regime.lists.blacklist.absent)
    return there[-1] + 1 if there and there[-1] < m.months[-1] else None


def _nobody(m: Measures) -> str:
    """The title where nobody is on the black list at the end: as the file ended it, or as all have left."""
    said, month = f"Nobody is on the black list at the end of {m.end}", _ended(m)
    if month is None:
        entries = m.total("blacklist.entries")
        return f"{said}; {several(entries.scaled, 'time')} somebody had been put there{few_counted(entries.counted)}"
    before = m.at("blacklist.stock", month - 1)
    share = percent(float(m.ratios("blacklist.share")[m.months.index(month - 1)]))
    return (
        f"{said}, as the file ends it in {_in_words(month)}; the month before, {people(before.scaled)} people were on it"
        f"{few_counted(before.counted)}: {share} of adults"
    )


def _in_words(month: int) -> str:
    return date_in_words(text_of(month))


def _flows_title(m: Measures) -> str:
    if (month := _ended(m)) is not None:
        left = m.at("blacklist.exits", month)
        return f"In {_in_words(month)}, when the black list ends, {people(left.scaled)} people{few_counted(left.counted)} leave it at once"
    enter, leave = m.total("blacklist.entries"), m.total("blacklist.exits")
    if not leave.scaled:
        return "People enter the black list, and none leaves it"
    if enter.scaled == leave.scaled:
        return "As many people leave the black list as enter it"
    return f"For each person who leaves the black list, {plain(significant(enter.scaled / leave.scaled, 2))} enter it"


def hangs(m: Measures) -> str:
    """The thresholds that the number of those listed hangs on, in a sentence; empty where points list nobody."""
    said = [each for each in (listing(m), bars(m)) if each]
    return f"How many are listed hangs on thresholds: {', and '.join(said)}. " if listing(m) else ""


def needed(m: Measures, month: int) -> str:
    """How far the number of those listed in a month is from being known, in a sentence or two."""
    here = m.at("blacklist.stock", month)
    limits = m.band(lambda x: x.at("blacklist.stock", month).scaled, here.counted)
    said = "The article names no thresholds: others could be made to give its figures too, with another number of listed people. "
    said += f"By chance alone (90 %) it could be {people(limits['low'])} to {people(limits['high'])} here. "
    if "least" in limits:
        said += f"Over what nobody knows, none of it fitted again, {people(limits['least'])} to {people(limits['most'])} people are on the list. "
    return said


def _text(m: Measures) -> str:
    red = m.at("redlist.stock", m.months[-1]).scaled
    text = f"At the end of {m.end}, the red list holds {people(red)} people. " if red else ""
    record, month = m.run.references["npcic-2018-05"], month_of("2018-05")
    if m.run.as_in_the_article and month in m.months:
        then = m.at("blacklist.stock", month).scaled
        text += (
            f"In May 2018 the black list of this run holds {people(then)} people. The record of that month counts "
            f"{record.figures['subjects_m']:.1f} million subjects, companies among them ({cited(m.run, 'npcic-2018-05')}): "
            f"refusals by points, as told, need {then / (record.figures['subjects_m'] * MILLION):.1f} times as many listed as there were, if "
            f"{listing(m)}. {needed(m, month)}"
        )
    if not m.seen("blacklist.exits"):
        text += "Nobody has left the black list yet."
    else:
        others = "whoever left when it ended" if _ended(m) else "nobody who never leaves"
        text += (
            f"Those who left had been listed for {plain(m.ratio('blacklist.mean_stay'))} days on average, counting whoever died on the list and "
            f"{others}."
        )
    return text


def _picture_of(shown: Table, month: str, regions: Regions) -> Figure:
    values = [float(row["value"]) for row in shown.rows]
    most = max(shown.rows, key=lambda row: float(row["value"]))
    least = min(shown.rows, key=lambda row: float(row["value"]))
    limits = tiles.edges(values)
    chart = tiles.tiles(list(shown.rows), limits, form=".1%", size=52)
    title = f"From {percent(float(least['value']))} of adults listed in {least['province']} to {percent(float(most['value']))} in {most['province']}"
    if min(float(least["counted"]), float(most["counted"])) < FEW:
        title = f"Share of adults listed by {regions.one}; in {_most_have_few(shown, regions)} fewer than {FEW} listed people were counted"
    return Figure(
        "lists-map",
        title,
        f"Share of adults on the black list at the end of {date_in_words(month)}, by {regions.one} (a tile each; equal classes)",
        tiles.keyed(chart, limits, min(values), max(values), lambda share: f"{share:.1%}".replace("%", " %")),
        shown,
        f"Tile map of {regions.several} by share of adults listed.",
    )
