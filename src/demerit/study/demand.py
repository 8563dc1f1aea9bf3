"""Fitting the yearly factors of a society's demands to the record: as much is asked for in a year as was observed.

    python -m demerit.study.demand china      prints factors by demand and year, for `demand.*.by_year`

Of loans no number is on record: their factors follow consumption loans outstanding over income a head, 2018 = 1.
"""

import json
import sys
from typing import Final

from demerit.scenario import Scenario
from demerit.scenario.changing import moved
from demerit.scenario.observed import Observed, observed
from demerit.study.by_year import OF_2018, SCALES, SEED, Flows, Years, country, plain

ROUNDS: Final = 2  # what is asked for is nearly in proportion to the factors


def targets(known: dict[str, Observed]) -> dict[str, Years]:
    """What is to be asked for by demand and year: millions; of loans, relative to 2018."""
    named = {"flights": "flight", "high_speed": "high_speed", "credit": "credit"}
    out = {
        demand: {year: known[name].value(year) for year in known[name].values}
        for name, demand in named.items()
        if name in known
    }
    if "rail" in known:
        both = sorted(known["rail"].values.keys() & known["high_speed"].values.keys())
        out["ordinary_train"] = {year: known["rail"].value(year) - known["high_speed"].value(year) for year in both}
    return out


def fitted(society: str, scale: int, seed: int = SEED) -> dict[str, Years]:
    """Factors by demand and year."""
    scenario, wanted = plain(society), targets(observed(society))
    factors = {demand: dict.fromkeys(years, 1.0) for demand, years in wanted.items()}
    for _ in range(ROUNDS):
        world = country(_with(scenario, factors), scale, seed)
        for demand, years in wanted.items():
            whole = Flows(world, OF_2018).total("demand", demand) if demand == "credit" else 1.0
            for year, value in years.items():
                factors[demand][year] *= value * whole / Flows(world, year).total("demand", demand)
    return factors


def _with(scenario: Scenario, factors: dict[str, Years]) -> Scenario:
    at = {("society", "demand", demand, "by_year"): years for demand, years in factors.items()}
    return moved(scenario, {path: {str(year): value for year, value in years.items()} for path, years in at.items()})


def main(words: list[str]) -> None:
    """Fit a society; prints JSON."""
    found = fitted(words[0], SCALES[words[0]])
    rounded = {name: {y: float(f"{value:.3g}") for y, value in sorted(years.items())} for name, years in found.items()}
    sys.stdout.write(json.dumps(rounded) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
