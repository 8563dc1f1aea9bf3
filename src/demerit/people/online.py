"""Who uses the internet: a fixed draw of each person against the share of their class, place and month.

Children go by their age; from fifteen years on people go by year of birth, so that nobody who is online ever leaves.
Shares are relative by class and place (`people.online_by_age`, `online_by_place`), and for the whole country and each
year those of the society (`online_by_year`).
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from demerit.draws import compiled
from demerit.people.census import Province
from demerit.people.margins import HALVINGS, added
from demerit.people.yearly import between, row_of

Array = np.ndarray[Any, Any]
MOST: Final = 0.98
PLACE = 8  # numbers of the table that a kind of place takes: classes, and some free
YEAR = 12
CHILD, GROWN = 5 * YEAR, 15 * YEAR  # months
YOUNG = 2  # the class of those who are grown, and under 30 at the census
LIMITS: Final = (30, 45, 60)  # years of age at the census that end the classes after it
OLDEST: Final = 100
OF_AGE: Final = [YOUNG + sum(age >= limit for limit in LIMITS) for age in range(OLDEST)]  # the class of the grown


def classes(province: Province, months: int, departed: float, births: Sequence[float]) -> Array:
    """People by class so many months after the census (negative: before it).

    departed: how many of those who live then are dead at the census, per person alive at it (negative: how many of
    these are dead then); most of them are old.  births: of each year since the census, in order, per child of the
    census under one.
    """
    out = [0.0] * (YOUNG + len(LIMITS) + 1)
    lows = [0, 1, *range(5, 90, 5), OLDEST]
    for i, pair in enumerate(province.cells):
        each = sum(pair) / (lows[i + 1] - lows[i])
        for then in range(lows[i], lows[i + 1]):
            now = then * YEAR + months
            if now >= 0:
                out[OF_AGE[then] if now >= GROWN else int(now >= CHILD)] += each
    for year, born in enumerate(births):
        now = months - YEAR * (year + 1)
        out[min(int(now >= CHILD) + int(now >= GROWN), YOUNG)] += born * sum(province.cells[0])
    out[-1] += departed * province.population
    return np.array(out)


def shares(people: Array, says: Any, urban: float, online: float) -> Array:
    """Shares (country and town, class), where so many live in towns and so many are online; people: by class."""
    cells = list(zip((1.0 - urban, urban), says.online_by_place, strict=True))
    by_age, whole = says.online_by_age, added(people)
    by_class = list(zip(people.tolist(), by_age, strict=True))
    parts = [(share * n, rate, relative) for share, rate in cells for n, relative in by_class]
    low, high = 0.0, 20.0
    for _ in range(HALVINGS):
        factor, mean = (low + high) / 2.0, 0.0
        for n, rate, relative in parts:
            mean += n * min(factor * rate * relative, MOST)
        low, high = (factor, high) if mean / whole < online else (low, factor)
    return np.array([[min(low * rate * relative, MOST) for relative in by_age] for _, rate in cells])


@compiled()
def reached(tables, province, month, desk):  # type: ignore[no-untyped-def]
    """Shares who use the internet in a month, by kind of place and class of age; see `urban_below`."""
    month = max(month, tables.first_month)
    row = row_of(tables.first_year, month)
    for i in range(2 * PLACE):
        desk.reached[i] = between(tables.online[province, row, i], tables.online[province, row + 1, i], month)


@compiled()
def connected(tables, n, month, desk):  # type: ignore[no-untyped-def]
    """Who is online; the draw is p1.  What is looked up is so apart, between vector code."""
    for x in range(n):
        then = tables.census - desk.birth[x]
        now = month - desk.birth[x]
        age = int(then >= 30 * YEAR) + int(then >= 45 * YEAR) + int(then >= 60 * YEAR)
        grown = int(now >= GROWN)
        desk.h0[x] = desk.urban[x] * PLACE + grown * (YOUNG + age) + (1 - grown) * int(now >= CHILD)
    for x in range(n):
        desk.h1[x] = desk.reached[desk.h0[x] & 15]
    for x in range(n):
        desk.online[x] = desk.p1[x] < desk.h1[x]
