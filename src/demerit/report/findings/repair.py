"""M14, the other side: what notice, grace, objection and repair undo."""

from typing import Final

from demerit.calendar import text_of
from demerit.catalogue.rights import TERMS
from demerit.report.charts.bars import bars
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import people, percent
from demerit.report.table import Row, table

KEY: Final = "repair"
WAYS: Final = (
    ("warnings", "first record: a warning only"),
    ("blacklist.averted", "performed within the days of grace"),
    ("objections.upheld", "objection upheld"),
    ("objections.dismissed", "objection dismissed"),
    ("blacklist.exits", "left the black list"),
)


def find(m: Measures) -> Finding | LeftOut:
    """Warnings, listings averted, objections, exits; and whether any refusal is the first notice."""
    if not m.seen(*(measure for measure, _ in WAYS[:4])):
        return LeftOut(KEY, "No remedies: nobody was warned, spared or put right in this run.")
    rows: list[Row] = []
    for measure, label in WAYS:
        amount = m.total(measure)
        if amount.counted:
            limits = m.band(lambda x, n=measure: x.total(n).scaled, amount.counted)  # type: ignore[misc]
            row = {"what": label, "value": amount.scaled, **limits, "counted": amount.counted}
            rows.append(row)
    shown = table(
        [
            ("what", "what became of it", "text"),
            ("value", "number, all years", "count"),
            ("low", "low", "count"),
            ("high", "high", "count"),
            ("counted", "counted in the sample", "count"),
        ],
        rows,
    )
    unaware = percent(m.ratio("refused.unaware_share"))
    first = f"{unaware} of refusals are" if m.seen("refused.unaware") else "no refusal is"
    heard = f"; {first} the first that somebody hears of it" if m.seen("refused.all") else ""
    spared = m.total([measure for measure, _ in WAYS[:3]]).scaled
    title = f"{people(spared)} cases are spared or put right: by a warning, in time, or by an objection{heard}"
    entries = m.total("blacklist.entries").scaled
    return Finding(
        KEY,
        title,
        f"{_announced(m)}{_spared(m, entries)}{_objected(m)}",
        of_inputs(m.run, *(f"regime.rights.{term.key}" for term in TERMS)),
        m.how,
        (
            Figure(
                KEY,
                title,
                f"What became of records and listings, {m.texts[0]} to {m.texts[-1]}, number",
                bars(list(shown.rows), "what", "cases"),
                shown,
                "Bars of warnings, listings averted, objections and exits.",
            ),
        ),
    )


def _announced(m: Measures) -> str:
    """Since when people are told of records and listings."""
    told = [month for month in m.months if m.run.scenario.regime_at(month).rights.notice]
    if not told:
        return "Nobody is told of records and listings here. "
    since = "" if told[0] == m.months[0] else f" from {text_of(told[0])} on"
    return f"Records and listings are announced here{since}. "


def _objected(m: Measures) -> str:
    """Who objected, and with what success."""
    made, justified = m.total("objections").scaled, m.total("objections.justified").scaled
    if not made:
        return "Nobody objected."
    upheld, right = m.total("objections.upheld").scaled, m.total("objections.justified_upheld").scaled
    return (
        f"Of {people(made)} objections {people(justified)} were to what never happened; {people(right)} of these were upheld, and "
        f"{people(upheld - right)} of the others."
    )


def _spared(m: Measures, entries: float) -> str:
    averted = m.total("blacklist.averted").scaled
    if not averted:
        return ""
    return (
        f"{people(averted)} judgments were performed within the days of grace and listed nobody, against {people(entries)} entries to the list: "
        "grace spares whoever would have paid anyway. "
    )
