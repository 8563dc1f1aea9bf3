"""Who is spared harms, and who is harmed more: by group, tenth of income, class of age, sex, city or not."""

from typing import Any, Final

import numpy as np

from demerit.comparison.cells import AGE, SEXES
from demerit.month.effects import AGES
from demerit.ranges import DECILES
from demerit.vocabulary import GROUPS

Array = np.ndarray[Any, Any]
SHAPE: Final = (GROUPS.room, DECILES, AGES, 2, 2)
VALUES: Final = {
    "group": tuple(GROUPS),
    "tenth": tuple(str(n + 1) for n in range(DECILES)),
    "age": AGE,
    "sex": SEXES,
    "urban": ("rural", "urban"),
}
LEAST: Final = 0.05  # of people: of fewer it is not said that they are hit most
PLAIN: Final = 1.2  # times as often as their share of people, from which on that is said


def by_trait(harms: Array, people: Array) -> dict[str, dict[str, dict[str, float]]]:
    """Shares of harms and of people, by trait and value.  Both by cell, scaled to the country."""
    out: dict[str, dict[str, dict[str, float]]] = {}
    whole, everybody = float(harms.sum()), float(people.sum())
    if not whole or not everybody:
        return out
    for axis, (trait, values) in enumerate(VALUES.items()):
        rest = tuple(n for n in range(len(SHAPE)) if n != axis)
        parts = [of.reshape(SHAPE).sum(axis=rest) for of in (harms, people)]
        out[trait] = {
            value: {"harms": round(float(parts[0][n]) / whole, 4), "people": round(float(parts[1][n]) / everybody, 4)}
            for n, value in enumerate(values)
        }
    return out


def most(found: dict[str, dict[str, dict[str, float]]]) -> list[tuple[str, str, float]]:
    """Of each trait the value that is hit most for its number, and how many times as often; the plainest first."""
    out = []
    for trait, values in found.items():
        there = [(value, one) for value, one in values.items() if one["people"] >= LEAST]
        if there:
            value, one = max(there, key=lambda pair: pair[1]["harms"] / pair[1]["people"])
            out.append((trait, value, one["harms"] / one["people"]))
    return sorted((each for each in out if each[2] >= PLAIN), key=lambda each: -each[2])
