"""`demerit change`: a scenario with other values, or without some parts, as a file of its own."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from demerit.cli.app import app
from demerit.cli.changed import changed
from demerit.cli.given import asked
from demerit.cli.options import Assume, Away, From, Scenario, Set, Society
from demerit.errors import together


@app.command()
def change(
    scenario: Scenario,
    file: Annotated[Path, typer.Argument(help="The file to write.", show_default=False)],
    values: Set = None,
    without: Away = None,
    since: From = None,
    society: Society = None,
    assume: Assume = False,
) -> None:
    """Write a scenario with other values, or without rules, sources, lists, rights, consequences, mechanisms."""
    from demerit.scenario.writing import free, write
    from demerit.shell import quoted

    calls: list[Callable[[], Any]] = [
        partial(changed, scenario, society, assume, values, without, since),
        partial(free, file),
    ]
    said, _ = together(calls)
    asked()
    path = write(file, said)
    name = quoted(path)
    print(f"{path}: {said.title}")
    print(f"then: demerit check {name} && demerit run {name}")
