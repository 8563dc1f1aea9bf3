"""Margins beyond age, sex and household: where people live, their income, schooling and use of the internet.

Within a province these are independent of one another and of the population group, by construction.  What differs
between countries (how urban a town is, urban to rural income, usual schooling and use of the internet by age) is a
value of the society (`society.people`, see `demerit.scenario.people`).
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from demerit.people.census import Province

Array = np.ndarray[Any, Any]
TIERS: Final = ("city", "town", "country")
DECILES: Final = 10
HALVINGS: Final = 60

SCHOOL_AGES: Final = (3, 6, 12, 15, 18, 30, 45, 60)  # upper limits in years; the last class is open
ONLINE_AGES: Final = (5, 15, 30, 45, 60)
MOST_ONLINE: Final = 0.98


def added(values: Any) -> float:
    """A sum in a fixed order, the same on every machine."""
    total = 0.0
    for value in values:
        total += float(value)
    return total


def tier_shares(urban: float, says: Any) -> tuple[float, float, float]:
    """Shares of communities in cities, towns and the country that give an urban share."""
    usual, town = says.urban_by_tier, says.towns
    city = (urban - usual[1] * town - usual[2] * (1.0 - town)) / (usual[0] - usual[2])
    city = min(max(city, 0.0), 1.0 - town)
    return city, town, 1.0 - town - city


def urban_by_tier(urban: float, people: Array, says: Any) -> Array:
    """Share of urban households by tier such that people (by tier) are urban in the right share."""
    usual = says.urban_by_tier
    total = added(people)
    mean = added(n * share for n, share in zip(people, usual, strict=True)) / total
    if mean < urban:
        raised = (urban - mean) / (1.0 - mean)
        return np.array([share + (1.0 - share) * raised for share in usual])
    return np.array([share * (urban / mean) for share in usual])


def _below(edge: float, median: float) -> float:
    """Share of incomes below an edge: log-logistic with shape 2, which needs no library function."""
    return edge * edge / (edge * edge + median * median)


def medians(province: Province, says: Any) -> tuple[float, float]:
    """Median household income per head, rural and urban, up to a common factor."""
    rural = province.income / (says.urban_income * province.urban + 1.0 - province.urban)
    return rural, rural * says.urban_income


def decile_edges(provinces: list[Province], says: Any) -> list[float]:
    """Nine incomes that cut the country into tenths of people, by bisection."""
    cells = [
        (p.population * share, median)
        for p in provinces
        for share, median in zip((1.0 - p.urban, p.urban), medians(p, says), strict=True)
    ]
    total = added(n for n, _ in cells)
    edges = []
    for d in range(1, DECILES):
        low, high = 0.0, 1e7
        for _ in range(HALVINGS):
            middle = (low + high) / 2.0
            share = added(n * _below(middle, median) for n, median in cells) / total
            low, high = (middle, high) if share < d / DECILES else (low, middle)
        edges.append((low + high) / 2.0)
    return edges


def decile_shares(province: Province, edges: list[float], says: Any) -> Array:
    """Cumulative shares of the national tenths, (rural and urban, tenth)."""
    return np.array([[*(_below(edge, median) for edge in edges), 1.0] for median in medians(province, says)])


def people_by_age(province: Province, limits: tuple[int, ...], births: Sequence[float] = ()) -> Array:
    """People by classes of age, cut at limits in years; within a census band as many as were born, or evenly.

    births: of people of each year of age, from 0 on, in any unit; whoever is older was born evenly.
    """
    lows = [0, 1, *range(5, 90, 5)]
    out = np.zeros(len(limits) + 1)
    for i, pair in enumerate(province.cells):
        high = lows[i + 1] if i + 1 < len(lows) else 100
        parts = births[lows[i] : high] if high <= len(births) else [1.0] * (high - lows[i])
        for year, part in zip(range(lows[i], high), parts, strict=True):
            out[sum(year >= limit for limit in limits)] += sum(pair) * part / added(parts)
    return out


def schooling_shares(province: Province, says: Any, births: Sequence[float] = ()) -> Array:
    """Shares of schooling (age class, level), fitted to the province's levels of everybody aged 3 and over."""
    people = people_by_age(province, SCHOOL_AGES, births)
    table = np.array(says.schooling_by_age) * people[:, None]
    whole = added(people[1:])
    known = added(province.schooling)
    target = [whole * share / known for share in province.schooling]
    for _ in range(200):
        for level in range(len(target)):
            column = added(table[1:, level])
            if column > 0:
                table[1:, level] *= target[level] / column
        for age in range(1, len(table)):
            row = added(table[age])
            table[age] *= people[age] / row
    return np.array([row / added(row) for row in table])


def online_shares(province: Province, says: Any) -> Array:
    """Share who use the internet, (rural and urban, age class), as the province's penetration says."""
    ages = people_by_age(province, ONLINE_AGES)
    rural, urban = says.online_by_place
    by_ages = says.online_by_age
    cells = [(1.0 - province.urban, rural), (province.urban, urban)]
    low, high = 0.0, 20.0
    for _ in range(HALVINGS):
        factor = (low + high) / 2.0
        mean = added(
            share * n * min(factor * rate * by_age, MOST_ONLINE)
            for share, rate in cells
            for n, by_age in zip(ages, by_ages, strict=True)
        ) / added(ages)
        low, high = (factor, high) if mean < province.online else (low, factor)
    return np.array([[min(low * rate * by_age, MOST_ONLINE) for by_age in by_ages] for _, rate in cells])
