"""What figures rest on, as keys of inputs of a mark.  Whatever rests on something rests on all that it rests on."""

from typing import Final

from demerit.report.in_force import ever, rules
from demerit.report.measures import Measures

# What is owed is no conduct of its own: loans and fines bring it about.
OWED: Final = {
    **dict.fromkeys(("arrears", "arrears_month", "judgment"), "society.lending"),
    "unpaid_fine": "society.fines",
}


def on_acts(m: Measures, *besides: str) -> list[str]:
    """Inputs of the conduct that the regime ever gives or takes points for, lists for or punishes; and of some besides."""
    named = dict.fromkeys(besides)
    for regime in (m.run.scenario.regime_at(month) for month in (m.months[0], m.months[-1])):
        named |= dict.fromkeys(
            [
                *(rule.conduct for rule in regime.rules),
                *regime.lists.blacklist.grounds,
                *(penalty.conduct for penalty in regime.automatic_penalties),
            ]
        )
    society = m.run.scenario.society
    owed = dict.fromkeys(OWED[name] for name in named if name in OWED)
    return [*(f"society.conduct.{name}" for name in named if name in society.conduct), *owed]


def on_sources(m: Measures, *parts: str) -> list[str]:
    """Inputs of some parts of every data source that the regime has."""
    return [f"regime.data_sources.{name}.{part}" for part in parts for name in m.run.scenario.regime.data_sources]


def on_points(m: Measures) -> list[str]:
    """Inputs of points: where the system runs, what it sees of which conduct, and what that costs."""
    cost = [f"regime.rules.{number}.points" for number in range(len(m.run.scenario.regime.rules))]
    return ["regime.rollout", "regime.points", *cost, *on_sources(m, "coverage", "sees"), *on_acts(m)]


def on_lists(m: Measures) -> list[str]:
    """Inputs of who is listed: the lists, a score that lists, and where there are rules all that points rest on."""
    own = ["regime.rollout", "regime.lists"]
    own += ["regime.learned_score"] if ever(m, lambda regime: regime.learned_score) else []
    if rules(m):
        return [*own, *on_points(m)]
    grounds, sources = set(m.run.scenario.regime.lists.blacklist.grounds), m.run.scenario.regime.data_sources
    seen = [f"regime.data_sources.{name}.coverage" for name in sources if grounds & set(sources[name].sees)]
    return [*own, *seen, *on_acts(m)]


def on_refusals(m: Measures) -> list[str]:
    """Inputs of who is refused what: bars, passes, private scores, and where somebody is listed all that lists rest on."""
    own = ["regime.consequences", "regime.health_pass", "regime.commercial_scores"]
    held = [key for key in own if m.run.within(key) != [key]]
    return [*held, *(on_lists(m) if m.seen("blacklist.stock") else [])]


def on_fear(m: Measures) -> list[str]:
    """Inputs of fear: how much each thing frightens, and all that what frightens rests on."""
    own = [
        "regime.fear",
        *(["regime.automatic_penalties"] if ever(m, lambda regime: regime.automatic_penalties) else []),
    ]
    if ever(m, lambda regime: regime.fear.refusal):
        own += on_refusals(m)
    listed = ever(m, lambda regime: regime.fear.listing or regime.fear.relative_listed or regime.fear.neighbours)
    return [*own, *(on_lists(m) if listed and m.seen("blacklist.stock") else [])]
