"""The organisations of a world: their society, their laws of each month, and what is published of them."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from demerit.draws import ONE, key, record
from demerit.month.organisation_state import ECONOMY, IN_TRUTH, ON_FILE, B, S
from demerit.organisations.desk import ORG_STRIDE
from demerit.organisations.growth import number_at
from demerit.organisations.tables import rate_at, trade_table
from demerit.people.placement import ORGANISATIONS, start
from demerit.rulebook.organisations import no_organisation_law, organisation_laws
from demerit.scenario import Scenario
from demerit.scenario.society import Society

Array = np.ndarray[Any, Any]
MEMORY: Final = 12  # months whose correct records false ones are drawn like


def concerned(scenario: Scenario) -> bool:
    """Whether a scenario ever looks at organisations; where it does not, there are none."""
    regimes = [scenario.regime, *(scenario.regime_at(change.date) for change in scenario.interventions)]
    return scenario.society.organisations is not None and any(one.organisations is not None for one in regimes)


def placed(society: Society, layout: Array, last: int, seed: int) -> None:
    """Say in PLACE records how many organisations each community has until the last month, and where their rows begin.

    Raises ValueError where more would be in a community than have numbers.
    """
    said = society.organisations
    if said is not None:
        begins = int(start(ORGANISATIONS, *key(seed)))
        found = number_at(layout["census"], layout["number"], begins, rate_at(said, last))
        if len(found) and int(found.max()) > ORG_STRIDE:
            raise ValueError(f"a community would hold {int(found.max())} organisations; at most {ORG_STRIDE} fit")
        layout["organisations"] = found
        layout["org_start"] = np.cumsum(found) - found


class Economy:
    """What all organisations share in a month."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.exists = concerned(scenario)
        self.trade = trade_table(scenario.society)
        self._laws: dict[int, Any] = {}

    def laws_of(self, month: int) -> Any:
        """An ORGANISATION_LAW for each of RULEBOOKS in a month; none of them looks at anybody during the burn-in."""
        if month not in self._laws:
            if month >= self.scenario.start:
                self._laws[month] = organisation_laws(self.scenario.regime_at(month), month)
            else:
                self._laws[month] = np.array([no_organisation_law() for _ in range(B)])
        return self._laws[month]

    def month(self, month: int, before: Sequence[Array]) -> Any:
        """The ECONOMY record of a month.  before: ORG_COUNT by province of the months before it, the latest last."""
        out = record(ECONOMY)
        if self.exists:
            out["trade"] = self.trade
            out["law"] = self.laws_of(month)
            if before:
                published(out, before[-1])
            out["false_conduct"] = like_correct(out["law"], before[-MEMORY:] if self._as_recorded(month) else [])
        return out

    def _as_recorded(self, month: int) -> bool:
        said = self.scenario.regime_at(month).organisations
        return said is not None and said.false_records == "as_recorded"


def published(economy: Any, sums: Array) -> None:
    """The common points of each enterprise: the mean of its establishments, rounded down; whole numbers only."""
    provinces = len(sums)
    number = sums["enterprise_number"]
    economy["establishments"][:provinces] = number
    for file, name in ((ON_FILE, "enterprise_points"), (IN_TRUTH, "enterprise_truth")):
        economy["common"][:provinces, :, file] = sums[name] // np.maximum(number, 1)


def like_correct(laws: Any, before: Sequence[Array]) -> Array:
    """What a false record says, by rulebook and data source: cumulative over conduct, of ONE; whole numbers only.

    As often as the correct records of these months, in the whole country; where there are none, or no months, whatever
    the source may record, equally often.
    """
    may = np.diff(laws["sees"], axis=2, prepend=0).transpose(0, 2, 1) > 0
    weights = np.where(may, sum((sums["rightly"].sum(axis=0) for sums in before), np.zeros(may.shape, np.int64)), 0)
    for b in range(B):
        for s in range(S):
            if not weights[b, s].any():
                weights[b, s] = may[b, s]
    total = weights.sum(axis=2, keepdims=True)
    shares: Array = weights.cumsum(axis=2) * ONE // np.maximum(total, 1)
    return shares
