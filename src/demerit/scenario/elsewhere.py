"""A regime on other people than it was written for: what is bound to a place that is not there.

A rule for a province that the other society lacks falls away, and what the regime says of everybody holds.  Of a
roll-out in such provinces the file says which others stand for them (`rollout.elsewhere`); where it says nothing, the
regime runs everywhere.  Only provinces of the society that the regime was written for are treated so: any other name
that is unknown stays, and is an error.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from demerit.scenario.census import provinces
from demerit.scenario.interventions import PREFIX
from demerit.scenario.problems import Path, Positions, Problem, dotted, without
from demerit.scenario.provenance import Provenance, nearest
from demerit.scenario.values import Frozen, Line, Row

LISTS: Final = (("detention",), ("enforcement", "groups"))  # whose elements may be for one province
ROLLOUT: Final = ("rollout", "provinces")
ELSEWHERE: Final = ("rollout", "elsewhere")


class Transplant(Frozen):
    """That a regime runs on other people: which society it was written for, and what became of what is not there.

    Written by `--society`, not by hand.
    """

    written_for: Line
    changes: Row[Line] = ()

    def told(self, society: str) -> str:
        """In one line."""
        changes = "; ".join(self.changes) or "nothing in it is bound to a place"
        return f"was written for society {self.written_for}; on society {society}: {changes}"


class Source(NamedTuple):
    """A scenario as it was read, before it is checked."""

    plain: dict[str, Any]
    given: dict[Path, Provenance]
    positions: Positions


class Part(NamedTuple):
    """What is shaped like a regime, or like some sections of it; where it stands; how deep in a regime that is."""

    data: dict[str, Any]
    at: Path
    depth: int

    def path(self, keys: Path) -> Path:
        """Where a key of the regime stands in the scenario."""
        return (*self.at, *keys[self.depth :])


def provinces_of(society: Any) -> tuple[str, ...]:
    """The provinces of a society's data as read; none where it is not sound, which other checks say."""
    file = _at(society, ("provinces",))
    try:
        return provinces(file) if isinstance(file, str) else ()
    except (OSError, ValueError):
        return ()


def settled(source: Source, own: tuple[str, ...]) -> tuple[list[str], list[Problem]]:
    """Makes a scenario fit its society, whose provinces are not its own: what was changed, and what cannot be."""
    places = Places(source, own)
    regime = source.plain.get("regime")
    if not places.lacking or not isinstance(regime, dict):
        return [], []
    said = [*places.settle(Part(regime, ("regime",), 0))]
    changes = [*_changes(source.plain)]
    for at, steps, value in changes:
        said += places.settle(Part(_nested(steps, value), at, len(steps)))
    return said, [problem for at, steps, _ in changes for problem in places.miscounted(at, steps)]


class Places:
    """The places that the other society lacks, and what becomes of them."""

    def __init__(self, source: Source, own: tuple[str, ...]) -> None:
        self.source = source
        society = source.plain.get("society")
        here = provinces_of(society)
        self.lacking = frozenset(own) - frozenset(here) if here else frozenset()
        self.shorter: set[Path] = set()  # lists out of which something fell
        self.stand_in: Path = ("regime", *ELSEWHERE, str(_at(society, ("name",))))

    def settle(self, part: Part) -> Iterator[str]:
        """Takes out of a part what is bound to lacking places; says what."""
        named = _at(part.data, ROLLOUT)
        if lost := self._lost(named):
            at = part.path(ROLLOUT)
            yield f"{_key(at).removesuffix('.provinces')} {self._rolled_out(named, lost, at)}"
        for keys in LISTS:
            rules, at = _at(part.data, keys), part.path(keys)
            gone = self._bound(rules)
            for number, _ in reversed(gone):
                del rules[number]
                self._forget((*at, number))
                self.shorter.add(keys)
            yield from (f"{_key((*at, number))} ({where}) falls away" for number, where in gone)

    def _bound(self, rules: Any) -> list[tuple[int, str]]:
        """Number and province of the rules of a list that are for a lacking one."""
        named = [_at(rule, ("province",)) for rule in rules] if isinstance(rules, list) else []
        return [(number, name) for number, name in enumerate(named) if self._lacks(name)]

    def _lacks(self, name: Any) -> bool:
        return isinstance(name, str) and name in self.lacking

    def _lost(self, named: Any) -> list[str]:
        return [name for name in named if self._lacks(name)] if isinstance(named, list) else []

    def _rolled_out(self, named: list[Any], lost: list[str], at: Path) -> str:
        """Puts the provinces of a roll-out in the place of those that are lacking; says which."""
        instead = _at(self.source.plain, self.stand_in)
        for number in reversed(range(len(named))):
            self._forget((*at, number))
        named[:] = [name for name in named if name not in lost]
        where: dict[str, Any] = {}
        if isinstance(instead, list):
            named += [name for name in instead if name not in named]
            where = (nearest(self.source.given, self.stand_in) or Provenance()).model_dump(exclude_none=True)
            self.source.positions.point(at, self.stand_in)
        told = f"{f'in {_listed(named)}' if named else 'everywhere'}, in place of {_listed(lost)}"
        said = {"note": told, **where, "mark": "assumed", "confidence": "L"}
        self.source.given[at] = Provenance.model_validate(said)
        return told

    def miscounted(self, at: Path, steps: Path) -> Iterator[Problem]:
        """A change that names an element by its number, in a list of which some are gone."""
        for keys in self.shorter:
            if steps[: len(keys)] == keys and len(steps) > len(keys):
                message = f"counts in a list from which rules fall away here; write `{_key(keys)}` as a whole"
                yield self.source.positions.problem(at, None, message)

    def _forget(self, path: Path) -> None:
        given = without(self.source.given, path)
        self.source.given.clear()
        self.source.given.update(given)
        self.source.positions.forget(path)


def _changes(plain: dict[str, Any]) -> Iterator[tuple[Path, Path, Any]]:
    """Every change of an intervention: where it stands, the steps of its key, its value."""
    given = plain.get("interventions")
    for number, intervention in enumerate(given if isinstance(given, list) else ()):
        changes = _at(intervention, ("set",))
        for key, value in changes.items() if isinstance(changes, dict) else ():
            yield ("interventions", number, "set", key), tuple(key.removeprefix(PREFIX).split(".")), value


def _nested(steps: Path, value: Any) -> dict[str, Any]:
    """A value under its key, shaped like a regime."""
    for step in reversed(steps):
        value = {step: value}
    return dict(value)


def _key(path: Path) -> str:
    """A key as it is told."""
    return dotted(path).removeprefix(PREFIX)


def _listed(names: list[Any]) -> str:
    return ", ".join(map(str, names))


def _at(data: Any, path: Path) -> Any:
    """What stands at a path of mappings, or None."""
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return data
