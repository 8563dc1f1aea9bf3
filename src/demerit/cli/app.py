"""`demerit`: commands are loaded when they are called, so that help is quick."""

import sys
from typing import Any

import typer

from demerit import __version__

app = typer.Typer(
    name="demerit",
    help="A simulator of social credit systems, on synthetic people only: an experiment, not a forecast.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"demerit {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version and stop."),
) -> None:
    """A simulator of social credit systems, on synthetic people only: an experiment, not a forecast."""


def failure(error: Exception) -> int | None:
    """The message and exit code 2 for what a user can put right; None for anything else."""
    kinds = {"DemeritError", "ScenarioError", "CensusError", "TargetError"}
    if type(error).__name__ in kinds:
        print(f"demerit: {error}", file=sys.stderr)
        return 2
    return None


def main() -> None:
    """Run the command line.  What a user can put right is one message and exit code 2, never a traceback."""
    from demerit.cli import commands  # registers every command

    assert commands
    try:
        app()
    except Exception as error:
        code = failure(error)
        if code is None:
            raise
        raise SystemExit(code) from None


def parameters(text: str) -> Any:
    """A scale written 1:N.  Raises typer.BadParameter."""
    first, _, n = text.partition(":")
    if first.strip() != "1" or not n.strip().isdigit() or int(n) < 1:
        raise typer.BadParameter(f"{text!r} is not a scale; write 1:N with N at least 1, such as 1:1000")
    return int(n)
