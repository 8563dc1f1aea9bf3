"""M16: the minority's rates against the majority's, taken apart by cause.

Direct standardisation (Rothman, Modern Epidemiology).  Let a be the minority's rate, b the majority's, e the rate that
the minority would have if in each province it had the majority's.  Then

    a / b = e / b  x  a / e      place (coverage, cities, poverty) x what a province does to a group
    a / e = w      x  (a/e) / w  w: the same in provinces without rules against a group (errors), rest: such rules

Where a rule watches a group everywhere no province is without one: errors and rules are then one factor, a / e.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Final, NamedTuple

from demerit.calendar import text_of
from demerit.life.words import date_in_words
from demerit.report.charts.dots import dots
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.findings import cameras
from demerit.report.in_force import regimes
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import as_often, times
from demerit.report.table import Row, Table, banded, table
from demerit.report.theme import BLACK, BLUE, GREEN, RED
from demerit.scenario.rules import Detention, GroupAttention

KEY = "groups"
FEW: Final = 30  # counted events below which a ratio is not shown
MISTAKEN: Final = ["records.misattributed.all"]
MISTAKES: Final = "recorded for another's act"
INVENTED: Final = ["records.false.all"]
# what, measures of events, measure of exposure, measures whose counts carry the uncertainty
OUTCOMES: Final = (
    ("punished by camera for nothing", ["penalties.wrong.camera"], "of_age", ["penalties.wrong.camera"]),
    (MISTAKES, MISTAKEN, "of_age", MISTAKEN),
    ("recorded for what nobody did", INVENTED, "of_age", INVENTED),
    ("told to pay everything back", ["claw_backs"], "adults", ["claw_backs"]),
    ("told to pay everything back for nothing", ["claw_backs.wrong"], "adults", ["claw_backs.wrong"]),
    ("on the black list", ["blacklist.stock"], "adults", ["blacklist.entries"]),
    ("wrongly on the black list", ["blacklist.wrongful_stock"], "adults", ["blacklist.wrongful_entries"]),
    ("in detention", ["detained"], "adults", ["detentions"]),
    ("arrested for nothing", ["detentions.wrong"], "adults", ["detentions.wrong"]),
)
# Those that a title names, two at the most: the gravest first.
TITLED: Final = (
    "told to pay everything back for nothing",
    "told to pay everything back",
    MISTAKES,
    "on the black list",
    "wrongly on the black list",
    "recorded for what nobody did",
)
CAUSES: Final = ("altogether", "where they live", "errors", "rules aimed at them")
UNPARTED: Final = ("altogether", "where they live", "errors, and rules aimed at them")


class Parts(NamedTuple):
    """Factors of the ratio of rates; their product is `ratio`."""

    ratio: float
    place: float
    errors: float
    rules: float


def aimed(m: Measures) -> set[str]:
    """Provinces where a rule treated a group differently in any month of the run."""
    return {rule.province for rule in _of_groups(m) if rule.province}


def _of_groups(m: Measures) -> list[GroupAttention | Detention]:
    """The rules for one group that were ever in force, wherever."""
    watched = [
        rule
        for each in regimes(m)
        for rule in each.enforcement.groups
        if rule.factor != 1 and rule.since <= m.months[-1]
    ]
    taken = [rule for each in regimes(m) for rule in each.detention if rule.group and rule.since <= m.months[-1]]
    return [*watched, *taken]


def everywhere(m: Measures) -> bool:
    """Whether a rule treated a group differently in the whole country."""
    return any(rule.province is None for rule in _of_groups(m))


def closely(m: Measures) -> float:
    """How many times as closely the scenario ever has one group watched everywhere; 0: as closely as anybody."""
    factors = [rule.factor for each in regimes(m) for rule in each.enforcement.groups if rule.province is None]
    return max((factor for factor in factors if factor != 1), default=0.0)


def unlike(m: Measures) -> bool:
    """Whether the scenario ever has a data source take somebody else for a member of one group more often."""
    return any(len(set(source.wrong_person_rate)) > 1 for each in regimes(m) for source in each.data_sources.values())


def sums(m: Measures, measures: Sequence[str], group: str) -> dict[str, float]:
    """Measures of a group added up over the run, by province."""
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
    quiet = [p for p in expected if p not in special]  # everywhere, if no province is told apart
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
    special = set() if everywhere(m) else aimed(m)
    return taken_apart(lambda g: sums(m, measures, g), lambda g: sums(m, [exposure], g), special)


def _part(m: Measures, measures: Sequence[str], exposure: str, which: int) -> float:
    parts = _parts(m, measures, exposure)
    return parts[which] if parts else 1.0


def _enough(m: Measures, counts: Sequence[str]) -> int:
    """Counted events of the group that has fewer of them; nothing, where they are too few for a ratio."""
    counted = min(m.total(list(counts), group=group).counted for group in ("minority", "majority"))
    return counted if counted >= FEW else 0


def named_first(m: Measures) -> tuple[str, float] | None:
    """The gravest outcome that a title may name, and its ratio of rates; None where too little was counted."""
    of = {what: (measures, exposure, counts) for what, measures, exposure, counts in OUTCOMES}
    for what in TITLED:
        measures, exposure, counts = of[what]
        if _enough(m, counts) and (parts := _parts(m, measures, exposure)):
            return what, parts.ratio
    return None


def first_told(m: Measures) -> float:
    """The ratio of rates that the title names."""
    named = named_first(m)
    return named[1] if named else 0.0


def of_mistakes(m: Measures) -> bool:
    """Whether the title is about taking somebody else for a member of the group, which sources do more often with it."""
    named = named_first(m)
    return unlike(m) and named is not None and named[0] == MISTAKES


def _causes(m: Measures) -> tuple[str, ...]:
    return UNPARTED if everywhere(m) else CAUSES


def _rows(m: Measures) -> Table:
    rows: list[Row] = []
    for what, measures, exposure, counts in OUTCOMES:
        counted = _enough(m, counts)
        parts = _parts(m, measures, exposure) if counted else None
        if parts is None:
            continue
        for place, (cause, value) in enumerate(zip(_causes(m), parts)):
            limits = m.band(lambda x, e=measures, o=exposure, i=place: _part(x, e, o, i), counted)  # type: ignore[misc]
            rows.append({"what": what, "cause": cause, "value": value, **limits})
    return table(
        [
            ("what", "what happens", "text"),
            ("cause", "cause", "text"),
            ("value", "times as often as in the majority", "number"),
            *banded("number"),
        ],
        rows,
    )


def _while(m: Measures) -> str:
    """In which months a rule watches one group everywhere."""
    months = [
        month
        for month in m.months
        for rule in m.run.scenario.regime_at(month).enforcement.groups
        if rule.province is None and rule.factor != 1 and rule.since <= month
    ]
    if not months or (months[0] == m.months[0] and months[-1] == m.months[-1]):
        return ""
    return f", from {date_in_words(text_of(months[0]))} to {date_in_words(text_of(months[-1]))}"


def _factors(m: Measures, where: str) -> str:
    """What a ratio is the product of."""
    one, several = m.run.regions
    if everywhere(m):
        return (
            f"A rule watches one group everywhere{_while(m)}. So each ratio is the product of two: where they live (coverage, cities and poverty of the "
            f"{several}), and all that differs inside a {one}: errors, and that rule, whose parts cannot be told apart. "
        )
    return (
        f"Each ratio is the product of three: where they live (coverage, cities and poverty of the {several}); errors that differ by group "
        f"(what is left inside a {one} without rules against a group); and rules aimed at a group{' (' + where + ')' if where else ''}. "
    )


def _detained(m: Measures) -> str:
    """Why there are no totals, where anybody is detained."""
    if not m.seen("detained", "detentions"):
        return ""
    known = (
        "; documented detention (Human Rights Watch 2019, OHCHR 2022 [found, H]) is run by a policing system apart from social credit [recalled, H]"
        if m.run.of_china
        else ""
    )
    return f"Of detention ratios only: no total of people detained is given, since none could be checked{known}. "


# Who the minority of a society that ships is.
MINORITY: Final = {
    "china": "The minority are all who are not counted as Han. ",
    "germany": "The minority are people with foreign citizenship. ",
}


def _minority(m: Measures) -> str:
    return MINORITY.get(m.run.scenario.society.name, "")


def find(m: Measures) -> Finding | LeftOut:
    """Ratios of rates, taken apart by where people live, errors, and rules aimed at them."""
    if {"majority", "minority"} - set(m.groups):
        return LeftOut(KEY, "No comparison of groups: there is only one population group in this run.")
    if not m.seen(*(measure for _, measures, _, _ in OUTCOMES for measure in measures)):
        return LeftOut(KEY, "No comparison of groups: nobody was listed, punished or wrongly recorded in this run.")
    shown = _rows(m)
    if not shown.rows:
        return LeftOut(KEY, "No comparison of groups: too few events in the minority at this scale.")
    first = {str(row["what"]): float(row["value"]) for row in shown.rows if row["cause"] == CAUSES[0]}
    where = ", ".join(sorted(aimed(m)))
    told = [f"{what} {as_often(first[what])}" for what in TITLED if what in first][:1]  # all are in the text
    title = (
        f"At equal conduct, the minority is {told[0]} as the majority" if told else "Equal conduct is treated unequally"
    )
    named = next((what for what in TITLED if what in first), None)
    by_chance = [row for row in shown.rows if (row["what"], row["cause"]) == (named, CAUSES[0])]
    if any(float(row["low"]) <= 1 <= float(row["high"]) and float(row["value"]) != 1 for row in by_chance):
        title += ", which chance alone may give"
    factor = cameras.unlike(m) if of_mistakes(m) else 0.0
    return Finding(
        KEY,
        title,
        f"{_minority(m)}Conduct never depends on group in this model, so every difference is the system's, or comes from where people live. {_factors(m, where)}"
        f"Within a {m.run.regions.one} group and income are independent by construction, so poverty can only work between {m.run.regions.several}. "
        f"{_detained(m)}Altogether, against the majority: "
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
                "Minority's rate divided by the majority's, and its factors (logarithmic axis; 1 is no difference)",
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
        echo=f"Because the file has cameras, one data source of several, mistake somebody else for one of them {times(factor)} as often."
        if factor
        else f"Because the file has them watched {times(closely(m))} as closely{_while(m)}."
        if closely(m)
        else "",
    )
