"""M12: what people are refused, and what the redlisted get instead."""

from demerit.life.words import CAUSES as IN_WORDS
from demerit.report.changes import changes, explained
from demerit.report.charts.bars import bars
from demerit.report.charts.panels import panels
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures, counted_in
from demerit.report.numbers import few_counted, people, plural, words
from demerit.report.table import Row, Table, banded, table
from demerit.vocabulary import CAUSES, DEMANDS

KEY = "refusals"


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


def _inputs(m: Measures) -> list[str]:
    """The consequences, how often people ask where the regime says so, and what private scores refuse."""
    regime = m.run.scenario.regime
    barred = [f"regime.consequences.{name}.{part}" for name in regime.consequences for part in ("below", "share")]
    barred += [f"regime.consequences.{n}.attempts" for n, bar in regime.consequences.items() if bar.attempts != 1.0]
    return barred + [
        f"regime.commercial_scores.{name}.refuses.{d}"
        for name, s in regime.commercial_scores.items()
        for d in s.refuses
    ]


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


def _who(m: Measures) -> str:
    names = {"listing": "the lists", "points": "low points", "commercial": "low private scores"}
    causes = list(_counted_causes(m)) or ["listing"]
    return names.get(causes[0], "the rules") if len(causes) == 1 else "the rules"


def _causes(m: Measures) -> str:
    """The causes and their numbers, where there is more than one."""
    causes = _counted_causes(m)
    if len(causes) < 2:
        return ""
    return " (" + ", ".join(f"{IN_WORDS[cause]}: {people(value)} in all years" for cause, value in causes.items()) + ")"


def _favoured(favours: Table) -> str:
    scaled, counted = (sum(float(row[key]) for row in favours.rows) for key in ("value", "counted"))
    return f"{people(scaled)} requests that others are denied{few_counted(int(counted))}"


def find(m: Measures) -> Finding | LeftOut:
    """Refusals by kind and year; favours of the redlisted."""
    refused, favours = _by_year(m), _favours(m)
    if not refused.rows:
        return LeftOut(KEY, "No refusals: the regime of this run refused nobody anything.")
    last = max(int(row["year"]) for row in refused.rows if row["counted"])
    each = {plural(name): m.total(f"refused.{name}", last).scaled for name in DEMANDS}
    most = [name for name in sorted(each, key=lambda name: -each[name]) if each[name]]
    often = f"all of them {most[0]}" if len(most) == 1 else f"most often {' and '.join(most[:2])}"
    of_year = m.total("refused.all", last)
    title = f"In {last} {_who(m)} refuse {people(of_year.scaled)} requests, {often}{few_counted(of_year.counted)}"
    if last < m.years[-1]:
        title += "; none was counted after that year"
    return Finding(
        KEY,
        title,
        f"A refusal counts here only if the regime caused it{_causes(m)}. Ordinary refusals, such as a bank's, exist in this society without any "
        f"regime and are not counted as its harm. In {last}: "
        + ", ".join(
            f"{people(value)} {name}" for name, value in sorted(each.items(), key=lambda item: -item[1]) if value
        )
        + ". Refused are requests, not people: one person can be refused many times.",
        of_inputs(m.run, *_inputs(m)),
        m.how,
        (
            Figure(
                "refusals",
                title,
                "Requests refused by the regime, by kind and year (each panel has its own axis; the peak is labelled)",
                panels(
                    list(refused.rows), "demand", "year", note=explained(changes(m, "consequences.*"), numbers=False)
                ),
                refused,
                "Small panels of yearly refusals by kind.",
            ),
            *(
                [
                    Figure(
                        "favours",
                        f"The redlisted are granted {_favoured(favours)}",
                        f"Requests granted to redlisted people although ordinary reasons spoke against it, {m.texts[0]} to {m.texts[-1]}",
                        bars(list(favours.rows), "demand", counted_in("favoured.flight")),
                        favours,
                        "Bars of favours by kind.",
                    )
                ]
                if favours.rows
                else []
            ),
        ),
    )
