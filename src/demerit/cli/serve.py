"""`demerit serve`: pages on which runs are looked at and started."""

import errno
import stat
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from demerit.cli.app import app
from demerit.cli.given import asked
from demerit.errors import refuse, together

SHORTEST = 16  # characters of a token: a shorter one can be guessed


@app.command()
def serve(
    folder: Annotated[Path, typer.Argument(help="Where runs and comparisons lie.")] = Path("runs"),
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = 8765,
    host: Annotated[str, typer.Option(help="The address to answer at; others than this machine need a token.")] = (
        "127.0.0.1"
    ),
    token: Annotated[
        str | None, typer.Option(help="What readers must know; made, and printed, where another --host is named.")
    ] = None,
    opened: Annotated[bool, typer.Option("--open", help="Open the last run in the browser.")] = False,
) -> None:
    """Open pages on which runs are looked at and started, in the browser."""
    plain = token is None or (len(token) >= SHORTEST and token.isascii() and token.isalnum())
    wrong = {
        f"--token must be {SHORTEST} or more letters and digits": not plain,
        f"{folder} is no folder; give the one in which runs lie": not _folder(folder),
    }
    from demerit.serve.reaching import bound

    calls: list[Callable[[], object]] = [partial(refuse, wrong), lambda: bound(host, port).close()]
    together(calls)
    asked()

    from demerit.serve.launching import serve as answer

    def said(first: str, last: str) -> None:
        print(f"{first}  (runs of {folder}; Ctrl-C ends it)", flush=True)
        if opened:
            shown(last)

    with suppress(KeyboardInterrupt):  # which is how it ends
        answer(folder, host, port, token, said)


def _folder(path: Path) -> bool:
    """Whether there is a folder of this name, or could be."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError as error:
        return error.errno == errno.ENOENT and not path.is_symlink()


def shown(address: str) -> None:
    """Open it in the browser, where there is one."""
    import webbrowser

    webbrowser.open(address)
