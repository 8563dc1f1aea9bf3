"""The regimes of a run: an intervention may add, change or end what the scenario began with."""

from collections.abc import Callable
from typing import Final
from weakref import WeakKeyDictionary

from demerit.calendar import text_of
from demerit.life.words import date_in_words
from demerit.report.measures import Measures
from demerit.report.numbers import words
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


def only_between(m: Measures, *conduct: str) -> str:
    """When there is such conduct at all, where that is not in every month of the run: a sentence for each kind."""
    said = []
    for name in conduct:
        span = m.run.scenario.society.conduct[name].months
        if span is not None and (m.months[0] < span[0] or span[1] < m.months[-1]):
            first, end = (date_in_words(text_of(month)) for month in span)
            said.append(f" As the file has it, a {words(name)} can happen only from {first} to {end}.")
    return "".join(said)


def rules(m: Measures) -> dict[str, Rule]:
    """Every rule that was ever in force, by its id, as it was last."""
    return {rule.id: rule for each in regimes(m) for rule in each.rules}
