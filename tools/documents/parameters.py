"""Tables of parameters: as few rows as their provenance allows, each with value, mark, range and reference."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from demerit.report.claims import citation
from demerit.scenario import Scenario
from demerit.scenario.problems import Path, dotted
from demerit.scenario.unknowns import Unknown, held, unknowns
from tools.documents.markdown import grid

HEADS: Final = ("parameter", "value", "mark", "range", "reference")
SHOWN: Final = 8  # numbers of a list that are written out; of longer ones how many there are, and from where to where
MOST_RANGES: Final = 3  # in one row
OF_KIND: Final = ("ceiling", "acceptance", "disposition", "voice", "hardship", "fear", "opinion")


class Row(NamedTuple):
    """One row: where its values stand, and what they are."""

    paths: tuple[Path, ...]
    name: str
    value: Any


class Parameters:
    """The parameters of a scenario, section by section, such as `regime.fear`."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.written = scenario.model_dump(mode="json", by_alias=True, exclude_unset=True)
        self.unknown: list[Unknown] = unknowns(scenario)
        self.held = held(scenario)
        given = (path for key in scenario.provenance for path in [_path(key)])
        self.apart = {path[:length] for path in given for length in range(1, len(path) + 1)}

    def table(self, section: str) -> str:
        """The table of a section; of one that nobody wrote, nothing."""
        path = _path(section)
        return grid(HEADS, [self._cells(row) for row in self._rows(_at(self.written, path), path, "")])

    def kinds(self, section: str) -> str:
        """A table with a row for each kind of act or demand that there is: what its formula takes."""
        path = _path(section)
        rows = []
        for name, kind in _at(self.written, path).items():
            if kind.get("ceiling"):
                values = [_short(kind[field]) if kind.get(field) else "" for field in OF_KIND]
                said = self._said(((*path, name, "ceiling"), (*path, name, "acceptance")))
                rows.append((f"`{name}`", *values, *said))
        return grid(("kind", "ceiling a year", *OF_KIND[1:], *HEADS[2:]), rows)

    def _rows(self, data: Any, path: Path, name: str) -> Iterator[Row]:
        """Values with nothing of their own to say stand in one row."""
        if data is None or data in ([], {}):
            return
        inner = _inside(data)
        if not inner:
            yield Row((path,), name, data)
            return
        plain = {label: (step, each) for step, label, each in inner if self._is_plain(each, (*path, step))}
        if len(plain) > 1 or len(plain) == len(inner):
            paths = tuple((*path, step) for step, _ in plain.values())
            yield Row(paths, name, {label: each for label, (_, each) in plain.items()})
        else:
            plain = {}
        for step, label, child in inner:
            if label not in plain:
                yield from self._rows(child, (*path, step), f"{name}.{label}" if name else label)

    def _is_plain(self, value: Any, path: Path) -> bool:
        return not _inside(value) and path not in self.apart

    def _cells(self, row: Row) -> tuple[str, ...]:
        name = f"`{row.name}`" if row.name else ""
        dates = row.value if _is_dated(row.value) else {}
        leaves = tuple((*row.paths[0], key) for key in dates) or row.paths
        return name, _short(row.value), *self._said(leaves)

    def _said(self, paths: tuple[Path, ...]) -> tuple[str, str, str]:
        """Marks, ranges and references of what stands at some places, each once."""
        said = [found for path in paths if (found := self.scenario.provenance_of(dotted(path)))]
        marks = dict.fromkeys(found.mark for found in said if found.mark)
        cited = dict.fromkeys(found.reference for found in said if found.reference not in (None, "none"))
        rooms = list(dict.fromkeys(self._rooms(paths)))
        ranges = rooms[:MOST_RANGES] + ([f"and {len(rooms) - MOST_RANGES} more"] if len(rooms) > MOST_RANGES else [])
        return ", ".join(marks), "; ".join(ranges), "; ".join(citation(str(key)) for key in cited)

    def _rooms(self, paths: tuple[Path, ...]) -> Iterator[str]:
        """How far the numbers at some places may be off."""
        for unknown in self.unknown:
            if any(member[: len(path)] == path for member in unknown.members for path in paths):
                yield f"{'x ' if unknown.together else ''}{unknown.low:g} to {unknown.high:g}"
        if any(number[: len(path)] == path for number in self.held for path in paths):
            yield "held"


def _path(key: str) -> Path:
    return tuple(int(part) if part.isdigit() else part for part in key.split("."))


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data.get(step) if isinstance(data, Mapping) else None
    return data


def _is_dated(data: Any) -> bool:
    return isinstance(data, Mapping) and bool(data) and all(str(key)[:4].isdigit() for key in data)


def _inside(data: Any) -> list[tuple[str | int, str, Any]]:
    """What a mapping or a list of mappings holds: step, name, child; of plain and of dated values nothing."""
    if isinstance(data, Mapping) and not _is_dated(data):
        return [(key, str(key), child) for key, child in data.items() if key != "id"]
    if isinstance(data, list) and any(isinstance(child, Mapping) for child in data):
        return [(n, str(child.get("id", n + 1)), child) for n, child in enumerate(data)]
    return []


def _short(value: Any) -> str:
    """A value in few words."""
    if _is_dated(value) and len(value) > SHOWN // 2:
        return _series(list(value.items()))
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_short(each)}" for key, each in value.items())
    if isinstance(value, list):
        numbers = _numbers(value)
        if len(numbers) > SHOWN:
            return f"{len(numbers)} numbers, {min(numbers):g} to {max(numbers):g}"
        listed = ", ".join(_short(each) for each in value)
        return f"({listed})" if len(value) > 1 else listed
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _series(dates: list[tuple[str, Any]]) -> str:
    """A value that changes by month or year, at many dates."""
    first, last = (f"{key} ({_short(value)})" for key, value in (dates[0], dates[-1]))
    numbers = _numbers([value for _, value in dates])
    within = f", within {min(numbers):g} to {max(numbers):g}" if len(numbers) == len(dates) else ""
    return f"{len(dates)} dates from {first} to {last}{within}"


def _numbers(value: Any) -> list[float]:
    if isinstance(value, list):
        return [number for each in value for number in _numbers(each)]
    return [value] if isinstance(value, int | float) and not isinstance(value, bool) else []
