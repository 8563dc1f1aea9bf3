"""The Boltzmann wealth model, and the shares that must come out of it.

Everybody starts with one unit.  Each step, everybody who has something at its beginning gives one unit to a person
drawn at random (perhaps oneself).  All give at once: with giving one after another, the same sentence has another
stationary distribution, so that a gate could not be the same for all.

In a large population the gifts that one person receives in a step are Poisson with mean r, the share of those who have
something, and wealth is the queue M/D/1 seen at departures.  With one unit a person its mean length must be 1, so
r + r^2 / (2 - 2 r) = 1 and r = 2 - sqrt(2): 41.4 % have nothing in the end.  (Giving one after another leads to the
geometric distribution, with one half: Dragulescu and Yakovenko, European Physical Journal B 17 (2000) 723.)
"""

from math import exp, sqrt
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

MOST: Final = 60  # units that one person may hold in the expectation; 1e-14 of people hold more
GIVING: Final = 2 - sqrt(2)  # share of people who have something, in the end


class Outcome(NamedTuple):
    """What a peer hands back."""

    wealth: NDArray[Any]  # units by person
    gifts: int  # over the whole run


def shares(days: int) -> tuple[NDArray[np.float64], float]:
    """Shares of people with 0, 1, ... MOST units after `days` steps, and gifts a person until then."""
    share: NDArray[np.float64] = np.zeros(MOST + 1)
    share[1] = 1
    gifts = 0.0
    for _ in range(days):
        giving = 1 - share[0]
        gifts += giving
        left = np.append(share[1:], 0)
        left[0] += share[0]
        share = np.convolve(left, poisson(giving))[: MOST + 1]
    return share, gifts


def poisson(mean: float) -> NDArray[np.float64]:
    """Chances of 0, 1, ... MOST."""
    out = np.empty(MOST + 1)
    out[0] = exp(-mean)
    for number in range(MOST):
        out[number + 1] = out[number] * mean / (number + 1)
    return out


def gini(counts: NDArray[Any]) -> float:
    """The Gini coefficient of people counted (or shared) by units held: 0, 1, ..."""
    people, units = counts.sum(), counts @ np.arange(len(counts))
    at_most = counts.cumsum() / people
    return 1 - float(((1 - at_most) ** 2).sum()) * float(people) / float(units)
