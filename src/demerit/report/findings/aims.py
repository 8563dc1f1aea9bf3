"""M22: stated aims beside what is given up, by rule: side by side, never divided into one number, never ranked."""

from demerit.life.words import enumerated
from demerit.report.charts.bars import bars
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.findings.silence import watched_alone
from demerit.report.in_force import regimes
from demerit.report.in_force import rules as rules_of
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import few_counted, people, words
from demerit.report.rests import on_acts, on_fear, on_refusals
from demerit.report.table import Row, Table, banded, table
from demerit.vocabulary import LIBERTY_OF, OFFENCES

KEY = "aims"
AIM, OTHER, LIBERTY = "stated aim", "prevented, though no rule here names it", "lawful conduct given up"
PERFORMED = "judgments performed under pressure"
DEBTS = (
    ("arrears", "defaults avoided", "aim.defaults_avoided"),
    ("judgment", PERFORMED, "aim.judgments_performed_under_pressure"),
)
JOURNEYS = "journeys refused"
LIBERTIES = {"speech": "criticism left unsaid", "information": "searches not made", "assembly": "assemblies not joined"}


def _rows(m: Measures) -> list[Row]:
    rules = _named(m)

    def row(side: str, what: str, rule: str, measure: str) -> Row:
        amount = m.total(measure)
        limits = m.band(lambda x: x.total(measure).scaled, amount.counted)
        return {
            "side": side,
            "what": what,
            "rule": rule,
            "value": amount.scaled,
            **limits,
            "counted": int(amount.counted),
        }

    out = [
        row(
            AIM if name in rules else OTHER,
            f"{words(name)} left undone",
            rules.get(name, "none"),
            f"aim.offences_avoided.{name}",
        )
        for name in OFFENCES
    ]
    for conduct, what, measure in DEBTS:
        out.append(row(AIM if conduct in rules else OTHER, what, rules.get(conduct, "none"), measure))
    for name, liberty in LIBERTY_OF.items():
        out.append(row(LIBERTY, LIBERTIES[liberty], rules.get(name, "none"), f"aim.given_up.{liberty}"))
    out.append(row(LIBERTY, JOURNEYS, "consequences", "aim.given_up.movement"))
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
            ("counted", "counted in the sample", "count"),
        ],
        rows,
    )


def most_of(rows: list[Row], side: str) -> Row | None:
    """The largest figure of a side: nothing is added up across rules."""
    return max((row for row in rows if row["side"] == side), key=lambda row: float(row["value"]), default=None)


def told(m: Measures) -> float:
    """The figure that the title tells first; nothing where there is none."""
    rows = _rows(m)
    row = most_of(rows, AIM) or most_of(rows, LIBERTY)
    return float(row["value"]) if row else 0.0


def by_watching(m: Measures) -> bool:
    """Whether hardly anything but being watched keeps people from what the title tells first: no pass is lost for it."""
    return watched_alone(m) and not m.seen("passes.lost")


def _title(m: Measures, rows: list[Row]) -> str:
    aim, lost = (most_of(rows, side) for side in (AIM, LIBERTY))
    said = [f"{name}: {_times(row)}" for name, row in (("Aim", aim), ("given up", lost)) if row]
    title = "; ".join(said) or "Prevented is only what no rule of this system names"
    return title[0].upper() + title[1:]


def _times(row: Row) -> str:
    return f"{row['what']}, {people(float(row['value']))} times{few_counted(row['counted'])}"


def _besides(others: list[Row]) -> str:
    """What the same fear prevents that no rule names: in a sentence, as the largest of it would dwarf what is meant."""
    if not others:
        return ""
    most = max(others, key=lambda row: float(row["value"]))
    what = most["what"].removesuffix(" left undone")
    return f"The same fear prevents what no rule here names as well, above all {what} ({people(float(most['value']))} times{few_counted(most['counted'])}). "


def _drawn(rows: list[Row]) -> str:
    """What the picture is of, in words: debts and journeys only where there are any."""
    debts, moved = {what for _, what, _ in DEBTS}, {row["what"] for row in rows}
    kinds = (
        ("acts left undone", moved - debts - {JOURNEYS}),
        ("debts paid", moved & debts),
        (JOURNEYS, moved & {JOURNEYS}),
    )
    said = enumerated([kind for kind, there in kinds if there])
    return said[0].upper() + said[1:]


def _performed(rows: list[Row]) -> str:
    """What a judgment performed under pressure is, where there is one."""
    if not any(row["what"] == PERFORMED for row in rows):
        return ""
    return "; a judgment as performed under pressure if it would not have been performed in that month by somebody not listed"


def find(m: Measures) -> Finding | LeftOut:
    """What a system says it wants and what it takes, rule by rule."""
    rows = _rows(m)
    rows.sort(key=lambda row: (AIM, OTHER, LIBERTY).index(row["side"]))
    aims, others, given_up = ([r for r in rows if r["side"] == side] for side in (AIM, OTHER, LIBERTY))
    besides = _besides(others) if aims or given_up else ""
    rows = [*aims, *given_up] or others
    if not rows:
        return LeftOut(
            KEY,
            "No aims and no costs: nobody left anything undone or paid a debt for fear of this regime, and it refused nobody a journey.",
        )
    title = _title(m, rows)
    shown = _table(rows)
    return Finding(
        KEY,
        title,
        f"The heading names what happens most often on each side. What such a system says it wants stands beside what else it does. {besides}"
        "The sides are in different units of worth, so "
        "nothing here adds them up, divides one by the other or ranks rules by them. An act counts as left undone if the "
        f"person would have done it without fear, in the same month{_performed(rows)}.",
        of_inputs(m.run, *on_fear(m), *on_refusals(m), *on_acts(m, "criticism")),
        m.how,
        (
            Figure(
                "aims",
                title,
                f"{_drawn(rows)} because of the regime, {m.span}",
                bars(list(shown.rows), "what", "acts", colour="side"),
                shown,
                "Bars of offences avoided and of lawful conduct given up, side by side.",
            ),
        ),
        echo="Because the file says how much being watched frightens." if by_watching(m) else "",
    )
