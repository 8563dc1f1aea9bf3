"""What is asked: which scenario, which players, which outcome, on how many people."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from demerit.calendar import year_of
from demerit.comparison.attribution.outcomes import Outcome, outcome
from demerit.comparison.attribution.players import players
from demerit.errors import together
from demerit.scenario import Scenario
from demerit.world import estimate
from demerit.world.beside import drawable
from demerit.world.drivers import Way
from demerit.world.errors import DemeritError
from demerit.world.run import sized

ORDERS: Final = 8
SCALE: Final = 20_000
HERE: Final = Way()
FEWEST: Final = 2  # orders: one and its reverse


def _silent(_: str) -> None:
    """Says nothing."""


@dataclass(frozen=True)
class Asked:
    """A question.

    by: one of `players.BY`.  about: a measure of docs/measures.md, or of one year `MEASURE.YEAR`.  orders: in which
    players come, where their coalitions are too many to live them all; in pairs, one and its reverse.  scale: 1 settled
    person stands for so many.  until: the last month, absolute; None: the scenario's.  draws: of other values for what
    nobody knows, the same in all worlds, in coarse.  seeds: other ones, of which the same is asked, in coarse.  kept: a
    folder in which each world is kept as soon as it was lived; None: none is.  say: is told how far it has come.
    """

    scenario: Scenario
    by: str
    about: str
    orders: int = ORDERS
    scale: int = SCALE
    seed: int = 1
    until: int | None = None
    way: Way = HERE
    draws: int = 0
    seeds: int = 0
    kept: Path | None = None
    say: Callable[[str], object] = _silent

    @property
    def last(self) -> int:
        """The last month to live."""
        return self.scenario.end if self.until is None else self.until

    @property
    def outcome(self) -> Outcome:
        """What is attributed.  Raises DemeritError."""
        first = self.scenario.start
        return outcome(self.about, range(year_of(first), year_of(max(self.last, first)) + 1))

    @property
    def players(self) -> tuple[str, ...]:
        """To what it is attributed.  Raises DemeritError."""
        return players(self.scenario, self.by)

    def sound(self) -> estimate.Size:
        """The size of one of its worlds.

        Raises DemeritError with all that is wrong with the question: an end, a scale, draws, orders, a measure or
        players that cannot be.
        """
        calls: list[Callable[[], Any]] = [
            lambda: sized(self.scenario, self.scale, self.last, self.seed, self.way),
            lambda: drawable(self.draws, self.scenario),
            self._ordered,
            self.answerable,
        ]
        size: estimate.Size = together(calls)[0]
        return size

    def answerable(self) -> None:
        """Raises DemeritError for a measure or players that cannot be."""
        calls: list[Callable[[], Any]] = [lambda: self.outcome, lambda: self.players]
        together(calls)

    def _ordered(self) -> None:
        if self.orders < FEWEST:
            raise DemeritError(f"--orders {self.orders}: at least {FEWEST} are needed, one and its reverse")
