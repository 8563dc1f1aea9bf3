"""A check can be asked of what is left of a scenario if nothing is missing of all that it looks at."""

from collections.abc import Callable, Iterator, Set
from typing import Any

from demerit.scenario.checks.found import Found
from demerit.scenario.problems import Path


class _Watched:
    """A model that notes which of its sections somebody looks at."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._looked: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self._looked.add(name)
        return getattr(self._model, name)

    def lacks(self, gone: Set[Path]) -> bool:
        """Whether something is missing of what somebody looked at; a method may have looked at anything."""
        fields = type(self._model).model_fields
        return bool(gone) and any(name not in fields or name in {path[0] for path in gone} for name in self._looked)


def asked(check: Callable[..., Iterator[Found]], parts: list[tuple[Any, Set[Path]]], *more: Any) -> list[Found]:
    """What a check finds in models of which something is missing; nothing, if that could change what it finds.

    parts: each model that the check is given first, and the paths of what is missing in it.
    """
    watched = [_Watched(model) for model, _ in parts]
    found = list(check(*watched, *more))
    lacking = any(each.lacks(gone) for each, (_, gone) in zip(watched, parts, strict=True))
    return [] if lacking else found
