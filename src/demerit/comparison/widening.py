"""A band of chance made no narrower than comparisons of other seeds, in coarse, say."""

from collections.abc import Sequence
from math import exp, log, sqrt
from typing import Final

import numpy as np

from demerit.comparison.refits import FEWEST
from demerit.comparison.spread import short
from demerit.world.spread import Z90, student

Other = tuple[float, float] | None  # a difference in another comparison, with half the width of its own band
Limits = list[float]  # of a band
EXPLAINED: Final = 0.5  # of the variance that communities explain


def widened(
    chance: Sequence[float] | None, value: float, others: Sequence[Other], finer: float, fitted: bool
) -> Limits:
    """The band of a difference.

    finer: how many times as many communities this comparison has as theirs, which makes it so much surer.  fitted:
    whether a score was fitted before: then they differ by what another fit does too, which is as much at any scale.
    It is what they spread beyond what the communities of each explain; of that `EXPLAINED` is taken off, and not all,
    since so few comparisons would often leave nothing (simulated: bands hold 87 to 97 % then, and 73 to 94 % else).
    """
    low, high = chance or (value, value)
    wide = _half((high - low) / 2, others, finer, fitted)
    return [short(min(low, value - wide)), short(max(high, value + wide))]


def widened_people(
    chance: Sequence[float], value: float, others: Sequence[Other], finer: float, fitted: bool
) -> Limits:
    """The band of a number of people.  What another fit does to it is a factor: few fits make it several times as many,
    and none makes it less than nobody.
    """
    low, high = chance
    there = [one for one in others if one is not None]
    if not fitted or not value or not all(people for people, _ in there):
        low, high = widened(chance, value, there, finer, fitted)
        return [max(low, 0.0), high]
    factors = [(log(people), half / people) for people, half in there]
    wide = _half((high - value) / value, factors, finer, fitted)
    return [short(min(low, value * exp(-wide))), short(max(high, value * exp(wide)))]


def _half(own: float, others: Sequence[Other], finer: float, fitted: bool) -> float:
    """Half of a band that rests on other comparisons; none on too few.  own: half of that of communities."""
    found = np.array([one for one in others if one is not None])
    if len(found) < FEWEST:
        return 0.0
    spread = float(found[:, 0].var(ddof=1))
    if fitted:
        more = spread - EXPLAINED * float(np.mean((found[:, 1] / Z90) ** 2))
        spread = more + (own / Z90) ** 2 if more > 0 else 0.0
    else:
        spread /= finer
    return student(len(found) - 1) * sqrt(spread)
