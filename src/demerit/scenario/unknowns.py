"""What nobody knows: values that may as well be others, and how far.

A number that is no figure of a source declares `range: [low, high]`; a mapping, a list or a dated value of such numbers
declares `times: [low, high]`, by which all of them may be off together; and `together` does so by name, for all numbers
of a name in a mapping.  Numbers inside that were found or recalled stay as they are.
"""

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final, NamedTuple

from demerit.scenario.capping import cap
from demerit.scenario.changing.moving import moved
from demerit.scenario.changing.plain import held as held_at
from demerit.scenario.explaining import resolve
from demerit.scenario.problems import Path
from demerit.scenario.provenance import Provenance
from demerit.scenario.scenario import Scenario
from demerit.scenario.turning import numbers

OPEN: Final = (None, "assumed")  # a fitted one is moved by its fit, a told one is what is told


class Unknown(NamedTuple):
    """One thing that nobody knows.

    path: where its range stands, for a name of `together` the mapping, `*` and the name; low, high: of the value, or of
    the factor if `together`; members: the numbers that move with it; note: why so far, in words.
    """

    path: Path
    low: float
    high: float
    together: bool
    members: tuple[Path, ...]
    note: str | None = None

    def at(self, share: float) -> float:
        """The value, or the factor, at a share (0 to 1) of the way; factors on a logarithmic scale."""
        low, high = (math.log(self.low), math.log(self.high)) if self.together else (self.low, self.high)
        value = low + share * (high - low)
        return min(max(math.exp(value) if self.together else value, self.low), self.high)  # rounding leads nowhere else


class Room(NamedTuple):
    """How far something may be off, as an `Unknown` says it."""

    path: Path
    low: float
    high: float
    together: bool
    note: str | None


def unknowns(scenario: Scenario) -> list[Unknown]:
    """Everything that nobody knows about a scenario and has room to move, in the order in which it is written."""
    given = scenario._given
    members: dict[Room, list[Path]] = {}
    for number in numbers(scenario):
        held = room(given, number.path)
        if held is not None and held.low < held.high and _is_open(given, number.path, held):
            members.setdefault(held, []).append(number.path)
    return [Unknown(*held[:4], tuple(inside), held.note) for held, inside in members.items()]


def held(scenario: Scenario) -> list[Path]:
    """Numbers that nobody knows and that say that they do not move: the lowest that they may be is the highest."""
    given = scenario._given
    rooms = ((number.path, room(given, number.path)) for number in numbers(scenario))
    return [path for path, said in rooms if said and said.low == said.high and _is_open(given, path, said)]


def without_range(scenario: Scenario) -> list[Path]:
    """Numbers that somebody wrote, that no source has, and that do not say how far they may be off."""
    given = scenario._given
    return [
        number.path
        for number in numbers(scenario)
        if number.written and _mark(given, number.path) == "assumed" and room(given, number.path) is None
    ]


def without_reason(scenario: Scenario) -> list[Path]:
    """Numbers that say how far they may be off, and neither there nor around it why."""
    rooms = {number.path: room(scenario._given, number.path) for number in numbers(scenario)}
    return [path for path, held in rooms.items() if held is not None and held.note is None]


def _mark(given: dict[Path, Provenance], path: Path) -> str | None:
    """The mark that covers a number: that of the nearest mapping that has one."""
    return next((given[p].mark for p in _around(path) if p in given and given[p].mark is not None), None)


def room(given: dict[Path, Provenance], path: Path) -> Room | None:
    """How far a number may be off: as it says itself, or as the nearest mapping around it says that does."""
    for around in _around(path):
        said = given.get(around)
        if said is None:
            continue
        for name, named in (said.together or {}).items():
            if name in path[len(around) :]:
                return Room((*around, "*", name), *named.times, True, named.note or _note(given, around))
        if said.times is not None:
            return Room(around, *said.times, True, _note(given, around))
        if said.range is not None and around == path:
            return Room(around, *said.range, False, _note(given, around))
    return None


def _note(given: dict[Path, Provenance], path: Path) -> str | None:
    """The nearest note at or around a place."""
    return next((given[p].note for p in _around(path) if p in given and given[p].note is not None), None)


def _is_open(given: dict[Path, Provenance], path: Path, held: Room) -> bool:
    """Whether a range is about a number: its own always is, one around it if no source has the number."""
    return held.path == path or _mark(given, path) in OPEN


def _around(path: Path) -> Iterator[Path]:
    """A path, and every mapping around it, inner ones first."""
    return (path[:length] for length in range(len(path), -1, -1))


def drawn(scenario: Scenario, values: dict[Path, float]) -> Scenario:
    """The scenario with other values for what nobody knows, by the path of each unknown; factors for those together.

    What together is more than all there is is taken back (`scenario.capping`).  Raises ScenarioError where they cannot
    be together for another reason.
    """
    plain = scenario.model_dump(mode="json", by_alias=True)
    at = spread(plain, unknowns(scenario), values)
    return moved(scenario, at, lambda data: cap(data, scenario.months))


def spread(plain: dict[str, Any], known: Iterable[Unknown], values: dict[Path, float]) -> dict[Path, float]:
    """Every number that moves with what nobody knows, in plain data of a scenario: its path and what it then is."""
    return {
        member: _moved(held_at(plain, member), member, values[unknown.path], unknown.together)
        for unknown in known
        if unknown.path in values
        for member in unknown.members
    }


def _moved(old: float, path: Path, value: float, together: bool) -> float:
    """The value, or the old one times the factor as far as the format allows; whole where the old one is."""
    if together:
        low, high = limits(path)
        value = min(max(old * value, low), high)
    return round(value) if isinstance(old, int) and _whole(path) else value


@lru_cache(maxsize=1)
def _schema() -> dict[str, Any]:
    return Scenario.model_json_schema(by_alias=True)


def _node(path: Path) -> dict[str, Any]:
    """What the schema says of a number; of a dated one, what it says of any of its dates."""
    schema = _schema()
    node = resolve(schema, schema)
    for step in path:
        inner = _step(node, step)
        if inner is None:
            break
        node = resolve(schema, inner)
    return node


def _step(node: dict[str, Any], step: str | int) -> Any:
    if isinstance(step, int):
        prefix = node.get("prefixItems", [])
        return prefix[step] if step < len(prefix) else node.get("items")
    return node.get("properties", {}).get(step) or node.get("additionalProperties") or None


def _whole(path: Path) -> bool:
    return _node(path).get("type") != "number"


def limits(path: Path) -> tuple[float, float]:
    """The lowest and the highest that the format allows a number to be."""
    node = _node(path)
    return float(node.get("minimum", -math.inf)), float(node.get("maximum", math.inf))
