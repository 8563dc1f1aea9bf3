"""What differs between two regimes: dotted keys, and what stands there in each."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from demerit.scenario.naming import step_of
from demerit.scenario.regime import Regime

NOTHING = None  # what is not there


class Change(NamedTuple):
    """A dotted key of a regime, and what stands there in one world and in the other; None where nothing does."""

    key: str
    base: Any
    other: Any


def changes(base: Regime, other: Regime) -> list[Change]:
    """Every key that differs, in the order of the file: whole parts where one world has none of them."""
    plain = [regime.model_dump(mode="json", by_alias=True) for regime in (base, other)]
    return list(_differing("", *plain))


def _differing(at: str, base: Any, other: Any) -> Iterator[Change]:
    if base == other:
        return
    one, two = _inside(base), _inside(other)
    if one is None or two is None:
        yield Change(at, base, other)
        return
    for step in [*one, *(step for step in two if step not in one)]:
        key = f"{at}.{step}" if at else step
        yield from _differing(key, one.get(step, NOTHING), two.get(step, NOTHING))


def _inside(data: Any) -> dict[str, Any] | None:
    """What a mapping or a list of named elements holds, by name; None for anything else."""
    if isinstance(data, dict):
        return {str(key): inner for key, inner in data.items()}
    if isinstance(data, list) and all(isinstance(each, dict) for each in data):
        return {step_of(data, n): each for n, each in enumerate(data)}
    return None
