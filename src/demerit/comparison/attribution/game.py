"""What players bring about of one outcome."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from demerit.comparison.attribution.games import Schedule, Share, shares
from demerit.comparison.attribution.keeping import Lived
from demerit.comparison.attribution.outcomes import Outcome
from demerit.world.errors import BrokenRunError


class Game(NamedTuple):
    """What players bring about of one outcome.  with_all, with_none: the outcome with all of them, with none."""

    with_all: Fraction
    with_none: Fraction
    by: Mapping[str, Share]

    @property
    def total(self) -> Fraction:
        """What all of them bring about."""
        return self.with_all - self.with_none

    @property
    def sum(self) -> Fraction:
        """The shares added up."""
        return sum((one.share for one in self.by.values()), Fraction(0))


WHOLE: Final = "total"  # beside `share` and `alone` of each player
Beside = dict[str, tuple[float, list[float]]]  # a figure of a game, and the same of others, by name


def totals(of: Game, others: Sequence[Game]) -> Beside:
    """The total of a game, and of others of the same question."""
    return {WHOLE: (float(of.total), [float(one.total) for one in others])}


def of_player(of: Game, others: Sequence[Game], player: str) -> Beside:
    """What a player has `alone` and as its `share` in a game, and in others of the same question."""
    mine, theirs = of.by[player], [one.by[player] for one in others]
    return {
        "alone": (float(mine.alone), [float(one.alone) for one in theirs]),
        "share": (float(mine.share), [float(one.share) for one in theirs]),
    }


def game(names: Sequence[str], plan: Schedule, known: Mapping[int, Lived], outcome: Outcome) -> Game:
    """The game of one outcome.  Raises BrokenRunError where shares do not add up to the total."""
    values = {coalition: outcome.of(one.figures) for coalition, one in known.items()}
    value: Callable[[int], Fraction] = values.__getitem__
    out = Game(value(plan.everybody), value(0), dict(zip(names, shares(plan, value), strict=True)))
    if out.sum != out.total:
        raise BrokenRunError(f"{outcome.name}: shares do not add up; please report it")
    return out
