"""The same question of other seeds: how far shares depend on the chance of who was drawn.

Each is a whole game of other people in coarse.  Communities of one question would not say it all: a learned score is
fitted to its people once for a whole country, in every world.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import sqrt
from typing import Any, NamedTuple

import numpy as np

from demerit.comparison.attribution.asking import Asked
from demerit.comparison.attribution.game import Beside, Game, game, of_player, totals
from demerit.comparison.attribution.games import Schedule
from demerit.comparison.attribution.lived import Worlds, far
from demerit.comparison.refits import FEWEST
from demerit.comparison.spread import short
from demerit.scenario import Scenario
from demerit.world.area import area
from demerit.world.beside import COARSE, other_seed
from demerit.world.clusters import clusters
from demerit.world.spread import student


class Seeded(NamedTuple):
    """scale: of the worlds; finer: how many times as many communities those of the question have; games: one a seed."""

    scale: int
    finer: float
    games: list[Game]

    def of_total(self, of: Game) -> dict[str, Any]:
        """The band of chance of the total of a game: `chance`, by `total`; None of too few seeds."""
        return self._bands(totals(of, self.games))

    def of_player(self, of: Game, player: str) -> dict[str, Any]:
        """The same of a player, by `alone` and `share`."""
        return self._bands(of_player(of, self.games, player))

    def _bands(self, figures: Beside) -> dict[str, Any]:
        if len(self.games) < FEWEST:
            return {"chance": None}
        return {"chance": {name: self._band(value, others) for name, (value, others) in figures.items()}}

    def _band(self, value: float, others: list[float]) -> list[float]:
        wide = student(len(others) - 1) * sqrt(float(np.var(others, ddof=1)) / self.finer)
        return [short(value - wide), short(value + wide)]


def seeded(asked: Asked, names: Sequence[str], plan: Schedule, coalitions: Mapping[int, Scenario]) -> Seeded | None:
    """The games of other seeds; none where none are asked for.  Raises DemeritError."""
    if not asked.seeds:
        return None
    coarse = replace(asked, scale=max(asked.scale, COARSE), draws=0, seeds=0, say=lambda _: None)
    size, begun, games = coarse.sound(), time.monotonic(), []
    for number in range(asked.seeds):
        worlds = Worlds(replace(coarse, seed=other_seed(asked.seed, number)), size)
        worlds.live(list(coalitions.values()))
        known = {coalition: worlds.of(scenario) for coalition, scenario in coalitions.items()}
        games.append(game(names, plan, known, asked.outcome))
        asked.say(far(number + 1, asked.seeds, time.monotonic() - begun, "other seeds"))
    return Seeded(coarse.scale, _finer(asked, coarse.scale), games)


def _finer(asked: Asked, coarse: int) -> float:
    """What another fit of a learned score does is as much at any scale."""
    scenario = asked.scenario
    if any(scenario.regime_at(month).learned_score for month in (scenario.start, asked.last)):
        return 1.0
    few, many = (clusters(scenario.society, scale, area(scenario)) for scale in (coarse, asked.scale))
    return many / few
