"""M02: which conduct costs points, and which earns them."""

from typing import Final

from demerit.catalogue.contexts import MONEY, SPEECH, context_of
from demerit.life.words import enumerated
from demerit.report.charts.bars import bars
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.in_force import rules
from demerit.report.marks import cited, of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import few_counted, people, percent, several, short, words
from demerit.report.rests import on_points
from demerit.report.table import Row, table
from demerit.report.ways_back import ways_back
from demerit.vocabulary import CONDUCT

KEY = "conduct"
COUNTED: Final = (
    *("court judgment", "petty offence", "missing health proof", "low private score"),
    *("unpaid fine", "unapproved demonstration", "breach of a curfew"),
)


def _rows(m: Measures) -> list[Row]:
    rows: list[Row] = []
    for name in CONDUCT:
        for side, sign in (("points_lost", -1), ("points_gained", 1)):
            amount = m.total(f"{side}.{name}")
            if amount.counted:
                points = sign * amount.scaled
                rows.append({"conduct": words(name), "context": context_of(name), "value": points, "size": abs(points)})
    return sorted(rows, key=lambda row: float(row["value"]))


def _record(m: Measures) -> str:
    if not m.run.as_in_the_article:
        return ""
    courts = percent(m.run.references["npcic-2018-05"].figures["defaulters"])
    return f" In the record the lists are about debt: {courts} of the entries of May 2018 came from courts ({cited(m.run, 'npcic-2018-05')})."


def _taken(m: Measures) -> str:
    """What the rules take for what the title tells first, speech or else money, and for what costs most points in all."""
    cost = {name: m.total(f"points_lost.{name}").scaled for name in CONDUCT}
    rules = sorted(
        (rule for rule in m.run.scenario.regime.rules if rule.points < 0), key=lambda rule: -cost[rule.conduct]
    )
    first = next(filter(None, ([r for r in rules if context_of(r.conduct) == of] for of in (SPEECH, MONEY))), [])
    told = {rule.conduct: f"{-rule.points} points for {_a(words(rule.conduct))}" for rule in (*first[:1], *rules[:1])}
    return enumerated([*told.values()])


def _a(thing: str) -> str:
    """With its article, where what is counted has one."""
    return f"{'an' if thing[0] in 'aeiou' else 'a'} {thing}" if thing in COUNTED else thing


def find(m: Measures) -> Finding | LeftOut:
    """Points lost and gained by conduct and context over the run."""
    rows = _rows(m)
    if not rows:
        if not rules(m):
            return LeftOut(KEY, "No points by conduct: this regime gives and takes none.")
        return LeftOut(KEY, "No points by conduct: no record changed anybody's points in this run.")
    lost = sum(-row["value"] for row in rows if row["value"] < 0)
    gained = sum(row["value"] for row in rows if row["value"] > 0)
    if len(rows) == 1 and lost:
        line = f"every point lost, {people(lost)} in all, is lost for {_a(rows[0]['conduct'])}"
        return LeftOut(KEY, f"No points by conduct to compare: {line}.")
    speech = sum(-row["value"] for row in rows if row["value"] < 0 and row["context"] == SPEECH)
    finance = sum(-row["value"] for row in rows if row["value"] < 0 and row["context"] == MONEY)
    moving = [name for name in CONDUCT if m.seen(f"points_lost.{name}", f"points_gained.{name}")]
    counted = m.total([f"records.{name}" for name in moving]).counted
    worst = min(rows, key=lambda row: float(row["value"]))
    shown = table([("conduct", "conduct", "text"), ("context", "context", "text"), ("value", "points", "count")], rows)
    title = "Points are only gained in this run"
    if lost:
        title = f"{percent(speech / lost)} of all points lost are lost for speech, {percent(finance / lost)} over money"
    if lost and not speech:
        title = f"{percent(finance / lost)} of all points lost are lost over money, and none for speech"
    if lost and -worst["value"] >= lost:
        title = f"Every point lost is lost for {_a(worst['conduct'])}"
    title += few_counted(counted) if counted else ""
    return Finding(
        KEY,
        title,
        f"There {'is' if len(rules(m)) == 1 else 'are'} {several(len(rules(m)), 'rule')}. {_most(worst, lost)}{_gained(gained)}{_returned(m)}{_record(m)}",
        of_inputs(m.run, *on_points(m)),
        f"Sums over all years rest on {several(counted, 'record')} in the sample; what nobody knows about how often people "
        "do these things, and what would be seen of them, is not in them.",
        (
            Figure(
                "conduct",
                title,
                f"Points lost (left) and gained (right) by conduct, {m.span}",
                bars(list(shown.rows), "conduct", "points", said=_said, colour="context"),
                shown,
                "Bars of points by conduct, coloured by context.",
            ),
        ),
        echo=f"Because the file takes {_taken(m)}." if lost else "",
    )


def _said(points: float) -> str:
    return f"{'−' if points < 0 else ''}{short(abs(points))}"


def _most(worst: Row, lost: float) -> str:
    """What most points are lost for."""
    if not lost:
        return "None are lost"
    if -worst["value"] >= lost:
        return f"All of {people(lost)} points are lost for {_a(worst['conduct'])}"
    return f"More points are lost for {_a(worst['conduct'])} than for anything else: {percent(-worst['value'] / lost)} of {people(lost)}"


def _gained(gained: float) -> str:
    return f"; {people(gained)} were given." if gained else "; none were given."


def _returned(m: Measures) -> str:
    """What no record gave: the sums by conduct do not hold it."""
    each = [f"{people(back)} {how}" for back, how in ways_back(m)]
    return f" Besides, {enumerated(each)}." if each else ""
