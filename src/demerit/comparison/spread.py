"""How far a paired difference may be off by chance: communities are drawn whole, so they are what it rests on.

Within each province the communities are a sample of their own (a stratum), of which one stands for as many people as
the province has more than were settled.  What a community adds is taken beside its size, since communities are not
equally large.  The error is that of a stratified sample of clusters, with ratio residuals (W. G. Cochran, Sampling
Techniques, 1977, 5.3 and 6.10); its freedom is Satterthwaite's (1946).  Provinces with a single community are one
stratum together.
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
    counted).
    """

    province: Array
    stratum: Array
    people: Array
    weight: Array


def strata(province: Array, people: Array, weights: Array) -> Strata:
    """Strata of clusters, from the provinces and sizes of communities, and the weights of provinces."""
    starts = np.flatnonzero(np.diff(clusters(province), prepend=-1))
    of, sizes = province[starts], np.add.reduceat(people, starts)
    many = np.bincount(of, minlength=len(weights)) > 1
    return Strata(of, np.where(many[of], of, len(weights)), sizes.astype(float), weights[of])


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
    order = np.argsort(of.stratum, kind="stable")
    stratum = of.stratum[order]
    starts = np.flatnonzero(np.concatenate([[True], stratum[1:] != stratum[:-1]]))
    count = np.diff([*starts, len(stratum)])
    scaled, sizes = scaled[order], (of.people * of.weight)[order]
    total, people = np.add.reduceat(scaled, starts), np.add.reduceat(sizes, starts)
    rate = np.divide(total, people[:, None], out=np.zeros_like(total), where=people[:, None] > 0)
    rest = scaled - np.repeat(rate, count, axis=0) * sizes[:, None]
    enough = count > 1
    more = np.where(enough, count / np.maximum(count - 1, 1), 0.0)
    each = np.add.reduceat(rest**2, starts) * more[:, None]
    variance = each.sum(axis=0)
    parts = (each**2 / np.maximum(count - 1, 1)[:, None]).sum(axis=0)
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
