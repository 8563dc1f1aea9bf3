"""How good a score is, and for whom: counts first, one division last, so that every machine says the same.

A person is *flagged* when the score is below a cut, and *labelled* when what was to be foreseen came about.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


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


def counts(scores: Iterable[int], labels: Iterable[int], cut: int) -> Counts:
    """Counts at a cut: below it is flagged."""
    cells = [0, 0, 0, 0]
    for score, label in zip(scores, labels, strict=True):
        cells[(0 if score < cut else 2) + (0 if label else 1)] += 1
    return Counts(*cells)


def below(low: Sequence[int], high: Sequence[int]) -> float | None:
    """The chance that one drawn from `low` has a lower score than one from `high`, ties half: the area under the ROC
    curve (Mann and Whitney).  None where either is empty.
    """
    if not low or not high:
        return None
    tally: dict[int, list[int]] = {}
    for side, values in enumerate((low, high)):
        for value in values:
            tally.setdefault(value, [0, 0])[side] += 1
    twice, passed = 0, 0  # pairs in order count two, ties one
    for value in sorted(tally):
        here_low, here_high = tally[value]
        twice += here_high * (2 * passed + here_low)
        passed += here_low
    return twice / (2 * len(low) * len(high))


def guessed(one: Sequence[int], other: Sequence[int]) -> float | None:
    """How often the best guess is right which of two classes somebody belongs to, given a value, both equally likely.

    Half of one plus the total variation distance of the two distributions; 0.5 is a blind guess.
    """
    if not one or not other:
        return None
    tally: dict[int, list[int]] = {}
    for side, values in enumerate((one, other)):
        for value in values:
            tally.setdefault(value, [0, 0])[side] += 1
    n, m = len(one), len(other)
    apart = sum(abs(a * m - b * n) for a, b in tally.values())
    return (2 * n * m + apart) / (4 * n * m)


def between(values: Sequence[int], classes: Sequence[int]) -> float | None:
    """The share of a value's variance that lies between classes (the correlation ratio, squared)."""
    n, total = len(values), sum(values)
    whole = n * sum(v * v for v in values) - total * total
    if whole == 0:
        return None
    sums: dict[int, list[int]] = {}
    for value, each in zip(values, classes, strict=True):
        part = sums.setdefault(each, [0, 0])
        part[0] += 1
        part[1] += value
    apart = sum(part[1] * part[1] / part[0] for _, part in sorted(sums.items()))
    return max(0.0, (n * apart - total * total) / whole)


class Band(NamedTuple):
    """Calibration in one band of scores: how many people, how many labelled, how many the score foresaw."""

    first: int
    last: int
    people: int
    labelled: int
    foreseen: float


def calibration(scores: Sequence[int], labels: Sequence[int], chances: dict[int, float], width: int) -> list[Band]:
    """Bands of `width` points, lowest first; chances: the chance of the label by score."""
    tally: dict[int, dict[int, list[int]]] = {}
    for score, label in zip(scores, labels, strict=True):
        cell = tally.setdefault(score // width, {}).setdefault(score, [0, 0])
        cell[0] += 1
        cell[1] += label
    out = []
    for band, cells in sorted(tally.items()):
        foreseen = 0.0
        for score, (people, _) in sorted(cells.items()):
            foreseen += people * chances[score]
        people, labelled = (sum(cell[i] for cell in cells.values()) for i in range(2))
        out.append(Band(band * width, band * width + width - 1, people, labelled, foreseen))
    return out
