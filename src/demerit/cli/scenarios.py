"""`demerit check`, `scenarios`, `new`, `schema`."""

import json
from pathlib import Path

from rich.console import Console
from rich.table import Table

from demerit.calendar import text_of
from demerit.scenario import load, presets


def check(name: str) -> None:
    """Load, which raises with everything that is wrong."""
    scenario = load(name)
    span = f"{text_of(scenario.start)} to {text_of(scenario.end)}"
    print(f"{name}: nothing is wrong ({scenario.title}; {span}; hash {scenario.hash})")


def listed() -> None:
    """One line a preset."""
    table = Table("preset", "place", "years", "kind", "title", box=None)
    for preset in presets():
        table.add_row(*preset)
    Console().print(table)


def new(file: Path, source: str) -> None:
    """Write an own copy of a preset."""
    from demerit.scenario.writing import new as write

    write(file, source)
    print(f"{file}: written from {source}; change it, then: demerit check {file} && demerit run {file}")


def schema() -> None:
    """The JSON Schema."""
    from demerit.scenario.schema import schema as built

    print(json.dumps(built(), indent=1))
