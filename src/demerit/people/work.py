"""Who is in the labour force: a fixed draw of each person against the share of their age, sex and year.

A society says which share of an age group works or looks for work, by sex, in some years
(`society.work.participation`).  From these come shares by single year of age, and from them curves of a life: the share
of those who reach an age in a year.  Along a life a curve rises to its highest and then falls (small valleys are
filled), so that whoever is below it with a draw of their own enters the labour force once and leaves it once, on
birthdays.
"""

from typing import Any, Final

import numpy as np

from demerit.draws import ONE, compiled
from demerit.people.census import Province
from demerit.people.margins import added
from demerit.people.yearly import MID_YEAR, YEARS, at, januaries, row_of

Array = np.ndarray[Any, Any]
AGES: Final = 128  # years of age that are told apart
CLASSES: Final = (20, 25, 30, 35, 40, 45, 50, 55, 60, 65)  # upper limits of age classes; the last is open
OLDEST: Final = 100  # nobody is older at work
ROUNDS: Final = 40
CURVE: Final = 2 * AGES  # shares of a year: of men, of women
TWELVE = 12


def by_age(shares: Any, least: int, people: Array) -> Array:
    """Shares by single year of age that give those of the age classes.

    shares: of the classes from `least` on; people: by single year of age, whose open class must come out.  Straight
    lines between the middles of classes; the open one falls in a straight line to an age at which nobody works.
    """
    lows = (least, *CLASSES)
    middles = [(low + high) / 2.0 for low, high in zip(lows, CLASSES, strict=False)]
    ages = np.arange(AGES) + 0.5
    nodes = list(shares[:-1])
    for _ in range(ROUNDS):  # until the mean of each class is its share
        line = _line(ages, middles, nodes)
        for i, (low, high) in enumerate(zip(lows, CLASSES, strict=False)):
            nodes[i] += shares[i] - added(line[low:high]) / (high - low)
    line = np.clip(_line(ages, middles, nodes), 0.0, 1.0)
    line[:least] = 0.0
    return _open_class(line, ages, shares[-1], people)


def _line(ages: Array, middles: list[float], nodes: list[float]) -> Array:
    """Straight lines through the nodes, the first and the last drawn on."""
    out = np.zeros(len(ages))
    for x, age in enumerate(ages.tolist()):
        i = min(max(sum(age >= middle for middle in middles) - 1, 0), len(nodes) - 2)
        part = (age - middles[i]) / (middles[i + 1] - middles[i])
        out[x] = nodes[i] + (nodes[i + 1] - nodes[i]) * part
    return out


def _open_class(line: Array, ages: Array, share: float, people: Array) -> Array:
    """The last class falls from where the line stands at its beginning; how far it reaches is found by bisection."""
    begins = CLASSES[-1]
    top = float(line[begins - 1])
    whole = added(people[begins:])
    low, high = float(begins), float(OLDEST)
    for _ in range(ROUNDS):
        end = (low + high) / 2.0
        tail = np.clip(top * (end - ages) / (end - begins + 1e-9), 0.0, 1.0)
        low, high = (end, high) if added((tail * people)[begins:]) < share * whole else (low, end)
    line[begins:] = np.clip(top * (low - ages) / (low - begins + 1e-9), 0.0, 1.0)[begins:]
    return line


def single_years(provinces: list[Province]) -> Array:
    """People of the country by sex and single year of age; within a census band evenly."""
    lows = [0, 1, *range(5, 90, 5), OLDEST]
    out = np.zeros((2, AGES))
    for province in provinces:
        for i, pair in enumerate(province.cells):
            for sex in range(2):
                out[sex, lows[i] : lows[i + 1]] += pair[sex] / (lows[i + 1] - lows[i])
    return out


def once(curves: Array) -> Array:
    """Curves (year, age) without valleys along a life: what rises again after it fell never fell."""
    out: Array = curves.copy()
    years, ages = out.shape
    for begins in range(-(ages - 1), years):
        steps = [(y, y - begins) for y in range(years) if 0 <= y - begins < ages]
        life = [float(curves[step]) for step in steps]
        rising = [max(life[: i + 1]) for i in range(len(life))]
        falling = [max(life[i:]) for i in range(len(life))]
        for step, up, down in zip(steps, rising, falling, strict=True):
            out[step] = min(up, down)
    return out


def participation(society: Any, provinces: list[Province]) -> Array:
    """Whole-number shares of those who reach an age in a year, int32 (YEARS, CURVE), by year."""
    people = single_years(provinces)
    work = society.work
    said = {
        year: np.array([by_age(shares, work.least_age, people[sex]) for sex, shares in enumerate((one.men, one.women))])
        for year, one in work.participation.items()
    }
    months = januaries(society)
    curves = np.array([at(said, month + MID_YEAR, MID_YEAR) for month in months])  # (year, sex, age)
    out = np.zeros((YEARS, 2, AGES), np.int32)
    for sex in range(2):
        out[: len(months), sex] = np.minimum(once(curves[:, sex]) * ONE + 0.5, ONE - 1)
    return out.reshape(YEARS, CURVE)


@compiled()
def curves(tables, month, n, desk):  # type: ignore[no-untyped-def]
    """Where each one's share of this month stands in the table of participation, into desk.h0; n people.

    The age is that in whole years, the year that of the last birthday.
    """
    row = row_of(tables.first_year, month)
    part = month % TWELVE
    for x in range(n):
        months = min(max(month - desk.birth[x], 0), TWELVE * AGES - 1)
        age = (months * 43691) >> 19  # months // 12
        last = int(months - TWELVE * age > part)
        desk.h0[x] = (row - last) * CURVE + desk.sex[x] * AGES + age


@compiled()
def employable(tables, month, n, desk, into):  # type: ignore[no-untyped-def]
    """Whether each of n people is in the labour force in a month, into an array."""
    curves(tables, month, n, desk)
    for x in range(n):
        desk.h1[x] = tables.participation[desk.h0[x] & 0xFFFF]
    for x in range(n):
        into[x] = desk.labour[x] < desk.h1[x]
