"""M14: somebody looks before a machine punishes: what is stopped, and what goes through."""

from typing import Final

import numpy as np

from demerit.calendar import text_of
from demerit.catalogue.axes import SOURCE
from demerit.catalogue.measure import every
from demerit.life.words import date_in_words
from demerit.report.charts.bars import bars
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.in_force import months_of
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import few_counted, people, percent
from demerit.report.table import Row, Table, banded, table

KEY: Final = "review"
STOPPED, WENT, PASSES = (
    "stopped by somebody who looked first",
    "penalties that went through",
    "health passes lost all the same",
)
FATES: Final = (
    (STOPPED, ("penalties.stopped",)),
    (WENT, every("penalties.wrong", SOURCE)),
    (PASSES, ("passes.lost_wrong",)),
)


def _of(m: Measures, names: tuple[str, ...], where: list[int], counted: bool = False) -> float:
    """What was counted in the months in which somebody looked."""
    return float(sum(m.series(name, counted=counted)[where].sum() for name in names))


def stopped(m: Measures) -> float:
    """The share of wrong penalties that were stopped, in the months in which somebody looked."""
    looked = months_of(m, lambda regime: regime.rights.human_review)
    return m.ratio("penalties.stopped_share", months=np.isin(m.months, looked))


def _rows(m: Measures, where: list[int]) -> Table:
    rows: list[Row] = []
    for fate, names in FATES:
        counted = _of(m, names, where, counted=True)
        if counted:
            limits = m.band(lambda x, n=names: _of(x, n, where), counted)  # type: ignore[misc]
            row = {"fate": fate, "value": _of(m, names, where), **limits, "counted": counted}
            rows.append(row)
    return table(
        [
            ("fate", "what became of it", "text"),
            ("value", "number, all years", "count"),
            *banded("count"),
            ("counted", "counted in the sample", "count"),
        ],
        rows,
    )


def _points(m: Measures) -> str:
    return ", and its points with it" if m.seen("points_lost.all") else ""


def find(m: Measures) -> Finding | LeftOut:
    """Wrong automatic penalties and lost passes: stopped, and not."""
    looked = months_of(m, lambda regime: regime.rights.human_review)
    if not looked:
        return LeftOut(KEY, "No human review: nobody looks before a machine punishes in this run.")
    where = [m.months.index(month) for month in looked]
    shown = _rows(m, where)
    if not shown.rows:
        return LeftOut(KEY, "No human review to show: no machine punished anybody for what they never did in this run.")
    share = percent(stopped(m))
    few = few_counted(int(sum(_of(m, names, where, counted=True) for _, names in FATES)))
    title = f"Of penalties and lost passes for what the person never did, somebody who looks first stops {share}{few}"
    if not m.seen("penalties.stopped"):
        title = f"Nobody who looked first stopped a penalty or a lost pass for what the person never did{few}"
    since = "" if looked[0] == m.months[0] else f", from {date_in_words(text_of(looked[0]))} on"
    wanted = sorted({m.run.scenario.regime_at(month).rights.human_review for month in looked})
    return Finding(
        KEY,
        title,
        f"Before an automatic penalty takes effect, or a health pass is lost, somebody looks{since}. {people(m.total('penalties.stopped').scaled)} times "
        f"this stopped one that was for what the person never did. The record itself stays on file{_points(m)}. That somebody "
        f"who looks finds {' or '.join(map(percent, wanted))} of such errors is set by the scenario; what is right is never stopped here, so what "
        "a review costs is not in it.",
        of_inputs(m.run, "regime.rights.human_review", "regime.automatic_penalties", "regime.health_pass"),
        m.how,
        (
            Figure(
                KEY,
                title,
                f"Automatic penalties and lost passes for what the person never did, {m.span}, number",
                bars(list(shown.rows), "fate", "number", width=330),
                shown,
                "Bars of wrong penalties that were stopped, and of those that went through.",
            ),
        ),
        echo="Because the file says how much somebody who looks finds.",
    )
