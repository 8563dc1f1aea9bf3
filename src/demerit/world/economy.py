"""The organisations of a world: their society, their law of each month, and what enterprises publish."""

from typing import Any

import numpy as np

from demerit.draws import key, record
from demerit.month.organisation_state import ECONOMY
from demerit.organisations.places import organisations_in
from demerit.organisations.tables import trade_table
from demerit.people.placement import ORGANISATIONS, start
from demerit.rulebook.organisations import company_law, no_company_law
from demerit.scenario import Regime, Scenario

Array = np.ndarray[Any, Any]


def concerned(scenario: Scenario) -> bool:
    """Whether a scenario ever looks at organisations; where it does not, there are none."""
    regimes = [scenario.regime, *(scenario.regime_at(change.date) for change in scenario.interventions)]
    return scenario.society.organisations is not None and any(one.organisations is not None for one in regimes)


def placed(scenario: Scenario, layout: Array, seed: int) -> None:
    """Say in PLACE records how many organisations each community has, and where their rows begin."""
    said = scenario.society.organisations
    if said is not None and concerned(scenario):
        layout["organisations"] = organisations_in(
            layout["census"], said.per_1000_people, int(start(ORGANISATIONS, *key(seed)))
        )
        layout["org_start"] = np.cumsum(layout["organisations"]) - layout["organisations"]


class Economy:
    """What all organisations share in a month."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.exists = concerned(scenario)
        self.trade = trade_table(scenario.society)
        self._laws: dict[int, Any] = {}

    def law_of(self, month: int) -> Any:
        """The COMPANY_LAW of a month; none during the burn-in."""
        if month not in self._laws:
            regime: Regime = self.scenario.regime_at(month)
            in_force = month >= self.scenario.start
            self._laws[month] = company_law(regime, month) if in_force else no_company_law()
        return self._laws[month]

    def month(self, month: int, before: Array | None) -> Any:
        """The ECONOMY record of a month.  before: ORG_COUNT by province of the month before it, None at the start."""
        out = record(ECONOMY)
        if self.exists:
            out["trade"] = self.trade
            out["law"] = self.law_of(month)
            if before is not None:
                published(out, before)
        return out


def published(economy: Any, sums: Array) -> None:
    """The common points of each enterprise: the mean of its establishments, rounded down; whole numbers only."""
    provinces = len(sums)
    number = sums["enterprise_number"]
    economy["establishments"][:provinces] = number
    economy["common"][:provinces] = sums["enterprise_points"] // np.maximum(number, 1)
    economy["common_wrong"][:provinces] = sums["enterprise_wrong"] // np.maximum(number, 1)
