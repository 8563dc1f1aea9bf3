"""M02: which conduct costs points, and which earns them."""

from demerit.report.charts.bars import bars
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.marks import cited, of_inputs, points_of, seen_by
from demerit.report.measures import Measures
from demerit.report.numbers import people, percent, plain, words
from demerit.report.table import Row, table
from demerit.vocabulary import CONDUCT, CONTEXT_OF

KEY = "conduct"


def _rows(m: Measures) -> list[Row]:
    rows: list[Row] = []
    for name in CONDUCT:
        for side, sign in (("points_lost", -1), ("points_gained", 1)):
            amount = m.total(f"{side}.{name}")
            if amount.counted:
                points = sign * amount.scaled / 1e9
                rows.append({"conduct": words(name), "context": CONTEXT_OF[name], "value": points, "size": abs(points)})
    return sorted(rows, key=lambda row: float(row["value"]))


def _record(m: Measures) -> str:
    if not m.run.is_told:
        return ""
    courts = percent(m.run.references["npcic-2018-05"].figures["defaulters"])
    return f" In the record the lists are about debt: {courts} of the entries of May 2018 came from courts ({cited(m.run, 'npcic-2018-05')})."


def find(m: Measures) -> Finding | LeftOut:
    """Points lost and gained by conduct and context over the run."""
    rows = _rows(m)
    if not rows:
        if not m.run.scenario.regime.rules:
            return LeftOut(KEY, "No points by conduct: this regime gives and takes none.")
        return LeftOut(KEY, "No points by conduct: no record changed anybody's score in this run.")
    lost = sum(-row["value"] for row in rows if row["value"] < 0)
    gained = sum(row["value"] for row in rows if row["value"] > 0)
    speech = sum(-row["value"] for row in rows if row["value"] < 0 and row["context"] == "speech")
    finance = sum(-row["value"] for row in rows if row["value"] < 0 and row["context"] == "finance")
    counted = sum(m.total(f"{side}.{name}").counted for name in CONDUCT for side in ("points_lost", "points_gained"))
    worst = min(rows, key=lambda row: float(row["value"]))
    back = any(rule.expires_days for rule in m.run.scenario.regime.rules)
    shown = table(
        [("conduct", "conduct", "text"), ("context", "context", "text"), ("value", "points, billion", "number")], rows
    )
    title = (
        f"{percent(speech / lost)} of all points lost are lost for speech, {percent(finance / lost)} over money"
        if lost
        else ("Points are only gained in this run")
    )
    return Finding(
        KEY,
        title,
        f"The rules{' as told' if m.run.is_told else ''} are {len(m.run.scenario.regime.rules)}; the largest part of points lost "
        f"goes to {worst['conduct']}: {percent(-worst['value'] / lost) if lost else '0 %'} of {people(lost * 1e9)} points lost; "
        f"{people(gained * 1e9)} were given{', or given back' if back else ''}.{_record(m)}",
        of_inputs(m.run, *points_of(m), "society.conduct.criticism", *seen_by(m, "sees")),
        f"Sums over all years rest on {people(counted)} points counted in the sample; what nobody knows about how often people "
        "do these things, and what would be seen of them, is not in them.",
        (
            Figure(
                "conduct",
                title,
                f"Points lost (left) and gained (right) by conduct, {m.texts[0]} to {m.texts[-1]}, billion points",
                bars(list(shown.rows), "conduct", "billion points", form=",.2~f", said=plain, colour="context"),
                shown,
                "Bars of points by conduct, coloured by context.",
            ),
        ),
    )
