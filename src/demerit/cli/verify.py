"""`demerit verify`: the same run once more."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from demerit.cli.app import app
from demerit.cli.given import asked
from demerit.cli.options import Run, Threads
from demerit.cli.stopping import stoppable
from demerit.errors import DemeritError
from demerit.shell import quoted


@app.command()
def verify(
    run: Run,
    threads: Threads = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress bar.")] = False,
) -> None:
    """Make a run, comparison or attribution again, and compare to the bit.  Exit code 1 when anything differs."""
    from demerit.world.claim import writer
    from demerit.world.folder import ATTRIBUTED, COMPARED, MANIFEST, apart, kind_of, manifest

    manifest(run)
    busy = writer(run)
    if busy:
        raise DemeritError(f"{run} {busy}; wait until it ends")
    apart(run)
    asked()
    with stoppable(f"nothing is known of {run} yet: demerit verify {quoted(run)} begins again"):
        found = differences(run, threads, quiet)
    for line in found:
        print(line)
    if found:
        raise typer.Exit(1)
    if kind_of(run) == ATTRIBUTED:
        print(f"{run}: attributed again, and the same to the bit")
        print(f"  not made again, only compared with {MANIFEST}: worlds of other draws and questions, figures/")
        return
    if kind_of(run) == COMPARED:
        print(f"{run}: compared again, and the same to the bit")
        print(f"  not made again: what was lived beside it, in coarse; not compared: how long it took ({MANIFEST})")
        from demerit.comparison.folder import ATTRIBUTIONS, unfinished

        begun = unfinished(run)
        for one in sorted((run / ATTRIBUTIONS).glob("*/")):
            if one in begun:
                print(f"  not finished: {one}; the command that began it goes on with --resume")
            else:
                print(f"  only compared with {MANIFEST}: an attribution; demerit verify {quoted(one)} makes it again")
        return

    from demerit.world.verify import only_compared

    print(f"{run}: made again, and the same to the bit")
    print(f"  not made again, only compared with {MANIFEST}: {', '.join(_places(only_compared(run))) or 'nothing'}")
    print(f"  not compared: how long it took and on what machine ({MANIFEST})")


def differences(run: Path, threads: int | None, quiet: bool) -> list[str]:
    """What differs between a run folder and the same run made again, and told again.  Raises DemeritError."""
    from demerit.world.compiling import told
    from demerit.world.folder import ATTRIBUTED, COMPARED, kind_of
    from demerit.world.run import cores
    from demerit.world.verify import differences as of_run

    with told("the simulation", lambda text: print(f"demerit: {text}", file=sys.stderr)):
        if kind_of(run) == ATTRIBUTED:
            from demerit.comparison.attribution.verify import differences as of_attribution

            return of_attribution(run, threads or cores())
        if kind_of(run) == COMPARED:
            from demerit.comparison.verify import differences as of_comparison

            return of_comparison(run, threads or cores(), quiet)
        found = of_run(run, threads or cores(), quiet)
        if found:
            return found

        from demerit.life.sampling import differences as of_lives

        return of_lives(run)


def _places(names: list[str]) -> list[str]:
    """Files; those in a folder as one."""
    return list(dict.fromkeys(f"{name.partition('/')[0]}/" if "/" in name else name for name in names))
