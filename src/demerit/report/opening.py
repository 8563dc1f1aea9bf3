"""How the report opens: the claim, the record, the model, side by side."""

from dataclasses import dataclass

from demerit.report.charts.dots import dots
from demerit.report.finding import Figure, Finding
from demerit.report.marks import matched
from demerit.report.measures import Measures
from demerit.report.numbers import people
from demerit.report.table import Row, Table, table
from demerit.report.theme import BLACK, BLUE, ORANGE

KEY = "claims"
YEAR = 2018


@dataclass(frozen=True)
class Claim:
    """One figure of the article: what it says, what the record says, and the measure that stands for it."""

    what: str
    figure: str  # of the reference `article`
    unit: float
    measure: str
    dated: bool
    record: float | None
    says: str


CLAIMS = (
    Claim(
        "flights refused",
        "flights_refused_2018_m",
        1e6,
        "refused.flight",
        True,
        17.46e6,
        "17.46 million from 2013 to the end of 2018, not in one year; because of a list, above all of judgment defaulters, not of points "
        "[found, H]",
    ),
    Claim(
        "train tickets refused",
        "trains_refused_2018_m",
        1e6,
        "refused.train",
        True,
        5.47e6,
        "5.47 million from 2013 to the end of 2018, not in one year [found, H]",
    ),
    Claim(
        "high-speed seats refused",
        "high_speed_refused",
        1,
        "refused.high_speed",
        False,
        4.25e6,
        "4.25 million from 2013 to April 2018 [found, H]; the article's figure is probably the same one, off by a factor of ten "
        "[inferred, M to H]",
    ),
    Claim(
        "people without a loan",
        "without_credit_m",
        1e6,
        "refused.credit.people",
        False,
        None,
        "no source was found; perhaps 14.21 million blacklist records of 2018 misread [recalled, L]",
    ),
)


def rows(m: Measures) -> Table:
    """The four figures: article, record, model with limits."""
    article = m.run.references["article"].figures
    out: list[Row] = []
    for claim in CLAIMS:
        told = article[claim.figure] * claim.unit
        amount = m.total(claim.measure, YEAR)
        low, high = m.band(lambda x, n=claim.measure: x.total(n, YEAR).scaled, amount.counted)  # type: ignore[misc]
        out.append(
            {
                "claim": claim.what,
                "told": told,
                "dated": f"{YEAR}" if claim.dated else f"undated; set in {YEAR}, our choice",
                "record": claim.says,
                "record_figure": claim.record,
                "model": amount.scaled,
                "low": low,
                "high": high,
                "ratio": amount.scaled / told,
                "counted": amount.counted,
            }
        )
    return table(
        [
            ("claim", "claim", "text"),
            ("told", "the article says", "count"),
            ("dated", "dated", "text"),
            ("record", "the record says", "text"),
            ("record_figure", "figure on record", "count"),
            ("model", f"the model gives, {YEAR}", "count"),
            ("low", "from", "count"),
            ("high", "to", "count"),
            ("ratio", "model / article", "number"),
            ("counted", "counted in the sample", "count"),
        ],
        out,
    )


def printed(shown: Table) -> list[list[str]]:
    """The rows as the page's first table prints them."""
    return [
        [
            str(row["claim"]),
            people(float(row["told"])),
            str(row["dated"]),
            str(row["record"]),
            people(float(row["model"])),
            f"{people(float(row['low']))} to {people(float(row['high']))}",
        ]
        for row in shown.rows
    ]


def finding(m: Measures) -> Finding | None:
    """The four figures as a finding, for a scenario that takes the article at its word."""
    if not m.run.is_told or YEAR not in m.years:
        return None
    shown = rows(m)
    long: list[Row] = []
    for row in shown.rows:
        long.append({"claim": row["claim"], "from": "the article, for 2018", "value": row["told"]})
        long.append({"claim": row["claim"], "from": "the record, since 2013", "value": row["record_figure"]})
        long.append({"claim": row["claim"], "from": "this run, for 2018", "value": row["model"]})
    drawn = table([("claim", "claim", "text"), ("from", "from", "text"), ("value", "number", "count")], long)
    reached = [row for row in shown.rows if abs(float(row["ratio"]) - 1) <= 0.05]
    title = f"This run reaches {_number(len(reached))} of the article's four figures within 5 %"
    text = "; ".join(f"{row['claim']}: {people(float(row['model']))} ({float(row['ratio']) - 1:+.1%} of the article's)" for row in shown.rows)
    return Finding(
        KEY,
        title,
        f"{text}. Reaching a figure does not support it: shares, thresholds and dates of the consequences were fitted until the run gave it. "
        "It shows what such a system would have had to be.",
        matched(m.run, "article", "The four figures were the targets of a fit; see the history that ships with the scenario."),
        m.how,
        (
            Figure(
                "claims",
                title,
                f"Refusals and people refused: article, record and this run (logarithmic axis)",
                dots(list(drawn.rows), "claim", "from", "number", log=True, colours=(ORANGE, BLACK, BLUE), step=46),
                drawn,
                "Dots of the article's figure, the figure on record and the model's figure for each of four claims.",
            ),
        ),
    )


def _number(n: int) -> str:
    return ("none", "one", "two", "three", "all")[n]
