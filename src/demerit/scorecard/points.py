"""From odds to whole-number points and back: so many points at so many to one, so many more double the odds."""

from typing import NamedTuple

from demerit.scorecard.arithmetic import LN2, exp, log
from demerit.scorecard.fitting import Fit


class Scale(NamedTuple):
    """`points` at odds of `odds` to one against the label; `doubles` more points double the odds."""

    points: int
    odds: float
    doubles: int


class Points(NamedTuple):
    """A scorecard in whole points: an offset, and points by feature (in order) and bin."""

    offset: int
    bins: list[list[int]]


def whole(value: float) -> int:
    """The nearest whole number, halves up."""
    below = int(value // 1.0)
    return below + (value - below >= 0.5)


def points(fit: Fit, scale: Scale) -> Points:
    """The whole-number points of a fit: high is good."""
    factor = scale.doubles / LN2
    offset = whole(scale.points - factor * (fit.intercept + log(scale.odds)))
    return Points(offset, [[whole(-factor * value) for value in feature] for feature in fit.coefficients])


def chance(score: float, scale: Scale) -> float:
    """The chance of the label that a score stands for."""
    odds = scale.odds * float(exp(LN2 * (score - scale.points) / scale.doubles))
    return 1.0 / (1.0 + odds)
