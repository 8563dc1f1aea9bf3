"""M08: a private score: who is a customer, who reaches which band, and what a low score is refused."""

from collections.abc import Collection
from typing import Final

from demerit.calendar import text_of
from demerit.life.words import date_in_words, enumerated
from demerit.report.changes import dated
from demerit.report.charts.areas import areas
from demerit.report.charts.lines import lines
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.findings.bands import colours, descending, shares
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import numeral, people, percent, plural, several
from demerit.report.table import Row, Table, table
from demerit.scenario.scores import CommercialScore

KEY: Final = "commercial"


def _customers(m: Measures, names: list[str]) -> Table:
    rows: list[Row] = []
    for n, name in enumerate(names, 1):
        for i, value in enumerate(m.ratios(f"commercial.share.{n}")):
            rows.append({"month": m.texts[i], "score": _called(name, names), "value": float(value)})
    return table([("month", "month", "text"), ("score", "score", "text"), ("value", "share of people", "share")], rows)


def _distribution(m: Measures, n: int, name: str, score: CommercialScore) -> list[Figure]:
    bands = descending(score.bands)
    prefix = f"commercial.band.{n}"
    end = shares(m, prefix, len(bands), -1)
    if not end:
        return []
    rows: list[Row] = []
    for i, month in enumerate(m.months):
        for band, share in reversed(list(zip(bands, shares(m, prefix, len(bands), i)))):
            rows.append({"month": text_of(month), "band": f"{band}, from {numeral(score.bands[band])}", "value": share})
    shown = table(
        [("month", "month", "text"), ("band", "band", "text"), ("value", "share of those scored", "share")], rows
    )
    return [
        Figure(
            f"commercial-{n}",
            f"{percent(end[0] + end[1] if len(end) > 2 else end[0])} of those with {_called(name, m.run.scenario.regime.commercial_scores)} are {bands[1] if len(end) > 2 else bands[0]} or better{_set(m, name)}",
            "Share of people who have the score, by its band at the end of each month",
            areas(
                list(shown.rows),
                "band",
                "share of those scored",
                colours(len(bands)),
                **dated(m, "commercial_scores.*"),
            ),
            shown,
            f"Stacked shares of people by band from {m.span}.",
        )
    ]


def _set(m: Measures, name: str) -> str:
    """That how many reach a band is no finding, where what people begin with was set to give it."""
    said = m.run.provenance_of(f"regime.commercial_scores.{name}.start")
    return (
        ": the points that people begin with were set to give a published share of them"
        if said and said.mark == "fitted"
        else ""
    )


def find(m: Measures) -> Finding | LeftOut:
    """Customers, bands, and refusals by commercial score."""
    regime = m.run.scenario.regime
    names = list(regime.commercial_scores)
    if not m.seen(*(f"commercial.customers.{n + 1}" for n in range(len(names)))):
        return LeftOut(KEY, "No private scores: no company of this run scores people.")
    held = {name: m.at(f"commercial.customers.{n}", m.months[-1]).scaled for n, name in enumerate(names, 1)}
    refused = {name: m.total(f"commercial.refused.{n}").scaled for n, name in enumerate(names, 1)}
    most = max(held, key=lambda name: held[name])
    customers = _customers(m, names)
    title = f"By {date_in_words(m.texts[-1])}, {percent(m.at_end(f'commercial.share.{names.index(most) + 1}'))} of people have {_which(names, most)}"
    figures = [
        Figure(
            KEY,
            title,
            "Share of all people whom a private company scores",
            lines(
                list(customers.rows),
                "score",
                "share of people",
                axis=".0%",
                height=150,
                **dated(m, "commercial_scores.*"),
            ),
            customers,
            "Lines of the share of people who have a score, by score.",
        )
    ]
    for n, (name, score) in enumerate(regime.commercial_scores.items(), 1):
        figures += _distribution(m, n, name, score)
    return Finding(
        KEY,
        title,
        " ".join(_told(m, name, score, held[name], refused[name]) for name, score in regime.commercial_scores.items()),
        of_inputs(m.run, *(f"regime.commercial_scores.{name}.{part}" for name in names for part in PARTS)),
        m.how,
        tuple(figures),
        echo=f"Because the file says that {_said(m, regime.commercial_scores[most])} have one.",
    )


def _said(m: Measures, score: CommercialScore) -> str:
    """The share of people that the scenario makes customers in the last month."""
    of = "people online" if score.online_only else "people"
    of += f" from {score.least_age} on" if score.least_age else ""
    return f"{percent(score.customers.at(m.months[-1]))} of {of}"


PARTS: Final = ("customers", "start", "age", "income", "points", "refuses")


def _told(m: Measures, name: str, score: CommercialScore, held: float, refused: float) -> str:
    called = _called(name, m.run.scenario.regime.commercial_scores)
    text = f"{called.capitalize()} runs from {numeral(score.lowest)} to {numeral(score.highest)}; {people(held)} people have one in {m.end}. "
    if gates := _gates(m, name):
        times = f": {several(refused, 'time')} from {m.span}, only people whom it scores. "
        never = f", only people whom it scores, and had nobody to refuse from {m.span}. "
        text += f"It refuses {enumerated(gates)}{times if refused else never}"
    told = "tells the state of low scores" if score.reports_below else "tells the state nothing"
    return text + f"The company {told}."


def _gates(m: Measures, name: str) -> list[str]:
    """What a score refuses, below how many points, and until when where that ended."""
    out: dict[str, str] = {}
    for month in m.months:
        score = m.run.scenario.regime_at(month).commercial_scores.get(name)
        for demand, below in (score.refuses if score else {}).items():
            until = "" if month == m.months[-1] else f" (until {date_in_words(text_of(month))})"
            out[demand] = f"{plural(demand)} below {numeral(below)}{until}"
    return list(out.values())


def _called(name: str, names: Collection[str]) -> str:
    """A score in a sentence: by its name where there are several; files name it with hyphens."""
    return "the score" if len(names) == 1 else f"the score {name.replace('-', ' ').replace('_', ' ')}"


def _which(names: list[str], most: str) -> str:
    return "a private score" if len(names) == 1 else _called(most, names)
