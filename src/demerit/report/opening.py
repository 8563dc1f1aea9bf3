"""How the report opens: the claim, the record, the model, side by side."""

from dataclasses import dataclass
from typing import Final

from demerit.report.charts.dots import dots
from demerit.report.finding import Figure, Finding
from demerit.report.marks import cited, matched
from demerit.report.measures import Measures
from demerit.report.numbers import people
from demerit.report.table import Row, Table, table
from demerit.report.theme import BLACK, BLUE, ORANGE

KEY = "claims"
YEAR: Final = 2018
MILLION: Final = 1e6


@dataclass(frozen=True)
class Claim:
    """One figure of the article, what stands beside it in the record, and the measure of a run that it is about.

    figure: in millions, of the reference `article`; record: (reference, figure in millions, until when), if there is any.
    """

    what: str
    figure: str
    measure: str
    dated: bool
    record: tuple[str, str, str] | None
    remark: str

    def told(self, m: Measures) -> float:
        """What the article says, in units."""
        value = m.run.references["article"].figures[self.figure]
        return value * MILLION if self.figure.endswith("_m") else value

    def recorded(self, m: Measures) -> float | None:
        """The figure on record, in units."""
        return m.run.references[self.record[0]].figures[self.record[1]] * MILLION if self.record else None

    def said(self, m: Measures) -> str:
        """What the record says, with its reference."""
        value = self.recorded(m)
        if self.record is None or value is None:
            return self.remark
        return f"{value / MILLION:.2f} million from 2013 to {self.record[2]}; {self.remark} ({cited(m.run, self.record[0])})"


CLAIMS: Final = (
    Claim(
        "flights refused",
        "flights_refused_2018_m",
        "refused.flight",
        True,
        ("npcic-2018", "flights_blocked_since_2013_m", "the end of 2018"),
        "not in one year, and because of a list, above all of judgment defaulters, not of points",
    ),
    Claim(
        "train tickets refused",
        "trains_refused_2018_m",
        "refused.train",
        True,
        ("npcic-2018", "trains_blocked_since_2013_m", "the end of 2018"),
        "not in one year",
    ),
    Claim(
        "high-speed seats refused",
        "high_speed_refused",
        "refused.high_speed",
        False,
        ("ndrc-2018-05", "trains_blocked_since_2013_m", "April 2018"),
        "the article's figure is probably this one, off by a factor of ten [inferred, M to H]",
    ),
    Claim(
        "people without a loan",
        "without_credit_m",
        "refused.credit.people",
        False,
        None,
        "no source was found; perhaps 14.21 million blacklist records of 2018, misread [recalled, L]",
    ),
)


def rows(m: Measures) -> Table:
    """The four figures: article, record, model with limits."""
    out: list[Row] = []
    for claim in CLAIMS:
        told = claim.told(m)
        amount = m.total(claim.measure, YEAR)
        low, high = m.band(lambda x, n=claim.measure: x.total(n, YEAR).scaled, amount.counted)  # type: ignore[misc]
        out.append(
            {
                "claim": claim.what,
                "told": told,
                "dated": f"{YEAR}" if claim.dated else f"undated; set in {YEAR} by us",
                "record": claim.said(m),
                "record_figure": claim.recorded(m),
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
            f"{_kept(people(float(row['told'])))}, {row['dated']}",
            str(row["record"]),
            _kept(people(float(row["model"]))),
            f"{_kept(people(float(row['low'])))} to {_kept(people(float(row['high'])))}",
        ]
        for row in shown.rows
    ]


def finding(m: Measures) -> Finding | None:
    """The four figures as a finding, for a scenario that takes the article at its word."""
    if not m.run.is_told or YEAR not in m.whole_years:
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
    text = "; ".join(
        f"{row['claim']}: {people(float(row['model']))} ({_apart(float(row['ratio']))})" for row in shown.rows
    )
    return Finding(
        KEY,
        title,
        f"{text[0].upper()}{text[1:]}. Reaching a figure does not support it: shares, thresholds and dates of the consequences were fitted until the run gave it. "
        "It shows what such a system would have had to be.",
        matched(
            m.run,
            "article",
            "The four figures were the targets of a fit; values marked fitted were moved until the run gave them.",
        ),
        m.how,
        (
            Figure(
                "claims",
                title,
                "Refusals, and people refused (logarithmic axis)",
                dots(list(drawn.rows), "claim", "from", "number", log=True, colours=(ORANGE, BLACK, BLUE)),
                drawn,
                "Dots of the article's figure, the figure on record and the model's figure for each of four claims.",
            ),
        ),
    )


def _kept(text: str) -> str:
    """A number that no line break parts from its unit."""
    return text.replace(" ", "\u00a0")


def _number(n: int) -> str:
    return ("none", "one", "two", "three", "all")[n]


def _apart(ratio: float) -> str:
    if abs(ratio - 1) < 0.0005:
        return "as the article says"
    return f"{100 * abs(ratio - 1):.1f} % {'more' if ratio > 1 else 'less'} than the article says"
