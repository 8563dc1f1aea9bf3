"""Ages at leaving home, at becoming a couple, at a birth: a society's few numbers as tables that draws look up.

An age pattern is seven ages: those by which nobody, 10, 25, 50, 75, 90 % and all have had the event (`SHARES`), with
straight lines in between.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from demerit.draws import ONE

Array = np.ndarray[Any, Any]
SHARES: Final = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0)
EVENTS: Final = ("leave", "pair_men", "pair_women")  # of `people.homes`
QUANTILES: Final = 256
AGES_REACHED: Final = 1200  # months: nobody is 100
YEAR: Final = 12
FERTILE: Final = 15  # years at which the first of the seven classes of fertility begins
CLASS: Final = 60  # months of such a class


def passed(ages: Sequence[float], months: int) -> float:
    """The share of people who have had an event by an age in months."""
    years = months / YEAR
    if years <= ages[0]:
        return 0.0
    for i in range(len(ages) - 1):
        if years < ages[i + 1]:
            part = (years - ages[i]) / (ages[i + 1] - ages[i])
            return SHARES[i] + (SHARES[i + 1] - SHARES[i]) * part
    return 1.0


def passed_by(homes: Any, event: int, months: int) -> int:
    """`passed` of an event of a society, of ONE, and less than it."""
    return min(int(passed(getattr(homes, EVENTS[event]), months) * ONE + 0.5), ONE - 1)


def quantiles(homes: Any, event: int) -> Array:
    """Ages in months at an event, from the earliest to the latest."""
    ages = getattr(homes, EVENTS[event])
    out = []
    for q in range(QUANTILES):
        share = (q + 0.5) / QUANTILES
        i = sum(share >= limit for limit in SHARES[1:-1])
        part = (share - SHARES[i]) / (SHARES[i + 1] - SHARES[i])
        out.append(int(YEAR * (ages[i] + (ages[i + 1] - ages[i]) * part)))
    return np.array(out, np.int32)


def mothers(homes: Any) -> Array:
    """Ages of mothers at a birth, in months, from the youngest to the oldest."""
    whole = 0.0
    for rate in homes.mothers:
        whole += rate
    out = []
    for q in range(QUANTILES):
        left = (q + 0.5) / QUANTILES * whole
        k = 0
        while left >= homes.mothers[k]:
            left -= homes.mothers[k]
            k += 1
        out.append(int(YEAR * FERTILE + CLASS * k + CLASS * left / homes.mothers[k]))
    return np.array(out, np.int32)
