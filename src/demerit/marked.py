"""Values with marks: the one place that knows how they are written.

A value is itself, or `{value: ..., mark: ..., reference: ...}`; a mapping may hold those keys beside its own.  Whoever
reads a scenario as plain data reads it through here.  Nothing is imported, so that whoever reads little starts at once.
"""

from typing import Any, Final

KEYS: Final = ("reference", "confidence", "mark", "note", "range", "times", "together")
RESTS_ON: Final = ("reference", "confidence", "mark")  # of these, what covers a value
VALUE: Final = "value"
ASSUME: Final = "assume"  # beside `value: null`: what may be taken instead
Said = dict[str, Any]


def opened(data: Any) -> tuple[Said, Any]:
    """One layer of a value: what is said of it, and the rest, in which `value` may hold it."""
    if not isinstance(data, dict):
        return {}, data
    said = {key: data[key] for key in KEYS if key in data}
    return said, {key: inner for key, inner in data.items() if key not in said} if said else data


def bare(data: Any) -> Any:
    """The same without any marks."""
    if isinstance(data, list):
        return [bare(inner) for inner in data]
    if not isinstance(data, dict):
        return data
    _, rest = opened(data)
    return bare(rest[VALUE]) if VALUE in rest else {key: bare(inner) for key, inner in rest.items()}


def covered(data: Any, around: Said | None = None) -> Any:
    """The same with values bare, and in every mapping what it rests on: as it says, or as the nearest around it."""
    said, rest = opened(data)
    own: Said = {key: said[key] for key in RESTS_ON if key in said} or around or {}
    if isinstance(rest, list):
        return [covered(inner, own) for inner in rest]
    if not isinstance(rest, dict):
        return rest
    if VALUE in rest:
        return covered(rest[VALUE], own)
    return {key: covered(inner, own) for key, inner in rest.items()} | own
