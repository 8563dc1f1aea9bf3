"""Exponential and logarithm out of + - * / alone, in a fixed order: libraries differ in the last bit, these do not."""

from typing import Final

from demerit.draws import compiled

LN2: Final = 0.6931471805599453
HALVINGS: Final = 6
PARTS: Final = 64.0  # 2 to the HALVINGS
TERMS: Final = 18  # of the series, after halving: below 1e-16 of the whole
FAR: Final = 60.0  # beyond which an exponential is as good as nothing, or as everything


@compiled()
def exp(x):  # type: ignore[no-untyped-def]
    """E to the x, for |x| up to FAR (further out: its value there), to a relative 1e-13."""
    small = min(max(x, -FAR), FAR) / PARTS
    total = 1.0
    for term in range(TERMS, 0, -1):
        total = 1.0 + total * small / term
    for _ in range(HALVINGS):
        total = total * total
    return total


@compiled()
def logistic(x, number, totals):  # type: ignore[no-untyped-def]
    """1 / (1 + e to the -x) of the first so many of an array, in place, with `exp`; totals: scratch of the same length.

    Term by term for all of them, so that their divisions do not wait for each other.
    """
    for i in range(number):
        x[i] = min(max(-x[i], -FAR), FAR) / PARTS
        totals[i] = 1.0
    for term in range(TERMS, 0, -1):
        for i in range(number):
            totals[i] = 1.0 + totals[i] * x[i] / term
    for i in range(number):
        total = totals[i]
        for _ in range(HALVINGS):
            total = total * total
        x[i] = 1.0 / (1.0 + total)


def log(x: float) -> float:
    """The natural logarithm of x > 0, to a relative 1e-14."""
    halved = 0
    while x > 1.5:
        x, halved = x / 2.0, halved + 1
    while x < 0.75:
        x, halved = x * 2.0, halved - 1
    ratio = (x - 1.0) / (x + 1.0)
    square, power, total = ratio * ratio, ratio, 0.0
    for odd in range(1, 40, 2):
        total += power / odd
        power *= square
    return 2.0 * total + halved * LN2
