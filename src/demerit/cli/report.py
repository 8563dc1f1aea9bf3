"""`demerit report`: the report of a run, written again."""

from demerit.cli.app import app
from demerit.cli.options import Run
from demerit.shell import quoted


@app.command()
def report(run: Run) -> None:
    """Write the report of a run again."""
    from demerit.world import folder
    from demerit.world.claim import rewriting
    from demerit.world.errors import InterruptedRunError
    from demerit.world.stopping import at_once

    folder.manifest(run)  # raises for what is no finished run of this version

    from demerit.report import write

    try:
        with at_once(), rewriting(run):
            page = write(run)
            folder.seal(run, folder.FIGURES, folder.REPORT)
    except KeyboardInterrupt:
        raise InterruptedRunError(f"interrupted; demerit report {quoted(run)} writes all of it again") from None
    print(f"report: {page}")
