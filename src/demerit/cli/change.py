"""`demerit change`: a scenario with other values, or without some parts, as a file of its own."""

from pathlib import Path
from typing import Annotated

import typer

from demerit.cli.app import app
from demerit.cli.options import Assume, Away, From, Scenario, Set, Society, changed, loaded


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
    from demerit.scenario.writing import write
    from demerit.shell import quoted

    said = changed(loaded(scenario, society, assume), values, without, since)
    path = write(file, said)
    name = quoted(path)
    print(f"{path}: {said.title}")
    print(f"then: demerit check {name} && demerit run {name}")
