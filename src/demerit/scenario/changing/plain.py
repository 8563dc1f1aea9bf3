"""Places in plain data that say only what is written: what is left to its defaults is begun where a change needs it."""

import copy
from collections.abc import Iterable
from typing import Any

from demerit.scenario.problems import Path


def held(data: Any, path: Path) -> Any:
    """What stands at a path; None where there is nothing."""
    for step in path:
        if isinstance(data, list):
            data = data[step] if isinstance(step, int) and step < len(data) else None
        else:
            data = data.get(step) if isinstance(data, dict) else None
    return data


def holder(data: Any, path: Path, whole: Any) -> Any:
    """What holds the last step of a path.  whole: the same data with their defaults, taken where nothing is written."""
    here = data
    for n, step in enumerate(path[:-1]):
        if isinstance(here, dict) and here.get(step) is None:
            default = held(whole, path[: n + 1])
            here[step] = copy.deepcopy(default) if isinstance(default, list) else {}
        here = here[step]
    return here


def delete(data: Any, path: Path, whole: Any) -> None:
    """Take something away, if it is written."""
    inside = holder(data, path, whole)
    if isinstance(inside, list):
        del inside[path[-1]]  # type: ignore[arg-type]
    else:
        inside.pop(path[-1], None)


def last_first(paths: Iterable[Path]) -> list[Path]:
    """Paths in the order in which they can be taken away one by one: of a list, the last first."""
    return sorted(paths, key=lambda path: tuple((isinstance(step, int), step) for step in path), reverse=True)


def over(below: Any, above: Any) -> Any:
    """Data with their defaults: what is written stands above what is not."""
    if isinstance(below, dict) and isinstance(above, dict):
        return {key: over(below.get(key), above.get(key, below.get(key))) for key in {**below, **above}}
    if isinstance(below, list) and isinstance(above, list) and len(below) == len(above):
        return list(map(over, below, above))
    return above
