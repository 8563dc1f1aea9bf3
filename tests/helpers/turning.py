"""Every number of a scenario, turned up and down in paired worlds: does the measure move that the field declares?

`python -m tests.helpers.turning [PRESET...] [--kept FILE] [--part 1/4] [--people 10000] [--long] [--again]` turns every
number that is written in presets (in all, unless named); what is a society's once, in the first of its presets in which
it moves; of a field that no file has, one that does.  What does not move in a preset as it stands is turned where it
has what it needs (`switched`), and then among ten times as many people.  A line a number in FILE; what stands there is
not turned again, so it goes on where it was stopped; --again: what did not plainly move is.  --long: people live as
long before the regime as in a run, and societies are tried in all their presets.
"""

import argparse
import copy
import json
import random
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from tests.helpers.pairs import Came, Size, held, raced
from tests.helpers.switched import switched

from demerit.people.census import CensusError
from demerit.scenario import Scenario, ScenarioError, load
from demerit.scenario.shipped import names_in
from demerit.scenario.turning import Bound, Moves, Number, Still, numbers
from demerit.world.errors import DemeritError

INTERVENTIONS = "interventions"
NOWHERE = "nowhere"
TRIES = 8  # numbers of a field that are turned until one moves what it says
UP = (4.0, 2.0, 1.7, 1.3, 1.05)
DOWN = (0.25, 0.5, 0.6, 0.7, 0.8, 0.88, 0.95)
FAR = {200.0: 0.004, 20.0: 0.05}  # how many times as large a chance may be made that is less than this
STEPS = (365.0, 50.0, 1.0, 0.5, 0.1, 0.05, 0.01)  # from 0, and from below it
WHOLE = 1e-6  # by which shares of a whole may miss one
SMALL = Size()
LARGER = 10  # times as many people, where too little happens among few
PLAINLY = 3  # cases by which a measure has to move among few people, not to be looked at among many


class Turned(NamedTuple):
    """A number turned as far as may be: what its measure came to with the lower and with the higher value.

    Where one way was enough to tell, the number as it stands is the other; months: lived until then.
    """

    number: Number
    low: float
    high: float
    at_low: int
    at_high: int
    months: int

    @property
    def moves(self) -> bool:
        """Whether the measure moves as declared."""
        says = self.number.says
        if isinstance(says, Still | Bound):
            return (self.at_high != self.at_low) == isinstance(says, Still)
        return isinstance(says, Moves) and (self.at_high > self.at_low if says.up else self.at_high < self.at_low)

    @property
    def plain(self) -> bool:
        """Whether it moves by more than a case or two, which chance alone may bring about."""
        return self.moves and (not isinstance(self.number.says, Moves) or abs(self.at_high - self.at_low) >= PLAINLY)

    def __str__(self) -> str:
        says = self.number.says
        measure = says.measure if isinstance(says, Moves) else ""
        path = ".".join(map(str, self.number.path))
        return f"{path}: {self.low:g} to {self.high:g}: {measure} {self.at_low} to {self.at_high}, {self.months} months"


@lru_cache(maxsize=len(names_in("presets")))
def plainly(name: str) -> Any:
    """A preset as plain data without provenance: not to be changed."""
    return load(name, assume=True).model_dump(mode="json", by_alias=True)


def every(name: str) -> list[Number]:
    """Every number of a preset and its society, and those of its interventions.

    Where a regime has nothing to do with organisations, they are not lived, and their numbers stay at rest.
    """
    of, data = load(name, assume=True), plainly(name)
    found = [_unlived(of, data, one) for one in numbers(of) if one.path[0] in ("society", "regime")]
    if of.regime.organisations is None:
        found = [one for one in found if one.path[:2] != ("society", "organisations")]
    return found + list(intervened(of))


BEFORE = Still("of a time before the first month: of then are the ages of people, and who was online")


def _unlived(of: Scenario, data: Any, one: Number) -> Number:
    """A number, of which no measure tells where it is of a time that the society does not live."""
    if one.path[0] == "society" and isinstance(one.says, Moves) and one.says.over == "then":
        return one._replace(says=BEFORE) if held(data, one).stop <= of.society.first_month else one
    return one


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
        yield from (value * factor for factor, below in FAR.items() if value < below)
        yield from (value * factor for factor in UP)
        yield from (1.0 - (1.0 - value) * factor for factor in (0.0, 0.25, 0.5) if value < 1)
    else:
        yield from (value + step for step in STEPS)
        yield from (value * factor for factor in DOWN)


def lower(value: float) -> Iterator[float]:
    """Smaller values, the smallest first; 0 last, which often means something else."""
    if value > 0:
        yield from (value * factor for factor in DOWN)
        yield 0.0
    else:
        yield from (value - step for step in STEPS)
        yield from (value * factor for factor in UP)


def turned(data: Any, number: Number, up: bool) -> Iterator[tuple[float, Scenario]]:
    """Sound scenarios in which the number is up, or down: as far as may be, and then less and less far."""
    whole = isinstance(number.value, int)
    for value in chain(_as_the_start(data, number, up), (higher if up else lower)(number.value)):
        given: Any = round(value) if whole else value
        if given == number.value:
            continue
        for put in (_alone, _of_a_whole, _with_its_equal, _rising):
            changed = copy.deepcopy(data)
            put(changed, number.path, given)
            try:
                yield given, Scenario.from_resolved(changed)
                break
            except ScenarioError:
                continue


def _as_the_start(data: Any, number: Number, up: bool) -> Iterator[float]:
    """An end of a scale on which people have points may come as near as where they begin."""
    if number.field in ("Points.lowest", "Points.highest"):
        start = _holder(data, number.path)["start"]
        if (start > number.value) == up:
            yield from (start + (number.value - start) * part for part in (0.0, 0.05, 0.1, 0.2, 0.3, 0.5))


def _holder(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path[:-1]:
        data = data[step]
    return data


def _alone(data: Any, path: tuple[Any, ...], value: float) -> None:
    """A value in its place."""
    _holder(data, path)[path[-1]] = value


def _of_a_whole(data: Any, path: tuple[Any, ...], value: float) -> None:
    """Of shares of a whole, those beside it make room."""
    beside, last = _holder(data, path), path[-1]
    others = [key for key in (beside if isinstance(beside, dict) else range(len(beside))) if key != last]
    held = {key: beside[key] for key in others if isinstance(beside[key], float)}
    total = sum(held.values())
    if abs(total + beside[last] - 1.0) < WHOLE:
        for key, share in held.items():
            beside[key] = (share / total if total else 1.0 / len(held)) * (1.0 - value)
    beside[last] = value


def _with_its_equal(data: Any, path: tuple[Any, ...], value: float) -> None:
    """The foot of a scale and of its lowest band are one."""
    beside = _holder(data, path)
    if path[-1] == "lowest":
        old, rating = beside["lowest"], _holder(data, path[:-1]).get("rating")
        for scale in (beside, rating or {}):
            for name, since in scale.get("bands", {}).items():
                scale["bands"][name] = value if since == old else since
    _alone(data, path, value)


def _rising(data: Any, path: tuple[Any, ...], value: float) -> None:
    """Of values that rise, those before it are no higher, and those after it no lower."""
    beside, last = _holder(data, path), path[-1]
    if isinstance(beside, list):
        beside[:last] = [min(each, value) for each in beside[:last]]
        beside[last:] = [max(each, value) for each in beside[last:]]
    beside[last] = value


def turn(name: str, number: Number, size: Size = SMALL, given: Any = None) -> Turned | None:
    """A number of a preset (or of other plain data), turned up, or else down, or else both ways.

    None where it cannot be turned either way.
    """
    data = given or plainly(name)
    if "learned_score" not in number.path:  # it needs more people than there are here
        data = {**data, "regime": {**data["regime"], "learned_score": None}}
    came: dict[bool, tuple[float, Came]] = {}
    result = None
    for up in (True, False):
        for value, of in turned(data, number, up):
            try:
                came[up] = value, raced(data, number, of, up, size)
                break
            except CensusError:  # there is no such society: less far
                continue
        if up not in came:
            continue
        result = _between(number, came, up)
        if result.moves:
            return result
    return _between(number, came, None) if len(came) == len(("up", "down")) else result


def _between(number: Number, came: dict[bool, tuple[float, Came]], up: bool | None) -> Turned:
    """The number as it stands, and turned one way; or (None) turned both ways."""
    if up is None:
        (high, above), (low, below) = came[True], came[False]
        return Turned(number, low, high, below.turned, above.turned, above.months)
    value, one = came[up]
    ends = ((number.value, one.plain), (value, one.turned))
    (low, at_low), (high, at_high) = ends if up else ends[::-1]
    return Turned(number, low, high, at_low, at_high, one.months)


class Case(NamedTuple):
    """A number of a preset."""

    preset: str
    number: Number


PRESETS = ("as-told", "as-documented", "benefits-clawback", "europe-with-rights", "rongcheng", "schufa-like", "fuzhou")


def cases(presets: Sequence[str] = PRESETS) -> dict[str, list[Case]]:
    """Numbers by field, mixed over presets and places."""
    out: dict[str, list[Case]] = {}
    for name in presets:
        for number in every(name):
            out.setdefault(number.field, []).append(Case(name, number))
    return {field: mixed(field, found) for field, found in out.items()}


def mixed(field: str, found: list[Case]) -> list[Case]:
    """Numbers of a field in any order, the same each time; what is 0 comes last: it is often off."""
    random.Random(field).shuffle(found)  # noqa: S311
    return sorted(found, key=lambda case: case.number.value == 0)


FIRST = ("as-told", "as-documented", "europe-with-rights")  # with organisations, or the longest, of a society


def unique(presets: Sequence[str]) -> dict[str, list[Case]]:
    """Every number that somebody wrote, by a name of its own: what is a society's once, with all presets that have it;
    and one of each field that nobody writes.
    """
    out: dict[str, list[Case]] = {}
    silent: dict[str, list[Case]] = {}
    fields = set()
    for preset in sorted(presets, key=lambda name: (name not in FIRST, name)):
        society = load(preset, assume=True).society.name
        for number in every(preset):
            case = Case(preset, number)
            if number.written:
                where = society if number.path[0] == "society" else preset
                out.setdefault(f"{where} {'.'.join(map(str, number.path))}={number.value:g}", []).append(case)
                fields.add(number.field)
            else:
                silent.setdefault(number.field, []).append(case)
    return out | {f"{NOWHERE} {field}": mixed(field, found) for field, found in silent.items() if field not in fields}


def tried(key: str, found: list[Case], size: Size) -> dict[str, Any]:
    """A number turned, in the first of these presets in which it moves, as they stand or with what it needs, among few
    people or many: as a line of the file has it.
    """
    said: dict[str, Any] = {}
    best: dict[str, Any] = {}  # turned, if not plainly moving
    most = len(found) if size.long else TRIES if key.startswith(NOWHERE) else len(("a preset", "another"))
    for case, given, needs, people in ways(found[:most], size.people):
        said = {"field": case.number.field, "preset": case.preset, "needs": needs, "moves": False}
        said |= size._replace(people=people)._asdict()
        try:
            result = turn(case.preset, case.number, size._replace(people=people), given)
        except DemeritError as error:
            said["why"] = str(error)
            continue
        if result is None:
            said["why"] = "cannot be turned"
            continue
        said |= result._asdict() | {"moves": result.moves, "number": None}
        said["measure"] = getattr(case.number.says, "measure", None)
        if result.plain:
            break
        best = max(best, said, key=lambda one: (one.get("people", 0), one.get("moves", False)))
    else:
        said = best or said
    return {key: value for key, value in said.items() if value is not None}


def ways(found: list[Case], people: int) -> Iterator[tuple[Case, Any, str | None, int]]:
    """Cases, other data than the preset's, what that has besides, and among how many people."""
    for many in (people, people * LARGER):
        for case in found:
            yield case, None, None, many
            more = switched(plainly(case.preset), case.number)
            if more is not None:
                yield case, more[1], more[0], many


def settled(line: dict[str, Any]) -> bool:
    """Whether a line says that a number moves plainly."""
    by = abs(line.get("at_high", PLAINLY) - line.get("at_low", 0)) if line.get("measure") else PLAINLY
    return bool(line["moves"]) and by >= PLAINLY


def read(file: Path) -> dict[str, dict[str, Any]]:
    """The last line of each number in a file; empty where there is none."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return {one["number"]: one for one in map(json.loads, lines)}


def main(words: list[str]) -> None:
    """Turn every number that was not; print those that do not move what they say."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("presets", nargs="*")
    given.add_argument("--kept", type=Path, default=Path("turned.jsonl"))
    given.add_argument("--part", default="1/1")
    given.add_argument("--people", type=int, default=SMALL.people)
    given.add_argument("--long", action="store_true")
    given.add_argument("--again", action="store_true")
    said = given.parse_args(words)
    part, parts = map(int, said.part.split("/"))
    size = Size(said.people, said.long)
    kept = read(said.kept)
    for i, (key, found) in enumerate(unique(said.presets or names_in("presets")).items()):
        done = key in kept and (settled(kept[key]) or not said.again)
        if i % parts != part - 1 or done:
            continue
        result = {"number": key, **tried(key, found, size)}
        with said.kept.open("a", encoding="utf-8") as file:
            file.write(json.dumps(result) + "\n")
        if not result["moves"]:
            sys.stdout.write(f"{json.dumps(result)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
