"""The values of a regime that each finding hangs on most: what its kind is told from by turning them.

A pattern is a dotted key with `*` for any part of it, several parted by `|`; `#1` is the second number of a row.  The
values that one pattern names are turned together.
"""

from collections.abc import Callable
from fnmatch import fnmatchcase
from typing import Final

from demerit.catalogue.contexts import context_of
from demerit.report.findings import aims, cameras, causes, detention, groups, refusals, repair, silence
from demerit.report.first import first, whole
from demerit.report.kinds.figures import context_told
from demerit.report.measures import Measures

Patterns = Callable[[Measures], list[str]]


def _always(*patterns: str) -> Patterns:
    return lambda m: list(patterns)


def _points_told(m: Measures) -> list[str]:
    """The points of the rules about what the title tells first, turned together: one pattern."""
    rules = enumerate(m.run.scenario.regime.rules)
    named = [str(i) for i, rule in rules if context_of(rule.conduct) == context_told(m) and rule.points < 0]
    return ["|".join(f"regime.rules.{i}.points" for i in named)]


def _of_groups(m: Measures) -> list[str]:
    if groups.of_mistakes(m):
        return ["regime.data_sources.*.wrong_person_rate#1"]
    return ["regime.enforcement.groups.*.factor"] if groups.closely(m) else []


def _of_cameras(m: Measures) -> list[str]:
    return ["regime.data_sources.camera.wrong_person_rate" + ("#1" if cameras.unlike(m) else "")]


def _of_detention(m: Measures) -> list[str]:
    """How often the sources are wrong whose records take people: one pattern."""
    rates = (f"regime.data_sources.{name}.false_record_rate" for name in detention.sources(m))
    return ["|".join(rates)] if m.seen("detentions.wrong") else []


def _of_watching(m: Measures) -> list[str]:
    return ["regime.fear.watched"] if silence.watched_alone(m) else []


def _of_refusals(m: Measures) -> list[str]:
    """Who has a private score, where it refuses nearly all; where else one thing is refused, in how many places it is."""
    if refusals.of_a_score(m):
        return [CUSTOMERS]
    most = refusals.of_one_kind(m)
    return [f"regime.consequences.{most}.share"] if most else []


def _by_screen(screens: dict[str, Patterns]) -> Patterns:
    """Values by which first screen a run has."""

    def found(m: Measures) -> list[str]:
        begins = first(m)
        return screens[begins.about](m) if begins and begins.about in screens else []

    return found


FALSE: Final = "regime.data_sources.tax.false_record_rate"
CUSTOMERS: Final = "regime.commercial_scores.*.customers"
# First screens that repeat a value, by what they are about.
FIRST_REPEATED: Final[dict[str, Patterns]] = {
    "clawed_back": _always(FALSE),
    "refused_for": lambda m: [CUSTOMERS] if whole.by_scores(m) else [],
    "lending": _always(CUSTOMERS),
    "silent": _of_watching,
}
# Turned by a quarter, the figure turns by about a quarter: it repeats them.
REPEATED: Final[dict[str, Patterns]] = {
    "conduct": _points_told,
    "sources": _always("regime.data_sources.*.sees.*"),
    "cameras": _of_cameras,
    "commercial": _always(CUSTOMERS),
    "health": _always("regime.data_sources.health.coverage"),
    "causes": lambda m: [CUSTOMERS] if causes.by_scores(m) else [],
    "groups": _of_groups,
    "coverage": _always("regime.rollout.tiers.*"),
    "silence": _of_watching,
    "aims": lambda m: ["regime.fear.watched"] if aims.by_watching(m) else [],
    "refusals": _of_refusals,
    "repair": lambda m: ["regime.rights.upheld"] if repair.by_objection_alone(m) else [],
    "claims-back": _always(FALSE),
    "first": _by_screen(FIRST_REPEATED),
    "review": _always("regime.rights.human_review"),
    "detention": _of_detention,
    "enforcement": _always("regime.enforcement.critics.factor"),
}
# These turn it too, and where one of them was fitted so was the figure.
FITTED: Final[dict[str, Patterns]] = {
    "refusals": _always("regime.consequences.*.attempts|regime.consequences.*.share"),
    "lists": _always("regime.data_sources.court.coverage"),
}


def _dearest(m: Measures) -> list[str]:
    """The points of the rule that costs most in all, and the largest share of its conduct that a source sees."""
    rules = list(enumerate(m.run.scenario.regime.rules))
    cost = {i: m.total(f"points_lost.{rule.conduct}").scaled for i, rule in rules}
    if not any(cost.values()):
        return []
    i = max(cost, key=lambda number: cost[number])
    sources = m.run.scenario.regime.data_sources
    conduct = rules[i][1].conduct
    best = max(sources, key=lambda name: sources[name].sees.get(conduct, 0.0))
    return [f"regime.rules.{i}.points", f"regime.data_sources.{best}.sees.{conduct}"]


def _with(*patterns: str) -> Patterns:
    return lambda m: [*_dearest(m), *patterns]


# What first screens hang on most, by what they are about.
FIRST_OTHERS: Final[dict[str, Patterns]] = {
    "needed": _with("regime.lists.blacklist.entry.below", "regime.hardship.credit"),
    "predicted": _always("regime.data_sources.court.coverage", "regime.lists.blacklist.terms.judgment"),
    "settled": _always(
        "regime.data_sources.police.sees.road_crossing",
        "regime.data_sources.police.coverage",
        "regime.data_sources.court.coverage",
        "regime.rights.grace_days",
    ),
    "rewarded": _with("regime.points.clean_year"),
    "standing": _with("regime.data_sources.payments.coverage", "regime.points.clean_year"),
    "refused_for": _always("regime.commercial_scores.*.refuses.credit", "regime.health_pass.invalid_days"),
    "lending": _always("regime.commercial_scores.*.start"),
    "listed": _with("regime.data_sources.court.coverage"),
    "silent": _with("regime.fear.for_speech", "regime.fear.watched"),
}
# The single values that the figures of other findings hang on most: none of them turns such a figure in proportion.
OTHERS: Final[dict[str, Patterns]] = {
    "scores": _with(),
    "bands": _with("regime.data_sources.payments.coverage"),
    "first": _by_screen(FIRST_OTHERS),
    "lists": _with("regime.data_sources.court.coverage", "regime.hardship.credit", "regime.points.clean_year"),
    "refusals": _with("regime.hardship.credit", CUSTOMERS),
    "causes": _with("regime.commercial_scores.*.refuses.credit", "regime.health_pass.invalid_days"),
    "silence": _with("regime.fear.for_speech", "regime.fear.watched"),
    "opinion": _always("regime.opinion.media", "regime.opinion.pressure"),
    "remedy": _with("regime.data_sources.police.false_record_rate", "regime.data_sources.court.wrong_person_rate"),
    "aims": _with("regime.fear.watched"),
    "repair": _with(
        "regime.rights.upheld", "regime.data_sources.court.coverage", "regime.data_sources.police.coverage"
    ),
    "poverty": _with("regime.hardship.credit"),
    "organisations": _always("regime.organisations.companies.rules.0.points"),
    "learned": _with("regime.learned_score.window_months", "regime.learned_score.lists_below"),
    "afterwards": _always("regime.data_sources.court.coverage", "regime.lists.blacklist.terms.judgment"),
}


def named(m: Measures, pattern: str) -> list[str]:
    """The values of a run's regime that a pattern names."""
    each = [one.partition("#")[0] for one in pattern.split("|")]
    return [key for key in m.run.values if any(fnmatchcase(key, one) for one in each)]
