"""Every number of a scenario, turned up and down in paired worlds: does the measure move that the field declares?"""

import copy
import random
import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from tests.helpers.worlds import world

from demerit.catalogue.of_organisations import OF_ORGANISATIONS
from demerit.catalogue.of_people import OF_PEOPLE
from demerit.scenario import Scenario, ScenarioError, load
from demerit.scenario.turning import Moves, Number, Still, numbers

SCALE = 150_000  # a community a province
MONTHS = 72
INTERVENTIONS = "interventions"
TRIES = 8  # numbers of a field that are turned until one moves what it says
UP = (4.0, 2.0, 1.3, 1.05)
DOWN = (0.25, 0.5, 0.6, 0.7, 0.8, 0.88, 0.95)


class Turned(NamedTuple):
    """A number turned: what its measure is with the lower and with the higher value."""

    number: Number
    low: float
    high: float
    at_low: int
    at_high: int

    @property
    def moves(self) -> bool:
        """Whether the measure moves as declared."""
        says = self.number.says
        if isinstance(says, Still):
            return self.at_high != self.at_low
        return isinstance(says, Moves) and (self.at_high > self.at_low if says.up else self.at_high < self.at_low)

    def __str__(self) -> str:
        says = self.number.says
        measure = says.measure if isinstance(says, Moves) else ""
        path = ".".join(map(str, self.number.path))
        return f"{path}: {self.low:g} to {self.high:g}: {measure} {self.at_low} to {self.at_high}"


def plainly(name: str) -> Any:
    """A preset as plain data without provenance."""
    return load(name, assume=True).model_dump(mode="json", by_alias=True)


def every(name: str) -> list[Number]:
    """Every number of a preset and its society, and those of its interventions.

    Where a regime has nothing to do with organisations, they are not lived, and their numbers stay at rest.
    """
    of = load(name, assume=True)
    found = [one for one in numbers(of) if one.path[0] in ("society", "regime")]
    if of.regime.organisations is None:
        found = [one for one in found if one.path[:2] != ("society", "organisations")]
    return found + list(intervened(of))


def intervened(of: Scenario) -> Iterator[Number]:
    """Every number that an intervention sets: it says what the field says that it sets."""
    for i, change in enumerate(of.interventions):
        for key in change.changes:
            path = tuple(key.removeprefix("regime.").split("."))
            for one in numbers(of.regime_at(change.date)):
                if tuple(map(str, one.path[: len(path)])) == path:
                    yield one._replace(path=(INTERVENTIONS, i, "set", key, *one.path[len(path) :]))


def higher(value: float) -> Iterator[float]:
    """Larger values, the largest first."""
    if value > 0:
        yield from (value * factor for factor in UP)
        yield from (1.0 - (1.0 - value) * factor for factor in (0.0, 0.25, 0.5) if value < 1)
    else:
        yield from (value + step for step in (365.0, 50.0, 1.0, 0.5, 0.1))
        yield from (value * factor for factor in DOWN)


def lower(value: float) -> Iterator[float]:
    """Smaller values, the smallest first; 0 last, which often means something else."""
    if value > 0:
        yield from (value * factor for factor in DOWN)
        yield 0.0
    else:
        yield from (value - step for step in (365.0, 50.0, 1.0, 0.5, 0.1))
        yield from (value * factor for factor in UP)


def turned(data: Any, number: Number, up: bool) -> tuple[float, Scenario] | None:
    """A sound scenario in which the number is as far up, or down, as may be; None: it cannot be turned."""
    whole = isinstance(number.value, int)
    for value in (higher if up else lower)(number.value):
        given: Any = round(value) if whole else value
        if given == number.value:
            continue
        for rescale in (False, True):
            changed = copy.deepcopy(data)
            _put(changed, number.path, given, rescale)
            try:
                return given, Scenario.from_resolved(changed)
            except ScenarioError:
                continue
    return None


def _put(data: Any, path: tuple[Any, ...], value: float, rescale: bool) -> None:
    """A value in its place; rescale: the shares beside it make room, so that their sum stays."""
    for step in path[:-1]:
        data = data[step]
    old, last = data[path[-1]], path[-1]
    data[last] = value
    if rescale:
        others = [key for key in (data if isinstance(data, dict) else range(len(data))) if key != last]
        held = {key: data[key] for key in others if isinstance(data[key], float)}
        total = sum(held.values())
        for key, share in held.items():
            data[key] = share * (total + old - value) / total if total else share


def measured(of: Scenario, number: Number, months: int = MONTHS) -> int:
    """The measure that the number's field declares, over a small world's months under the regime; of a field that
    declares none, what tells any difference."""
    says = number.says
    assert says is not None, f"{number.field} does not say what it moves"
    lived = world(of, min(months, of.end - of.start + 1), scale=SCALE)
    if isinstance(says, Still):
        return hash((lived.people.digest(), *(sums.tobytes() for _, sums in lived.history)))
    names = next(m for m in (OF_ORGANISATIONS if says.organisations else OF_PEOPLE) if m.field == says.measure).axes
    since = of.start - lived.first
    history = lived.org_history[since:] if says.organisations else [sums for _, sums in lived.history[since:]]
    if not history:  # of a regime without organisations nothing is counted about them
        return 0
    rows: Any = np.sum([sums[says.measure].sum(axis=0) for sums in history], axis=0)
    if names:
        values = names[0].values
        named = [says.of] if says.of else [name for name in number.names if name in values]
        if named:
            rows = rows[..., values.index(named[-1])]
    return int(rows.sum())


def turn(name: str, number: Number, months: int = MONTHS) -> Turned | None:
    """A number of a preset, turned down and up; None where it cannot be turned either way.

    Of an intervention, over the whole run: most come late.
    """
    data = plainly(name)
    if number.path[0] == INTERVENTIONS:
        months = 10 * MONTHS
    if "learned_score" not in number.path:
        data["regime"]["learned_score"] = None  # it needs more people than there are here
    base = number.value, None
    low, high = (turned(data, number, up) or base for up in (False, True))
    if low == high:
        return None
    least, most = (measured(of or Scenario.from_resolved(data), number, months) for _, of in (low, high))
    return Turned(number, low[0], high[0], least, most)


class Case(NamedTuple):
    """A number of a preset."""

    preset: str
    number: Number


PRESETS = ("as-told", "as-documented", "benefits-clawback", "europe-with-rights", "rongcheng", "schufa-like", "fuzhou")


def cases(presets: Sequence[str] = PRESETS) -> dict[str, list[Case]]:
    """Numbers by field, mixed over presets and places, the same each time; what is 0 comes last: it is often off."""
    out: dict[str, list[Case]] = {}
    for name in presets:
        for number in every(name):
            out.setdefault(number.field, []).append(Case(name, number))
    for field, found in out.items():
        random.Random(field).shuffle(found)  # noqa: S311
        found.sort(key=lambda case: case.number.value == 0)
    return out


def main(presets: list[str]) -> None:
    """Turn every number of presets, or, without any, a number of each field until one moves; print the others."""
    for field, found in cases(presets or PRESETS).items():
        for case in found if presets else found[:TRIES]:
            result = turn(case.preset, case.number)
            if result is not None and result.moves and not presets:
                break
            if result is None or not result.moves:
                sys.stdout.write(f"{field} {case.preset} {result or case.number.path}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
