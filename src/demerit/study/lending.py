"""Fitting a society's ordinary lending to how much credit data tells apart (`study.separation`).

Four values of the society, each of which moves one published figure almost alone, take a step in proportion until all
figures are within a hundredth of theirs:

- the default rate among people without any negative entry follows the chance of default in general;
- that among all adults follows the chance of default of those who have an entry;
- that among people without an entry in the public register follows how many debts are settled before a court rules;
- the share of adults with an entry follows how much credit is asked for.

What the fit does not look at (the rate among people with positive data, the share of loans repaid) is a prediction of
the society's other values.  A fit starts from an empty regime, after years in which entries have come to be and gone.

    python -m demerit.study.lending            fits and judges `germany`; prints JSON, a line a step
    python -m demerit.study.lending --judge    only judges, on seeds that fitting never saw
"""

import json
import sys
from collections.abc import Iterator
from typing import Final, NamedTuple

from demerit.scenario import Scenario, without_regime
from demerit.study.figures import changed, value_at
from demerit.study.fit import mean
from demerit.study.separation import SETS, Separation, separation
from demerit.world.simulation import World

SCALE: Final = 2_000
YEARS: Final = 6  # after the two of the burn-in: entries stand for three
SEEDS: Final = (11, 12)
JUDGES: Final = (1, 2, 3)
STEPS: Final = 12
CLOSE: Final = 0.01


class Aim(NamedTuple):
    """A published figure, the value of the society that is fitted to it, how the value answers (1: in proportion)."""

    figure: str
    published: float
    fits: str
    answer: float


# SCHUFA: references `schufa-2022` (rates) and `schufa-entries-2019` (9.1 to 9.4 % with an entry).
AIMS: Final = (
    Aim("nothing", 0.12, "society.lending.default_with_entry", 1.5),
    Aim("public", 0.07, "society.lending.cure_a_month", 3.0),
    Aim("agencies", 0.04, "society.lending.default_a_month", 1.0),
    Aim("entries", 0.095, "society.demand.credit.ceiling", 1.0),
)
PREDICTED: Final = {"positive": 0.02, "repaid": 0.978}


def figures(found: Separation) -> dict[str, float]:
    """By name."""
    return {**dict(zip(SETS, found.rates, strict=True)), "entries": found.entries, "repaid": found.repaid}


def measured(scenario: Scenario, seed: int, scale: int = SCALE, years: int = YEARS) -> dict[str, float]:
    """The figures after so many years."""
    world = World(scenario, seed, scale, until=scenario.start + 12 * years + scenario.society.lending.term_months)
    while world.month < scenario.start + 12 * years:
        world.step()
    found = figures(separation(world))
    world.close()
    return found


def steps(
    scenario: Scenario, seeds: tuple[int, ...] = SEEDS, most: int = STEPS
) -> Iterator[dict[str, dict[str, float]]]:
    """Each step of a fit: the values tried and the figures they gave; ends when all are close."""
    values = {aim.fits: value_at(scenario, aim.fits) for aim in AIMS}
    for _ in range(most):
        tried = changed(scenario, values)
        got = mean(measured(tried, seed) for seed in seeds)
        yield {"values": dict(values), "figures": got}
        if all(abs(got[aim.figure] / aim.published - 1.0) < CLOSE for aim in AIMS):
            return
        for aim in AIMS:
            stretched = values[aim.fits] * (aim.published / max(got[aim.figure], 1e-6)) ** aim.answer
            values[aim.fits] = min(stretched, 0.95) if "default" in aim.fits or "cure" in aim.fits else stretched


def main(words: list[str]) -> None:
    """Fit or judge `germany`; a line of JSON a step."""
    scenario = without_regime("germany")
    if "--judge" not in words:
        for step in steps(scenario):
            sys.stdout.write(json.dumps(step) + "\n")
            sys.stdout.flush()
        scenario = changed(scenario, step["values"])
    judged = {seed: measured(scenario, seed) for seed in JUDGES}
    sys.stdout.write(json.dumps({"judged": judged, "mean": mean(judged.values())}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
