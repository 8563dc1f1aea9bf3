"""What the country publishes at the end of a month: whole numbers only, exact, per province and group."""

from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np

from demerit.draws import ONE, key, record
from demerit.month.state import NOW, C, S

EXACT = 62  # bits of the published rate


class Published(NamedTuple):
    """What everybody reads in a month, wherever they are moved: SOCIETY, LAW, NOW and ECONOMY records."""

    society: Any
    law: Any
    now: Any
    economy: Any


def mistakes(now: Any, sums: Any) -> None:
    """The rate at which somebody receives another person's record, from last month's records put down to others.

    sums: COUNT per province.  Lost and wrongly received records then agree in expectation; nobody learns whose.
    """
    of_age, mistaken, mistaken_for = sums["of_age"].tolist(), now["mistaken"], now["mistaken_for"]
    some = (sums["lost"].sum(axis=-1) > 0) & (sums["of_age"] > 0)
    for p, g in np.argwhere(some).tolist():
        lost = list(accumulate(sums["lost"][p, g].tolist()))
        total = lost[-1]
        mistaken[p, g] = min((total << EXACT) // of_age[p][g], 1 << EXACT)
        mistaken_for[p, g] = [so_far * ONE // total for so_far in lost]


def likeness(now: Any, correct: Any) -> None:
    """What each data source recorded rightly in the year before, as shares of conduct: false records are like it.

    correct: records in the country by conduct and data source, whole numbers (C * S,).
    """
    for s, recorded in enumerate(correct.reshape(C, S).T.tolist()):
        so_far = list(accumulate(recorded))
        if so_far[-1] > 0:
            now["recorded"][s] = [n * ONE // so_far[-1] for n in so_far]


def news(seed: int, month: int, first_day: int, days: int, sums: Any | None, correct: Any | None = None) -> Any:
    """The NOW record of a month, given the sums of the month before (None at the very start), and the records of the
    year before it that were correct, by conduct and data source.
    """
    k0, k1 = key(seed)
    now = record(NOW, k0=k0, k1=k1, month=month, year_begins=month % 12 == 0, first_day=first_day, days=days)
    if sums is not None:
        mistakes(now, sums)
    if correct is not None:
        likeness(now, correct)
    return now
