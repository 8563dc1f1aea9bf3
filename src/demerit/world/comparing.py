"""Several worlds on one society: the same people, the same chance, another regime in each.

All worlds are lived together, a month at a time, on one driver.  They are one world until a law differs: then they
part, and from there on every month says what each of the others gains and loses against the first, person by person.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from demerit.calendar import text_of
from demerit.draws import record
from demerit.month.effects import CELLS, ENTRIES
from demerit.month.organisation_state import ECONOMY
from demerit.month.state import COUNT
from demerit.scenario import Scenario
from demerit.world import lockstep, shard
from demerit.world.drivers import Driver, Way, start
from demerit.world.law_apart import same
from demerit.world.published import Published
from demerit.world.rooms import Array
from demerit.world.simulation import World, added
from demerit.world.society import TILE, Society
from demerit.world.undergone import COLUMNS

OF_REGIME: Final = ("trade", "law")  # fields of an ECONOMY record that are not published from month to month
OWN, BASE = "own", "base"  # what other worlds read of what is published: their own, or what the first one publishes


def as_in(base: Published, other: Published) -> Published:
    """A world's own law, and whatever else is published as in the base: of people and of organisations."""
    economy = record(ECONOMY)
    for name in ECONOMY.names or ():
        economy[name] = other.economy[name] if name in OF_REGIME else base.economy[name]
    return other._replace(now=base.now, economy=economy)


def as_the_first(world: World, first: World) -> None:
    """Put a world where the first is, from which it has not parted."""
    world.history, world.org_history, world.news = first.history[:], first.org_history[:], dict(first.news)
    world.learning.fits, world.learning.sample = list(first.learning.fits), first.learning.sample
    world.month = first.month


class OfWorld:
    """The driver of one world among several: what it has called is called on the shards of that world."""

    def __init__(self, driver: Driver, w: int) -> None:
        self.driver, self.w = driver, w
        self.cuts = driver.cuts

    def post(self, published: Any) -> None:
        """Worlds put nothing up by themselves: `Comparison` does so for all of them."""
        raise TypeError("a world among others is not lived alone")

    def each(self, call: Callable[..., Any], *args: Any) -> list[Any]:
        """All shards of this world at the same time."""
        return self.driver.each(lockstep.of_world, self.w, call, args)

    def ask(self, number: int, call: Callable[..., Any], *args: Any) -> Any:
        """One shard of this world."""
        return self.driver.ask(number, lockstep.of_world, self.w, call, args)

    def close(self) -> None:
        """What all worlds share goes with all of them."""


class Month(NamedTuple):
    """What a month came to, by province: see `lockstep.Parts`; all worlds of the country."""

    month: int
    gained: Array
    lost: Array
    cells: Array
    cells_gained: Array
    cells_lost: Array


class Comparison:
    """A base and variants of it, on the same people.

    Attributes: worlds (World, the base first), month (absolute, the next to be lived), parted (the first month that
    they did not live together, None while they have not parted), here (whether everybody is in this process).

    Raises ValueError for scenarios of other societies.
    """

    def __init__(
        self,
        scenarios: Sequence[Scenario],
        seed: int,
        scale: int,
        until: int | None = None,
        way: Way | None = None,
        published: str = OWN,
    ) -> None:
        base = scenarios[0]
        self.published = published
        self.society = Society(base, seed, scale, base.end if until is None else until, scenarios[1:])
        where = self.society.where
        common = shard.Common(self.society.tables, self.society.layout, len(where.names), TILE, len(scenarios))
        way = way or Way()
        self.here = way.kind == "threads" and way.spill is None  # everybody is in the memory of this process
        self.driver = start(common, way)
        self.worlds = [
            World(one, seed, scale, until=until, society=self.society, driver=OfWorld(self.driver, w))
            for w, one in enumerate(scenarios)
        ]
        for world in self.others:
            world.learning.beside, world.economy.beside = self.base.learning, self.base.economy
            world.learning.leader = self.base.learning if published == BASE else None
        self.month = self.society.first
        self.parted: int | None = None
        self._looked_at = -1, False  # the month of which it was asked last whether worlds part in it, and the answer

    @property
    def base(self) -> World:
        """The first world."""
        return self.worlds[0]

    @property
    def others(self) -> list[World]:
        """All but the first."""
        return self.worlds[1:]

    def step(self) -> Month:
        """Live one month in all worlds; returns what the others gained and lost."""
        if self.parted is None and self.parting():
            self.driver.each(lockstep.fork)
            self.parted = self.month
        month = self.month
        out = self._together() if self.parted is None else self._apart(month - self.parted + 1)
        self.month += 1
        return out

    def parting(self) -> bool:
        """Whether worlds part in the month that comes."""
        if self._looked_at[0] != self.month:
            self._looked_at = self.month, self._part(self.month)
        return self._looked_at[1]

    def _part(self, month: int) -> bool:
        """Whether a law, what organisations are under, or what is learnt differs in a month."""
        first = self.base
        for other in self.others:
            if first.learning.otherwise(other.learning, month):
                return True
            same_law = same(other.law_of(month), first.law_of(month))
            same_trade = same(other.economy.laws_of(month), first.economy.laws_of(month))
            if not (same_law and same_trade and other.economy.exists == first.economy.exists):
                return True
        return False

    def parts_before(self, month: int, fits: Sequence[dict[str, Any]]) -> bool:
        """Whether worlds, which are fresh, would part before a month.  fits: what the base would learn until then."""
        try:
            for earlier in range(self.month, month):
                for world in self.worlds:
                    world.learning.fits = [one for one in fits if one["month"] < text_of(earlier)]
                if self._part(earlier):
                    return True
            return False
        finally:
            for world in self.worlds:
                world.laws, world.learning.fits = {}, []

    def _together(self) -> Month:
        first = self.base
        self.driver.post(first.published())
        first.learning.look(first)
        provinces = len(self.society.where.names)
        sums, org_sums = added(self.driver.each(lockstep.alone_month), provinces)
        for world in self.worlds:
            world.news.setdefault(self.month, first.news_of(self.month))
            world.learning.fits, world.learning.sample = list(first.learning.fits), first.learning.sample
            world.lived(sums, org_sums)
        width, cells = (len(self.others), provinces), (CELLS, len(COLUMNS))
        shapes = ((*width, ENTRIES), (*width, ENTRIES), (provinces, *cells), (*width, *cells), (*width, *cells))
        return Month(self.month, *(np.broadcast_to(np.int64(0), shape) for shape in shapes))

    def _apart(self, since: int) -> Month:
        published = [world.published() for world in self.worlds]
        if self.published == BASE:
            published = [published[0], *(as_in(published[0], one) for one in published[1:])]
        self.driver.post(published)
        for world in self.worlds:
            world.learning.look(world)
        parts: list[lockstep.Parts] = self.driver.each(lockstep.months, since)
        provinces = len(self.society.where.names)
        sums = [shard.Sums(part.first, part.people, part.organisations[0]) for part in parts]
        base, _ = added(sums, provinces)
        out = {name: self._whole(parts, name, provinces) for name in lockstep.FIELDS}
        for w, world in enumerate(self.worlds):
            _, orgs = added([shard.Sums(p.first, p.people, p.organisations[w]) for p in parts], provinces)
            people = base
            if w:
                more = out["gained"][w - 1] - out["lost"][w - 1]
                people = (base.view(np.int64).reshape(provinces, ENTRIES) + more).view(COUNT).reshape(provinces)
            world.lived(people, orgs)
        return Month(self.month, **out)

    def _whole(self, parts: list[lockstep.Parts], name: str, provinces: int) -> Array:
        """A part of a month over all shards, along its axis of provinces."""
        along = 0 if name == "cells" else 1
        first: Array = getattr(parts[0], name)
        if first.shape[along] == provinces and len(parts) == 1:
            return first
        shape = list(first.shape)
        shape[along] = provinces
        out: Array = np.zeros(shape, np.int64)
        for part in parts:
            mine: Array = getattr(part, name)
            here = slice(part.first, part.first + mine.shape[along])
            out[(slice(None),) * along + (here,)] += mine
        return out

    def close(self) -> None:
        """Let go of threads, processes, actors."""
        self.driver.close()
