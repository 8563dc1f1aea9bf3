"""Schooling: drawn given age and the fifth of household income, with the margins of the province's census.

Within a province and a class of age, level and fifth of income go together by one number (`people.schooling_income`):
how many times more likely the next level is in the next fifth, against the level below (L. Goodman's uniform
association, 1979).  Levels by age and people by fifth stay what they are (iterative proportional fitting).

Somebody's level is that at the census; who was a child, or a pupil, in a month had only come as far as that age.
"""

from typing import Any, Final

import numpy as np

from demerit.draws import MASK, PERSON, block, compiled, fill_same
from demerit.ranges import FIFTHS, SCHOOL_LEVELS

Array = np.ndarray[Any, Any]
SWEEPS: Final = 100
WHICH = 2  # which block of a person's draws
GROWN = 5  # the class of age from 18 years on
TWELVE = 12


def by_income(by_age: Array, fifths: Array, ratio: float) -> Array:
    """Shares of levels (province, class of age, fifth, level).

    by_age: (province, class of age, level); fifths: people by fifth of income (province, fifth), summing to one.
    """
    seed = np.ones((FIFTHS, SCHOOL_LEVELS))
    for fifth in range(FIFTHS):
        for level in range(SCHOOL_LEVELS):
            for _ in range(fifth * level):
                seed[fifth, level] *= ratio
    table = np.broadcast_to(seed, (*by_age.shape[:2], FIFTHS, SCHOOL_LEVELS)).copy()
    rows = np.broadcast_to(fifths[:, None, :], table.shape[:3])
    for _ in range(SWEEPS):
        columns = _over(table, 2)
        table *= np.where(columns > 0, by_age / np.where(columns > 0, columns, 1.0), 0.0)[:, :, None, :]
        table *= (rows / _over(table, 3))[..., None]
    shares: Array = table / _over(table, 3)[..., None]
    return shares


def _over(table: Array, axis: int) -> Array:
    """Sums along an axis in a fixed order."""
    total: Array = np.zeros_like(np.take(table, 0, axis))
    for i in range(table.shape[axis]):
        total = total + np.take(table, i, axis)
    return total


@compiled()
def class_of(tables, birth, month):  # type: ignore[no-untyped-def]
    """The class of age whose schooling somebody born in a month has in another."""
    census = school_age(tables.census - birth)
    now = school_age(month - birth)
    return now if now < GROWN else max(census, GROWN)


@compiled()
def school_age(months):  # type: ignore[no-untyped-def]
    """The class of age of somebody so many months old."""
    years = months // TWELVE
    found = int(years >= 3) + int(years >= 6) + int(years >= 12) + int(years >= 15) + int(years >= 18)
    return found + int(years >= 30) + int(years >= 45) + int(years >= 60)


@compiled()
def level(tables, province, age, fifth, draw):  # type: ignore[no-untyped-def]
    """The level, 0 none to 5 university, that a draw stands for."""
    found = 0
    for i in range(SCHOOL_LEVELS - 1):
        found += int(draw >= tables.schooling[province, age, fifth, i])
    return found


@compiled()
def schooling_of(tables, who, province, birth, decile, month, k0, k1):  # type: ignore[no-untyped-def]
    """The level of one person in a month, 0 none to 5 university; decile: of household income, 0 to 9."""
    a, _, _, _ = block(who & MASK, 0, WHICH, PERSON, k0, k1)
    return level(tables, province, class_of(tables, birth, month), decile >> 1, a >> 1)


@compiled()
def schooled(tables, n, province, month, k0, k1, desk):  # type: ignore[no-untyped-def]
    """Add everybody's schooling in a month to the desk: no step of the month asks for all, so it is apart."""
    fill_same(n, desk.who, 0, WHICH, PERSON, k0, k1, desk.h0, desk.h1, desk.h2, desk.h3)
    for x in range(n):
        age = class_of(tables, desk.birth[x], month)
        desk.schooling[x] = level(tables, province, age, desk.decile[x] >> 1, desk.h0[x])
