"""No more than all there is: what was drawn number by number is taken back where together it would be too much.

All data sources together see at most all of a conduct, nobody is watched more closely than always, and a year has room
for so many candidates: numbers that are each possible may be impossible together.
"""

from typing import Any, Final

from demerit.scenario.checks.chances import MOST_A_YEAR, of_the_busiest
from demerit.scenario.checks.organisations import most_seen as most_seen_of_organisations
from demerit.scenario.checks.sight import most_seen
from demerit.scenario.regime import Regime
from demerit.scenario.rules import Critics, Enforcement, GroupAttention
from demerit.scenario.society import Society
from demerit.vocabulary import CONDUCT, ORGANISATION_ACTS

HALVINGS: Final = 40
CLASSES: Final = 9  # where one class of people has few enough candidates, another may have most


def cap(plain: dict[str, Any], months: range) -> None:
    """Takes back, in plain data of a scenario, what together is more than all there is."""
    cap_society(plain["society"])
    cap_regime(plain["regime"], months)


def cap_society(society: dict[str, Any]) -> None:
    """Everything that people do has to fit into a year: acts give way, demands do not."""
    for _ in range(CLASSES):
        acts, demands = of_the_busiest(Society.model_validate(society))
        if acts + demands <= MOST_A_YEAR:
            return
        for kind in society["conduct"].values():
            kind["ceiling"] *= max(MOST_A_YEAR - demands, 0.0) / acts


def cap_regime(regime: dict[str, Any], months: range) -> None:
    """First what sources see gives way, in proportion; then attention to groups; then that to critics, down to none."""
    _cap_sources(regime, months)
    _cap_groups(regime, months)
    _cap_critics(regime, months)
    _cap_inspectors(regime, months)


def _watched(regime: Regime, groups: tuple[GroupAttention, ...] = ()) -> Regime:
    """The same regime, without critics, and with this attention to groups."""
    return regime.model_copy(update={"enforcement": Enforcement(critics=Critics(), groups=groups)})


def _cap_sources(regime: dict[str, Any], months: range) -> None:
    said = _watched(Regime.model_validate(regime))
    for conduct in CONDUCT:
        _share_out(regime["data_sources"], conduct, most_seen(said, conduct, months))


def _cap_inspectors(regime: dict[str, Any], months: range) -> None:
    said = Regime.model_validate(regime).organisations
    if said is not None:
        for act in ORGANISATION_ACTS:
            _share_out(regime["organisations"]["data_sources"], act, most_seen_of_organisations(said, act, months))


def _share_out(sources: dict[str, Any], conduct: str, seen: float) -> None:
    if seen > 1.0:
        for source in sources.values():
            if conduct in source["sees"]:
                source["sees"][conduct] /= seen


def _cap_groups(regime: dict[str, Any], months: range) -> None:
    said = Regime.model_validate(regime)
    groups = said.enforcement.groups

    def fits(share: float) -> bool:
        less = tuple(one.model_copy(update={"factor": 1.0 + share * (one.factor - 1.0)}) for one in groups)
        return all(most_seen(_watched(said, less), conduct, months) <= 1.0 for conduct in CONDUCT)

    if not groups or fits(1.0):
        return
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    for one in regime["enforcement"]["groups"]:
        one["factor"] = 1.0 + low * (one["factor"] - 1.0)


def _cap_critics(regime: dict[str, Any], months: range) -> None:
    said = Regime.model_validate(regime)
    critics = said.enforcement.critics
    others = _watched(said, said.enforcement.groups)
    about = [rule.conduct for rule in said.rules if rule.id in critics.rules]
    seen = max((most_seen(others, conduct, months) for conduct in about), default=0.0)
    if seen * critics.factor > 1.0:
        regime["enforcement"]["critics"]["factor"] = max(1.0, 1.0 / seen)
