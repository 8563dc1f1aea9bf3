"""What must hold between values that are each allowed: one concept a file.

`impossible` is asked of every regime, after each intervention too.  `check_regime` is asked of the regime a scenario
starts with: an intervention may well leave rules behind that nothing can reach any more, since people whom earlier
rules listed are still there.  A section that is absent is a mechanism switched off: what rests on it is idle, not
wrong.
"""

from collections.abc import Callable, Iterator, Sequence, Set
from inspect import signature
from typing import TYPE_CHECKING, Any, Final

from demerit.scenario.checks import (
    chances,
    conduct,
    learned,
    lists,
    names,
    organisations,
    people,
    points,
    rights,
    scores,
    sight,
    span,
    thresholds,
)
from demerit.scenario.checks.found import Found
from demerit.scenario.checks.watching import asked

if TYPE_CHECKING:
    from demerit.scenario.problems import Path
    from demerit.scenario.regime import Regime
    from demerit.scenario.scenario import Intervention
    from demerit.scenario.society import Society

__all__ = [
    "Found",
    "certain_of_regime",
    "certain_of_society",
    "check_interventions",
    "check_regime",
    "check_society",
    "check_span",
    "impossible",
]

Check = Callable[..., Iterator[Found]]  # its arguments, by name and in this order: regime, society, months

OF_SOCIETY: Final[tuple[Check, ...]] = (
    names.census,
    chances.candidates,
    chances.acceptances,
    chances.defaults,
    chances.losses,
    span.vital,
    people.schooling,
    people.unlived,
    organisations.of_society,
)
IMPOSSIBLE: Final[tuple[Check, ...]] = (
    names.provinces_named,
    names.rules_named,
    names.lists_named,
    sight.shares,
    lists.bands,
    lists.grounds_named,
    lists.relevance,
    thresholds.pointless,
    rights.objected,
    points.expiring,
    points.bands,
    scores.circles,
    scores.limits,
    scores.platforms,
    organisations.of_regime,
    learned.dates,
    learned.features,
)
# What these find, they find whatever else may stand there.
CERTAIN: Final[frozenset[Check]] = frozenset((names.census, names.provinces_named, lists.bands))
# Asked only of the regime that a scenario starts with.
UNREACHABLE: Final[tuple[Check, ...]] = (
    conduct.unseen_rules,
    conduct.unused_sight,
    conduct.unseen_grounds,
    conduct.idle_punishments,
    scores.unrecorded,
    learned.unlearnable,
    thresholds.entries,
    thresholds.consequences,
    thresholds.exits,
    organisations.unseen,
)


def check_span(society: "Society | None", start: int | None, end: int | None) -> list[Found]:
    """Start and end against each other and against the society; None: not known."""
    found = list(span.order(start, end)) if start is not None and end is not None else []
    return found + (list(span.covered(society, start, end)) if society is not None else [])


def check_interventions(given: Sequence["Intervention | None"], start: int | None, end: int | None) -> list[Found]:
    """Dates of interventions against the span."""
    if start is None or end is None or end < start:
        return []
    return list(span.interventions(given, start, end))


def check_society(society: "Society") -> list[Found]:
    """Census files, ceilings and acceptances; paths begin inside the society."""
    return [one for check in OF_SOCIETY for one in check(society)]


def impossible(regime: "Regime", society: "Society", months: range) -> list[Found]:
    """What no regime may contain; paths begin inside the regime."""
    return _found(IMPOSSIBLE, regime, society, months)


def check_regime(regime: "Regime", society: "Society", months: range) -> list[Found]:
    """Everything about the regime a scenario starts with; paths begin inside the regime."""
    return _found(IMPOSSIBLE + UNREACHABLE, regime, society, months)


def _found(checks: "Sequence[Check]", regime: "Regime", society: "Society", months: range) -> list[Found]:
    return [one for check in checks for one in check(*_given(check, regime, society, months))]


def _given(check: "Check", regime: Any, society: Any, months: range) -> list[Any]:
    """What a check asks for, by the names of its arguments."""
    by_name = {"regime": regime, "society": society, "months": months}
    return [by_name[name] for name in signature(check).parameters]


def certain_of_society(society: Any, gone: "Set[Path]") -> list[Found]:
    """What is wrong with a society of which something is missing, whatever took its place."""
    return [one for check in OF_SOCIETY for one in asked(check, [(society, _missing(check, gone))])]


def certain_of_regime(
    regime: Any, gone: "Set[Path]", society: Any, gone_there: "Set[Path]", months: range
) -> list[Found]:
    """The same of a regime.  society: on which it runs, of which something may be missing as well."""
    models = {"regime": (regime, gone), "society": (society, gone_there)}
    out = []
    for check in IMPOSSIBLE + UNREACHABLE:
        named = signature(check).parameters
        parts = [(model, _missing(check, there)) for name, (model, there) in models.items() if name in named]
        out += asked(check, parts, *([months] if "months" in named else []))
    return [*out, *sight.shares(sight.at_least(regime, gone), months)]


def _missing(check: Check, gone: "Set[Path]") -> "Set[Path]":
    return frozenset() if check in CERTAIN else gone
