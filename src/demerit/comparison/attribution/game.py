"""What players bring about of one outcome."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

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


def game(names: Sequence[str], plan: Schedule, known: Mapping[int, Lived], outcome: Outcome) -> Game:
    """The game of one outcome.  Raises BrokenRunError where shares do not add up to the total."""
    values = {coalition: outcome.of(one.figures) for coalition, one in known.items()}
    value: Callable[[int], Fraction] = values.__getitem__
    out = Game(value(plan.everybody), value(0), dict(zip(names, shares(plan, value), strict=True)))
    if out.sum != out.total:
        raise BrokenRunError(f"{outcome.name}: shares do not add up; please report it")
    return out
