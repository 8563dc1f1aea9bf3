"""M23: all or nothing: whoever is found out owes everything ever received, and how often that strikes the innocent."""

from typing import Final

from demerit.report.charts.panels import panels
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.in_force import ever
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import few_counted, people, percent
from demerit.report.rests import on_sources
from demerit.report.table import Row, Table, banded, table

KEY: Final = "claims-back"
RIGHT, WRONG = "for what the person did", "for what the person never did"


def _right(m: Measures, year: int) -> tuple[float, int]:
    return m.total("claw_backs", year).less(m.total("claw_backs.wrong", year))


def _mistaken(m: Measures, year: int) -> tuple[float, int]:
    wrong = m.total("claw_backs.wrong", year)
    return wrong.scaled, wrong.counted


OF: Final = {RIGHT: _right, WRONG: _mistaken}  # of a year, scaled and counted


def _rows(m: Measures) -> Table:
    rows: list[Row] = []
    for year in m.years:
        for kind, of in OF.items():
            value, counted = of(m, year)
            limits = m.band(lambda x, of=of, year=year: of(x, year)[0], counted)  # type: ignore[misc]
            rows.append({"year": year, "kind": kind, "value": value, **limits, "counted": counted})
    return table(
        [
            ("kind", "what it was for", "text"),
            ("year", "year", "text"),
            ("value", "claw-backs", "count"),
            *banded("count"),
            ("counted", "counted in the sample", "count"),
        ],
        sorted(rows, key=lambda row: (list(OF).index(row["kind"]), row["year"])),
    )


def find(m: Measures) -> Finding | LeftOut:
    """Claw-backs by year, right and wrong; what came of them."""
    if not m.seen("claw_backs"):
        there = ever(m, lambda regime: any(penalty.claws_back for penalty in regime.automatic_penalties))
        line = "nobody was told to pay everything back in this run" if there else "this regime claims nothing back"
        return LeftOut(KEY, f"No claw-backs: {line}.")
    shown = _rows(m)
    every, wrong = m.total("claw_backs").scaled, m.total("claw_backs.wrong").scaled
    share = percent(m.ratio("claw_backs.wrong_share"))
    title = f"{share} of demands to pay everything back are {WRONG}"
    title += few_counted(m.total("claw_backs").counted)
    if not wrong:
        title = f"People are told to pay back everything they ever received {people(every)} times, always {RIGHT}"
        title += few_counted(m.total("claw_backs").counted)
    return Finding(
        KEY,
        title,
        f"Over the run people are told {people(every)} times to pay back everything they ever received, {_heard(m)}{_wrong(wrong)}. {_after(m)}What is claimed back is "
        "owed like arrears: it is paid, or taken to court. Amounts are not in the model, so a small error and a "
        "great one bring the same debt.",
        of_inputs(m.run, "regime.automatic_penalties", *on_sources(m, "false_record_rate", "wrong_person_rate")),
        m.how,
        (
            Figure(
                KEY,
                title,
                "Times that everything ever received was claimed back, by year (one scale; the peak is labelled)",
                panels(list(shown.rows), "kind", "year", columns=2, alike=True),
                shown,
                "Bars of claw-backs by year, for what people did and for what they never did.",
            ),
        ),
        echo="Because the file says how often records are false."
        if "tax" in m.run.scenario.regime.data_sources
        else "",
    )


def _heard(m: Measures) -> str:
    return "" if ever(m, lambda regime: regime.rights.human_review) else "without a hearing, "


def _wrong(wrong: float) -> str:
    return f"{people(wrong)} of them for what the person never did" if wrong else "always for what the person did"


def _after(m: Measures) -> str:
    """How many ended since their record fell, where anybody could have it struck out."""
    back = m.total("claw_backs.returned").scaled
    if back:
        return f"{people(back)} of these claims ended since an objection to their record was upheld. "
    if ever(m, lambda regime: regime.rights.objection):
        return "None of these claims ended by an objection. "
    return "Nobody can object. "
