"""M18: health records in the file, and journeys refused for them."""

import numpy as np

from demerit.life.words import enumerated
from demerit.report.changes import dated
from demerit.report.charts.lines import lines
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.in_force import only_between, regimes
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import people, percent, plural
from demerit.report.table import Row, banded, table
from demerit.vocabulary import DEMANDS

KEY = "health"
MONTHLY = ("passes.lost", "refused.for.health")
ON_FILE = [f"records.{truth}.health" for truth in ("correct", "false", "misattributed")]


def find(m: Measures) -> Finding | LeftOut:
    """Health passes that are invalid, month by month, and what is refused for it."""
    if not m.seen("records.correct.health", "passes.lost"):
        return LeftOut(KEY, "No health data: no authority of this run keeps health records.")
    records = m.total(ON_FILE).scaled
    refused, points = m.total("refused.for.health").scaled, m.total("points_lost.health_breach").scaled
    there = [i for name in MONTHLY for i in np.flatnonzero(m.series(name, counted=True)).tolist()]
    begins = max(0, min(there, default=1) - 1)  # the month before the first, since nothing is drawn before it
    rows: list[Row] = []
    for label, measure in (
        ("health passes made invalid", "passes.lost"),
        ("requests refused for it", "refused.for.health"),
    ):
        scaled, counted = m.series(measure), m.series(measure, counted=True)
        for i, month in list(enumerate(m.texts))[begins:]:
            limits = m.band(lambda x, n=measure, at=i: float(x.series(n)[at]), counted[i])  # type: ignore[misc]
            rows.append({"month": month, "what": label, "value": float(scaled[i]), **limits})
    shown = table(
        [
            ("month", "month", "text"),
            ("what", "what", "text"),
            ("value", "a month", "count"),
            *banded("count"),
        ],
        rows,
    )
    title = f"{people(records)} health records are made; {people(refused) if refused else 'no'} requests are refused for an invalid health pass"
    return Finding(
        KEY,
        title,
        f"{_points(points)}{_passes(m)}{only_between(m, 'health_breach')}",
        of_inputs(m.run, "regime.data_sources.health", "regime.health_pass", "society.conduct.health_breach"),
        m.how,
        (
            Figure(
                "health",
                title,
                "Health passes made invalid, and requests refused because of one, a month",
                lines(
                    list(shown.rows),
                    "what",
                    "a month",
                    **dated(
                        m, "data_sources.health.*", "health_pass.*", "consequences.*.health_pass", since=m.texts[begins]
                    ),
                ),
                shown,
                "Lines of invalid health passes and refusals for them.",
            ),
        ),
        echo="Because the file says how many of them are seen.",
    )


def _points(points: float) -> str:
    return f"Missing health proofs cost {people(points)} points over the run. " if points else ""


def _days(m: Measures) -> str:
    """How long a pass is invalid, by the scenario."""
    days = sorted({regime.health_pass.invalid_days for regime in regimes(m) if regime.health_pass})
    return " or ".join(map(str, days))


def _passes(m: Measures) -> str:
    """What a health pass does, where there is one, and how many lose it wrongly."""
    barred = {
        name
        for regime in regimes(m)
        if regime.health_pass
        for name, bar in regime.consequences.items()
        if bar.health_pass
    }
    lost, back = (m.total(f"passes.{name}") for name in ("lost", "returned"))
    if not lost.counted:
        return "No health pass was made invalid for them."
    wrong = m.ratio("passes.wrong_share")
    share = percent(wrong) if wrong else "none"
    asked = [plural(name) for name in DEMANDS if name in barred]
    or_not = ", listed or not" if m.seen("blacklist.entries") else ""
    meanwhile = f"; whoever asks for {enumerated(asked)} meanwhile is refused{or_not}" if asked else ""
    returned = (
        f" {people(back.scaled)} were valid again before their time, since the record fell." if back.counted else ""
    )
    return (
        f"A missing test or proof makes the health pass invalid from the next month on, for {_days(m)} days{meanwhile}. "
        f"{people(lost.scaled)} passes are lost so, {share} of them for what the person never did.{returned}"
    )
