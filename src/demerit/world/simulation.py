"""A world: one scenario, one seed, one scale; from the burn-in to the last month, a month at a time."""

from typing import Any, Final

import numpy as np

from demerit import calendar
from demerit.month.community import PLACE
from demerit.month.organisation_state import ORG_COUNT
from demerit.month.state import COUNT
from demerit.people.places import Places, places
from demerit.people.tables import build
from demerit.rulebook.law import law, nothing
from demerit.rulebook.places import Country
from demerit.rulebook.society import society_table
from demerit.scenario import Scenario
from demerit.world import shard
from demerit.world.drivers import Way, start
from demerit.world.drivers.local import Local
from demerit.world.economy import Economy, placed
from demerit.world.engine import Population, add
from demerit.world.learning import Learning
from demerit.world.published import Published, news
from demerit.world.rooms import Array

YEAR: Final = 12
TILE: Final = 256  # people whose draws are made ahead together


def layout(where: Places) -> Array:
    """One PLACE record a community."""
    out = np.zeros(len(where.census), PLACE)
    out["start"] = where.start[:-1]
    out["number"] = np.arange(len(out))
    for name in ("census", "departed", "later", "province", "tier", "position", "rank"):
        out[name] = getattr(where, name)
    return out


def added(parts: list[shard.Sums], provinces: int) -> tuple[Array, Array]:
    """Sums by province over all shards: of people, of organisations."""
    out: tuple[Array, Array] = np.zeros(provinces, COUNT), np.zeros(provinces, ORG_COUNT)
    for part in parts:
        here = slice(part.first, part.first + len(part.people))
        for total, sums in zip(out, (part.people, part.organisations), strict=True):
            add(total[here], sums)
    return out


class World:
    """The people of a scenario and the month they are in.

    Attributes: month (absolute, the next to be lived), driver (who moves the people), where (Places), history (a list
    of (month, sums by province)), first (the first month of the burn-in), last (the last month of the scenario).
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
    ) -> None:
        self.scenario = scenario
        self.seed = seed
        self.scale = scale
        self.tile = tile
        self.first = scenario.burn_in_start
        self.last = scenario.end if until is None else until

        self.where = places(scenario.society, scale, self.last, seed, scenario.start)
        self.tables = build(scenario.society, self.where)
        self.layout = layout(self.where)
        placed(scenario, self.layout, self.last, seed)
        self.economy = Economy(scenario)
        self.country = Country(list(self.where.names), self.where.people)
        common = shard.Common(self.tables, self.layout, len(self.where.names), tile)
        self.driver = start(common, way or Way(threads))
        self.month = self.first
        self.history: list[tuple[int, Array]] = []
        self.org_history: list[Array] = []  # the same of organisations; empty where there are none
        self.societies: dict[Any, Any] = {}  # by calendar year, which kinds of act there are, whether it is quiet
        self.laws: dict[int, Any] = {}
        self.news: dict[int, Any] = {}
        self.learning = Learning(scenario)

    def society_of(self, month: int) -> Any:
        """The SOCIETY record of a month."""
        society = self.scenario.society
        quiet = self.scenario.quiet(month)
        which = month // YEAR, society.passing(month), quiet
        if which not in self.societies:
            self.societies[which] = society_table(society, month, self.tables, quiet)
        return self.societies[which]

    def law_of(self, month: int) -> Any:
        """The law of a month; none during the burn-in."""
        if month not in self.laws:
            in_force = month >= self.scenario.start
            regime = self.scenario.regime_at(month)
            self.laws[month] = law(regime, self.scenario.society, self.country, month) if in_force else nothing()
            if in_force and regime.learned_score is not None:
                self.learning.enact(self.laws[month], month)
        return self.laws[month]

    def news_of(self, month: int) -> Any:
        """What was published before a month began."""
        if month not in self.news:
            before = self.history[-1][1] if self.history else None
            year = [sums["correct"].sum(axis=0) for _, sums in self.history[-YEAR:]]
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

    def post(self) -> None:
        """Put up what is published for the month that comes: its law, with the table that is fitted now, if one is."""
        month = self.month
        self.learning.fit(self)
        society, economy = self.society_of(month), self.economy_of(month)
        self.driver.post(Published(society, self.law_of(month), self.news_of(month), economy))

    def step(self) -> Array:
        """Live one month; returns its sums by province."""
        month = self.month
        self.post()
        self.learning.look(self)
        sums, org_sums = added(self.driver.each(shard.month), len(self.where.names))
        self.history.append((month, sums))
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
        kept = [sums for month, sums in self.history if month >= self.scenario.start]
        return range(self.scenario.start, self.scenario.start + len(kept)), np.array(kept, COUNT)

    @property
    def org_reported(self) -> Array:
        """The sums of organisations in the months of `reported`: ORG_COUNT (month, province); empty without any."""
        return np.array(self.org_history[self.scenario.start - self.first :], ORG_COUNT)

    def run(self) -> None:
        """Live every month that is left."""
        while self.month <= self.last:
            self.step()
