"""The job that every peer does, and what must come out of it on average.

Each day, in this order, for every person:

1. whoever was listed TERM days ago is off the list, with a score of START again;
2. an act happens with the chance of the person's class (person number modulo CLASSES);
3. an act of somebody who is not listed costs LOSS points; whoever then has THRESHOLD or less is listed.
"""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

CHANCES: Final = (0.005, 0.01, 0.02, 0.05)  # of an act, a day, by class
CLASSES: Final = len(CHANCES)
START: Final = 100
LOSS: Final = 5
THRESHOLD: Final = 50
TERM: Final = 60  # days
ACTS_TO_LIST: Final = (START - THRESHOLD) // LOSS


class Outcome(NamedTuple):
    """What a peer hands back.  Counts are whole numbers over the whole run."""

    acts: NDArray[np.int64]  # by class, of listed people too
    counted: int  # acts that cost points
    entries: NDArray[np.int64]  # day x class
    exits: int
    stock: int  # listed at the end
    score: int  # sum over people at the end


def class_sizes(people: int) -> NDArray[np.int64]:
    """People of each class."""
    return np.array([(people - c + CLASSES - 1) // CLASSES for c in range(CLASSES)], np.int64)


def entries_of_one(chance: float, days: int) -> tuple[float, float]:
    """Mean and variance of the number of times that one person is listed within `days`, exactly.

    A Markov chain: so many acts counted (0 to ACTS_TO_LIST - 1), or so many whole days left on the list, beside the
    number of entries so far.
    """
    most = days // (ACTS_TO_LIST + TERM) + 2
    free: NDArray[Any] = np.zeros((most, ACTS_TO_LIST))
    listed: NDArray[Any] = np.zeros((most, TERM))  # column: days until the exit, less one
    free[0, 0] = 1
    for _ in range(days):
        free[:, 0] += listed[:, 0]
        listed = np.roll(listed, -1, axis=1)
        acting = free * chance
        free = free - acting
        free[:, 1:] += acting[:, :-1]
        listed[:, -1] = 0
        listed[1:, -1] = acting[:-1, -1]
    share = free.sum(axis=1) + listed.sum(axis=1)
    number = np.arange(most)
    mean = float(share @ number)
    return mean, float(share @ number**2) - mean**2
