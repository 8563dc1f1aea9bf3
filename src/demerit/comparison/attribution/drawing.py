"""The same question with other values for what nobody knows: how far shares depend on it.

A draw is made in the scenario; the world of each coalition is made from the drawn one.  So each draw is a whole game,
with shares of its own.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from threading import Lock
from typing import Any, NamedTuple

import numpy as np

from demerit.comparison.attribution.asking import Asked
from demerit.comparison.attribution.game import Beside, Game, game, of_player, totals
from demerit.comparison.attribution.games import Schedule
from demerit.comparison.attribution.lived import Worlds, far
from demerit.comparison.drawing import Draw, drawn_from, inputs
from demerit.comparison.sureness import over_draws
from demerit.comparison.threads import answers
from demerit.comparison.variants import Variant
from demerit.scenario import Scenario
from demerit.world.beside import COARSE, Input
from demerit.world.drivers import Way


class Drawn(NamedTuple):
    """scale: of the worlds; inputs: what was drawn; games: one a draw."""

    scale: int
    inputs: list[Input]
    games: list[Game]

    def of_total(self, of: Game) -> dict[str, Any]:
        """How sure the total of a game is: `unknown`, `sign_holds`, `hangs_on`, each by `total`."""
        return self._sure(totals(of, self.games))

    def of_player(self, of: Game, player: str) -> dict[str, Any]:
        """The same of a player, by `alone` and `share`."""
        return self._sure(of_player(of, self.games, player))

    def _sure(self, figures: Beside) -> dict[str, Any]:
        of = [one.key for one in self.inputs], np.array([one.values for one in self.inputs])
        found = {name: over_draws(value, drawn, of) for name, (value, drawn) in figures.items()}
        keys = next(iter(found.values()))
        return {key: {name: one[key] for name, one in found.items()} for key in keys}


def drawn(asked: Asked, names: Sequence[str], plan: Schedule, coalitions: Mapping[int, Scenario]) -> Drawn | None:
    """The games of all draws; none where none are asked for.

    Raises DemeritError for a scenario without ranges, ScenarioError where ranges leave no scenario that can be.
    """
    if not asked.draws:
        return None
    coarse = replace(asked, scale=max(asked.scale, COARSE), way=Way(), draws=0, say=lambda _: None)
    away = {one: tuple(name for i, name in enumerate(names) if not one >> i & 1) for one in coalitions}
    variants = [Variant(str(one), made, without=away[one]) for one, made in coalitions.items()]
    begun, one_by_one = time.monotonic(), Lock()
    draws = enumerate(drawn_from(asked.scenario, variants, asked.draws, asked.seed))  # of all at once, too many worlds
    size = coarse.sound()

    def played() -> tuple[int, Draw, Game]:
        with one_by_one:
            number, draw = next(draws)
        worlds = Worlds(replace(coarse, scenario=draw.base), size)
        made = dict(zip(coalitions, (one.scenario for one in draw.variants), strict=True))
        worlds.live(list(made.values()))
        known = {coalition: worlds.of(scenario) for coalition, scenario in made.items()}
        return number, draw._replace(variants=()), game(names, plan, known, asked.outcome)

    def tell(done: int, of: int) -> None:
        asked.say(far(done, of, time.monotonic() - begun, "draws of what nobody knows"))

    found = sorted(answers([played] * asked.draws, asked.way.threads, tell), key=lambda one: one[0])
    return Drawn(coarse.scale, inputs(asked.scenario, [draw for _, draw, _ in found]), [of for _, _, of in found])
