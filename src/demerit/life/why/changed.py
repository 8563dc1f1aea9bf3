"""A run seen under a changed scenario: its people, its chance and what it published stay, its laws are others.

So a replay shows what a change does by itself: what a whole country would publish otherwise because of it is left out.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from demerit.life.replaying import Data
from demerit.people.census import read
from demerit.people.places import places
from demerit.rulebook.law import law
from demerit.rulebook.organisations import organisation_laws
from demerit.rulebook.places import Country
from demerit.scenario import Scenario

COARSE: Final = 200_000  # a scale at which people of provinces are quickly counted: what they are does not hang on it
FITTED: Final = ("learned", "learned_points", "learned_offset", "learned_cell", "learned_lowest")  # by the run


def country_of(scenario: Scenario, names: Sequence[str]) -> Country:
    """How many people live where, as laws need it."""
    smallest = min(province.population for province in read(scenario.society))
    where = places(scenario.society, min(COARSE, smallest // 3), scenario.end, 0, scenario.start)
    return Country(list(names), where.people)


class Changed:
    """The data of a run under another scenario of the same society.

    scenario: the changed one; was: that of the run.
    """

    def __init__(self, data: Data, was: Scenario, scenario: Scenario, country: Country) -> None:
        self.data, self.was, self.scenario, self.country = data, was, scenario, country
        self._laws: dict[int, Any] = {}

    @property
    def tables(self) -> Any:
        """TABLES record."""
        return self.data.tables

    @property
    def layout(self) -> np.ndarray[Any, Any]:
        """PLACE records."""
        return self.data.layout

    @property
    def names(self) -> Sequence[str]:
        """Provinces in order."""
        return self.data.names

    @property
    def first(self) -> int:
        """First month of the burn-in."""
        return self.data.first

    @property
    def last(self) -> int:
        """Last month."""
        return self.data.last

    def society_of(self, month: int) -> Any:
        """SOCIETY record of a month."""
        return self.data.society_of(month)

    def news_of(self, month: int) -> Any:
        """NOW record of a month."""
        return self.data.news_of(month)

    def law_of(self, month: int) -> Any:
        """LAW record of a month: of the changed scenario where it is in force and says otherwise."""
        if self._as_it_was(month):
            return self.data.law_of(month)
        if month not in self._laws:
            regime = self.scenario.regime_at(month)
            self._laws[month] = law(regime, self.scenario.society, self.country, month)
            if regime.learned_score is not None:
                _as_learned(self._laws[month], self.data.law_of(month))
        return self._laws[month]

    def economy_of(self, month: int) -> Any:
        """ECONOMY record of a month: with the laws of the changed scenario."""
        out = self.data.economy_of(month)
        regime = self.scenario.regime_at(month)
        if out is None or self._as_it_was(month) or regime.organisations == self.was.regime_at(month).organisations:
            return out
        out = out.copy()
        out["law"] = organisation_laws(regime, month)
        return out

    def _as_it_was(self, month: int) -> bool:
        return month < self.was.start or self.scenario.regime_at(month) == self.was.regime_at(month)


def _as_learned(table: Any, was: Any) -> None:
    """The score that the run had learned by then is part of what it published."""
    for name in FITTED:
        table[name] = was[name]
