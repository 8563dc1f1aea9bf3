"""`demerit change`: a scenario with other values, or without some parts, as a file of its own."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from demerit.cli.app import app
from demerit.cli.changed import also_changed, changed
from demerit.cli.options import Assume, Away, From, Scenario, Set, Society
from demerit.errors import together


def also_written(given: dict[str, Any]) -> None:
    """Raises DemeritError for what is wrong with the scenario, or with the file to write.  given: words, by name."""
    from demerit.scenario.writing import free

    calls: list[Callable[[], Any]] = [partial(also_changed, given), partial(free, given["file"])]
    together(calls)


@app.command(also=also_written)
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
    path = write(file, said)
    name = quoted(path)
    print(f"{path}: {said.title}")
    print(f"then: demerit check {name} && demerit run {name}")
