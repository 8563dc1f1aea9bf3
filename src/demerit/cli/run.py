"""`demerit run`: live a scenario, write its run folder, say what came out."""

import os
import re
import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from demerit.cli.app import app
from demerit.cli.changed import changed
from demerit.cli.given import asked as asked_for
from demerit.cli.options import (
    Assume,
    Away,
    Cuda,
    From,
    Ray,
    Scale,
    Scenario,
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
from demerit.errors import DemeritError, besides, together

if TYPE_CHECKING:
    from demerit.scenario import Scenario as Loaded
    from demerit.world.run import Clock, Plan


@app.command()
def run(
    scenario: Scenario,
    scale: Scale = "1:1000",
    seed: Seed = 1,
    until: Annotated[str | None, typer.Option(help="Last month, YYYY-MM, instead of the scenario's.")] = None,
    threads: Threads = None,
    workers: Workers = None,
    ray: Ray = None,
    cuda: Cuda = False,
    out: Annotated[Path | None, typer.Option(help="The run folder; runs/NAME-1-N-seed-SEED unless said.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on from the last checkpoint.")] = False,
    burn_in: Annotated[
        Path | None,
        typer.Option(help="A folder that keeps what comes before any regime, for the next run of these people."),
    ] = None,
    seeds: Annotated[
        int, typer.Option(min=0, max=1000, help="Other seeds lived beside it in coarse: the band of chance.")
    ] = 5,
    draws: Annotated[
        int,
        typer.Option(min=0, max=10_000, help="Other values of what nobody knows, lived in coarse: the second band."),
    ] = 0,
    values: Set = None,
    without: Away = None,
    since: From = None,
    society: Society = None,
    assume: Assume = False,
    anyway: Annotated[bool, typer.Option("--anyway", help="Start even if memory or disk seem too small.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No estimate, no progress bar.")] = False,
    report: Annotated[bool, typer.Option(help="Write report.html at the end.")] = True,
    tile: Annotated[int | None, typer.Option(hidden=True, min=1, max=2048)] = None,
    every: Annotated[int | None, typer.Option("--checkpoint-every", hidden=True, min=1)] = None,
) -> None:
    """Live a scenario and write a run folder with its report."""
    n = scale_of(scale)
    last = None if until is None else month_named("--until", until)

    from demerit.world.run import Plan, Way, sized
    from demerit.world.society import TILE

    def asked(base: "Loaded") -> None:
        sized(base, n, base.end if last is None else last, seed, Way())

    calls: list[Callable[[], Any]] = [
        partial(changed, scenario, society, assume, values, without, since, asked),
        partial(way_of, threads, workers, ray, cuda),
        partial(outside, burn_in, out),
    ]
    with besides(partial(usable, out)):
        said, way, _ = together(calls)
        asked(said)
    asked_for()
    people = f"-{named_by(society)}" if society else ""
    where = out or Path("runs") / f"{said.name}{people}-1-{n}-seed-{seed}"
    plan = Plan(said, where, n, seed, way, last, tile or TILE, resume, quiet, every, anyway, burn_in, seeds, draws)
    lived(plan, report)


def outside(burn_in: Path | None, out: Path | None) -> None:
    """Raises DemeritError where burn-ins are to be kept within the folder of a run: nothing else may lie there."""
    if (
        burn_in is not None
        and out is not None
        and Path(os.path.realpath(burn_in)).is_relative_to(os.path.realpath(out))
    ):
        raise DemeritError(f"--burn-in {burn_in} lies within the run folder {out}; choose a folder outside it")


def named_by(file: str) -> str:
    """The name of a file as part of that of a folder: without where it lies, its ending, and what shells take apart."""
    return re.sub(r"[^\w.-]+", "-", Path(file).stem).strip("-")


def lived(plan: "Plan", report: bool) -> None:
    """Run a plan; then sampled lives, the report, and five findings."""
    from demerit.api.telling import tell as tell_of
    from demerit.world import folder
    from demerit.world.compiling import told
    from demerit.world.findings import findings, presses, sureness
    from demerit.world.run import run as live

    def say(text: str) -> None:
        if not plan.quiet:
            print(text, flush=True)

    def warn(text: str) -> None:
        print(f"demerit: {text}", file=sys.stderr)

    def note(text: str) -> None:
        if not plan.quiet:
            warn(text)

    simulating = ExitStack()

    def tell(clock: "Clock") -> None:
        simulating.close()
        tell_of(plan.out, clock, report, lambda: told("what told lives need", note))

    with simulating:
        simulating.enter_context(told("the simulation", note))
        live(plan, say, warn, tell)
    print(f"report: {plan.out / folder.REPORT}" if report else f"run: {plan.out}")
    summary = folder.read_json(plan.out, folder.SUMMARY)
    for line in filter(None, (*findings(summary, presses(plan.scenario), plan.scale), sureness(summary))):
        print(f"  - {line}")
    print(f"  ({folder.NOTE})")
