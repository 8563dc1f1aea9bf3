"""A society beside the record: every figure of `scenario/observed.yaml`, year by year, of people under no regime.

    python -m demerit.study.by_year china > docs/fits/society-china.json

What is a trait is counted among everybody settled (births, towns, work, schooling); what happens is counted in a world
that is lived (trips, loans, people out of work).  Totals are scaled to the country.
"""

import json
import sys
from typing import Any, Final

import numpy as np

from demerit.people.survey import survey
from demerit.people.work import CLASSES
from demerit.scenario import Scenario, without_regime
from demerit.scenario.observed import observed
from demerit.vocabulary import DEMANDS
from demerit.world.simulation import World

Array = np.ndarray[Any, Any]
Years = dict[int, float]
SCALES: Final = {"china": 1000, "germany": 100}
SEED: Final = 1
YEAR: Final = 12
JULY, DECEMBER = 6, 11  # months of a year, from 0 on
MILLION: Final = 1e6
SCHOOLED: Final = 3  # years of age from which schooling is counted
GROWN: Final = 15
LEVELS: Final = ("none", "primary", "junior", "senior", "college", "university")
OF_2018: Final = 2018


class Living:
    """Everybody alive in a month.  traits: by name; weight: people of the country that each stands for."""

    def __init__(self, world: World, month: int) -> None:
        people = survey(world.tables, world.where, world.seed, month)
        alive = (people["birth"] <= month) & (month < people["death"])
        self.traits = {name: values[alive] for name, values in people.items()}
        each = np.array([float(world.where.weight(p)) for p in range(len(world.where.names))])
        self.weight = each[self.traits["province"]]
        self.age = (month - self.traits["birth"]) // YEAR
        self.world, self.month = world, month

    def people(self, here: Array | None = None) -> float:
        """Millions of people, of all or of some."""
        return float((self.weight if here is None else self.weight[here]).sum() / MILLION)

    def share(self, trait: Array, among: Array | None = None) -> float:
        """The share of people with a trait, among all or some."""
        here = np.ones(len(trait), bool) if among is None else among
        return float(self.weight[here & (trait != 0)].sum() / self.weight[here].sum())


def vital(world: World, year: int) -> dict[str, float]:
    """Births and deaths of a year, in millions, and people at its end."""
    first, last = year * YEAR, year * YEAR + DECEMBER
    people = survey(world.tables, world.where, world.seed, last)
    each = np.array([float(world.where.weight(p)) for p in range(len(world.where.names))])[people["province"]]
    born, died = people["birth"], people["death"]

    def millions(here: Array) -> float:
        return float(each[here].sum() / MILLION)

    return {
        "population": millions((born <= last) & (last < died)),
        "births": millions((born >= first) & (born <= last)),
        "deaths": millions((died >= first) & (died <= last)),
    }


def households(living: Living) -> dict[str, float]:
    """People a family household, and the share of those with one: whoever shares a `home` in this month."""
    family = living.traits["collective"] == 0
    key = living.traits["community"][family].astype(np.int64) << 16 | living.traits["home"][family]
    _, members = np.unique(key, return_counts=True)
    return {"household_size": float(members.mean()), "one_person": float((members == 1).mean())}


def at_end(living: Living) -> dict[str, float]:
    """Figures of the end of a year."""
    traits = living.traits
    return {"urban": living.share(traits["urban"]), "online": living.share(traits["online"])}


def labour(living: Living) -> dict[str, float]:
    """Shares in the labour force by sex and age."""
    least = living.world.scenario.society.work.least_age
    out = {}
    for sex, who in enumerate(("men", "women")):
        for low, high in zip((least, *CLASSES), (*CLASSES, None), strict=True):
            here = (living.traits["sex"] == sex) & (living.age >= low) & (living.age < (high or low * YEAR))
            out[f"labour_{who}_{low}" + (f"_{high - 1}" if high else "")] = living.share(living.traits["active"], here)
    return out


def schooling(living: Living) -> dict[str, float]:
    """Shares of levels of schooling."""
    old = living.age >= SCHOOLED
    return {f"schooling_{name}": living.share(living.traits["schooling"] == i, old) for i, name in enumerate(LEVELS)}


class Flows:
    """What happened in a year of a lived world, scaled to the country."""

    def __init__(self, world: World, year: int) -> None:
        self.sums = [sums for month, sums in world.history if month // YEAR == year]
        self.each = np.array([float(world.where.weight(p)) for p in range(len(world.where.names))])

    def total(self, field: str, demand: str | None = None) -> float:
        """Millions over the year; of one demand where a name is given."""
        values: Array = np.sum([sums[field] for sums in self.sums], axis=0)
        values = values[..., DEMANDS.index(demand)] if demand else values
        return float((values.sum(axis=-1) * self.each).sum() / MILLION)


ASKED: Final[dict[str, tuple[str, ...]]] = {
    "flights": ("flight",),
    "rail": ("ordinary_train", "high_speed"),
    "high_speed": ("high_speed",),
    "credit": ("credit",),
}


def lived(world: World, year: int) -> dict[str, float]:
    """Trips and loans asked for, and people out of work in the mean of the year, in millions."""
    flows = Flows(world, year)
    asked = {name: sum(flows.total("demand", each) for each in demands) for name, demands in ASKED.items()}
    return {**asked, "out_of_work": flows.total("jobless") / YEAR}


def country(scenario: Scenario, scale: int, seed: int) -> World:
    """The country, lived from the society's first month to its last."""
    world = World(scenario, seed, scale, threads=2)
    world.run()
    world.close()
    return world


def plain(society: str) -> Scenario:
    """A society under no regime, as long as it lasts."""
    said = without_regime(society).society
    first, last = said.first_month // YEAR + 2, said.last_month // YEAR
    return without_regime(society, f"{first}-01", f"{last}-12")


def figures(world: World) -> dict[str, Years]:
    """Every figure that is known, by name and year."""
    out: dict[str, Years] = {}
    census = world.scenario.society.census

    def keep(year: int, found: dict[str, float]) -> None:
        for name, value in found.items():
            out.setdefault(name, {})[year] = value

    for year in range(world.first // YEAR, world.last // YEAR + 1):
        middle, end = (Living(world, year * YEAR + month) for month in (JULY, DECEMBER))
        keep(year, vital(world, year) | households(end) | at_end(end) | labour(middle))
        happened = lived(world, year)
        active = middle.people(middle.traits["active"] != 0)
        grown = middle.people(middle.age >= GROWN)
        keep(year, {"jobless": happened["out_of_work"] / active})
        keep(year, {"employed": (active - happened.pop("out_of_work")) / grown} | happened)
        if year == census // YEAR:
            keep(year, schooling(Living(world, census)))
    whole = out["credit"][OF_2018]
    out["credit"] = {year: value / whole for year, value in out["credit"].items()}
    return out


def measured(society: str, scale: int | None = None, seed: int = SEED) -> dict[str, Any]:
    """What a society gives beside the record: `scale`, `seed`, and by figure and year the value, rounded."""
    at = scale or SCALES[society]
    found = figures(country(plain(society), at, seed))
    wanted = observed(society)
    kept = {
        name: {str(year): float(f"{found[name][year]:.4g}") for year in one.values if year in found[name]}
        for name, one in wanted.items()
    }
    return {"society": society, "scale": at, "seed": seed, "figures": kept}


def main(words: list[str]) -> None:
    """Measure a society; prints JSON."""
    sys.stdout.write(json.dumps(measured(words[0]), indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
