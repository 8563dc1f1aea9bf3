"""What is left of data in which something is wrong: the largest part that is sound, and where each of it stood."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from demerit.scenario.problems import Path

M = TypeVar("M", bound=BaseModel)
MOST: Final = 50  # rounds; each takes away everything that is seen to be wrong then


class Sound(NamedTuple):
    """What is sound.

    kept: of every list, by its path as written, the numbers of the elements that are left; gone: what was taken away,
    by its path as written.
    """

    model: Any
    kept: Mapping[Path, Sequence[int]]
    gone: frozenset[Path] = frozenset()

    def written(self, path: Path) -> Path:
        """Where something stands in the data as they were written."""
        return _written(path, self.kept)


def sound(kind: type[BaseModel], data: Any) -> Sound | None:
    """The sound part of data, or None where nothing is left that could be of this kind."""
    gone: set[Path] = set()
    for _ in range(MOST):
        kept: dict[Path, list[int]] = {}
        left = _left(data, (), gone, kept)
        try:
            return Sound(kind.model_validate(left), kept, frozenset(gone))
        except ValidationError as error:
            before = len(gone)
            gone |= {_at_fault(wrong, left, kept) for wrong in error.errors(include_url=False)}
            if () in gone or len(gone) == before:
                return None
    return None


def _left(data: Any, path: Path, gone: set[Path], kept: dict[Path, list[int]]) -> Any:
    if isinstance(data, dict):
        return {k: _left(inner, (*path, k), gone, kept) for k, inner in data.items() if (*path, k) not in gone}
    if isinstance(data, list):
        kept[path] = [n for n in range(len(data)) if (*path, n) not in gone]
        return [_left(data[n], (*path, n), gone, kept) for n in kept[path]]
    return data


def _written(path: Path, kept: Mapping[Path, Sequence[int]]) -> Path:
    out: Path = ()
    for step in path:
        there = kept.get(out, ())
        out = (*out, there[step] if isinstance(step, int) and step < len(there) else step)
    return out


def _at_fault(wrong: Any, left: Any, kept: Mapping[Path, Sequence[int]]) -> Path:
    """What to take away: what is wrong, or what lacks something."""
    steps = [step for step in wrong["loc"] if step != "[key]"]
    there: Path = ()
    for step in steps[:-1] if wrong["type"] == "missing" else steps:
        inside = left.get(step) if isinstance(left, dict) else None
        if isinstance(left, list) and isinstance(step, int) and step < len(left):
            inside = left[step]
        elif not (isinstance(left, dict) and step in left):
            break  # a step of the checker's own, not of the data
        left, there = inside, (*there, step)
    return _written(there, kept)
