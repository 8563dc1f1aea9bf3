"""All commands.  Each does its imports when it is called."""

from pathlib import Path
from typing import Annotated

import typer

from demerit.cli.app import app, parameters

Scenario = Annotated[str, typer.Argument(help="A preset's name or a scenario file.")]
Run = Annotated[Path, typer.Argument(help="A run folder.")]
Scale = Annotated[str, typer.Option("--scale", help="One settled person stands for N: 1:N.")]
Seed = Annotated[int, typer.Option(min=0, max=2**64 - 1, help="The seed; another seed is another country.")]
Threads = Annotated[int | None, typer.Option(min=1, max=256, help="Threads; all cores unless said.")]


@app.command()
def run(
    scenario: Scenario,
    scale: Scale = "1:1000",
    seed: Seed = 1,
    until: Annotated[str | None, typer.Option(help="Last month, YYYY-MM, instead of the scenario's.")] = None,
    threads: Threads = None,
    out: Annotated[Path | None, typer.Option(help="The run folder; runs/NAME-SEED unless said.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on from the last checkpoint.")] = False,
    society: Annotated[str | None, typer.Option(help="Another society than the scenario names.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress bar.")] = False,
    report: Annotated[bool, typer.Option(help="Write report.html at the end.")] = True,
    tile: Annotated[int, typer.Option(hidden=True, min=1, max=2048)] = 256,
    every: Annotated[int | None, typer.Option("--checkpoint-every", hidden=True, min=1)] = None,
) -> None:
    """Live a scenario and write a run folder with its report."""
    from demerit.cli.running import run as running

    n = parameters(scale)
    running(scenario, n, seed, until, threads, out, resume, society, quiet, report, tile, every)


@app.command()
def check(scenario: Scenario) -> None:
    """Say everything that is wrong with a scenario, or that nothing is."""
    from demerit.cli.scenarios import check as checking

    checking(scenario)


@app.command()
def scenarios() -> None:
    """List the presets: place, years, told, documented or reform, a line each."""
    from demerit.cli.scenarios import listed

    listed()


@app.command()
def new(
    file: Annotated[Path, typer.Argument(help="The file to write.")],
    source: Annotated[str, typer.Option("--from", help="The preset to start from.")] = "as-told",
) -> None:
    """Write an own scenario to start from."""
    from demerit.cli.scenarios import new as writing

    writing(file, source)


@app.command()
def verify(run: Run, threads: Threads = None) -> None:
    """Make a run again and compare it, to the bit."""
    from demerit.cli.looking import verify as verifying

    verifying(run, threads)


@app.command()
def lists(
    run: Run,
    name: Annotated[str | None, typer.Option("--list", help="blacklist or redlist.")] = None,
    province: Annotated[str | None, typer.Option(help="Only this province.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many rows.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="All rows as JSON.")] = False,
) -> None:
    """Show the blacklist and the red list as published."""
    from demerit.cli.looking import lists as listing

    listing(run, name, province, limit, as_json)


@app.command()
def report(run: Run) -> None:
    """Write the report of a run again."""
    from demerit.cli.looking import report as reporting

    reporting(run)


@app.command()
def fit(
    scenario: Scenario,
    targets: Annotated[str | None, typer.Option(help="A preset's name or a file of targets.")] = None,
    scale: Scale = "1:1000",
    seeds: Annotated[str, typer.Option(help="Seeds used for fitting.")] = "11,12",
    judge: Annotated[str, typer.Option(help="Seeds that judge the fit, and that fitting never sees.")] = "1,2,3,4,5",
    steps: Annotated[int, typer.Option(min=0, max=50, help="At most so many steps; 0 only judges.")] = 8,
    history: Annotated[Path, typer.Option(help="The file to which every step is appended.")] = Path("fit.jsonl"),
    threads: Threads = None,
) -> None:
    """Fit thresholds, dates and coverage that nobody knows to published figures; judge on other seeds."""
    from demerit.cli.fitting import fit as fitting

    fitting(scenario, targets or scenario, parameters(scale), seeds, judge, steps, history, threads)


@app.command()
def bench(
    preset: Annotated[str, typer.Option(help="The preset to measure.")] = "as-told",
    scale: Scale = "1:1000",
    seed: Seed = 1,
    threads: Threads = None,
    months: Annotated[int, typer.Option(min=12, help="Months after the burn-in; the last twelve are timed.")] = 60,
    peers: Annotated[bool, typer.Option("--peers", help="Also the same small job in Mesa, NumPy and Polars.")] = False,
) -> None:
    """Measure what a run costs, beside the limit of this machine.  Prints JSON."""
    from demerit.cli.measuring import bench as measuring

    measuring(preset, parameters(scale), seed, threads, months, peers)


@app.command()
def warm() -> None:
    """Compile everything once, so that the first run does not wait."""
    from demerit.cli.measuring import warm as warming

    warming()


@app.command()
def schema() -> None:
    """Print the JSON Schema of scenarios, for editors."""
    from demerit.cli.scenarios import schema as printing

    printing()
