"""M12: what people are refused, and what the redlisted get instead."""

from typing import Final

from demerit.calendar import text_of
from demerit.life.words import date_in_words
from demerit.phrases import say
from demerit.report.changes import changes, explained
from demerit.report.charts.bars import bars
from demerit.report.charts.panels import panels
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.in_force import months_of
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures, counted_in
from demerit.report.numbers import few_counted, people, plural, words
from demerit.report.rests import on_refusals
from demerit.report.table import Row, Table, banded, table
from demerit.vocabulary import CAUSES, DEMANDS

KEY = "refusals"
NEARLY_ALL: Final = 0.8


def _by_year(m: Measures) -> Table:
    rows: list[Row] = []
    for name in DEMANDS:
        if not m.seen(f"refused.{name}"):
            continue
        for year in m.years:
            amount = m.total(f"refused.{name}", year)
            limits = m.band(lambda x, n=name, y=year: x.total(f"refused.{n}", y).scaled, amount.counted)  # type: ignore[misc]
            row = {"demand": words(name), "year": year, "value": amount.scaled, **limits}
            rows.append({**row, "counted": amount.counted})
    return table(
        [
            ("demand", "refused", "text"),
            ("year", "year", "text"),
            ("value", "refusals", "count"),
            *banded("count"),
            ("counted", "counted in the sample", "count"),
        ],
        rows,
    )


def _favours(m: Measures) -> Table:
    rows = [
        {"demand": words(name), "value": amount.scaled, "counted": amount.counted}
        for name in DEMANDS
        if (amount := m.total(f"favoured.{name}")).counted
    ]
    return table(
        [
            ("demand", "granted as a favour", "text"),
            ("value", "favours, all years", "count"),
            ("counted", "counted in the sample", "count"),
        ],
        rows,
    )


def _counted_causes(m: Measures) -> dict[str, float]:
    each = {cause: m.total(f"refused.for.{cause}").scaled for cause in CAUSES}
    return {cause: value for cause, value in each.items() if value}


def of_a_score(m: Measures) -> bool:
    """Whether nearly all is refused for a private score, so that as many are refused as have one."""
    return m.ratio("refused.for_share.commercial") >= NEARLY_ALL


def of_one_kind(m: Measures) -> str | None:
    """What nearly all refusals by points or lists are of, so that as many are refused as places refuse it; None of several."""
    each = {demand: m.total(f"refused.{demand}").scaled for demand in DEMANDS}
    most = max(each, key=lambda demand: each[demand])
    alone = each[most] >= NEARLY_ALL * sum(each.values()) > 0 and most in m.run.scenario.regime.consequences
    said = [m.run.provenance_of(f"regime.consequences.{most}.{part}") for part in ("attempts", "share")]
    if any(each is not None and each.mark == "fitted" for each in said):
        return None
    return most if alone and m.ratio("refused.for_share.commercial") < 1 - NEARLY_ALL else None


def _because(m: Measures) -> str:
    if of_a_score(m):
        return "Because the file says who has a score and below which it refuses."
    return "Because the file says in how many places they are refused." if of_one_kind(m) else ""


def _ends(m: Measures, last: int) -> str:
    """Why nothing is counted after a year: a rule that was dropped, or chance."""
    if last >= m.years[-1]:
        return ""
    barred = months_of(m, lambda regime: regime.consequences or regime.commercial_scores)
    if barred and barred[-1] < m.months[-1]:
        return f"; from {date_in_words(text_of(barred[-1] + 1))} on the rules refuse nothing"
    return "; none was counted after that year"


def _who(m: Measures) -> str:
    names = {"listing": "the lists", "points": "low points", "commercial": "low private scores"}
    causes = list(_counted_causes(m)) or ["listing"]
    return names.get(causes[0], "the rules") if len(causes) == 1 else "the rules"


def _causes(m: Measures) -> str:
    """The causes and their numbers, where there is more than one."""
    causes = _counted_causes(m)
    if len(causes) < 2:
        return ""
    return (
        " ("
        + ", ".join(f"{say(f'cause.{cause}')}: {people(value)} in all years" for cause, value in causes.items())
        + ")"
    )


def _favoured(favours: Table) -> str:
    scaled, counted = (sum(float(row[key]) for row in favours.rows) for key in ("value", "counted"))
    return f"{people(scaled)} requests that others are denied{few_counted(int(counted))}"


def _when(m: Measures) -> tuple[int | None, str]:
    """The last year that was lived whole, in words; all years together, where it refused nobody."""
    year = m.whole_years[-1] if m.whole_years else m.years[-1]
    if m.total("refused.all", year).counted:
        part = "" if year in m.whole_years else f", until {date_in_words(m.texts[-1])},"
        return year, f"In {year}{part}"
    return None, f"From {m.years[0]} to {m.years[-1]}"


def find(m: Measures) -> Finding | LeftOut:
    """Refusals by kind and year; favours of the redlisted."""
    refused, favours = _by_year(m), _favours(m)
    if not refused.rows:
        return LeftOut(KEY, "No refusals: the regime of this run refused nobody anything.")
    year, when = _when(m)
    each = {plural(name): m.total(f"refused.{name}", year).scaled for name in DEMANDS}
    most = [name for name in sorted(each, key=lambda name: -each[name]) if each[name]]
    often = f"all of them {most[0]}" if len(most) == 1 else f"most often {' and '.join(most[:2])}"
    then = m.total("refused.all", year)
    title = f"{when} {_who(m)} refuse {people(then.scaled)} requests, {often}{few_counted(then.counted)}"
    several = len({row["demand"] for row in refused.rows}) > 1
    title += _ends(m, max(int(row["year"]) for row in refused.rows if row["counted"]))
    return Finding(
        KEY,
        title,
        f"A refusal counts here only if the regime caused it{_causes(m)}. Ordinary refusals, such as a bank's, exist in this society without any "
        f"regime and are not counted as its harm. {when}: "
        + ", ".join(
            f"{people(value)} {name}" for name, value in sorted(each.items(), key=lambda item: -item[1]) if value
        )
        + ". Refused are requests, not people: one person can be refused many times.",
        of_inputs(m.run, *on_refusals(m)),
        m.how,
        (
            Figure(
                "refusals",
                title,
                f"Requests refused by the regime, by kind and year ({'each panel has its own axis; ' if several else ''}the peak is labelled)",
                panels(
                    list(refused.rows),
                    "demand",
                    "year",
                    note=explained(
                        changes(m, "consequences.*", "health_pass.*", "commercial_scores.*.refuses.*"), numbers=False
                    ),
                ),
                refused,
                "Small panels of yearly refusals by kind.",
            ),
            *(
                [
                    Figure(
                        "favours",
                        f"The redlisted are granted {_favoured(favours)}",
                        f"Requests granted to redlisted people although ordinary reasons spoke against it, {m.span}",
                        bars(list(favours.rows), "demand", counted_in("favoured.flight")),
                        favours,
                        "Bars of favours by kind.",
                    )
                ]
                if favours.rows
                else []
            ),
        ),
        echo=_because(m),
    )
