"""What must hold between values that are each allowed: one concept a file.

`impossible` is asked of every regime, after each intervention too.  `check_regime` is asked of the regime a scenario
starts with: an intervention may well leave rules behind that nothing can reach any more, since people whom earlier
rules listed are still there.  A section that is absent is a mechanism switched off: what rests on it is idle, not
wrong.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from demerit.scenario.checks import (
    chances,
    conduct,
    learned,
    lists,
    names,
    organisations,
    points,
    rights,
    scores,
    sight,
    span,
    thresholds,
)
from demerit.scenario.checks.found import Found

if TYPE_CHECKING:
    from demerit.scenario.regime import Regime
    from demerit.scenario.scenario import Intervention
    from demerit.scenario.society import Society

__all__ = ["Found", "certain", "check_interventions", "check_regime", "check_society", "check_span", "impossible"]


def check_span(society: "Society | None", start: int | None, end: int | None) -> list[Found]:
    """Start and end against each other and against the society; None: not known."""
    found = list(span.order(start, end)) if start is not None and end is not None else []
    return found + (list(span.covered(society, start, end)) if society is not None else [])


def certain(society: "Society", regime: "Regime | None") -> list[Found]:
    """What is wrong whatever else a file says, so that it can be said while other things are wrong too.

    Asked of the sound part of a society (paths begin inside it), or of that of a regime beside it.
    """
    if regime is None:
        return list(names.census(society))
    return [*names.provinces_named(regime, society), *lists.bands(regime)]


def check_interventions(given: Sequence["Intervention | None"], start: int | None, end: int | None) -> list[Found]:
    """Dates of interventions against the span."""
    if start is None or end is None or end < start:
        return []
    return list(span.interventions(given, start, end))


def check_society(society: "Society") -> list[Found]:
    """Census files, ceilings and acceptances; paths begin inside the society."""
    return [
        *names.census(society),
        *chances.candidates(society),
        *chances.acceptances(society),
        *chances.defaults(society),
        *chances.losses(society),
        *span.vital(society),
        *organisations.society(society),
    ]


def impossible(regime: "Regime", society: "Society", months: range) -> list[Found]:
    """What no regime may contain; paths begin inside the regime."""
    return [
        *names.provinces_named(regime, society),
        *names.rules_named(regime),
        *names.lists_named(regime),
        *sight.shares(regime, months),
        *lists.bands(regime),
        *lists.grounds_named(regime),
        *lists.relevance(regime),
        *rights.objected(regime),
        *points.expiring(regime),
        *points.bands(regime),
        *scores.circles(regime),
        *scores.limits(regime),
        *scores.platforms(regime),
        *organisations.regime(regime, months),
        *learned.dates(regime, months),
        *learned.features(regime),
    ]


def _unreachable(regime: "Regime", months: range) -> Iterator[Found]:
    yield from conduct.unseen_rules(regime, months)
    yield from conduct.unused_sight(regime)
    yield from conduct.unseen_grounds(regime, months)
    yield from conduct.idle_punishments(regime, months)
    yield from scores.unrecorded(regime)
    yield from learned.unlearnable(regime, months)
    yield from thresholds.entries(regime, months)
    yield from thresholds.consequences(regime, months)
    yield from thresholds.exits(regime, months)
    yield from organisations.unseen(regime)


def check_regime(regime: "Regime", society: "Society", months: range) -> list[Found]:
    """Everything about the regime a scenario starts with; paths begin inside the regime."""
    return [*impossible(regime, society, months), *_unreachable(regime, months)]
