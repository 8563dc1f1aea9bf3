"""M16: the minority's rates against the majority's, taken apart by cause.

Direct standardisation (Rothman, Modern Epidemiology).  Let a be the minority's rate, b the majority's, e the rate that
the minority would have if in each province it had the majority's.  Then

    a / b = e / b  x  a / e      place (coverage, cities, poverty) x what a province does to a group
    a / e = w      x  (a/e) / w  w: the same in provinces without rules against a group (errors), rest: such rules
"""

from collections.abc import Callable, Collection, Sequence
from typing import Final, NamedTuple

from demerit.report.charts.dots import dots
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import as_often
from demerit.report.table import Row, Table, table
from demerit.report.theme import BLACK, BLUE, GREEN, RED

KEY = "groups"
FEW: Final = 30  # counted events below which a ratio is not shown
MISTAKEN: Final = ["records.misattributed.all"]
# what, measures of events, measure of exposure, measures whose counts carry the uncertainty
OUTCOMES: Final = (
    ("fined by camera for another's act", ["penalties.wrong.camera"], "of_age", ["penalties.wrong.camera"]),
    ("recorded for another's act", MISTAKEN, "of_age", MISTAKEN),
    ("on the black list", ["blacklist.stock"], "adults", ["blacklist.entries"]),
    ("wrongly on the black list", ["blacklist.wrongful_stock"], "adults", ["blacklist.wrongful_entries"]),
    ("in detention", ["detained"], "adults", ["detentions"]),
)
CAUSES: Final = ("altogether", "where they live", "errors", "rules aimed at them")


class Parts(NamedTuple):
    """Factors of the ratio of rates; their product is `ratio`."""

    ratio: float
    place: float
    errors: float
    rules: float


def aimed(m: Measures) -> set[str]:
    """Provinces where a rule treats a group differently."""
    regime = m.run.scenario.regime
    special = {rule.province for rule in regime.enforcement.groups if rule.province}
    return special | {rule.province for rule in regime.detention if rule.group and rule.province}


def _sums(m: Measures, measures: Sequence[str], group: str) -> dict[str, float]:
    out: dict[str, float] = {}
    for measure in measures:
        for province, amount in m.by_province(measure, m.months, group).items():
            out[province] = out.get(province, 0.0) + amount.scaled
    return out


def taken_apart(
    events: Callable[[str], dict[str, float]], exposure: Callable[[str], dict[str, float]], special: Collection[str]
) -> Parts | None:
    """Factors from events and exposure by province, each a function of the group; None where nothing compares."""
    mine, theirs = events("minority"), events("majority")
    people, others = exposure("minority"), exposure("majority")
    rate = {p: theirs.get(p, 0.0) / others[p] for p in others if others[p] > 0}
    expected = {p: people[p] * rate[p] for p in people if p in rate}
    quiet = [p for p in expected if p not in special]
    total, plainly = sum(expected.values()), sum(expected[p] for p in quiet)
    here = sum(mine.get(p, 0.0) for p in quiet)
    if min(total, plainly, here, sum(theirs.values())) <= 0:
        return None
    within = sum(mine.values()) / total
    everywhere = sum(theirs.values()) / sum(others.values())
    errors = here / plainly
    place = total / sum(people.values()) / everywhere
    return Parts(place * within, place, errors, within / errors)


def _parts(m: Measures, measures: Sequence[str], exposure: str) -> Parts | None:
    return taken_apart(lambda g: _sums(m, measures, g), lambda g: _sums(m, [exposure], g), aimed(m))


def _part(m: Measures, measures: Sequence[str], exposure: str, which: int) -> float:
    parts = _parts(m, measures, exposure)
    return parts[which] if parts else 1.0


def _rows(m: Measures) -> Table:
    rows: list[Row] = []
    for what, measures, exposure, counts in OUTCOMES:
        counted = m.total(counts, group="minority").counted
        parts = _parts(m, measures, exposure) if counted >= FEW else None
        if parts is None:
            continue
        for place, (cause, value) in enumerate(zip(CAUSES, parts)):
            limits = m.band(lambda x, e=measures, o=exposure, i=place: _part(x, e, o, i), counted)  # type: ignore[misc]
            rows.append({"what": what, "cause": cause, "value": value, **limits})
    return table(
        [
            ("what", "what happens", "text"),
            ("cause", "cause", "text"),
            ("value", "times as often as in the majority", "number"),
            ("low", "low", "number"),
            ("high", "high", "number"),
        ],
        rows,
    )


def find(m: Measures) -> Finding | LeftOut:
    """Ratios of rates, taken apart by where people live, errors, and rules aimed at them."""
    if {"majority", "minority"} - set(m.groups) or not m.seen("blacklist.stock"):
        return LeftOut(KEY, "No comparison of groups: nobody was listed, or one group is missing in this run.")
    if any(rule.province is None for rule in m.run.scenario.regime.enforcement.groups):
        return LeftOut(
            KEY,
            "No comparison of groups: a rule watches one group everywhere, so its part and that of errors cannot be told apart.",
        )
    shown = _rows(m)
    if not shown.rows:
        return LeftOut(KEY, "No comparison of groups: too few events in the minority at this scale.")
    first = {str(row["what"]): float(row["value"]) for row in shown.rows if row["cause"] == CAUSES[0]}
    where = ", ".join(sorted(aimed(m)))
    told = [f"{what} {as_often(first[what])}" for what in (OUTCOMES[1][0], OUTCOMES[2][0]) if what in first]
    title = (
        f"At equal conduct, the minority is {' and '.join(told)} as the majority"
        if told
        else "Equal conduct is treated unequally"
    )
    return Finding(
        KEY,
        title,
        "Conduct never depends on group in this model, so every difference is the system's, or comes from where people live. "
        "Each ratio is the product of three: where they live (coverage, cities and poverty of the provinces); errors that differ by group "
        f"(what is left inside a province without rules against a group); and rules aimed at a group{' (' + where + ')' if where else ''}. "
        "Within a province group and income are independent by construction, so poverty can only work between provinces. Ratios only: "
        "no total of people detained is given, since none could be checked; documented detention (Human Rights Watch 2019, OHCHR 2022 [found, "
        "H]) runs by a policing system apart from social credit [recalled, H]. Altogether, against the majority: "
        + "; ".join(f"{what}: {as_often(value)}" for what, value in first.items())
        + ".",
        of_inputs(
            m.run,
            "regime.data_sources.camera.wrong_person_rate",
            "regime.enforcement.groups",
            "regime.detention",
            "regime.rollout",
        ),
        m.how,
        (
            Figure(
                "groups",
                title,
                "Minority's rate divided by the majority's, and its three factors (logarithmic axis; 1 is no difference)",
                dots(
                    list(shown.rows),
                    "what",
                    "cause",
                    "times as often",
                    log=True,
                    form=".2~f",
                    said="× {:.2f} ".format,
                    colours=(BLACK, BLUE, GREEN, RED),
                    rule=1,
                ),
                shown,
                "Dots of rate ratios and their factors by outcome.",
            ),
        ),
    )
