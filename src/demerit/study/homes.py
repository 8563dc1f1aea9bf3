"""Fitting how people leave, found and join homes to the households that were counted, year by year.

Values of `people.homes` that are marked `fitted` move, one to three at a time and by chance, and stay where households
by size come nearer to the record of each year (`study.households`): adaptive random search, from the values that ship.
What moves only shapes the years before the census: the census itself is met whatever they are.

    python -m demerit.study.homes                    china; prints the distance, a line a step, then the values
    python -m demerit.study.homes germany --steps 400 --seed 2
"""

import argparse
import random
from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np

from demerit.people.census import CensusError
from demerit.people.places import places
from demerit.people.tables import build, furnished, known
from demerit.scenario import without_regime
from demerit.scenario.homes import Homes
from demerit.study.households import YEAR, Community, figures_of, recorded, value_of

Values = dict[str, float]
SCALES: Final = {"china": 12_000, "germany": 1_000}
SHIFTED: Final = ("leave", "pair")  # patterns of ages, which move as wholes
# How far a value may be moved: shares, years.
SHARES: Final = ("with_parents", "alone_first", "late", "parted", "survived", "housed")
YEARS: Final = {"with_parents_years": 10.0, "alone_first_years": 20.0}
CLOSE: Final = {"mean_size": 0.005, "size_1": 0.03}  # what counts as one, relative; all other sizes:
ELSE: Final = 0.05


def moving(homes: Homes) -> Values:
    """The values that move, by name."""
    out: Values = {name: getattr(homes, name) for name in (*SHARES, *YEARS)}
    out |= {f"takes_in.{i}": share for i, share in enumerate(homes.takes_in)}
    return out | dict.fromkeys(SHIFTED, 0.0)


def moved(homes: Homes, values: Values) -> Homes:
    """A society's homes with such values.  Raises ValueError where they contradict one another."""
    plain = homes.model_dump()
    plain |= {name: values[name] for name in (*SHARES, *YEARS)}
    plain["takes_in"] = tuple(values[f"takes_in.{i}"] for i in range(len(homes.takes_in)))
    for pattern, names in zip(SHIFTED, (("leave",), ("pair_men", "pair_women")), strict=True):
        for name in names:
            first, *ages, last = getattr(homes, name)
            plain[name] = (first, *(age + values[pattern] for age in ages), last)
    return Homes.model_validate(plain)


def step(values: Values, chance: random.Random) -> Values:
    """One to three values moved."""
    out = dict(values)
    for name in chance.sample(sorted(out), chance.choice((1, 2, 3))):
        reach = YEARS.get(name, 2.0 if name in SHIFTED else 1.0)
        low = -reach if name in SHIFTED else 0.0
        out[name] = min(max(out[name] + chance.gauss(0, 0.25 * reach * chance.choice((1, 0.3))), low), reach)
    return out


def distance(society: Any, scale: int, seed: int) -> Callable[[Homes], float]:
    """How far homes are from the record: squares of relative deviations over years and sizes, in units of CLOSE."""
    said = {name: known_ for name, known_ in recorded(society).items() if "size" in name}
    first = -(-society.first_month // YEAR)
    years = [year for year in range(first, society.census // YEAR) if value_of(said["size_1"], year)[0] is not None]
    where = places(society, scale, society.census, seed)
    tables, templates = build(society, where), known(society).templates
    here = Community(tables, where, seed)

    def far(homes: Homes) -> float:
        furnished(tables, templates, homes)
        total = 0.0
        for year in years[::2]:
            found = figures_of(here, year * YEAR + society.census % YEAR)
            for name, known_ in said.items():
                wanted, _ = value_of(known_, year)
                if wanted is not None:
                    total += ((found[name] / wanted - 1.0) / CLOSE.get(name, ELSE)) ** 2
        return total

    return far


def search(society: Any, scale: int, steps: int, seed: int) -> Iterator[tuple[int, float, Values]]:
    """Each step that came nearer: its number, the distance, the values."""
    far = distance(society, scale, seed)
    chance = random.Random(seed)  # noqa: S311 - where to look, nothing secret
    best = moving(society.people.homes)
    least = far(moved(society.people.homes, best))
    yield 0, least, best
    for number in range(1, steps + 1):
        tried = step(best, chance)
        try:
            found = far(moved(society.people.homes, tried))
        except (ValueError, CensusError):  # parts of one whole that exceed it
            continue
        if found < least:
            best, least = tried, found
            yield number, least, best


def main() -> None:
    """Fit, and print the values."""
    ask = argparse.ArgumentParser(description="Fit how people leave, found and join homes to counted households.")
    ask.add_argument("society", nargs="?", default="china")
    ask.add_argument("--steps", type=int, default=300)
    ask.add_argument("--seed", type=int, default=1)
    given = ask.parse_args()
    society = without_regime(given.society).society
    homes = society.people.homes
    values = moving(homes)
    for number, far, nearer in search(society, SCALES.get(given.society, 5_000), given.steps, given.seed):
        print(number, round(far, 2), flush=True)  # noqa: T201
        values = nearer
    for name, value in moved(homes, values).model_dump().items():
        if value != getattr(homes, name):
            print(f"{name}: {np.round(value, 3).tolist()}")  # noqa: T201


if __name__ == "__main__":
    main()
