"""Family households: how often each template occurs in each province.

Weights are fitted to a province's margins by iterative proportional updating (X. Ye et al., "A methodology to match
distributions of both household and person attributes", 2009): multiplications and additions in a fixed order, so that
the tables are the same on every machine.  What is known of the country alone (who lives alone at which age, how many
generations live together) is fitted first, for the country, and a province begins from there.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from demerit.draws import ONE, compiled
from demerit.people.census import Province
from demerit.people.margins import added
from demerit.people.mortality import by_band
from demerit.people.templates import (
    AGES,
    BAND,
    CHILD,
    ELDER,
    MONTHS,
    MOST,
    Template,
    class_of,
)

Array = np.ndarray[Any, Any]
CELLS: Final = 2 * AGES
SWEEPS: Final = 1000
EXACT: Final = 1e-6  # relative error of a margin at which fitting ends
HALVINGS: Final = 60
ALONE: Final = (20, 30, 40, 50, 60, 70, 80)  # years at which classes of those who live alone begin


class Known(NamedTuple):
    """What a fit needs beside the census.

    limits: where age classes begin, and the last ends; born: which part of each age band's people a class has;
    homes: a society's `people.homes`; collective: who lives in collective households before fitting, by age band.
    """

    templates: Sequence[Template]
    limits: Sequence[int]
    born: Sequence[Mapping[int, float]]
    homes: Any
    collective: Sequence[float]


def tilted(shares: Sequence[float], one: float, mean: float) -> list[float]:
    """Shares of households by number of members: leaning so that a province's `one` and mean come out.

    shares: the country's, of those with two members, three and so on, in any unit.  By bisection for the factor from
    one number of members to the next.
    """
    low, high = 0.01, 100.0
    out = [one, *shares]
    for _ in range(HALVINGS):
        lean = (low + high) / 2.0
        weights = []
        power = 1.0
        for share in shares:
            weights.append(share * power)
            power *= lean
        whole = added(weights)
        out = [one, *((1.0 - one) * weight / whole for weight in weights)]
        found = added((n + 1) * share for n, share in enumerate(out))
        low, high = (lean, high) if found < mean else (low, lean)
    return out


def margins(province: Province, known: Known) -> Array:
    """What a province is fitted to: people by class of age and sex; households by size; people in collective ones."""
    people = [
        added(by_band(province)[band, sex] * share for band, share in of_bands.items())
        for of_bands in known.born
        for sex in range(2)
    ]
    sizes = tilted(known.homes.sizes, province.one_person, province.household_size)
    collective = province.population - province.households * province.household_size
    return np.array([*people, *(province.households * share for share in sizes), collective])


def of_nation(targets: Array, known: Known) -> Array:
    """The country's margins: sums of its provinces', then who lives alone at which age, and how many generations."""
    total = targets[0] * 0.0
    for row in targets:
        total = total + row
    first = 2 * len(known.born)
    households = added(total[first : first + MOST])
    alone, generations = known.homes.alone_by_age, known.homes.generations
    by_age = [total[first] * share / added(alone) for share in alone]
    return np.concatenate([total, by_age, [households * share / added(generations) for share in generations]])


def generations(template: Template) -> int:
    """How many generations live together, less one."""
    parts = {member.part for member in template.members}
    return int(ELDER in parts) + int(CHILD in parts)


def incidence(known: Known, country: bool) -> tuple[Array, Array, Array]:
    """Which margins a household or a collective person counts in: rows as (start, margin, number).

    country: with the margins that are known of the country alone.
    """
    start: list[int] = [0]
    margin: list[int] = []
    number: list[int] = []
    sized = 2 * len(known.born)
    alone = sized + MOST + 1
    for template in known.templates:
        counts: dict[int, int] = {}
        for member in template.members:
            at = 2 * class_of(member.age, known.limits) + member.sex
            counts[at] = counts.get(at, 0) + 1
        counts[sized + len(template.members) - 1] = 1
        if country:
            if len(template.members) == 1:
                counts[alone + sum(template.members[0].age >= MONTHS * years for years in ALONE[1:])] = 1
            counts[alone + len(ALONE) + generations(template)] = 1
        margin += counts.keys()
        number += counts.values()
        start.append(len(margin))
    for cell in range(CELLS):
        margin += [2 * class_of((cell >> 1) * BAND, known.limits) + (cell & 1), sized + MOST]
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
        if worst < EXACT:
            break
    return worst


def fitted(provinces: list[Province], known: Known) -> tuple[Array, list[float]]:
    """Weights (province, template and then collective cell), and the largest relative error of a margin each."""
    first = np.concatenate([np.ones(len(known.templates)), np.repeat(np.array(known.collective), 2)])
    targets = np.array([margins(province, known) for province in provinces])
    nation = of_nation(targets, known)
    country = float(updated(first, *incidence(known, True), nation, SWEEPS))
    weights, errors = [], [country]
    of_province = incidence(known, False)
    people = added(province.population for province in provinces)
    for province, row in zip(provinces, targets, strict=True):
        weight = first * (province.population / people)
        errors.append(float(updated(weight, *of_province, row, SWEEPS)))
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
