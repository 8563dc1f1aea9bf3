"""How far a paired difference may be off by chance: communities are drawn whole, so they are what it rests on.

Communities of a kind of place are a sample of their own (a stratum).  When a roll-out reaches one of them is not drawn:
positions lie evenly over those of a country (`people.placement`), so they are a systematic sample in that order, and
what the roll-out brings about is no chance.  What a community adds is taken beside its size, since communities are not
equally large: ratio residuals (W. G. Cochran, Sampling Techniques, 1977, 6.10).  The error is told from differences of
neighbours in that order (K. M. Wolter, Introduction to Variance Estimation, 2007, 8.2: overlapping differences); its
freedom is Satterthwaite's (1946).
"""

from math import sqrt
from typing import Any, Final, NamedTuple

import numpy as np

from demerit.world.kept import clusters
from demerit.world.spread import Z90, Band, of_events, student

Array = np.ndarray[Any, Any]
DIGITS: Final = 5


class Strata(NamedTuple):
    """The clusters of a society, most often single communities (`world.kept`): province and stratum (int, by cluster),
    people (by cluster, as in the census), weight (people that a settled one stands for, by cluster; 0 where nothing is
    counted), order (in which those of a stratum are neighbours, by cluster).
    """

    province: Array
    stratum: Array
    people: Array
    weight: Array
    order: Array


def strata(layout: Array, weights: Array) -> Strata:
    """Strata of clusters, from communities (`province`, `census`, `tier`, `position`), and the weights of provinces.

    Clusters of several communities are strata by province, in any order; of provinces with a single one, together.
    """
    province = layout["province"]
    starts = np.flatnonzero(np.diff(clusters(province), prepend=-1))
    of, sizes = province[starts], np.add.reduceat(layout["census"], starts)
    stratum, order = layout["tier"], layout["position"]
    if len(starts) < len(province):
        many = np.bincount(of, minlength=len(weights)) > 1
        stratum, order = np.where(many[of], of, len(weights)), np.arange(len(of))
    return Strata(of, stratum.astype(int), sizes.astype(float), weights[of], order)


class Spread(NamedTuple):
    """The variance of an estimate, and with how much freedom it was estimated."""

    variance: float
    freedom: float

    def band(self, value: float, high: float = float("inf")) -> Band:
        """Limits that hold nine in ten; a share ends at 1."""
        return short(value - self.wide), short(min(value + self.wide, high))

    @property
    def wide(self) -> float:
        """Half of such a band."""
        return student(max(int(self.freedom), 1)) * sqrt(self.variance) if self.variance > 0 else 0.0

    def of_rounded(self, times: int, step: float) -> "Spread":
        """The same of an estimate from so many figures that were rounded to a step (W. F. Sheppard, 1898)."""
        return Spread(self.variance + times * step**2 / 12, self.freedom) if self.variance > 0 else self

    def one_way(self, value: float, events: float) -> Band:
        """The same of a difference that goes one way, and rests on so many events: where these are few, there may
        well have been more, and it goes that way all the same.
        """
        apart = (value * Z90 / self.wide) ** 2 if self.wide else float("inf")
        low, high = of_events(value, min(events, apart))
        return short(low), short(high)


def spreads(of: Strata, values: Array) -> list[Spread]:
    """The variance of the total of each column (cluster, column), and its freedom."""
    scaled = values * of.weight[:, None]
    order = np.lexsort((of.order, of.stratum))
    order = order[of.weight[order] > 0]
    stratum = of.stratum[order]
    starts = np.flatnonzero(np.diff(stratum, prepend=-1))
    count = np.diff([*starts, len(stratum)])
    scaled, sizes = scaled[order], (of.people * of.weight)[order]
    total, people = np.add.reduceat(scaled, starts), np.add.reduceat(sizes, starts)
    rest = scaled - np.repeat(total / people[:, None], count, axis=0) * sizes[:, None]
    apart = np.diff(rest, axis=0, prepend=rest[:1])
    apart[starts] = 0.0  # no neighbours: of two strata
    pairs = np.maximum(count - 1, 1)
    each = np.add.reduceat(apart**2, starts) * (count / (2 * pairs))[:, None]
    variance = each.sum(axis=0)
    free = np.maximum(2 * pairs**2 / np.maximum(3 * count - 4, 1), 1)
    parts = (each**2 / free[:, None]).sum(axis=0)
    freedom = np.divide(variance**2, parts, out=np.ones_like(variance), where=parts > 0)
    return [Spread(float(v), float(f)) for v, f in zip(variance, freedom, strict=True)]


def residual(weight: Array, over: Array, under: Array) -> Array | None:
    """What each cluster adds to a ratio of totals, to first order; None of nothing."""
    below = float(weight @ under)
    if not below:
        return None
    out: Array = (over - float(weight @ over) / below * under) / below
    return out


def short(value: float) -> float:
    """A limit, to as many digits as mean anything."""
    return float(f"{value:.{DIGITS}g}")
