"""The single values of a resolved scenario, by dotted key."""

from collections.abc import Iterator
from typing import Any


def leaves(data: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Key and value of every leaf of a scenario without marks; a list of plain values is one value, and so are dated values."""
    if isinstance(data, dict):
        if data and all(key[:4].isdigit() for key in data):
            yield path, data
            return
        for key, value in data.items():
            yield from leaves(value, f"{path}.{key}")
    elif isinstance(data, list) and any(isinstance(each, dict) for each in data):
        for number, each in enumerate(data):
            yield from leaves(each, f"{path}.{number}")
    elif data not in (None, [], {}):
        yield path, data
