"""M14, the other side: what notice, grace, objection and repair undo."""

from typing import Final

from demerit.calendar import text_of
from demerit.catalogue.rights import TERMS, in_words
from demerit.life.words import date_in_words, enumerated
from demerit.report.charts.bars import bars
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.in_force import months_of
from demerit.report.marks import of_inputs
from demerit.report.measures import Amount, Measures
from demerit.report.numbers import few_counted, people, percent
from demerit.report.rests import on_lists
from demerit.report.table import Row, banded, table
from demerit.scenario.regime import Regime

KEY: Final = "repair"
SPARED: Final = (
    ("warnings", "first record: a warning only"),
    ("penalties.stopped", "stopped by somebody who looked first"),
    ("blacklist.averted", "performed within the days of grace"),
    ("objections.upheld", "objection upheld"),
)
BY: Final = ("by a warning", "by somebody who looked first", "by paying in time", "by an objection")
WAYS: Final = (*SPARED, ("objections.dismissed", "objection dismissed"), ("blacklist.exits", "left the black list"))


def by_objection_alone(m: Measures) -> bool:
    """Whether nothing but objections spares anybody."""
    others = [measure for measure, _ in SPARED if measure != "objections.upheld"]
    return m.seen("objections.upheld") and not m.seen(*others)


def find(m: Measures) -> Finding | LeftOut:
    """Warnings, penalties stopped, listings averted, objections, exits; and whether any refusal is the first notice."""
    if not m.seen("objections", *(measure for measure, _ in WAYS[:-1])):
        return LeftOut(KEY, _unused(m))
    rows: list[Row] = []
    for measure, label in WAYS:
        amount = m.total(measure)
        if amount.counted:
            limits = m.band(lambda x, n=measure: x.total(n).scaled, amount.counted)  # type: ignore[misc]
            row = {"what": label, "value": amount.scaled, **limits, "counted": amount.counted}
            rows.append(row)
    if not rows:
        return LeftOut(KEY, "No remedies: nobody's objection had been answered when this run ended.")
    shown = table(
        [
            ("what", "what became of it", "text"),
            ("value", "number, all years", "count"),
            *banded("count"),
            ("counted", "counted in the sample", "count"),
        ],
        rows,
    )
    title = _title(m)
    return Finding(
        KEY,
        title,
        f"{_announced(m)}{_spared(m)}{_objected(m)}",
        of_inputs(m.run, *(f"regime.rights.{term.key}" for term in TERMS), *on_lists(m)),
        m.how,
        (
            Figure(
                KEY,
                title,
                f"What became of records and listings, {m.span}, number",
                bars(list(shown.rows), "what", "cases"),
                shown,
                "Bars of warnings, penalties stopped, listings averted, objections and exits.",
            ),
        ),
        echo="Because the file says how many objections are upheld." if by_objection_alone(m) else "",
    )


def _title(m: Measures) -> str:
    spared = m.total([measure for measure, _ in SPARED])
    unaware = percent(m.ratio("refused.unaware_share"))
    first = f"{unaware} of refusals are" if m.seen("refused.unaware") else "no refusal is"
    heard = f"; {first} the first news of a listing" if m.seen("refused.for.listing") else ""
    if spared.counted:
        how = enumerated([by for (measure, _), by in zip(SPARED, BY, strict=True) if m.seen(measure)])
        return f"{people(spared.scaled)} cases are spared or put right{few_counted(spared.counted)}: {how}{heard}"
    return f"Nobody is spared or put right here: of {people(m.total('objections').scaled)} objections none is upheld{heard}"


def _remedied(regime: Regime) -> bool:
    """Whether a regime gives people any right at all."""
    return bool(in_words({term.key: getattr(regime.rights, term.key) for term in TERMS}))


def _unused(m: Measures) -> str:
    """Why there is nothing to show: no rights, or rights that spared nobody."""
    given = months_of(m, _remedied)
    if not given:
        return "No remedies: this regime gives nobody any right."
    since = "" if given[0] == m.months[0] else f" from {date_in_words(text_of(given[0]))} on"
    return f"No remedies: there are rights{since}, and by them nobody was warned, spared or put right in this run."


def _announced(m: Measures) -> str:
    """Since when people are told of records and listings."""
    told = months_of(m, lambda regime: regime.rights.notice)
    if not told:
        return "Nobody is told of records and listings here. "
    since = "" if told[0] == m.months[0] else f" from {date_in_words(text_of(told[0]))} on"
    what = "Records and listings" if m.seen("blacklist.entries") else "Records"
    return f"{what} are announced here{since}. "


def _objected(m: Measures) -> str:
    """Who objected, and with what success."""
    made, justified = m.total("objections"), m.total("objections.justified")
    if not made.scaled:
        return "Nobody objected."
    upheld, right = m.total("objections.upheld"), m.total("objections.justified_upheld")
    if not justified.scaled:
        return f"None of {people(made.scaled)} objections was to what never happened, and {_upheld(upheld)} of them {_were(upheld)} upheld.{_open(m, made)}"
    return (
        f"Of {people(made.scaled)} objections {people(justified.scaled)} were to what never happened{few_counted(justified.counted)}; {_upheld(right)} of these "
        f"{_were(right)} upheld, and {_upheld(upheld.less(right))} of the others.{_open(m, made)}"
    )


def _upheld(part: Amount) -> str:
    return f"{people(part.scaled)}{few_counted(part.counted)}" if part.scaled else "none"


def _were(part: Amount) -> str:
    return "were" if part.scaled else "was"


def _open(m: Measures, made: Amount) -> str:
    """Objections that the run ended before."""
    left = made.less(m.total(["objections.upheld", "objections.dismissed"]))
    if left.scaled <= 0:
        return ""
    return f" {people(left.scaled)} had not been answered when the run ended{few_counted(left.counted)}."


def _spared(m: Measures) -> str:
    averted, entries = m.total("blacklist.averted").scaled, m.total("blacklist.entries").scaled
    if not averted:
        return ""
    return (
        f"{people(averted)} judgments were performed within the days of grace and listed nobody, against {people(entries)} entries to the list: "
        "grace spares whoever would have paid anyway. "
    )
