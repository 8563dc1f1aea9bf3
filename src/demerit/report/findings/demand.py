"""Whether the society travels as much as the country did: the check before anything is refused."""

from demerit.report.charts.dots import dots
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.marks import cited, matched
from demerit.report.measures import COMPARED, Measures
from demerit.report.numbers import people, percent
from demerit.report.table import Row, banded, table

KEY = "demand"
TRIPS = (("flight", "flights", "caac-2018", "passengers_m"), ("train", "rail trips", "rail-2018", "passengers_m"))


def find(m: Measures) -> Finding | LeftOut:
    """Demand of 2018 beside the statistics."""
    if not m.run.of_china:
        return LeftOut(KEY, "No check of demand: no statistics of trips by the people of this country are at hand.")
    if m.area:
        return LeftOut(KEY, "No check of demand: statistics of trips are of the whole country.")
    if COMPARED not in m.whole_years or not m.seen("demand.flight"):
        return LeftOut(KEY, f"No check of demand: the run does not hold the whole of {COMPARED}.")
    rows: list[Row] = []
    off = []
    for name, label, reference, figure in TRIPS:
        model = m.total(f"demand.{name}", COMPARED)
        record = m.run.references[reference].figures[figure] * 1e6
        limits = m.band(lambda x, n=name: x.total(f"demand.{n}", COMPARED).scaled, model.counted)  # type: ignore[misc]
        off.append(model.scaled / record - 1)
        rows += [
            {"trips": label, "from": "record", "value": record, "low": record, "high": record},
            {"trips": label, "from": "model", "value": model.scaled, **limits},
        ]
    shown = table(
        [
            ("trips", "trips", "text"),
            ("from", "from", "text"),
            ("value", f"trips in {COMPARED}", "count"),
            *banded("count"),
        ],
        rows,
    )
    worst = max(0.001, round(max(map(abs, off)), 3))
    title = f"The synthetic country travels as much as the real one did in {COMPARED}: within {percent(worst)}"
    if worst > 0.02:
        title = f"The synthetic country's travel misses that of {COMPARED} by {percent(worst)}"
    return Finding(
        KEY,
        title,
        f"Whoever is barred is always refused, so refusals can only be right if people ask as often as they did. The run "
        f"has {people(rows[1]['value'])} requests for flights and {people(rows[3]['value'])} for rail trips in {COMPARED}; the "
        f"statistics count {people(rows[0]['value'])} and {people(rows[2]['value'])} passengers. Demand belongs to the "
        "society, was fitted once, and knows nothing of any scoring.",
        matched(
            m.run,
            "caac-2018",
            f"Ceilings of demand were set to these figures; this run is within {percent(worst)} of both. Rail: {cited(m.run, 'rail-2018')}.",
        ),
        m.how,
        (
            Figure(
                "demand",
                title,
                f"Trips asked for in {COMPARED}, number (logarithmic axis)",
                dots(list(shown.rows), "trips", "from", "trips a year", log=True),
                shown,
                f"Flights and rail trips of {COMPARED}, record beside model.",
            ),
        ),
    )
