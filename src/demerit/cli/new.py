"""`demerit new`: an own scenario."""

from pathlib import Path
from typing import Annotated

import typer

from demerit.cli.app import app


@app.command()
def new(
    file: Annotated[Path, typer.Argument(help="The file to write.", show_default=False)],
    source: Annotated[str, typer.Option("--from", help="The preset to start from.")] = "as-told",
) -> None:
    """Write an own scenario to start from."""
    from demerit.scenario.writing import new as write
    from demerit.shell import quoted

    path = write(file, source)
    name = quoted(path)
    print(f"{path}: written from {source}; change it, then: demerit check {name} && demerit run {name}")
