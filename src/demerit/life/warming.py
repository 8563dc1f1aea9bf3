"""Compile, once, what a replay needs beside a run: the month with a ledger is the same source, compiled apart."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from demerit.life.replaying import replay
from demerit.organisations.desk import ORG_STRIDE

if TYPE_CHECKING:
    from demerit.world.simulation import World


@dataclass(frozen=True)
class OfWorld:
    """A world in memory, as far as it has lived, seen as replay data."""

    world: "World"
    economies: dict[int, Any] = field(default_factory=dict, compare=False, repr=False)  # as far as they were asked for

    @property
    def tables(self) -> Any:
        """TABLES record."""
        return self.world.tables

    @property
    def layout(self) -> np.ndarray[Any, Any]:
        """PLACE records."""
        return self.world.layout

    @property
    def names(self) -> Sequence[str]:
        """Provinces in order."""
        return self.world.where.names

    @property
    def first(self) -> int:
        """First month of the burn-in."""
        return self.world.first

    @property
    def last(self) -> int:
        """Last month lived."""
        return self.world.month - 1

    def society_of(self, month: int) -> Any:
        """SOCIETY record of a month."""
        return self.world.society_of(month)

    def law_of(self, month: int) -> Any:
        """LAW record of a month."""
        return self.world.law_of(month)

    def news_of(self, month: int) -> Any:
        """NOW record of a month."""
        return self.world.news_of(month)

    def economy_of(self, month: int) -> Any:
        """ECONOMY record of a month."""
        if month not in self.economies:  # put together from a year of sums: longer than the month of a community
            self.economies[month] = self.world.economy_of(month)
        return self.economies[month]


def warm() -> None:
    """Replay one person and one organisation of a tiny country for one month."""
    from demerit.life.replaying import replay_organisation
    from demerit.scenario import load
    from demerit.world.simulation import World

    world = World(load("as-told"), 1, 600_000)
    world.month += 1  # a replay asks for the number of the month that was lived last, not for anybody who lived it
    replay(OfWorld(world), 0)
    first = int(np.flatnonzero(world.layout["organisations"])[0])
    replay_organisation(OfWorld(world), first * ORG_STRIDE)  # it may be one that is founded later
