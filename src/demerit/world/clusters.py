"""How many communities the figures of a country rest on.

Communities are drawn whole, so they are what a figure's chance shrinks with, and not people: the coarser a world, the
smaller are the communities that the last people of a province make up, and the fewer people each stands for.
"""

from demerit.people.census import read
from demerit.people.sampled import MOST, sampled
from demerit.scenario.society import Society


def clusters(society: Society, scale: int, within: tuple[str, ...] = ()) -> float:
    """As many communities of equal weight as would say no less than those of a world at 1:scale (L. Kish, 1965).

    within: provinces that figures are of; none: all.
    """
    provinces = read(society)
    population = [province.population for province in provinces]
    here = [
        (whole, -(-few // MOST))
        for province, whole, few in zip(provinces, population, sampled(population, scale), strict=True)
        if not within or province.name in within
    ]
    everybody = sum(whole for whole, _ in here)
    return 1.0 / sum((whole / everybody) ** 2 / count for whole, count in here)
