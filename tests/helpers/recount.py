"""A run of a few whole communities as a report reads it, and every life that was lived in them, row by row."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from tests.helpers.lives import RICH
from tests.helpers.made_up import sealed
from tests.helpers.worlds import scenario, world

from demerit.catalogue.events import NUMBERS
from demerit.life.entry import month_at
from demerit.life.replaying import Replay, replay_everybody
from demerit.life.warming import OfWorld
from demerit.month.state import CONDUCT_BITS
from demerit.report.folder import opened
from demerit.report.measures import Measures
from demerit.scenario import Scenario
from demerit.vocabulary import CAUSES, CONDUCT, DEMANDS, SOURCES
from demerit.world.simulation import World
from demerit.world.summary import tidy

Array = np.ndarray[Any, Any]
HERE = (
    "Tianjin",
    "Shanghai",
    "Hainan",
    "Tibet",
    "Qinghai",
    "Ningxia",
    "Xinjiang",
)  # small, and some with many of the minority
YEAR = 12
# Every finding that can be had: many causes, rights, penalties; everywhere from the first month; asked once.
CHANGES: dict[str, dict[str, Any]] = {
    "as-told": {**RICH, "regime__rollout": None},
    "as-documented": {},
    "europe-with-rights": {
        "regime__data_sources__location__false_record_rate": 0.02,
        "regime__data_sources__health__false_record_rate": 0.01,
    },
    "benefits-clawback": {"regime__data_sources__tax__false_record_rate": 0.002},
    "suining": {"regime__rollout__provinces": ["Shanghai", "Hainan"]},
}
SCALES = {"as-told": 60_000, "as-documented": 60_000, "suining": 60_000}
GERMAN = ("Bremen", "Hamburg", "Saarland")


@dataclass(frozen=True)
class Person:
    """Of whom a row is; weight: people of the country whom one stands for."""

    life: Replay
    weight: float
    province: str

    @property
    def group(self) -> str:
        return ("majority", "minority")[self.trait("group")]

    def trait(self, name: str) -> int:
        return self.life.community.trait(name, self.life.position)

    def alive(self, month: int) -> bool:
        return self.life.community.alive(self.life.position, month)

    def mark(self, month: int, bit: int) -> bool:
        """Whether a mark stood on somebody at the end of a month."""
        return bool(int(self.life.life["marks"][month - self.life.months[0]]) & bit)


@dataclass(frozen=True)
class Row:
    """A row of somebody's ledger."""

    who: Person
    day: int
    month: int
    event: str
    a: int
    b: int
    c: int

    @property
    def year(self) -> int:
        return self.month // YEAR

    @property
    def quarter(self) -> int:
        return self.month // 3

    @property
    def conduct(self) -> str:
        """What it is about, where the first number says so, alone or with its record."""
        return CONDUCT[self.a & CONDUCT_BITS]

    @property
    def cause(self) -> str:
        """Why something was refused."""
        return CAUSES[(self.c >> 1 & 31) - 1]

    @property
    def demand(self) -> str:
        return DEMANDS[self.a]

    @property
    def source(self) -> str:
        return SOURCES[self.b]


NAMES = {number: name.lower() for name, number in NUMBERS.items()}


@dataclass(frozen=True)
class Lives:
    """What a report says of a run, and who lived in it."""

    scenario: Scenario
    world: World
    measures: Measures

    @cached_property
    def months(self) -> range:
        return range(self.scenario.start, self.world.month)

    @cached_property
    def communities(self) -> list[dict[int, Person]]:
        """Those about whom there is anything to say, by community and number."""
        data, found = OfWorld(self.world), []
        for c, place in enumerate(self.world.layout):
            name = self.world.where.names[int(place["province"])]
            if name in (self.measures.area or self.measures.run.weights):
                weight = self.measures.run.weights[name]
                lived = replay_everybody(data, c)
                found.append({number: Person(life, weight, name) for number, life in lived.items()})
        return found

    @cached_property
    def people(self) -> list[Person]:
        return [who for each in self.communities for who in each.values()]

    def living(self, month: int, least: int = 0, group: str | None = None, tenth: int | None = None) -> float:
        """Of the country, those whom everybody stands for who lives in a month and is so many years old."""
        found = 0.0
        for each in self.communities:
            first = next(iter(each.values()))
            traits = first.life.community.traits
            here = (traits["birth"] <= month - YEAR * least) & (month < traits["death"])
            here &= True if group is None else traits["group"] == ("majority", "minority").index(group)
            here &= True if tenth is None else traits["decile"] == tenth - 1
            found += first.weight * int(here.sum())
        return found

    @cached_property
    def rows(self) -> list[Row]:
        """Everything that befell anybody since the regime began."""
        out = []
        for who in self.people:
            for day, number, a, b, c in who.life.ledger.tolist():
                if month_at(day) >= self.scenario.start:
                    out.append(Row(who, day, month_at(day), NAMES[number], a, b, c))
        return out

    @cached_property
    def _by_person(self) -> dict[int, list[Row]]:
        out: dict[int, list[Row]] = {}
        for row in self.rows:
            out.setdefault(id(row.who), []).append(row)
        return out

    def rows_of(self, who: Person) -> list[Row]:
        """What befell somebody since the regime began."""
        return self._by_person.get(id(who), [])

    @cached_property
    def by_event(self) -> dict[str, list[Row]]:
        out: dict[str, list[Row]] = {name: [] for name in NAMES.values()}
        for row in self.rows:
            out[row.event].append(row)
        return out

    def of(self, event: str, **where: Any) -> list[Row]:
        """The rows of an event of which everything named holds."""
        return [row for row in self.by_event[event] if all(getattr(row, key) == value for key, value in where.items())]

    @cached_property
    def source_of(self) -> dict[tuple[int, int], tuple[str, int]]:
        """By person and record, with its conduct: which data source made it, and what truly happened."""
        return {(id(row.who), row.a): (row.source, row.c) for row in self.by_event["recorded"]}


def scaled(rows: list[Row]) -> float:
    """How many of the country so many rows stand for."""
    return sum(row.who.weight for row in rows)


def folder(of: Scenario, lived: World, path: Path, provinces: tuple[str, ...] = ()) -> Path:
    """The run folder of a world, as if nobody lived elsewhere."""
    provinces = provinces or tuple(lived.where.names)
    path.mkdir(parents=True)
    table = tidy(lived.where, *lived.reported, lived.org_reported)
    names = table.column("province").cast(pa.string())
    pq.write_table(table.filter(pc.is_in(names, pa.array(provinces))), path / "months.parquet")
    each = zip(lived.where.names, lived.where.population, lived.where.sampled)
    weights = {name: [int(people), int(sampled)] for name, people, sampled in each if name in provinces}
    manifest = {"version": "0", "seed": lived.seed, "scale": lived.scale, "scenario_hash": of.hash, "weights": weights}
    (path / "scenario.json").write_text(json.dumps(of.resolved()), encoding="utf-8")
    (path / "summary.json").write_text("{}", encoding="utf-8")
    sealed(path, manifest)
    return path


def lives(name: str, path: Path) -> Lives:
    """A preset with a few changes, lived to its end in a few provinces."""
    of = scenario(name, **CHANGES[name])
    lived = world(of, of.end - of.start + 1, scale=SCALES.get(name, 10_000))
    provinces = GERMAN if of.society.name == "germany" else HERE
    return Lives(of, lived, Measures(opened(folder(of, lived, path / name, provinces))))
