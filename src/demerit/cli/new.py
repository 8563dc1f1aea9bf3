"""`demerit new`: an own scenario."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from demerit.cli.app import app
from demerit.cli.given import asked
from demerit.errors import together


@app.command()
def new(
    file: Annotated[Path, typer.Argument(help="The file to write.", show_default=False)],
    source: Annotated[str, typer.Option("--from", help="The preset to start from.")] = "as-told",
) -> None:
    """Write an own scenario to start from."""
    from demerit.scenario.loading import text_of_preset
    from demerit.scenario.writing import free
    from demerit.scenario.writing import new as write
    from demerit.shell import quoted

    calls: list[Callable[[], object]] = [partial(free, file), partial(text_of_preset, source)]
    together(calls)
    asked()
    path = write(file, source)
    name = quoted(path)
    print(f"{path}: written from {source}; change it, then: demerit check {name} && demerit run {name}")
