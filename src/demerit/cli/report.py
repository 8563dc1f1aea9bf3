"""`demerit report`: the report of a run, or of a comparison, written again."""

from demerit.cli.app import app
from demerit.cli.options import Run
from demerit.cli.stopping import stoppable
from demerit.shell import quoted


@app.command()
def report(run: Run) -> None:
    """Write the report of a run, or of a comparison, again."""
    from demerit.world import folder
    from demerit.world.claim import rewriting

    folder.manifest(run)  # raises for what is no finished run of this version

    from demerit.comparison.folder import is_comparison
    from demerit.report import compared
    from demerit.report import write as of_run

    write = compared.write if is_comparison(run) else of_run
    with stoppable(f"demerit report {quoted(run)} writes all of it again"), rewriting(run):
        page = write(run)
        folder.seal(run, folder.FIGURES, folder.REPORT)
    print(f"report: {page}")
