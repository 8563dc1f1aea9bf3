"""M05: what the data sources record, against what truly happened."""

from demerit.calendar import text_of
from demerit.life.words import date_in_words
from demerit.report.charts.bars import bars
from demerit.report.charts.dots import dots
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.in_force import months_of
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import SOURCE_WORDS, few_counted, percent
from demerit.report.table import Row, Table, banded, table
from demerit.vocabulary import SOURCES

KEY = "sources"
WRONG = (("false", "about nothing that happened"), ("misattributed", "about what somebody else did"))


def _points(m: Measures) -> Table:
    each = {s: m.total([f"points_lost.source.{s}", f"points_gained.source.{s}"]) for s in SOURCES}
    total = sum(a.scaled for a in each.values())
    rows: list[Row] = [{"source": SOURCE_WORDS[s], "value": a.scaled / total} for s, a in each.items() if a.counted]
    rows.sort(key=lambda row: -float(row["value"]))
    rows = rows if len(rows) > 1 else []  # of one source all: nothing to compare
    return table([("source", "data source", "text"), ("value", "share of points moved", "share")], rows)


def _errors(m: Measures) -> Table:
    rows: list[Row] = []
    for s in SOURCES:
        every = m.total([f"records.{kind}.{s}" for kind in ("correct", "false", "misattributed")])
        for kind, label in WRONG:
            amount = m.total(f"records.{kind}.{s}")
            if every.counted and amount.counted:
                name = f"records.{kind}_share.{s}"
                limits = m.band(lambda x, n=name: x.ratio(n), amount.counted, m.one_in(name))  # type: ignore[misc]
                row = {"source": SOURCE_WORDS[s], "error": label, "value": m.ratio(name), **limits}
                rows.append({**row, "records": every.scaled, "counted": int(amount.counted)})
    return table(
        [
            ("source", "data source", "text"),
            ("error", "wrong record", "text"),
            ("value", "share of its records", "share"),
            *banded("share"),
            ("records", "all its records", "count"),
            ("counted", "wrong ones counted in the sample", "count"),
        ],
        rows,
    )


def _fates(m: Measures) -> Table:
    fates = (
        ("happened, on the right file", "what happened", "records.correct.all"),
        ("happened, seen by no source", "what happened", "missed.all"),
        ("happened, put down to somebody else", "what happened", "records.lost.all"),
        ("on file for somebody else's act", "wrong records", "records.misattributed.all"),
        ("on file, and nothing happened", "wrong records", "records.false.all"),
    )
    rows = [
        {"fate": fate, "kind": kind, "value": amount.scaled}
        for fate, kind, name in fates
        if (amount := m.total(name)).counted
    ]
    return table(
        [("fate", "what became of it", "text"), ("kind", "kind", "text"), ("value", "number, all years", "count")], rows
    )


def find(m: Measures) -> Finding | LeftOut:
    """Points by data source, and wrong records by data source."""
    if not m.seen("records.correct.all"):
        return LeftOut(KEY, "No data sources: no authority of this run records what people do.")
    points, errors, fates = _points(m), _errors(m), _fates(m)
    wrong, seen = m.ratio("records.wrong_share"), m.ratio("records.seen_share")
    title = f"{percent(seen)} of what the rules look at is recorded; {_share(m, wrong)} wrong"
    return Finding(
        KEY,
        title,
        f"The model knows what truly happened, which no authority would. Of all conduct that the rules look at, in places where "
        f"the system runs, {percent(seen)} reached the right file; the rest no data source saw, or it was put down to somebody "
        f"else. Of the records made, {percent(wrong)} are about nothing that happened or about what "
        f"another person did, and the person concerned is {_told(m)}. "
        "No official error rate was found; the rates are assumed.",
        of_inputs(m.run, *(f"regime.data_sources.{s}" for s in SOURCES if s in m.run.scenario.regime.data_sources)),
        m.how,
        (
            *_points_figure(points),
            Figure(
                "sources-fates",
                title,
                f"What the rules look at, where the system runs, {m.span}: what happened, and what is on file",
                bars(list(fates.rows), "fate", "number", colour="kind", width=330),
                fates,
                "Bars of acts recorded, missed, put down to others, and of wrong records.",
            ),
            *(
                [
                    Figure(
                        "sources-errors",
                        _worst(errors),
                        "Wrong records as a share of all records of a data source (logarithmic axis)",
                        dots(
                            list(errors.rows),
                            "source",
                            "error",
                            "share of its records",
                            log=True,
                            form=".2~%",
                            said=percent,
                        ),
                        errors,
                        "Dots of the share of false and misattributed records by data source.",
                    )
                ]
                if len({row["source"] for row in errors.rows}) > 1
                else []
            ),
        ),
        echo="Because the file says what each source sees, and how often it errs.",
    )


def _share(m: Measures, wrong: float) -> str:
    """How many records are wrong; with how few were counted, where few were."""
    counted = m.total([f"records.{kind}.all" for kind, _ in WRONG]).counted
    every = few_counted(m.total("records.all").counted)
    return f"{percent(wrong)} of records{few_counted(counted)} are" if counted else f"no record{every} is"


def _told(m: Measures) -> str:
    """Whether people hear of a record about them, and since when."""
    told = months_of(m, lambda regime: regime.rights.notice)
    if len(told) in (0, len(m.months)):
        return "told" if told else "not told"
    return f"told from {date_in_words(text_of(told[0]))} on" if told[-1] == m.months[-1] else "told in some years only"


def _worst(errors: Table) -> str:
    """Whose records are wrong most often; which that is few wrong ones cannot tell."""
    most = max(errors.rows, key=lambda row: float(row["value"]))
    if few := few_counted(int(most["counted"])):
        return f"Of the records of {_whose(most['source'])}, {percent(float(most['value']))}{few} are {most['error']}"
    return f"The least reliable records are those of {_whose(most['source'])}: {percent(float(most['value']))} are {most['error']}"


def _whose(source: str) -> str:
    """A data source within a sentence."""
    return f"the {source}" if source in ("administration", "police") else source


def _points_figure(points: Table) -> list[Figure]:
    if not points.rows:
        return []
    first = points.rows[0]
    return [
        Figure(
            "sources-points",
            f"Of all points that records move, {percent(float(first['value']))} are moved by one data source: {first['source']}",
            "Share of points lost and gained, by the data source whose record moved them",
            bars(list(points.rows), "source", "share of points", form=".0%", said=percent),
            points,
            "Bars of the share of points by data source.",
        )
    ]
