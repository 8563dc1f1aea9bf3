"""How far a figure may be off: by the chance of the draw, and by what nobody knows."""

from collections.abc import Sequence
from math import isfinite, sqrt
from typing import Any, Final

import numpy as np

Array = np.ndarray[Any, Any]
Band = tuple[float, float]

NOMINAL: Final = 0.9  # of the bands hold what they should
Z90: Final = 1.645  # standard errors to each side of 90 %
# Student's t, 95 % of which lies below, by degrees of freedom (any table of it).
T95: Final = (6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812)
NONE_SEEN: Final = 3.0  # rule of three: where nothing was counted, up to so many may well have been (95 %)
FEWEST: Final = 10  # worlds, of which nine in ten can be told, and with which anything can go along
LED_BY: Final = 3  # inputs that are named as those that a figure hangs on


def student(freedom: int) -> float:
    """How many standard errors to each side hold 90 %, where the error was estimated with so much freedom."""
    if freedom < 1:
        return float("inf")
    if freedom <= len(T95):
        return T95[freedom - 1]
    return Z90 + (Z90**3 + Z90) / (4 * freedom)  # Cornish and Fisher's first term


def relative_variance(figures: Sequence[float]) -> float | None:
    """Variance over the square of the mean; None where that says nothing."""
    mean = float(np.mean(figures)) if len(figures) > 1 else 0.0
    return float(np.var(figures, ddof=1)) / mean**2 if mean else None


def by_chance(
    value: float,
    events: float,
    one: float = 0.0,
    others: Sequence[float] = (),
    finer: float = 1.0,
    refit: float = 0.0,
) -> Band:
    """Limits that hold the mean of a figure over all seeds in nine of ten runs.

    events: counted events that it rests on; one: what a single event more would add; others: the same figure in worlds
    of other seeds, `finer` times as coarse as this one.  Communities come whole, so worlds differ more than independent
    events would: their spread says by how much, and never makes a band narrower than the events alone would.
    refit: what fitting a learned score to other people adds (variance over the square of the figure).
    """
    if not isfinite(value):
        return value, value
    if events <= 0 and value == 0:
        return 0.0, NONE_SEEN * one
    spread = relative_variance(others)
    independent = events if events > 0 else float("inf")
    if spread is not None:
        wide = (spread / finer + refit) * (student(len(others) - 1) / Z90) ** 2
        independent = min(independent, 1 / wide if wide > 0 else float("inf"))
    return of_events(value, independent)


def of_events(value: float, events: float) -> Band:
    """Limits (90 %) of a figure that rests on so many independent events.

    Byar's approximation to the exact Poisson limits (N. E. Breslow, N. E. Day, Statistical Methods in Cancer Research
    II, 1987), good from a single event on.
    """
    if not isfinite(events) or events <= 0:
        return value, value
    low = max(1 - 1 / (9 * events) - Z90 / (3 * sqrt(events)), 0.0) ** 3
    up = events + 1
    high = up * (1 - 1 / (9 * up) + Z90 / (3 * sqrt(up))) ** 3 / events
    ends = value * low, value * high
    return min(ends), max(ends)


def by_ignorance(figures: Sequence[float]) -> Band:
    """Where nine in ten of the worlds lie that were drawn from what nobody knows; of under ten, all."""
    if len(figures) < FEWEST:
        return min(figures), max(figures)
    low, high = np.quantile(figures, [(1 - NOMINAL) / 2, (1 + NOMINAL) / 2])
    return float(low), float(high)


def ranks(values: Array) -> Array:
    """Ranks along the last axis, from 0; equal values share the mean of theirs."""
    rows = np.atleast_2d(values)
    out = np.empty(rows.shape)
    for i, row in enumerate(rows):
        _, inverse, counts = np.unique(row, return_inverse=True, return_counts=True)
        out[i] = (np.cumsum(counts) - (counts + 1) / 2)[inverse]
    return out.reshape(values.shape)


def correlations(inputs: Array, figures: Sequence[float]) -> Array:
    """Rank correlation (Spearman) of each input (input, world) with a figure; 0 where one of them never moves."""
    given, found = ranks(inputs), ranks(np.asarray(figures, float))
    given, found = given - given.mean(axis=-1, keepdims=True), found - found.mean()
    size = np.sqrt((given**2).sum(axis=-1) * (found**2).sum())
    out: Array = np.divide(given @ found, size, out=np.zeros(len(given)), where=size > 0)
    return out


def hangs_on(names: Sequence[str], inputs: Array, figures: Sequence[float]) -> list[tuple[str, float]]:
    """The three inputs with which a figure goes up or down most over the worlds that were drawn; the correlations.

    Too few worlds say nothing of that: none.
    """
    if len(figures) < FEWEST:
        return []
    found = correlations(inputs, figures)
    first = np.argsort(-np.abs(found), kind="stable")[:LED_BY]
    return [(names[i], round(float(found[i]), 2)) for i in first.tolist() if found[i]]
