"""The organisations of a world: their society, their laws of each month, and what is published of them."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from demerit.draws import ONE, key, record
from demerit.month.organisation_state import ECONOMY, IN_TRUTH, ON_FILE, B
from demerit.organisations.desk import ORG_STRIDE
from demerit.organisations.growth import number_at
from demerit.organisations.tables import rate_at, trade_table
from demerit.people.placement import ORGANISATIONS, start
from demerit.rulebook.organisations import no_organisation_law, organisation_laws
from demerit.scenario import Scenario
from demerit.scenario.society import Society
from demerit.world.lately import Lately

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
    """What all organisations share in a month.

    beside: that of another world on the same people, whose laws hold here where both regimes say the same.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.beside: Economy | None = None
        self.exists = concerned(scenario)
        self.trade = trade_table(scenario.society)
        self._laws: dict[int, Any] = {}
        self._correct = Lately("rightly", MEMORY)
        self._alike: dict[tuple[int, int], bool] = {}

    def laws_of(self, month: int) -> Any:
        """An ORGANISATION_LAW for each of RULEBOOKS in a month; none of them looks at anybody during the burn-in."""
        if month not in self._laws:
            self._laws[month] = self._made(month)
        return self._laws[month]

    def _made(self, month: int) -> Any:
        regime = self.scenario.regime_at(month) if month >= self.scenario.start else None
        if self.beside is not None and self._same(self.beside.scenario, month):
            return self.beside.laws_of(month)
        if regime is None:
            return np.array([no_organisation_law() for _ in range(B)])
        return organisation_laws(regime, month)

    def _same(self, other: Scenario, month: int) -> bool:
        """Whether another regime says the same of organisations, or both are not in force yet."""
        one = self.scenario
        if month < one.start or month < other.start:
            return month < one.start and month < other.start
        both = one.regime_at(month).organisations, other.regime_at(month).organisations
        known = id(both[0]), id(both[1])  # which live as long as the scenarios
        if known not in self._alike:
            self._alike[known] = both[0] == both[1]
        return self._alike[known]

    def month(self, month: int, before: Sequence[Array]) -> Any:
        """The ECONOMY record of a month.  before: ORG_COUNT by province of the months before it, the latest last."""
        out = record(ECONOMY)
        if self.exists:
            out["trade"] = self.trade
            out["law"] = self.laws_of(month)
            if before:
                published(out, before[-1])
            year = range(max(month - MEMORY, month - len(before)), month) if self._as_recorded(month) else ()
            out["false_conduct"] = like_correct(out["law"], [self._correct.of(m, before[m - month]) for m in year])
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


def like_correct(laws: Any, correct: Sequence[Array]) -> Array:
    """What a false record says, by rulebook and data source: cumulative over conduct, of ONE; whole numbers only.

    correct: records that were correct in the whole country, by month.  As often as these; where there are none, or no
    months, whatever the source may record, equally often.
    """
    may = np.diff(laws["sees"], axis=2, prepend=0).transpose(0, 2, 1) > 0
    weights = np.where(may, sum(correct, np.zeros(may.shape, np.int64)), 0)
    weights = np.where(weights.any(axis=2, keepdims=True), weights, may)
    total = weights.sum(axis=2, keepdims=True)
    shares: Array = weights.cumsum(axis=2) * ONE // np.maximum(total, 1)
    return shares
