"""A world: one scenario, one seed, one scale; from the burn-in to the last month, a month at a time."""

from typing import Any

import numpy as np

from demerit import calendar
from demerit.month.organisation_state import ORG_COUNT
from demerit.month.state import COUNT
from demerit.rulebook.law import before, law
from demerit.scenario import Scenario
from demerit.world import shard
from demerit.world.drivers import Driver, Way, start
from demerit.world.drivers.local import Local
from demerit.world.economy import Economy
from demerit.world.engine import add
from demerit.world.lately import Lately
from demerit.world.learning import Learning
from demerit.world.population import Population
from demerit.world.published import Published, news
from demerit.world.rooms import Array
from demerit.world.society import TILE, Society


def added(parts: list[shard.Sums], provinces: int) -> tuple[Array, Array]:
    """Sums by province over all shards: of people, of organisations."""
    if len(parts) == 1 and len(parts[0].people) == provinces:
        return parts[0].people, parts[0].organisations
    out: tuple[Array, Array] = np.zeros(provinces, COUNT), np.zeros(provinces, ORG_COUNT)
    for part in parts:
        here = slice(part.first, part.first + len(part.people))
        for total, sums in zip(out, (part.people, part.organisations), strict=True):
            add(total[here], sums)
    return out


class World:
    """The people of a scenario under its regime, and the month they are in.

    Attributes: month (absolute, the next to be lived), society (Society), driver (who moves the people), history (a
    list of (month, sums by province)), first (the first month of the burn-in), last (the last month of the scenario).
    """

    def __init__(
        self,
        scenario: Scenario,
        seed: int,
        scale: int,
        threads: int = 1,
        tile: int = TILE,
        until: int | None = None,
        way: Way | None = None,
        society: Society | None = None,
        driver: Driver | None = None,
    ) -> None:
        """society, driver: people that other worlds live on too, and who moves them in this one."""
        self.scenario = scenario
        self.seed = seed
        self.scale = scale
        self.tile = tile
        self.society = society or Society(scenario, seed, scale, scenario.end if until is None else until)
        self.first, self.last = self.society.first, self.society.last
        self.where, self.tables, self.layout = self.society.where, self.society.tables, self.society.layout
        self.country = self.society.country
        self.economy = Economy(scenario)
        common = shard.Common(self.tables, self.layout, len(self.where.names), tile)
        self.driver = driver or start(common, way or Way(threads))
        self.month = self.first
        self.history: list[tuple[int, Array]] = []
        self.org_history: list[Array] = []  # the same of organisations; empty where there are none
        self.laws: dict[int, Any] = {}
        self.news: dict[int, Any] = {}
        self._correct = Lately("correct", calendar.YEAR)
        self.learning = Learning(scenario)

    def society_of(self, month: int) -> Any:
        """The SOCIETY record of a month."""
        return self.society.of(month)

    def law_of(self, month: int) -> Any:
        """The law of a month; none during the burn-in."""
        if month not in self.laws:
            in_force = month >= self.scenario.start
            regime = self.scenario.regime_at(month)
            self.laws[month] = law(regime, self.scenario.society, self.country, month) if in_force else before()
            if in_force and regime.learned_score is not None:
                self.learning.enact(self.laws[month], month)
        return self.laws[month]

    def news_of(self, month: int) -> Any:
        """What was published before a month began."""
        if month not in self.news:
            before = self.history[-1][1] if self.history else None
            year = [self._correct.of(*lived) for lived in self.history[-calendar.YEAR :]]
            correct = np.sum(year, axis=0) if year else None
            span = calendar.first_day(month), calendar.days_in(month)
            self.news[month] = news(self.seed, month, *span, before, correct)
        return self.news[month]

    def economy_of(self, month: int) -> Any:
        """What organisations share in a month: society, laws, and what was published of them before it began."""
        return self.economy.month(month, self.org_history[: max(month - self.first, 0)])

    @property
    def people(self) -> Population:
        """Everybody, where they are all in this process."""
        if not isinstance(self.driver, Local):
            raise TypeError("the people of this world are in other processes: ask its driver")
        return self.driver.shard.people

    def published(self) -> Published:
        """What is published for the month that comes: its law, with the table that is fitted now, if one is."""
        month = self.month
        self.learning.fit(self)
        society, economy = self.society_of(month), self.economy_of(month)
        return Published(society, self.law_of(month), self.news_of(month), economy)

    def post(self) -> None:
        """Put up what is published for the month that comes, and look at people, if a table is fitted to them later."""
        self.driver.post(self.published())
        self.learning.look(self)

    def step(self) -> Array:
        """Live one month; returns its sums by province."""
        self.post()
        return self.lived(*added(self.driver.each(shard.month), len(self.where.names)))

    def lived(self, sums: Array, org_sums: Array) -> Array:
        """A month is over, with these sums by province of people and of organisations; returns those of people."""
        self.history.append((self.month, sums))
        if self.economy.exists:
            self.org_history.append(org_sums)
        self.month += 1
        return sums

    def close(self) -> None:
        """Let go of threads, processes, actors."""
        self.driver.close()

    @property
    def reported(self) -> tuple[range, Array]:
        """The months under the regime that have been lived, and their sums: COUNT (month, province)."""
        months, rows, _ = self.reported_each
        return months, _stacked(rows, COUNT)

    @property
    def org_reported(self) -> Array:
        """The sums of organisations in the months of `reported`: ORG_COUNT (month, province); empty without any."""
        return _stacked(self.reported_each[2], ORG_COUNT)

    @property
    def reported_each(self) -> tuple[range, list[Array], list[Array]]:
        """The same months, and the sums of each as they lie: COUNT (province) and, where there are any, ORG_COUNT."""
        kept = [sums for month, sums in self.history if month >= self.scenario.start]
        months = range(self.scenario.start, self.scenario.start + len(kept))
        return months, kept, self.org_history[self.scenario.start - self.first :]

    def run(self) -> None:
        """Live every month that is left."""
        while self.month <= self.last:
            self.step()


def _stacked(rows: list[Array], kind: np.dtype[Any]) -> Array:
    """Records of each month as one array: copied as whole numbers, since NumPy goes through them field by field."""
    if not rows:
        return np.zeros(0, kind)
    out = np.empty((len(rows), *rows[0].shape), kind)
    plain = out.view(np.int64)
    for i, row in enumerate(rows):
        plain[i] = row.view(np.int64)
    return out
