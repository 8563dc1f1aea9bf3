"""`demerit report`: the report of a run, or of a comparison, written again."""

from demerit.cli.app import app
from demerit.cli.options import Run
from demerit.cli.stopping import stoppable
from demerit.shell import quoted


@app.command()
def report(run: Run) -> None:
    """Write the report of a run, or of a comparison, again."""
    from demerit.comparison.folder import is_comparison
    from demerit.report import compared
    from demerit.report import write as of_run
    from demerit.world import folder
    from demerit.world.claim import rewriting

    compares = is_comparison(run)
    (folder.manifest if compares else folder.of_run)(run)  # raises for what is no finished one of this version
    write = compared.write if compares else of_run
    with stoppable(f"demerit report {quoted(run)} writes all of it again"), rewriting(run):
        page = write(run)
        folder.seal(run, folder.FIGURES, folder.REPORT)
    print(f"report: {page}")
