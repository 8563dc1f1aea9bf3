"""M18: health records in the file, and journeys refused for them."""

from demerit.report.charts.lines import lines
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import people
from demerit.report.table import Row, table

KEY = "health"
ON_FILE = [f"records.{truth}.health" for truth in ("correct", "false", "misattributed")]


def find(m: Measures) -> Finding | LeftOut:
    """Health passes that are invalid, month by month, and what is refused for it."""
    if not m.seen("records.correct.health", "passes.lost"):
        return LeftOut(KEY, "No health data: no health record enters the file in this run.")
    records = m.total(ON_FILE).scaled
    refused, points = m.total("refused.for.health").scaled, m.total("points_lost.health_breach").scaled
    rows: list[Row] = []
    for label, measure in (
        ("health passes made invalid", "passes.lost"),
        ("requests refused for it", "refused.for.health"),
    ):
        scaled, counted = m.series(measure), m.series(measure, counted=True)
        for i, month in enumerate(m.texts):
            limits = m.band(lambda x, n=measure, at=i: float(x.series(n)[at]), counted[i])  # type: ignore[misc]
            rows.append({"month": month, "what": label, "value": float(scaled[i]), **limits})
    shown = table(
        [
            ("month", "month", "text"),
            ("what", "what", "text"),
            ("value", "a month", "count"),
            ("low", "low", "count"),
            ("high", "high", "count"),
        ],
        rows,
    )
    title = f"{people(records)} health records enter the file; {people(refused)} journeys are refused for them"
    return Finding(
        KEY,
        title,
        f"Health records cost {people(points)} points over the run. A missing test or proof makes the health pass invalid from the "
        "next month on, for as many days as the regime says; whoever asks for a journey meanwhile is refused, listed or not.",
        of_inputs(m.run, "regime.data_sources.health", "regime.health_pass", "society.conduct.health_breach"),
        m.how,
        (
            Figure(
                "health",
                title,
                "Health passes made invalid, and requests refused because of one, a month",
                lines(list(shown.rows), "what", "a month"),
                shown,
                "Lines of invalid health passes and refusals for them.",
            ),
        ),
    )
