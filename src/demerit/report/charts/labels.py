"""Labels beside lines and bars, kept apart from each other."""

from collections.abc import Sequence
from textwrap import wrap

from demerit.report.numbers import unbroken


def wrapped(text: str, width: float, size: int, wide: float = 0.52) -> list[str]:
    """Lines of a text that fit into a width; wide: of a letter, on average, as a part of its size."""
    return in_lines(text, int(width / (size * wide)))


def in_lines(text: str, letters: int) -> list[str]:
    """Lines of a text of at most so many letters, longer words whole, and numbers with their units."""
    found = wrap(unbroken(text), letters, break_long_words=False, break_on_hyphens=False)
    return [line.replace("\u00a0", " ") for line in found]


def spread(values: Sequence[float], least: float) -> list[float]:
    """Positions near the values, at least so far apart, in the order of the values."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    clusters: list[list[int]] = []
    centres: list[float] = []
    for i in order:
        clusters.append([i])
        centres.append(values[i])
        while len(clusters) > 1 and _near(clusters, centres, least):
            last, centre = clusters.pop(), centres.pop()
            total = len(clusters[-1]) + len(last)
            centres[-1] = (centres[-1] * len(clusters[-1]) + centre * len(last)) / total
            clusters[-1] = clusters[-1] + last
    out = [0.0] * len(values)
    for cluster, centre in zip(clusters, centres):
        for rank, i in enumerate(cluster):
            out[i] = centre + (rank - (len(cluster) - 1) / 2) * least
    return out


def _near(clusters: list[list[int]], centres: list[float], least: float) -> bool:
    gap = least * (len(clusters[-2]) + len(clusters[-1])) / 2
    return centres[-1] - centres[-2] < gap
