"""Turn what a finding hangs on, in paired small worlds: does its figure turn in proportion?

`python -m tests.helpers.kinds [PRESET...]` makes tests/data/kinds.csv anew, for all presets in some minutes each.
"""

import copy
import csv
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import chain
from math import log
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyarrow.parquet as pq
from tests.helpers.made_up import sealed
from tests.helpers.worlds import world

from demerit.calendar import month_of, text_of
from demerit.marked import KEYS
from demerit.report.finding import Finding
from demerit.report.findings import DOCUMENTED, FINDINGS
from demerit.report.first import First
from demerit.report.first import first as first_of
from demerit.report.folder import opened
from demerit.report.kinds import Kind, kind_of
from demerit.report.kinds.figures import FIGURES
from demerit.report.kinds.inputs import FITTED, OTHERS, REPEATED, named
from demerit.report.measures import Measures
from demerit.scenario import Scenario, ScenarioError, load
from demerit.scenario.shipped import names_in
from demerit.world import model_card
from demerit.world.folder import MODEL_CARD
from demerit.world.months import months as tidy
from demerit.world.simulation import World

FILE: Final = Path(__file__).parents[1] / "data" / "kinds.csv"
HEAD: Final = """\
# What each finding's figure does when what it hangs on in the regime is turned down and up: for each preset the
# figure, the value, and the exponents: 1 is in proportion, 0 not at all; empty where it cannot be turned that way, or
# where the other way has shown that it is not in proportion.
# Source: Demerit itself, one community a province, seed 5; made by `python -m tests.helpers.kinds`.
# Year: 2026.  Licence: Apache-2.0.  Confidence: M (paired worlds of few people; another seed moves exponents a little).
"""
FIELDS: Final = ("preset", "finding", "kind", "figure", "value", "down", "up")
SCALE: Final = 150_000  # a community a province
OF_ONE: Final = 50_000  # where the system runs in one province only
GERMANY: Final = 2_500  # a smaller country, and rarer acts
# Findings of a preset that rest on so few records of so few people that it takes more of them: the scale, and which.
RARE: Final[dict[str, tuple[tuple[int, tuple[str, ...]], ...]]] = {
    "as-told": ((20_000, ("cameras", "groups", "remedy")), (1_500, ("detention",)), (4_000, ("learned",))),
    "benefits-clawback": ((500, ("groups",)),),
    "europe-with-rights": ((40, ("review",)),),
    "suining": ((5_000, ("silence", "first")),),
}
TURNS: Final = (0.8, 1.25)
NEAR: Final = (0.6, 1.6)  # exponents that are in proportion
_folders: list[tempfile.TemporaryDirectory[str]] = []  # a model card is read when it is asked for


class Row(NamedTuple):
    """A figure and a value turned.  down, up: exponents; None: the value cannot be turned that way."""

    preset: str
    finding: str
    kind: str
    figure: float
    value: str
    down: float | None
    up: float | None

    @property
    def proportional(self) -> bool:
        """Whether the figure turns with the value, every way that it can be turned."""
        turned = [each for each in (self.down, self.up) if each is not None]
        return bool(turned) and all(NEAR[0] <= each <= NEAR[1] for each in turned)


def measured(of: World) -> Measures:
    """A world's measures, as a report reads them from its folder, which stays until the process ends."""
    _folders.append(tempfile.TemporaryDirectory())
    folder = Path(_folders[-1].name)
    pq.write_table(tidy(of), folder / "months.parquet")
    where = of.where
    weights = {p: [n, k] for p, n, k in zip(where.names, where.population, where.sampled, strict=True)}
    (folder / "scenario.json").write_text(json.dumps(of.scenario.resolved()), encoding="utf-8")
    (folder / "summary.json").write_text("{}", encoding="utf-8")
    if (card := model_card.card(of)) is not None:
        model_card.save(folder / MODEL_CARD, card)
    sealed(folder, {"weights": weights, "scale": f"1:{of.scale}", "people": sum(where.sampled), "seed": of.seed})
    return Measures(opened(folder))


def lived(of: Scenario, months: int | None = None, scale: int = SCALE) -> Measures:
    """A small world of a scenario, to its end or for so many months."""
    return measured(world(of, min(of.end - of.start + 1, months or 10_000), scale=scale))


def unlearned(of: Scenario) -> Scenario:
    """A scenario without its learned score, which needs more people than there are in a small world."""
    data = of.resolved()
    if data["regime"].get("learned_score"):
        data["regime"]["learned_score"] = None
    return Scenario.from_resolved(data)


def found(m: Measures) -> dict[str, Finding | First]:
    """The findings of a run by key, and what its report begins with."""
    first = DOCUMENTED if m.run.scenario.kind == "documented" else ()
    each = [find(m) for find in (*first, *FINDINGS)]
    begins = first_of(m)
    return {one.key: one for one in each if isinstance(one, Finding)} | ({begins.key: begins} if begins else {})


def patterns(m: Measures, key: str, kind: Kind) -> list[str]:
    """What a finding is turned by: what it repeats, what was fitted, or single values that it hangs on most."""
    of = {Kind.REPEATS: REPEATED, Kind.FITTED: FITTED, Kind.ARISES: OTHERS}[kind]
    return [each for each in (of[key](m) if key in of else []) if named(m, each)]


def turned(of: Scenario, m: Measures, pattern: str, factor: float) -> tuple[float, Scenario] | None:
    """The scenario with a pattern's values times a factor, and by how much they were turned; None: they cannot be."""
    data = of.resolved()
    part = pattern.partition("#")[2]
    by = [_turn(data, key, int(part) if part else None, factor, of.start) for key in named(m, pattern)]
    changed = [each for each in by if each is not None]
    # at a limit, or too small a whole number to be turned so little: they would not turn together
    if not changed or max(changed) - min(changed) > 0.2 or min(abs(each - 1) for each in changed) < 0.05:
        return None
    try:
        return sum(changed) / len(changed), Scenario.from_resolved(data)
    except ScenarioError:
        return None


def _turn(data: Any, key: str, part: int | None, factor: float, start: int) -> float | None:
    """Turn one value where it stands; the factor that became of it, None where there is nothing to turn."""
    *path, last = [int(step) if step.isdigit() else step for step in key.split(".")]
    for step in path:
        data = data["value"] if isinstance(data, dict) and "value" in data else data
        data = data[step]
    data = data["value"] if isinstance(data, dict) and "value" in data else data
    held = data[last]
    if isinstance(held, dict) and "value" in held:
        data, last, held = held, "value", held["value"]
    by: list[float] = []
    data[last] = _times(copy.deepcopy(held), part, factor, start, by)
    return sum(by) / len(by) if by else None


def _times(held: Any, part: int | None, factor: float, start: int, by: list[float]) -> Any:
    if isinstance(held, dict):
        return {k: v if k in KEYS else _times(v, part, factor, start, by) for k, v in held.items()}
    if isinstance(held, list):
        return [_times(v, None, factor, start, by) if part in (None, i) else v for i, v in enumerate(held)]
    if isinstance(held, str) and held[:4].isdigit():
        by.append(factor)
        return text_of(start + round((month_of(held) - start) * factor))
    if isinstance(held, bool) or not isinstance(held, int | float) or not held:
        return held
    new = held * factor
    new = min(new, 1.0) if isinstance(held, float) and 0 < held <= 1 < new else new
    new = round(new) if isinstance(held, int) else new
    by.append(new / held)
    return new


def exponent(before: float, after: float, factor: float) -> float | None:
    """1: in proportion; 0: not at all; None of nothing."""
    return log(after / before) / log(factor) if before > 0 and after > 0 else None


def rows(preset: str, only: Sequence[str] = (), months: int | None = None, scale: int | None = None) -> Iterator[Row]:
    """Every finding of a preset (or some), turned by what it hangs on."""
    of = load(preset, assume=True)
    of = of if "learned" in only else unlearned(of)
    scale = scale or (GERMANY if of.society.name == "germany" else OF_ONE if of.regime.rollout.provinces else SCALE)
    plain = lived(of, months, scale)
    asked: dict[str, list[str]] = {}  # findings by what they are turned by, so that each world is lived once
    told = found(plain)
    for key in told:
        if key in FIGURES and (not only or key in only):
            for pattern in patterns(plain, key, kind_of(plain, told[key])):
                asked.setdefault(pattern, []).append(key)
    for pattern, keys in asked.items():
        exponents: dict[str, list[float | None]] = {key: [] for key in keys}
        for factor in TURNS:
            made = turned(of, plain, pattern, factor)
            if not any(_open(each) for each in exponents.values()):
                made = None  # one way has shown already that none of them turns with it
            other = lived(made[1], months, scale) if made else None
            for key in keys:
                value = exponent(FIGURES[key](plain), FIGURES[key](other), made[0]) if made and other else None
                exponents[key].append(value)
        for key in keys:
            if any(exponents[key]):
                kind = kind_of(plain, told[key]).name.lower()
                yield Row(preset, key, kind, FIGURES[key](plain), pattern, *exponents[key])


def _open(turned_so_far: list[float | None]) -> bool:
    """Whether a figure may still turn in proportion."""
    return all(each is None or NEAR[0] <= each <= NEAR[1] for each in turned_so_far)


def kept() -> list[Row]:
    """What tests/data/kinds.csv holds."""
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [
        Row(r["preset"], r["finding"], r["kind"], float(r["figure"]), r["value"], _read(r["down"]), _read(r["up"]))
        for r in csv.DictReader(lines)
    ]


def _read(cell: str) -> float | None:
    return float(cell) if cell else None


def main(presets: Sequence[str]) -> None:
    """Turn everything; rows of presets that are not named stay as they are."""
    for preset in presets or names_in("presets"):
        held = [row for row in kept() if row.preset != preset] if FILE.is_file() else []
        rare = RARE.get(preset, ())
        often = [key for key in FIGURES if not any(key in keys for _, keys in rare)]
        for row in chain(rows(preset, often), *(rows(preset, keys, scale=scale) for scale, keys in rare)):
            held.append(row)
            sys.stdout.write(f"{row}\n")
            sys.stdout.flush()
        _write(held)


def _write(held: list[Row]) -> None:
    with FILE.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(FIELDS)
        for row in sorted(held, key=lambda row: (row.preset, row.finding, row.value)):
            ends = ["" if each is None else f"{each:.2f}" for each in (row.down, row.up)]
            writer.writerow([*row[:3], f"{row.figure:.4g}", row.value, *ends])


if __name__ == "__main__":
    main(sys.argv[1:])
