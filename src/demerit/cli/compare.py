"""`demerit compare`: a base and variants of it, person by person."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from demerit.cli.app import app
from demerit.cli.given import asked as asked_for
from demerit.cli.options import (
    Assume,
    Attribute,
    Away,
    From,
    Outcome,
    Ray,
    Scale,
    Seed,
    Set,
    Society,
    Threads,
    Workers,
    month_named,
    scale_of,
    usable,
    way_of,
)
from demerit.cli.question import attributable, of_plan, possible, possible_of, question_of
from demerit.cli.worlds import worlds_of
from demerit.errors import besides, together

if TYPE_CHECKING:
    from demerit.comparison import Plan
    from demerit.comparison.attribution import Asked
    from demerit.scenario import Scenario


@app.command()
def compare(
    base: Annotated[str, typer.Argument(help="A preset's name, or a scenario file.", show_default=False)],
    others: Annotated[
        list[str] | None, typer.Argument(metavar="OTHER", help="Scenarios of the same people.", show_default=False)
    ] = None,
    without: Away = None,
    values: Set = None,
    since: From = None,
    scale: Scale = "1:1000",
    seed: Seed = 1,
    seeds: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=1000,
            help="Other seeds compared beside it in coarse; from 5 on they widen bands that were too narrow.",
            show_default="5 where a learned score is fitted, else 0",
        ),
    ] = None,
    draws: Annotated[
        int,
        typer.Option(min=0, max=10_000, help="Other values of what nobody knows, compared in coarse: the second band."),
    ] = 0,
    until: Annotated[str | None, typer.Option(help="Last month, YYYY-MM, instead of the scenarios'.")] = None,
    published: Annotated[
        str,
        typer.Option(
            metavar="own|base|both",
            help="What variants read of what is published: their own, that of the base (what a change does by itself), "
            "or both in turn.",
        ),
    ] = "own",
    threads: Threads = None,
    workers: Workers = None,
    ray: Ray = None,
    out: Annotated[Path | None, typer.Option(help="The folder; comparisons/NAME-1-N-seed-SEED unless said.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where it was stopped.")] = False,
    society: Society = None,
    assume: Assume = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No estimate, no progress bar.")] = False,
    report: Annotated[bool, typer.Option(help="Write report.html at the end.")] = True,
    attribute: Attribute = None,
    outcome: Outcome = None,
    every: Annotated[int | None, typer.Option("--checkpoint-every", hidden=True, min=1)] = None,
) -> None:
    """Compare scenarios person by person; each --without and each --set is a variant of its own beside BASE."""
    n = scale_of(scale)
    last = None if until is None else month_named("--until", until)

    from demerit.comparison import Plan

    def asked(base: "Scenario") -> None:
        possible_of(base, n, seed, last, attribute, outcome)

    calls: list[Callable[[], Any]] = [
        partial(worlds_of, base, society, assume, others or [], without or [], values or [], since, asked),
        partial(attributable, attribute, "--outcome", outcome),
    ]
    with besides(partial(usable, out)):
        (said, variants), _ = together(calls)
    where = out or Path("comparisons") / f"{said.name}-1-{n}-seed-{seed}"
    way = way_of(threads, workers, ray, False)
    plan = Plan(said, variants, where, n, seed, way, last, published, seeds, draws, resume, quiet, every)
    compared(plan, report, question_of(attribute, outcome, lambda by, about: of_plan(plan, by, about)))


def compared(plan: "Plan", report: bool, question: "Asked | None") -> None:
    """Compare, say what came out, attribute what is asked, and write the report."""
    from demerit.comparison import filled
    from demerit.comparison.told import lines
    from demerit.world import folder
    from demerit.world.compiling import told

    def warn(text: str) -> None:
        print(f"demerit: {text}", file=sys.stderr)

    def show(text: object) -> None:
        if not plan.quiet:
            print(text, flush=True)

    coming = to_come(plan.out, question, report)
    possible(plan, coming, question)
    asked_for()
    with told("the simulation", lambda text: None if plan.quiet else warn(text)):
        said = filled(plan, show, warn, coming)
    print(f"comparison: {plan.out}")
    for line in lines(said):
        print(f"  {line}")
    print(f"  ({folder.NOTE})")
    if plan.out is not None and (report or question is not None):
        completed(plan.out, question, report, plan.quiet)


def to_come(out: Path | None, question: "Asked | None", report: bool) -> bool:
    """Whether a folder, once its comparison is whole, lacks a report or an attribution that is asked for."""
    from demerit.comparison.folder import ATTRIBUTIONS, said
    from demerit.world import folder

    if out is None or folder.kind_of(out) != folder.COMPARED:
        return False
    asked = [folder.REPORT] if report else []
    if question is not None:
        asked.append(f"{ATTRIBUTIONS}/{question.by}/{folder.MANIFEST}")
    return not {*asked} <= said(out)[folder.FILES].keys()


def said_again(question: "Asked") -> str:
    """The options that ask the same of a finished comparison."""
    more = {"--draws": question.draws, "--seeds": question.seeds}
    others = "".join(f" {option} {n}" for option, n in more.items() if n)
    return f" --attribute {question.by} --outcome {question.about}{others}"


def completed(out: Path, question: "Asked | None", report: bool = True, quiet: bool = False) -> None:
    """Attribute what is asked about the base of a finished comparison, and write its report.  Raises DemeritError."""
    from demerit.cli.stopping import stoppable
    from demerit.report.compared import write
    from demerit.report.compared.attributing import attributed
    from demerit.shell import quoted
    from demerit.world import folder
    from demerit.world.claim import rewriting

    asked = said_again(question) if question else ""
    onward = f"the comparison is whole; demerit report {quoted(out)}{asked} writes what is still to come"
    if report:
        folder.own(out, folder.REPORT)
    with stoppable(onward), rewriting(out):
        if question is not None:
            attributed(out, question, lambda text: None if quiet else print(text, flush=True))
        if report:
            page = write(out)
            folder.seal(out, folder.FIGURES, folder.REPORT)
    if report:
        print(f"report: {page}")
