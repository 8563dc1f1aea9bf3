"""What an attribution comes to: the shares of every player in the outcome, and in all that is refused and suffered."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final, NamedTuple

from demerit import __version__
from demerit.calendar import text_of
from demerit.comparison.attribution import burnt
from demerit.comparison.attribution.asking import Asked
from demerit.comparison.attribution.contexts import Matrix, matrix
from demerit.comparison.attribution.drawing import Drawn, drawn
from demerit.comparison.attribution.game import Game, game
from demerit.comparison.attribution.games import Schedule, Share, schedule
from demerit.comparison.attribution.keeping import Lived
from demerit.comparison.attribution.lived import Worlds
from demerit.comparison.attribution.outcomes import Outcome
from demerit.comparison.attribution.players import conduct_of, link, rules_on
from demerit.comparison.attribution.seeding import Seeded, seeded
from demerit.scenario import Scenario
from demerit.vocabulary import DEMANDS
from demerit.world.folder import NOTE
from demerit.world.undergone import HARMS

UNSEEDED: Final = {"chance": None}
UNDRAWN: Final = {"unknown": None, "sign_holds": None, "hangs_on": None}
REFUSED: Final = tuple(f"refused.{demand}" for demand in DEMANDS)


class Attribution(NamedTuple):
    """An answer.

    asked: the question.  outcome: what is attributed.  schedule: how shares were found.  games: by outcome, among them
    every kind of refusal and of harm.  lived: the different worlds behind the coalitions, by the names of their files.
    drawn: the same with other values for what nobody knows; None: nothing was drawn.  seeded: the same of other seeds.
    """

    asked: Asked
    outcome: Outcome
    players: tuple[str, ...]
    schedule: Schedule
    games: Mapping[Outcome, Game]
    lived: Mapping[str, Lived]
    drawn: Drawn | None
    seeded: Seeded | None

    @property
    def worlds(self) -> int:
        """How many different ones there were."""
        return len(self.lived)

    @property
    def unlearnt(self) -> int:
        """In how many of these a learned score found nothing to learn in some month."""
        return sum(1 for one in self.lived.values() if one.unlearnt)

    @property
    def game(self) -> Game:
        """That of the outcome."""
        return self.games[self.outcome]

    @property
    def exact(self) -> bool:
        """Whether all coalitions were lived, and no orders drawn."""
        return not self.schedule.orders

    def brought(self, measure: str) -> Mapping[str, Share]:
        """What each player brings about of a kind of refusal (`refused.DEMAND`) or harm, in the span of the outcome."""
        return self.games[Outcome(measure, measure, self.outcome.span)].by

    @property
    def conduct(self) -> dict[str, str]:
        """What each player is about, where players are about conduct: rules, chains."""
        found = {player: conduct_of(self.asked.scenario, player) for player in self.players}
        return {player: what for player, what in found.items() if what is not None}

    @property
    def contexts(self) -> Matrix | None:
        """Refusals by context of conduct and demand; None for players that are about no conduct."""
        about = self.conduct
        if not about:
            return None
        each = {demand: self.brought(f"refused.{demand}") for demand in DEMANDS}
        return matrix(about, {(p, demand): each[demand][p].share for p in about for demand in DEMANDS})

    def told(self) -> dict[str, Any]:
        """As plain data: `attribution.json`.  All figures are of the country."""
        asked, outcome, game = self.asked, self.outcome, self.game
        context = self.contexts
        out = {
            "note": NOTE,
            "version": __version__,
            "scenario": asked.scenario.name,
            "scenario_hash": asked.scenario.hash,
            "seed": asked.seed,
            "scale": asked.scale,
            "start": text_of(asked.scenario.start),
            "until": text_of(asked.last),
            "players": asked.by,
            "outcome": outcome.name,
            "measure": outcome.measure,
            "span": outcome.span,
            "unit": outcome.unit,
            "meaning": outcome.meaning,
            "exact": self.exact,
            "orders": len(self.schedule.orders),
            "coalitions": len(self.schedule.coalitions),
            "worlds": self.worlds,
            "worlds_without_learning": self.unlearnt,
            "with_all": _plain(game.with_all),
            "with_none": _plain(game.with_none),
            "total": _plain(game.total),
            "seeds": len(self.seeded.games) if self.seeded else 0,
            "seeds_scale": self.seeded.scale if self.seeded else None,
            **(self.seeded.of_total(game) if self.seeded else UNSEEDED),
            "draws": len(self.drawn.games) if self.drawn else 0,
            "draws_scale": self.drawn.scale if self.drawn else None,
            "draws_inputs": len(self.drawn.inputs) if self.drawn else 0,
            **(self.drawn.of_total(game) if self.drawn else UNDRAWN),
            "by": {player: self._of(player) for player in self.players},
            "sum": _plain(game.sum),
        }
        return out if context is None else {**out, "contexts": context.told()}

    def _of(self, player: str) -> dict[str, Any]:
        share = self.game.by[player]
        out: dict[str, Any] = {
            "alone": _plain(share.alone),
            "share": _plain(share.share),
            "standard_error": share.standard_error,
            **(self.seeded.of_player(self.game, player) if self.seeded else UNSEEDED),
            **(self.drawn.of_player(self.game, player) if self.drawn else UNDRAWN),
            "brings": {name: _plain(self.brought(name)[player].share) for name in (*REFUSED, *HARMS)},
        }
        out["brings"] = {name: value for name, value in out["brings"].items() if value}
        conduct = conduct_of(self.asked.scenario, player)
        if conduct is not None:
            out["conduct"] = conduct.removeprefix("organisation.")
        said = link(player)
        if said is None:
            return out
        return {**out, "source": said[0], "rules": list(rules_on(self.asked.scenario, player))}


def _plain(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)


def attribute(asked: Asked) -> Attribution:
    """Live the worlds of a question and share out what comes of them.

    Raises DemeritError for a question that cannot be answered, ScenarioError for a part that cannot be taken away.
    """
    size = asked.sound()
    outcome, names = asked.outcome, asked.players
    if size.few:
        asked.say(f"--scale 1:{asked.scale}: {size.few}")
    plan = schedule(names, asked.orders, asked.seed)
    asked.say(_planned(asked, names, plan))
    scenarios = coalitions(asked.scenario, names, plan.coalitions)
    worlds = Worlds(asked, size)
    worlds.live(list(scenarios.values()))
    known = {coalition: worlds.of(scenario) for coalition, scenario in scenarios.items()}
    wanted = dict.fromkeys([outcome, *(Outcome(m, m, outcome.span) for m in (*REFUSED, *HARMS))])
    games = {one: game(names, plan, known, one) for one in wanted}
    lived = {worlds.file_of(one.values_hash): worlds.of(one) for one in scenarios.values()}
    beside = asked, names, plan, scenarios
    found = Attribution(asked, outcome, names, plan, games, lived, drawn(*beside), seeded(*beside))
    if asked.kept is not None:
        burnt.forget(asked.kept)
    return found


def _planned(asked: Asked, names: tuple[str, ...], plan: Schedule) -> str:
    how = f"{len(plan.orders)} orders" if plan.orders else "all coalitions"
    often = f", and as many in each of {asked.draws} draws" if asked.draws else ""
    often += f", and of each of {asked.seeds} other seeds" if asked.seeds else ""
    worlds = f"{len(plan.coalitions)} worlds{often}"
    return f"{asked.scenario.title}, at 1:{asked.scale}: {len(names)} {asked.by}, {how}, {worlds}"


def coalitions(scenario: Scenario, names: tuple[str, ...], wanted: tuple[int, ...]) -> dict[int, Scenario]:
    """The scenario of each coalition: without all players that are not in it."""
    return {one: scenario.without(*(name for i, name in enumerate(names) if not one >> i & 1)) for one in wanted}
