"""The regimes of a run: an intervention may add, change or end what the scenario began with."""

from collections.abc import Callable
from typing import Final
from weakref import WeakKeyDictionary

from demerit.report.measures import Measures
from demerit.scenario.regime import Regime
from demerit.scenario.rules import Rule

_KNOWN: Final[WeakKeyDictionary[Measures, list[Regime]]] = WeakKeyDictionary()  # as every finding asks


def regimes(m: Measures) -> list[Regime]:
    """The regimes that were in force in the months of a run, in order."""
    if m not in _KNOWN:
        found: list[Regime] = []
        for month in m.months:
            now = m.run.scenario.regime_at(month)
            if not found or found[-1] is not now:
                found.append(now)
        _KNOWN[m] = found
    return _KNOWN[m]


def ever(m: Measures, holds: Callable[[Regime], object]) -> bool:
    """Whether something held of a regime in any month of the run."""
    return any(holds(each) for each in regimes(m))


def months_of(m: Measures, holds: Callable[[Regime], object]) -> list[int]:
    """The months of the run in which something held of the regime."""
    return [month for month in m.months if holds(m.run.scenario.regime_at(month))]


def last(m: Measures) -> Regime:
    """The regime at the end of the run."""
    return m.run.scenario.regime_at(m.months[-1])


def rules(m: Measures) -> dict[str, Rule]:
    """Every rule that was ever in force, by its id, as it was last."""
    return {rule.id: rule for each in regimes(m) for rule in each.rules}
