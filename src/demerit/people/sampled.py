"""How many of a country's people are settled, and in how many communities: arithmetic, without a draw."""

from typing import Final

MOST: Final = 1000  # census people a community


def sampled(population: list[int], scale: int) -> list[int]:
    """People a province at 1:scale, by largest remainder: they add up to the country's rounded total."""
    whole = [n // scale for n in population]
    missing = (2 * sum(population) + scale) // (2 * scale) - sum(whole)
    by_remainder = sorted(range(len(population)), key=lambda p: (-(population[p] % scale), p))
    for p in by_remainder[:missing]:
        whole[p] += 1
    return whole


def communities(people: int) -> int:
    """Communities of so many people, at least one."""
    return max(1, -(-people // MOST))
