"""Family households: a library of templates, and how often each occurs in each province.

A template is a list of members, each an age band of five years and a sex.  Every template is possible: nobody under 20
lives without an adult, parent and child are 16 to 45 years apart whatever their exact ages within the bands, partners
are of neighbouring bands.  Weights are fitted to a province's margins by iterative proportional updating
(X. Ye et al., "A methodology to match distributions of both household and person attributes", 2009): multiplications
and additions in a fixed order, so that the tables are the same on every machine.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from demerit.draws import ONE, WORLD, block, compiled
from demerit.people.census import Province

Array = np.ndarray[Any, Any]
AGES: Final = 18  # bands of five years; the last is 85 and over
CELLS: Final = 2 * AGES
MOST: Final = 7  # members of a family household
TEMPLATES: Final = 3000
GAPS: Final = (5, 6, 7, 8)  # bands between parent and child: 16 to 45 years, whatever the exact ages
ADULT: Final = 4  # the band from 20 years on
EXTRA: Final = 3  # margins beside age and sex: households, one-person households, people in collective households
SWEEPS: Final = 400

# Kinds of family household: a society says how common each is before fitting, which has the last word.
SHAPES: Final = (
    *("one", "couple", "couple_and_children", "one_parent", "three_generations"),
    *("grown_child_and_parents", "adults"),
)


class Chance:
    """A row of draws for building the library: not part of any world, the same for every seed."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.at = 0

    def below(self, n: int) -> int:
        """A whole number, 0 <= number < n."""
        self.at += 1
        return int(block(self.number, self.at, 0, WORLD, 0, 0)[0]) * n >> 32


def _couple(chance: Chance, band: int) -> list[tuple[int, int]]:
    partner = min(max(band + chance.below(3) - 1, ADULT), AGES - 1)
    return [(band, 0), (partner, 1)]


def _children(chance: Chance, parents: list[tuple[int, int]], number: int) -> list[tuple[int, int]]:
    """Children of these parents whose ages are possible for each of them."""
    possible = [child for child in range(AGES) if all(band - child in GAPS for band, _ in parents)]
    return [(possible[chance.below(len(possible))], chance.below(2)) for _ in range(number)] if possible else []


def _parents(chance: Chance, child: tuple[int, int], number: int) -> list[tuple[int, int]]:
    """One or both parents of a grown person."""
    bands = [child[0] + gap for gap in GAPS if child[0] + gap < AGES]
    if not bands:
        return []
    band = bands[chance.below(len(bands))]
    return [(band, chance.below(2))] if number == 1 else [(band, 0), (band, 1)]


def template(number: int, common: Any) -> list[tuple[int, int]]:
    """The members (age band, sex) of template `number`; the first is an adult.  common: weight of each of SHAPES."""
    chance = Chance(number)
    weights = [getattr(common, name) for name in SHAPES]
    at = chance.below(sum(weights))
    shape = next(name for i, name in enumerate(SHAPES) if at < sum(weights[: i + 1]))
    band = ADULT + chance.below(AGES - ADULT)
    if shape == "one":
        return [(band, chance.below(2))]
    if shape == "adults":
        return [(min(ADULT + chance.below(8), AGES - 1), chance.below(2)) for _ in range(2 + chance.below(2))]
    if shape == "one_parent":
        parent = [(band, chance.below(2))]
        return parent + _children(chance, parent, 1 + chance.below(2))
    if shape == "grown_child_and_parents":
        child = (ADULT + chance.below(9), chance.below(2))
        return [child, *_parents(chance, child, 1 + chance.below(2))]
    couple = _couple(chance, band)
    if shape == "couple":
        return couple
    family = couple + _children(chance, couple, 1 + chance.below(3))
    if shape == "three_generations":
        family += _parents(chance, couple[chance.below(2)], 1 + chance.below(2))
    return family


def library(common: Any) -> list[list[tuple[int, int]]]:
    """All templates, sorted by number of members: one-person households of every adult age and sex come first.

    common: how common the society says each kind of household is.
    """
    made = [template(number, common) for number in range(TEMPLATES)]
    singles = [[(band, sex)] for band in range(ADULT, AGES) for sex in range(2)]
    return singles + sorted((t for t in made if len(t) > 1), key=len)


def margins(province: Province) -> Array:
    """What is fitted to: people by age band and sex, households, one-person households, people in collective ones."""
    cells = np.zeros((AGES, 2))
    for i, pair in enumerate(province.cells):
        cells[max(i - 1, 0)] += pair
    families = province.households * province.household_size
    extra = [province.households, province.households * province.one_person, province.population - families]
    return np.concatenate([cells.ravel(), extra])


def incidence(templates: list[list[tuple[int, int]]]) -> tuple[Array, Array, Array]:
    """Which margins a household or a collective person counts in: rows as (start, margin, number)."""
    start: list[int] = [0]
    margin: list[int] = []
    number: list[int] = []
    for members in templates:
        counts: dict[int, int] = {}
        for band, sex in members:
            counts[2 * band + sex] = counts.get(2 * band + sex, 0) + 1
        counts[CELLS] = 1
        if len(members) == 1:
            counts[CELLS + 1] = 1
        margin += counts.keys()
        number += counts.values()
        start.append(len(margin))
    for cell in range(CELLS):
        margin += [cell, CELLS + 2]
        number += [1, 1]
        start.append(len(margin))
    return np.array(start), np.array(margin), np.array(number, float)


@compiled()
def updated(weight, start, margin, number, target, sweeps):  # type: ignore[no-untyped-def]
    """Fit `weight` in place; returns the largest relative error of a margin."""
    rows = len(weight)
    margins = len(target)
    count = np.zeros(margins, np.int64)
    for i in range(len(margin)):
        count[margin[i]] += 1
    first = np.zeros(margins + 1, np.int64)
    for m in range(margins):
        first[m + 1] = first[m] + count[m]
    at = first[:-1].copy()
    row_of = np.zeros(len(margin), np.int64)
    times = np.zeros(len(margin))
    for row in range(rows):
        for i in range(start[row], start[row + 1]):
            row_of[at[margin[i]]] = row
            times[at[margin[i]]] = number[i]
            at[margin[i]] += 1
    worst = 0.0
    for _ in range(sweeps + 1):
        worst = 0.0
        for m in range(margins):
            total = 0.0
            for i in range(first[m], first[m + 1]):
                total += times[i] * weight[row_of[i]]
            factor = target[m] / total
            worst = max(worst, abs(factor - 1.0))
            for i in range(first[m], first[m + 1]):
                weight[row_of[i]] *= factor
        if worst < 1e-6:
            break
    return worst


def fitted(
    provinces: list[Province], templates: list[list[tuple[int, int]]], collective: Sequence[float]
) -> tuple[Array, list[float]]:
    """Weights (province, template and then collective cell), and the largest relative error of a margin each.

    collective: who lives in collective households before fitting, by age band, relative.
    """
    start, margin, number = incidence(templates)
    first = np.concatenate([np.ones(len(templates)), np.repeat(np.array(collective), 2)])
    targets = np.array([margins(province) for province in provinces])
    nation = targets[0] * 0.0
    for row in targets:
        nation = nation + row
    updated(first, start, margin, number, nation, SWEEPS)
    weights, errors = [], []
    for row in targets:
        weight = first * (row[CELLS] / nation[CELLS])
        errors.append(float(updated(weight, start, margin, number, row, SWEEPS)))
        weights.append(weight)
    return np.array(weights), errors


def alias(weight: Array) -> tuple[Array, Array]:
    """A whole-number alias table (M. D. Vose, 1991): chance of keeping the slot, of ONE, and the other slot."""
    n = len(weight)
    total = 0.0
    for value in weight:
        total += float(value)
    share = np.array([int(float(value) / total * n * ONE) for value in weight], np.int64)
    share[int(np.argmax(share))] += n * ONE - int(share.sum())
    keep, other = np.full(n, ONE, np.int64), np.arange(n)
    small = [i for i in range(n) if share[i] < ONE]
    large = [i for i in range(n) if share[i] >= ONE]
    while small and large:
        s, big = small.pop(), large[-1]
        keep[s], other[s] = share[s], big
        share[big] -= ONE - share[s]
        if share[big] < ONE:
            small.append(large.pop())
    return np.minimum(keep, ONE - 1), other
