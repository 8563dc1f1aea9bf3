"""Margins beyond age, sex and household: where people live, their income, schooling and use of the internet.

Within a province these are independent of the population group, by construction; schooling goes with income (see
`demerit.people.schooling`), income with place.  What differs between countries (how urban a town is, urban to rural
income, usual schooling and use of the internet by age) is a value of the society (`society.people`, see
`demerit.scenario.people`).  From year to year provinces move in parallel: one factor for the odds of all.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from demerit.people.census import Province
from demerit.ranges import DECILES

Array = np.ndarray[Any, Any]
HALVINGS: Final = 60
FITTINGS: Final = 200  # of schooling to the margins of a province

SCHOOL_AGES: Final = (3, 6, 12, 15, 18, 30, 45, 60)  # upper limits in years; the last class is open


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


def in_parallel(shares: Array, people: Array, nation: float) -> Array:
    """Shares by province whose mean is that of the nation: the odds of all are multiplied by one factor."""
    total = added(people)
    moved: Array = shares
    low, high = 0.0, 1000.0
    for _ in range(HALVINGS):
        factor = (low + high) / 2.0
        moved = shares * factor / (1.0 - shares + shares * factor)
        low, high = (factor, high) if added(moved * people) / total < nation else (low, factor)
    factor = (low + high) / 2.0
    moved = shares * factor / (1.0 - shares + shares * factor)
    return moved


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
    people = people_by_age(province, SCHOOL_AGES, births).tolist()
    table = [[float(share) * n for share in row] for row, n in zip(says.schooling_by_age, people, strict=True)]
    whole = added(people[1:])
    known = added(province.schooling)
    target = [whole * share / known for share in province.schooling]
    for _ in range(FITTINGS):
        for level, wanted in enumerate(target):
            column = added(row[level] for row in table[1:])
            if column > 0:
                for row in table[1:]:
                    row[level] *= wanted / column
        for age in range(1, len(table)):
            factor = people[age] / added(table[age])
            table[age] = [share * factor for share in table[age]]
    return np.array([[share / whole for share in row] for row, whole in zip(table, map(added, table))])


def fifths(province: Province, tenths: Array) -> Array:
    """Shares of people by national fifth of income; tenths: what `decile_shares` says."""
    cumulated = (1.0 - province.urban) * tenths[0] + province.urban * tenths[1]
    ends = np.concatenate([[0.0], cumulated[1::2]])
    shares: Array = ends[1:] - ends[:-1]
    return shares
