"""Conduct that is ruled on but never seen, or seen but never ruled on."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from demerit.scenario.checks.found import Found
from demerit.scenario.checks.sight import sources_of

if TYPE_CHECKING:
    from demerit.scenario.regime import Regime


def unseen_rules(regime: "Regime", months: range) -> Iterator[Found]:
    """Rules for conduct that no data source sees."""
    for number, rule in enumerate(regime.rules):
        if regime.data_sources and not sources_of(regime, rule.conduct, months):
            message = f"is seen by no data source, so rule `{rule.id}` is never used"
            yield Found(("rules", number, "conduct"), rule.conduct, message)


def unseen_grounds(regime: "Regime", months: range) -> Iterator[Found]:
    """Grounds for listing without any records."""
    for number, name in enumerate(regime.lists.blacklist.grounds):
        if regime.data_sources and not sources_of(regime, name, months):
            message = "is seen by no data source, so it lists nobody"
            yield Found(("lists", "blacklist", "grounds", number), name, message)


def unused_sight(regime: "Regime") -> Iterator[Found]:
    """Data sources that see what no rule and no ground is about."""
    watched = {rule.conduct for rule in regime.rules} | set(regime.lists.blacklist.grounds)
    watched |= {"health_breach"} if regime.health_pass is not None else set()
    if not regime.rules:
        return
    for name, source in regime.data_sources.items():
        for conduct, share in source.sees.items():
            if share > 0 and conduct not in watched:
                message = "is seen, but no rule and no ground for listing is about it"
                yield Found(("data_sources", name, "sees", conduct), share, message)


def idle_punishments(regime: "Regime", months: range) -> Iterator[Found]:
    """Automatic penalties and detentions for what their data source does not see."""
    if not regime.data_sources:
        return
    fines, arrests = regime.automatic_penalties, regime.detention
    punished = [("automatic_penalties", n, fine.source, fine.conduct) for n, fine in enumerate(fines)]
    punished += [("detention", n, arrest.source, arrest.conduct) for n, arrest in enumerate(arrests)]
    for section, number, source, conduct in punished:
        if source not in sources_of(regime, conduct, months):
            yield Found((section, number, "source"), source, f"does not see {conduct}, so this punishes nobody")
