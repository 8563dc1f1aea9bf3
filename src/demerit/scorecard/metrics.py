"""How good a score is, and for whom: counts first, one division last, so that every machine says the same.

A person is *flagged* when the score is below a cut, and *labelled* when what was to be foreseen came about.
"""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

Array = np.ndarray[Any, Any]
WIDEST: Final = 1 << 12  # numbers that a score may span and not be sorted, however few people have one


class Counts(NamedTuple):
    """People by whether they were flagged and labelled; weights of any kind that add up will do."""

    flagged_labelled: float
    flagged_clear: float
    passed_labelled: float
    passed_clear: float

    @property
    def people(self) -> float:
        """All."""
        return self.flagged_labelled + self.flagged_clear + self.passed_labelled + self.passed_clear

    @property
    def labelled(self) -> float:
        """Those labelled."""
        return self.flagged_labelled + self.passed_labelled

    @property
    def base_rate(self) -> float | None:
        """Share of people labelled."""
        return _share(self.labelled, self.people)

    @property
    def accuracy(self) -> float | None:
        """Share of people of whom the flag said the truth."""
        return _share(self.flagged_labelled + self.passed_clear, self.people)

    @property
    def false_positive_rate(self) -> float | None:
        """Share flagged of those who were never labelled."""
        return _share(self.flagged_clear, self.flagged_clear + self.passed_clear)

    @property
    def false_negative_rate(self) -> float | None:
        """Share passed of those who were labelled."""
        return _share(self.passed_labelled, self.labelled)

    @property
    def precision(self) -> float | None:
        """Share labelled of those who were flagged."""
        return _share(self.flagged_labelled, self.flagged_labelled + self.flagged_clear)


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def counts(scores: ArrayLike, labels: ArrayLike, cut: int) -> Counts:
    """Counts at a cut: below it is flagged.  scores: whole numbers; labels: 0 or 1."""
    cell = 2 * (np.asarray(scores, np.int64) >= cut) + (np.asarray(labels, np.int64) == 0)
    return Counts(*np.bincount(cell, minlength=4).tolist())


def placed(values: Array) -> tuple[Array, Array]:
    """The values that occur, in order, and which of them each one is; scores span few whole numbers, so none is sorted.

    Whatever spans more than there are people to fill it is sorted after all.
    """
    lowest = int(values.min()) if len(values) else 0
    if len(values) == 0 or int(values.max()) - lowest > WIDEST + len(values):
        found, places = np.unique(values, return_inverse=True)
        return found, places
    above = values - lowest
    there = np.bincount(above) > 0
    return np.flatnonzero(there) + lowest, (np.cumsum(there) - 1)[above]


def _tallied(one: ArrayLike, other: ArrayLike) -> tuple[Array, Array]:
    """How often each value occurs in either, the values in order."""
    sides = [np.asarray(side, np.int64) for side in (one, other)]
    values, places = placed(np.concatenate(sides))
    first, second = np.split(places, [len(sides[0])])
    return np.bincount(first, minlength=len(values)), np.bincount(second, minlength=len(values))


def below(low: ArrayLike, high: ArrayLike) -> float | None:
    """The chance that one drawn from `low` has a lower score than one from `high`, ties half: the area under the ROC
    curve (Mann and Whitney).  None where either is empty.
    """
    lows, highs = _tallied(low, high)
    n, m = int(lows.sum()), int(highs.sum())
    if not n or not m:
        return None
    passed = np.cumsum(lows) - lows
    twice = int((highs * (2 * passed + lows)).sum())  # pairs in order count two, ties one
    return twice / (2 * n * m)


def guessed(one: ArrayLike, other: ArrayLike) -> float | None:
    """How often the best guess is right which of two classes somebody belongs to, given a value, both equally likely.

    Half of one plus the total variation distance of the two distributions; 0.5 is a blind guess.
    """
    ones, others = _tallied(one, other)
    n, m = int(ones.sum()), int(others.sum())
    if not n or not m:
        return None
    apart = int(abs(ones * m - others * n).sum())
    return (2 * n * m + apart) / (4 * n * m)


def between(values: ArrayLike, classes: ArrayLike) -> float | None:
    """The share of a value's variance that lies between classes (the correlation ratio, squared)."""
    each = np.asarray(values, np.int64)
    n, total = len(each), int(each.sum())
    whole = n * int((each * each).sum()) - total * total
    if whole == 0:
        return None
    _, places = placed(np.asarray(classes, np.int64))
    people: list[int] = np.bincount(places).tolist()
    sums: list[int] = [int(each[places == k].sum()) for k in range(len(people))]
    apart = sum(part * part / number for part, number in zip(sums, people, strict=True))
    return max(0.0, (n * apart - total * total) / whole)


class Band(NamedTuple):
    """Calibration in one band of scores: how many people, how many labelled, how many the score foresaw."""

    first: int
    last: int
    people: int
    labelled: int
    foreseen: float


def calibration(scores: ArrayLike, labels: ArrayLike, chances: dict[int, float], width: int) -> list[Band]:
    """Bands of `width` points, lowest first; chances: the chance of the label by score."""
    values, places = placed(np.asarray(scores, np.int64))
    people = np.bincount(places).tolist()
    labelled = np.bincount(places, np.asarray(labels, np.int64)).astype(np.int64).tolist()
    out: list[Band] = []
    for score, number, ones in zip(values.tolist(), people, labelled, strict=True):
        first = score // width * width
        if not out or out[-1].first != first:
            out.append(Band(first, first + width - 1, 0, 0, 0.0))
        band = out[-1]
        foreseen = band.foreseen + number * chances[score]
        out[-1] = Band(first, band.last, band.people + number, band.labelled + ones, foreseen)
    return out
