"""`demerit fit`: values that nobody knows, fitted to published figures and judged on other seeds."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from demerit.cli.app import app
from demerit.cli.options import Assume, Scale, Scenario, Threads, scale_of, seeds_of
from demerit.world.errors import DemeritError

if TYPE_CHECKING:
    from demerit.study.fit import Step


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
    assume: Assume = False,
) -> None:
    """Fit thresholds, dates and coverage that nobody knows to published figures; judge on other seeds."""
    n = scale_of(scale)
    fitting, judging = seeds_of("--seeds", seeds), seeds_of("--judge", judge)
    if both := sorted(set(fitting) & set(judging)):
        raise DemeritError(f"--judge: {both} are used for fitting; judge on seeds that fitting never saw")

    from demerit.scenario import load
    from demerit.study.figures import figures_of, values_of
    from demerit.study.fit import fit as fit_values
    from demerit.study.fit import judged
    from demerit.study.targets import targets_of
    from demerit.world.run import cores

    said, wanted = load(scenario, assume=assume), targets_of(targets or scenario)
    figures = figures_of(said, wanted, n, threads or cores())
    values = values_of(said, wanted)
    if steps:
        values = fit_values(values, wanted, fitting, figures, history, steps, told)[-1].values
    for key, value in values.items():
        print(f"{key}: {value:.4f}")
    verdict = judged(values, wanted, judging, figures)
    print(f"judged on seeds {judge}: at most {verdict['worst']:.1%} off")
    for figure, ratio in verdict["ratios"].items():
        print(f"  {figure}: {verdict['figures'][figure]:,.0f} ({ratio - 1:+.1%})")


def told(step: "Step") -> None:
    """One step, a line a target."""
    print(f"step {step.step}: at most {step.worst:.1%} off")
    for name, ratio in step.ratios.items():
        print(f"  {name}: {step.figures[name]:,.0f} ({ratio - 1:+.1%})")
