"""`demerit verify`: the same run once more."""

import sys
from typing import Annotated

import typer

from demerit.cli.app import app
from demerit.cli.options import Run, Threads


@app.command()
def verify(
    run: Run,
    threads: Threads = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress bar.")] = False,
) -> None:
    """Make a run again and compare it, to the bit.  Exit code 1 when anything differs."""
    from demerit.world.compiling import told
    from demerit.world.run import cores
    from demerit.world.verify import differences

    with told("the simulation", lambda text: print(f"demerit: {text}", file=sys.stderr)):
        found = differences(run, threads or cores(), quiet)
    for line in found:
        print(line)
    if found:
        raise typer.Exit(1)
    print(f"{run}: made again, and the same to the bit")
