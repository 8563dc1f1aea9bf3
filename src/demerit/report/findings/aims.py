"""M22: stated aims beside what is given up, by rule: side by side, never divided into one number, never ranked."""

from demerit.report.charts.bars import bars
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.in_force import regimes
from demerit.report.in_force import rules as rules_of
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import people, words
from demerit.report.table import Row, Table, banded, table
from demerit.vocabulary import LIBERTY_OF, OFFENCES

KEY = "aims"
AIM, OTHER, LIBERTY = "stated aim", "prevented, though no rule here names it", "lawful conduct given up"
DEBTS = (
    ("arrears", "defaults avoided", "aim.defaults_avoided"),
    ("judgment", "judgments performed under pressure", "aim.judgments_performed_under_pressure"),
)
LIBERTIES = {"speech": "criticism left unsaid", "information": "searches not made", "assembly": "assemblies not joined"}


def _rows(m: Measures) -> list[Row]:
    rules = _named(m)

    def row(side: str, what: str, rule: str, measure: str) -> Row:
        amount = m.total(measure)
        limits = m.band(lambda x: x.total(measure).scaled, amount.counted)
        return {"side": side, "what": what, "rule": rule, "value": amount.scaled, **limits}

    out = [
        row(
            AIM if name in rules else OTHER,
            f"{words(name)}: left undone",
            rules.get(name, "none"),
            f"aim.offences_avoided.{name}",
        )
        for name in OFFENCES
    ]
    for conduct, what, measure in DEBTS:
        out.append(row(AIM if conduct in rules else OTHER, what, rules.get(conduct, "none"), measure))
    for name, liberty in LIBERTY_OF.items():
        out.append(row(LIBERTY, LIBERTIES[liberty], rules.get(name, "none"), f"aim.given_up.{liberty}"))
    out.append(row(LIBERTY, "journeys refused", "consequences", "aim.given_up.movement"))
    return [each for each in out if each["value"]]


def _named(m: Measures) -> dict[str, str]:
    """What the regime is against: conduct that costs points, lists, or is punished at once, by what says so."""
    named: dict[str, str] = {}
    for each in regimes(m):
        named |= dict.fromkeys(each.lists.blacklist.grounds, "black list")
        named |= {penalty.conduct: "automatic penalty" for penalty in each.automatic_penalties}
        named |= {"health_breach": "health pass"} if each.health_pass else {}
        named |= (
            {"arrears": "private score"}
            if any(s.points.get("arrears") for s in each.commercial_scores.values())
            else {}
        )
    return named | {rule.conduct: rule.id for rule in rules_of(m).values() if rule.points < 0}


def _table(rows: list[Row]) -> Table:
    return table(
        [
            ("side", "side", "text"),
            ("what", "what", "text"),
            ("rule", "rule", "text"),
            ("value", "acts, all years", "count"),
            *banded("count"),
        ],
        rows,
    )


def _title(aims: list[Row], given_up: list[Row]) -> str:
    """The largest figure of each side: nothing is added up across rules."""
    parts = [max(side, key=lambda r: float(r["value"])) if side else None for side in (aims, given_up)]
    said = [f"{r['what'].replace(': left', ' left')} {people(float(r['value']))} times" for r in parts if r]
    if len(said) == 2:
        return f"Aims: {said[0]}; given up: {said[1]}"
    return (
        f"{'Aims' if aims else 'Given up'}: {said[0]}"
        if said
        else "Prevented is only what no rule of this system names"
    )


def find(m: Measures) -> Finding | LeftOut:
    """What a system says it wants and what it takes, rule by rule."""
    rows = _rows(m)
    rows.sort(key=lambda row: (AIM, OTHER, LIBERTY).index(row["side"]))
    aims, given_up = ([r for r in rows if r["side"] == side] for side in (AIM, LIBERTY))
    if not rows:
        return LeftOut(
            KEY, "No aims and no costs: nothing was left undone, performed or refused because of the regime."
        )
    title = _title(aims, given_up)
    shown = _table(rows)
    return Finding(
        KEY,
        title,
        "The heading names what happens most often on each side. What such a system says it wants stands beside what else it does; what none of its rules names, and the same fear "
        "prevents, stands apart. The sides are in different units of worth, so "
        "nothing here adds them up, divides one by the other or ranks rules by them. An act counts as left undone if the "
        "person would have done it without fear, in the same month; a judgment as performed under pressure if it would not "
        "have been performed in that month by somebody not listed.",
        of_inputs(m.run, "regime.fear", "society.conduct.road_crossing", "society.conduct.criticism"),
        m.how,
        (
            Figure(
                "aims",
                title,
                f"Acts left undone, debts paid and journeys refused because of the regime, {m.texts[0]} to {m.texts[-1]}",
                bars(list(shown.rows), "what", "acts", colour="side"),
                shown,
                "Bars of offences avoided and of lawful conduct given up, side by side.",
            ),
        ),
    )
