"""Logistic regression on bins, with ridge: damped Newton steps until none moves anybody, every sum in order of id.

Minimised is the sum over people of log(1 + e^eta) - y eta, plus ridge / 2 times the squared coefficients of all bins;
eta is an intercept, which is not shrunk, and one coefficient for the bin of each feature.  Every level has a
coefficient of its own: the ridge makes them unique.

A step is shortened to 1 / M where M > 1 bounds the change of anybody's eta.  Along it the loss then falls for sure,
since its third derivative is at most M times its second (F. Bach, Self-concordant analysis for logistic regression,
Electronic Journal of Statistics 2010): from rare labels a full Newton step would overshoot.
"""

from typing import Any, Final, NamedTuple

import numpy as np

from demerit.draws import compiled
from demerit.scorecard.arithmetic import log, logistic

STEPS: Final = 40  # at most
STILL: Final = 1e-10  # of somebody's eta: a step that moves nobody further is the last, what is left is rounding
TOGETHER: Final = 256  # people whose chances are computed together
Array = np.ndarray[Any, Any]


class Fit(NamedTuple):
    """intercept, coefficients by feature and bin, and the largest change of the last step: what is left undone."""

    intercept: float
    coefficients: list[list[float]]
    last_change: float


@compiled()
def passed(columns, labels, beta, ridge, gradient, hessian, room):  # type: ignore[no-untyped-def]
    """One pass over everybody: gradient and upper triangle of the Hessian of the loss at beta.

    columns: int64 (people, features), the column of each one's bin; column 0 is the intercept.  labels: int64 (people).
    room: scratch, float64 (2, TOGETHER).
    """
    width = len(beta)
    for a in range(width):
        gradient[a] = ridge * beta[a] if a else 0.0
        for b in range(width):
            hessian[a, b] = ridge if a == b and a else 0.0
    features = columns.shape[1]
    chances, totals = room[0], room[1]
    for first in range(0, len(labels), TOGETHER):
        last = min(first + TOGETHER, len(labels))
        for person in range(first, last):
            eta = beta[0]
            for f in range(features):
                eta += beta[columns[person, f]]
            chances[person - first] = eta
        logistic(chances, last - first, totals)
        for person in range(first, last):
            p = chances[person - first]
            error = p - labels[person]
            weight = p * (1.0 - p)
            gradient[0] += error
            hessian[0, 0] += weight
            for f in range(features):
                a = columns[person, f]
                gradient[a] += error
                hessian[0, a] += weight
                for g in range(f, features):
                    hessian[a, columns[person, g]] += weight


@compiled()
def solved(hessian, gradient, step):  # type: ignore[no-untyped-def]
    """Solve hessian * step = gradient in place; symmetric and positive definite, only its upper triangle is read."""
    width = len(step)
    for k in range(width):
        step[k] = gradient[k]
    for k in range(width):
        pivot = hessian[k, k]
        for i in range(k + 1, width):
            factor = hessian[k, i] / pivot
            if factor != 0.0:
                for j in range(i, width):
                    hessian[i, j] -= factor * hessian[k, j]
                step[i] -= factor * step[k]
    for k in range(width - 1, -1, -1):
        for j in range(k + 1, width):
            step[k] -= hessian[k, j] * step[j]
        step[k] /= hessian[k, k]


@compiled()
def reach(step, starts):  # type: ignore[no-untyped-def]
    """A bound on how far a step moves anybody's eta: the intercept, and the furthest bin of each feature."""
    bound = abs(step[0])
    for f in range(len(starts) - 1):
        furthest = 0.0
        for a in range(starts[f], starts[f + 1]):
            furthest = max(furthest, abs(step[a]))
        bound += furthest
    return bound


@compiled()
def descended(columns, labels, starts, ridge, steps, beta, gradient, hessian, step, room):  # type: ignore[no-untyped-def]
    """Newton steps from beta, in place, at most so many; returns how far the last one moved anybody at most."""
    moved = 0.0
    for _ in range(steps):
        passed(columns, labels, beta, ridge, gradient, hessian, room)
        solved(hessian, gradient, step)
        bound = reach(step, starts)
        length = 1.0 / bound if bound > 1.0 else 1.0
        for a in range(len(beta)):
            beta[a] -= length * step[a]
        moved = length * bound
        if moved < STILL:
            break
    return moved


def fitted(bins: Array, labels: Array, levels: list[int], ridge: float, steps: int = STEPS) -> Fit:
    """Fit a scorecard.

    bins: whole numbers (people, features), each below the feature's number of levels; labels: 0 or 1, both present.
    """
    ones = int(labels.sum())
    if not 0 < ones < len(labels):
        raise ValueError("labels of one kind only: there is nothing to learn")
    starts = np.array([1 + sum(levels[:f]) for f in range(len(levels) + 1)], np.int64)
    columns = np.ascontiguousarray(bins.astype(np.int64) + starts[:-1])
    width = int(starts[-1])
    beta = np.zeros(width)
    beta[0] = log(ones / (len(labels) - ones))
    scratch = np.zeros(width), np.zeros((width, width)), np.zeros(width), np.zeros((2, TOGETHER))
    last = descended(columns, labels.astype(np.int64), starts, float(ridge), steps, beta, *scratch)
    parts = [[float(b) for b in beta[starts[f] : starts[f + 1]]] for f in range(len(levels))]
    return Fit(float(beta[0]), parts, float(last))
