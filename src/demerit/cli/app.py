"""`demerit` itself: the options of all commands, and how they fail."""

import gc
import sys
import warnings
from collections.abc import Callable
from typing import Annotated, Any, Final

import typer

from demerit import __version__
from demerit.cli.given import Command
from demerit.cli.streams import guarded
from demerit.cli.tables import columns
from demerit.errors import of_system
from demerit.printable import printable
from demerit.surroundings import checked
from demerit.world.errors import DemeritError, InterruptedRunError
from demerit.world.stopping import at_once

# In the order in which somebody needs them.
ORDER: Final = (
    *("run", "compare", "attribute", "serve", "life", "lists", "report", "verify", "claims"),
    *("scenarios", "check", "new", "change", "schema"),
    *("fit", "bench", "warm"),
)


TEXTS: Final = ("--note", "--also", "--find")  # options that may be empty
WIDEST: Final = 120  # columns of help
NARROWEST: Final = 30  # in which an option and some words beside it have room
SELDOM: Final = (50_000, 10, 10)  # objects, and so on: what a start makes stays, and looking through it takes a tenth
WHOLE: Final = 1000  # letters, more than any sentence has
MEANT: Final = {"--ray": "local"}  # options with a value that may be left out


class InOrder(typer.core.TyperGroup):
    """Lists the commands in their order of use rather than of their modules' names."""

    def list_commands(self, ctx: object) -> list[str]:
        return sorted(self.commands, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))

    def make_context(self, info_name: Any, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Help, of all commands, as wide as the page, however narrow that is: click writes 50 columns at least."""
        return super().make_context(info_name, args, parent, **{"terminal_width": _width(), **extra})

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Lists the commands, each with its whole sentence: click cuts what is longer than a line."""
        rows = [(name, self.commands[name].get_short_help_str(WHOLE)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Options whose value may be left out get the one that is then meant."""
        for option, word in zip(["", *args], args):
            _named(option, word)
        return list(super().parse_args(ctx, [_meant(*pair) for pair in zip(args, [*args[1:], "-"])]))

    def invoke(self, ctx: Any) -> Any:
        """A command that is stopped says so: otherwise it would end without a word."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise InterruptedRunError("interrupted") from None


def _width() -> int:
    return max(min(columns(), WIDEST) - 2, NARROWEST)


def _meant(word: str, following: str) -> str:
    return f"{word}={MEANT[word]}" if word in MEANT and following.startswith("-") else word


def _named(option: str, word: str) -> None:
    """Raises DemeritError where a name is empty: it would be taken for the folder where the command is called."""
    if word.startswith("--") and word.endswith("="):
        option, word = word[:-1], ""
    if not word and option not in TEXTS:
        raise DemeritError(f"{option if option.startswith('-') else 'a word of the command'} is empty; write a name")


class Commands(typer.Typer):
    """Commands that say at once what is wrong with the words given to them."""

    def command(self, name: str | None = None, whole: bool = True, **settings: Any) -> Callable[[Any], Any]:
        """See `typer.Typer.command`.  whole: see `Command`."""
        kind = type(Command.__name__, (Command,), {"whole": whole})
        make = super().command

        def made(function: Any) -> Any:
            return make(name, **{"cls": kind, "help": _said_of(function), **settings})(function)

        return made


def _said_of(function: Any) -> str | None:
    """What help says of a command: its sentence, out of its file where Python was told to drop it (-OO)."""
    if function.__doc__ or sys.flags.optimize < 2:
        return function.__doc__  # type: ignore[no-any-return]
    import ast
    import inspect

    try:
        (tree,) = ast.parse(inspect.getsource(function)).body
    except (OSError, SyntaxError):  # there is no file: nothing can be said
        return None
    return ast.get_docstring(tree) if isinstance(tree, ast.FunctionDef) else None


app = Commands(
    name="demerit",
    cls=InOrder,
    help="A simulator of social credit systems, on synthetic people only: an experiment, not a forecast.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # help in boxes costs a quarter of a second at every start
    add_completion=False,
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"demerit {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """A simulator of social credit systems, on synthetic people only: an experiment, not a forecast."""


def main() -> None:
    """Run the command line.  What a user can put right is one message and exit code 2, never a traceback."""
    gc.set_threshold(*SELDOM)
    with guarded(), at_once(), warnings.catch_warnings():
        warnings.showwarning = _plain
        try:
            checked()
            _ended(app)
        except DemeritError as error:
            print(f"demerit: {error}", file=sys.stderr)
            raise SystemExit(error.code) from None
        except OSError as error:  # a disk that fails, a folder that changes below us: nothing of ours
            print(f"demerit: {printable(of_system(error))}", file=sys.stderr)
            raise SystemExit(DemeritError.code) from None


def _plain(message: Warning | str, *_: object, **__: object) -> None:
    """A warning of some library as one line: where in its code it stands helps nobody here."""
    line = next(iter(str(message).splitlines()), "")
    print(f"demerit: {printable(line)}", file=sys.stderr)


def _ended(command: Any) -> None:
    """A command with all that it printed written out.  Raises DemeritError where nothing could be printed."""
    if sys.__stdout__ is None:
        raise DemeritError("standard output is closed; send it somewhere, such as >/dev/null")
    try:
        command()
    except KeyboardInterrupt:
        raise InterruptedRunError("interrupted") from None
    except SystemExit as end:
        if end.code == InterruptedRunError.code:  # stopped while its words were looked at: Typer ends without a word
            raise InterruptedRunError("interrupted") from None
        if not end.code:
            sys.stdout.flush()
        raise
    sys.stdout.flush()
