"""Which values of a scenario say where they are from."""

from typing import Any

from demerit.scenario import Scenario


def leaves(data: Any, path: str) -> list[str]:
    """Dotted keys of plain values."""
    if isinstance(data, dict):
        return [key for name, value in data.items() for key in leaves(value, f"{path}.{name}")]
    if isinstance(data, list | tuple) and any(isinstance(each, dict) for each in data):
        return [key for number, value in enumerate(data) for key in leaves(value, f"{path}.{number}")]
    return [path]


def marked(scenario: Scenario, key: str) -> bool:
    said = scenario.provenance_of(key)
    return said is not None and said.mark is not None
