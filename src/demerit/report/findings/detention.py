"""M16: detention without trial: how often for nothing.  Shares only: no total of people detained could be checked."""

from typing import Final

from demerit.report.charts.bars import bars
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.in_force import regimes
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import FEW, few_counted, percent, words
from demerit.report.table import Row, Table, banded, table

KEY: Final = "detention"
WRONG: Final = "detentions.wrong_share"
RATES: Final = ("false_record_rate", "wrong_person_rate")
EVERYBODY: Final = "everybody"


def _rows(m: Measures) -> Table:
    rows: list[Row] = []
    for who in (EVERYBODY, *m.groups):
        group = None if who == EVERYBODY else who
        wrong = m.total("detentions.wrong", group=group).counted
        if m.total("detentions", group=group).counted:
            one = m.one_in(WRONG, None, group)
            limits = m.band(lambda x, g=group: x.ratio(WRONG, None, g), wrong, one, 1.0)  # type: ignore[misc]
            row = {"who": who, "value": m.ratio(WRONG, None, group), **limits}
            rows.append(row)
    return table(
        [
            ("who", "who", "text"),
            ("value", "share of arrests for what the person never did", "share"),
            *banded("share"),
        ],
        rows,
    )


def find(m: Measures) -> Finding | LeftOut:
    """Of arrests decided on, those for nothing, by group."""
    if not m.seen("detentions"):
        there = any(regime.detention for regime in regimes(m))
        line = "nobody was arrested in this run" if there else "this regime detains nobody"
        return LeftOut(KEY, f"No detention without trial: {line}.")
    shown = _rows(m)
    wrong = m.seen("detentions.wrong")
    few = f" (fewer than {FEW} counted in the sample)" if few_counted(m.total("detentions").counted) else ""
    title = f"{percent(m.ratio(WRONG))} of those detained without trial are taken for what they never did{few}"
    if not wrong:
        title = f"Nobody in the sample was detained without trial for what they never did{few}"
    meant = dict.fromkeys(words(rule.conduct) for regime in regimes(m) for rule in regime.detention)
    return Finding(
        KEY,
        title,
        f"Whoever is on file for it ({', '.join(meant)}) may be taken and held without trial, also for a record of what somebody "
        "else did, or nobody. Shares only: no total of people detained is given, since none could be checked.",
        of_inputs(
            m.run, "regime.detention", *(f"regime.data_sources.{name}.{rate}" for name in sources(m) for rate in RATES)
        ),
        m.how,
        (
            Figure(
                KEY,
                title,
                "Of arrests decided on, the share for what the person never did",
                bars(list(shown.rows), "who", "share of arrests", form=".0%", said=percent),
                shown,
                "Bars of the share of arrests for nothing, of everybody and by population group.",
            ),
        ),
        echo="Because the file says how often records are false." if wrong else "",
    )


def sources(m: Measures) -> list[str]:
    """The data sources whose records take people."""
    return list(dict.fromkeys(rule.source for regime in regimes(m) for rule in regime.detention))
