"""How the report opens: the claim, the record, the model, side by side."""

from typing import Final

from demerit.life.words import enumerated
from demerit.report.charts.dots import dots
from demerit.report.finding import Figure, Finding
from demerit.report.marks import cited, matched
from demerit.report.measures import COMPARED, Measures
from demerit.report.numbers import people, percent, short
from demerit.report.table import Row, Table, table
from demerit.report.theme import BLACK, BLUE, ORANGE
from demerit.scenario.claims import MILLION, Claim, Shown, claims

KEY = "claims"
REFUSED: Final = "refused."
NEAR: Final = 0.05  # of a figure that values were fitted to: within this a run reaches it
ARTICLE, RECORD, RUN = "the article", "the record", "this run"


def figures() -> list[tuple[Claim, Shown]]:
    """The article's figures of refusals in the year of the claims, in the order of claims.yaml."""
    every = [(claim, shown) for claim in claims().claims.values() for shown in claim.figures]
    return [(claim, shown) for claim, shown in every if shown.told and shown.measure.startswith(REFUSED)]


def _said(m: Measures, shown: Shown) -> str:
    """What the record says, with its reference."""
    remark = shown.remark or ""
    if shown.record is None:
        return remark
    since = f" from {shown.record.since} to" if shown.record.since else " until"
    counted = f"{shown.record.value / MILLION:.2f} million{since} {shown.record.until}"
    alone = ""
    if shown.of_year:
        span = f"{people(shown.of_year.low).removesuffix(' million')} to {people(shown.of_year.high)}"
        alone = f"; in {shown.year} alone {span} [{shown.of_year.mark}, {shown.of_year.confidence}]"
    return f"{counted}{alone}; {remark} ({cited(m.run, shown.record.reference)})"


def rows(m: Measures) -> Table:
    """The four figures: article, record, model with limits."""
    out: list[Row] = []
    for claim, shown in figures():
        told = shown.value or 0.0
        amount = m.total(shown.measure, COMPARED)
        limits = m.band(lambda x, n=shown.measure: x.total(n, COMPARED).scaled, amount.counted)  # type: ignore[misc]
        out.append(
            {
                "claim": claim.title,
                "told": told,
                "dated": f"{claim.year}" if claim.year else f"undated; set in {COMPARED} by us",
                "record": _said(m, shown),
                "record_figure": shown.record.value if shown.record else None,
                "model": amount.scaled,
                **limits,
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
            ("model", f"the model gives, {COMPARED}", "count"),
            ("low", "lowest", "count"),
            ("high", "highest", "count"),
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


def _drawn(m: Measures) -> Table:
    """Like beside like: of one year each, what the article says, what the record comes to, what this run gives."""
    out: list[Row] = []
    for row, (claim, shown) in zip(rows(m).rows, figures(), strict=True):
        dated = f"for {claim.year}" if claim.year else "without a year"
        told = float(row["told"])
        out.append(_line(row["claim"], ARTICLE, told, told, told, f"{short(told)}  the article, {dated}"))
        if shown.of_year:
            low, high = shown.of_year.low, shown.of_year.high
            span = f"{people(low).removesuffix(' million')} to {short(high)}"
            out.append(
                _line(
                    row["claim"],
                    RECORD,
                    (low + high) / 2,
                    low,
                    high,
                    f"{span}  inferred from the record, for {COMPARED}",
                )
            )
        model = float(row["model"])
        said = f"{short(model)}  this run, for {COMPARED}"
        out.append(_line(row["claim"], RUN, model, float(row["low"]), float(row["high"]), said))
    heads = (
        ("claim", "claim"),
        ("from", "who says it"),
        ("value", "number"),
        ("low", "lowest"),
        ("high", "highest"),
        ("written", "as written"),
    )
    return table([(key, head, "count" if key in ("value", "low", "high") else "text") for key, head in heads], out)


def _line(claim: object, source: str, value: float, low: float, high: float, written: str) -> Row:
    return {"claim": claim, "from": source, "value": value, "low": low, "high": high, "written": written}


def finding(m: Measures) -> Finding | None:
    """The four figures as a finding, for a scenario that takes the article at its word."""
    if not m.run.as_in_the_article or COMPARED not in m.whole_years:
        return None
    shown, drawn = rows(m), _drawn(m)
    reached = [row for row in shown.rows if _near(row)]
    title = f"This run reaches {_number(len(reached))} of the article's four figures within 5 %"
    text = "; ".join(
        f"{row['claim']}: {people(float(row['model']))} ({_apart(float(row['ratio']))}{_held(row)})"
        for row in shown.rows
    )
    return Finding(
        KEY,
        title,
        f"{text[0].upper()}{text[1:]}. Reaching a figure does not support it: shares, thresholds and dates of the consequences were fitted to give it. "
        "It shows what such a system would have had to be.",
        matched(
            m.run,
            "article",
            f"The four figures were the targets of a fit, which moved the values marked fitted; {_reached(shown)}.",
        ),
        m.how,
        (
            Figure(
                "claims",
                title,
                f"Refusals, and people refused, in {COMPARED}; of that year alone the record is known between two numbers",
                dots(list(drawn.rows), "claim", "from", "number", colours=(ORANGE, BLACK, BLUE)),
                drawn,
                f"Dots of the article's figure, of what the record comes to in {COMPARED}, and of this run's, for each of four claims.",
            ),
        ),
    )


def met(m: Measures) -> bool:
    """Whether a run gives all four figures, or misses them by no more than chance may move it."""
    return COMPARED in m.whole_years and all(_near(row) or _by_chance(row) for row in rows(m).rows)


def _near(row: Row) -> bool:
    return abs(float(row["ratio"]) - 1) <= NEAR


def _by_chance(row: Row) -> bool:
    return float(row["low"]) <= float(row["told"]) <= float(row["high"])


def _held(row: Row) -> str:
    """What is said of a figure that a run misses by more than it takes to reach it, and no more than chance may move it."""
    if _near(row) or not _by_chance(row):
        return ""
    return f"; the article's figure lies within the band of chance, {people(float(row['low']))} to {people(float(row['high']))}"


def _reached(shown: Table) -> str:
    """Which of the figures this run reaches, and which it does not: another seed, or a coarser scale, gives others."""
    near, off = ([str(row["claim"]) for row in shown.rows if _near(row) is there] for there in (True, False))
    if not off:
        return f"this run comes within {percent(NEAR)} of all of them"
    if not near:
        return f"this run comes within {percent(NEAR)} of none of them"
    return f"this run comes within {percent(NEAR)} of {enumerated(near)}, and not of {enumerated(off)}"


def _kept(text: str) -> str:
    """A number that no line break parts from its unit."""
    return text.replace(" ", "\u00a0")


def _number(n: int) -> str:
    return ("none", "one", "two", "three", "all")[n]


def _apart(ratio: float) -> str:
    if abs(ratio - 1) < 0.0005:
        return "as the article says"
    return f"{100 * abs(ratio - 1):.1f} % {'more' if ratio > 1 else 'less'} than the article says"
