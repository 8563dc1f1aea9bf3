"""M08, M09: commercial scores: who is a customer, and what they refuse or report."""

from demerit.report.charts.lines import lines
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import people
from demerit.report.table import Row, table

KEY = "commercial"
PLACES = ("1", "2")


def find(m: Measures) -> Finding | LeftOut:
    """Customers of each score over time; refusals; what is reported to the state."""
    scores = m.run.scenario.regime.commercial_scores
    names = dict(zip(PLACES, (name.replace("-", " ") for name in scores), strict=False))
    if not names or not m.seen(*(f"commercial.customers.{n}" for n in names)):
        return LeftOut(KEY, "No commercial scores: no company scores its customers in this run.")
    rows: list[Row] = []
    for n, name in names.items():
        stock, counted = m.series(f"commercial.customers.{n}"), m.series(f"commercial.customers.{n}", counted=True)
        for i in range(0, len(m.months), 3):
            low, high = m.band(lambda x, k=n, at=i: float(x.series(f"commercial.customers.{k}")[at]), counted[i])  # type: ignore[misc]
            rows.append({"month": m.texts[i], "score": name, "value": float(stock[i]), "low": low, "high": high})
    shown = table(
        [
            ("month", "month", "text"),
            ("score", "score", "text"),
            ("value", "customers", "count"),
            ("low", "low", "count"),
            ("high", "high", "count"),
        ],
        rows,
    )
    last = m.months[-1]
    most = max(names, key=lambda n: m.at(f"commercial.customers.{n}", last).scaled)
    customers = m.at(f"commercial.customers.{most}", last).scaled
    refused = m.total([f"commercial.refused.{n}" for n in names]).scaled
    reported = m.total("records.correct.commercial").scaled
    title = f"The score of the {names[most]} has {people(customers)} customers and feeds the state {people(reported)} records"
    if not reported:
        title = f"The score of the {names[most]} has {people(customers)} customers; none of it reaches the state"
    return Finding(
        KEY,
        title,
        f"Commercial scores refuse {people(refused)} requests of their customers over the run, each from its operator's own data. "
        "Whether a low score reaches the state's file is a switch of the regime, and so is what a search, shopping or social "
        "company hands over.",
        of_inputs(m.run, *(f"regime.commercial_scores.{name}" for name in scores)),
        m.how,
        (
            Figure(
                "commercial",
                title,
                "Customers of commercial scores, people of the country",
                lines(list(shown.rows), "score", "customers"),
                shown,
                "Lines of customers by commercial score.",
            ),
        ),
    )
