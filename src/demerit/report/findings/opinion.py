"""M21: private opinion beside what is said aloud."""

from demerit.report.charts.lines import lines
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import percent
from demerit.report.table import Row, table

KEY = "opinion"
LINES = (("dissent in private", "opinion.dissent_private"), ("dissent said aloud", "opinion.dissent_said"))


def _share(m: Measures, measure: str, i: int) -> float:
    people = float(m.series("opinion.people")[i])
    return float(m.series(measure)[i]) / people if people else 0.0


def find(m: Measures) -> Finding | LeftOut:
    """Shares who dissent in private and aloud, over time; how many say what they do not think."""
    if not m.seen("opinion.people"):
        return LeftOut(KEY, "No opinion: the society of this run says nothing about what people think.")
    rows: list[Row] = []
    for label, measure in LINES:
        counted = m.series(measure, counted=True)
        for i, month in enumerate(m.texts):
            low, high = m.band(lambda x, n=measure, at=i: _share(x, n, at), counted[i])  # type: ignore[misc]
            rows.append({"month": month, "what": label, "value": _share(m, measure, i), "low": low, "high": high})
    shown = table(
        [
            ("month", "month", "text"),
            ("what", "what", "text"),
            ("value", "share of people from 14 on", "share"),
            ("low", "low", "share"),
            ("high", "high", "share"),
        ],
        rows,
    )
    last = len(m.months) - 1
    private, aloud = (_share(m, measure, last) for _, measure in LINES)
    falsified = _share(m, "opinion.falsified", last)
    title = f"In the end {percent(private)} dissent in private and {percent(aloud)} aloud"
    return Finding(
        KEY,
        title,
        f"{percent(falsified)} say something else than they think (preference falsification). Media and school move private opinion, "
        "one's own penalties move it the other way, and whoever dissents says so only while enough others around do: so open "
        "dissent can vanish, or return, within months. Opinion never depends on population group, detention never changes it, and "
        "nothing here was ever fitted: surveys that ask twice, once under cover, are cited in the documentation as context only.",
        of_inputs(m.run, "regime.opinion", "society.opinions"),
        m.how,
        (
            Figure(
                "opinion",
                title,
                "Share of people from 14 on who dissent in private, and who say so",
                lines(list(shown.rows), "what", "share", axis=".0%"),
                shown,
                "Lines of private and of open dissent over time.",
            ),
        ),
    )
