"""`demerit report`: the report of a run, or of a comparison, written again."""

from functools import partial
from pathlib import Path
from typing import Any

from demerit.cli.app import app
from demerit.cli.given import asked
from demerit.cli.options import Attribute, Draws, Outcome, Run, Seeds, Threads, way_of
from demerit.cli.stopping import stoppable
from demerit.errors import DemeritError, together
from demerit.shell import quoted


@app.command()
def report(
    run: Run,
    attribute: Attribute = None,
    outcome: Outcome = None,
    draws: Draws = None,
    seeds: Seeds = None,
    threads: Threads = None,
) -> None:
    """Write the report of a run, or of a comparison, again."""
    from demerit.world.folder import COMPARED, kind_of

    about = {"--outcome": outcome, "--draws": draws, "--seeds": seeds}
    if kind_of(run) == COMPARED:
        of_comparison(run, attribute, about, threads)
        return
    of_comparisons = {"--attribute": attribute, **about, "--threads": threads}
    together([partial(_of_comparisons, *one) for one in of_comparisons.items()])

    from demerit.report import write
    from demerit.world import folder
    from demerit.world.claim import rewriting

    folder.of_run(run)  # raises for what is no finished run of this version
    folder.apart(run)
    folder.own(run, folder.REPORT)
    asked()
    with stoppable(f"demerit report {quoted(run)} writes all of it again"), rewriting(run):
        page = write(run)
        folder.seal(run, folder.FIGURES, folder.REPORT)
    print(f"report: {page}")


def _of_comparisons(option: str, value: object) -> None:
    if value is not None:
        raise DemeritError(f"{option} {value}: only the report of a comparison has attributions")


def of_comparison(out: Path, attribute: str | None, about: dict[str, Any], threads: int | None) -> None:
    """Write the report of a comparison, with what is to be attributed.  Raises DemeritError.

    about: of what, and with how many draws and other seeds; None: not said.
    """
    from demerit.cli.compare import completed
    from demerit.cli.question import attributable, question_of
    from demerit.comparison.folder import said
    from demerit.report.compared.attributing import of_folder
    from demerit.world import folder

    said(out)  # raises for what is none of this version
    way = way_of(threads, None, None, False)
    together([partial(attributable, attribute, *one) for one in about.items()])
    more = about["--draws"] or 0, about["--seeds"] or 0
    question = question_of(attribute, about["--outcome"], lambda by, outcome: of_folder(out, by, outcome, way, *more))
    if question is not None:
        question.sound()
    asked()
    folder.sound(out, folder.manifest(out), *folder.TOLD)
    completed(out, question)
