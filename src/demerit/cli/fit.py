"""`demerit fit`: values that nobody knows, fitted to published figures and judged on other seeds."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from demerit.cli.app import app
from demerit.cli.options import Assume, Scale, Scenario, Society, Threads, loaded, month_named, scale_of, seeds_of
from demerit.cli.stopping import stoppable
from demerit.world.errors import DemeritError

MOST_SHARE: Final = 1.0  # figures up to one are shares

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
    also: Annotated[str, typer.Option(help="Figures to tell beside the targets, by name, with commas.")] = "",
    until: Annotated[str | None, typer.Option(help="Judge with runs until this month, for such figures.")] = None,
    verdict: Annotated[Path | None, typer.Option(help="The file to which the verdict is written, as JSON.")] = None,
    threads: Threads = None,
    society: Society = None,
    assume: Assume = False,
) -> None:
    """Fit thresholds, dates and coverage that nobody knows to published figures; judge on other seeds."""
    n = scale_of(scale)
    fitting, judging = seeds_of("--seeds", seeds), seeds_of("--judge", judge)
    last = month_named("--until", until) if until else None
    others = figures_named(also)
    if both := sorted(set(fitting) & set(judging)):
        shared = " and ".join(map(str, both))
        raise DemeritError(f"--judge {judge}: {shared} also among --seeds; judge on seeds that fitting never saw")

    from demerit.world.folder import writable, write_json

    if steps:
        writable("--history", history)
    if verdict is not None:
        writable("--verdict", verdict)

    def onward() -> str:
        kept = f"steps that were finished are in {history}; " if steps and history.exists() else ""
        return f"{kept}there is no verdict: the same command begins again"

    with stoppable(onward):
        from demerit.study.figures import figures_of, values_of
        from demerit.study.fit import fit as fit_values
        from demerit.study.fit import judged
        from demerit.study.targets import targets_of
        from demerit.world.run import cores

        said, wanted = loaded(scenario, society, assume), targets_of(targets or scenario)
        hands = threads or cores()
        figures = figures_of(said, wanted, n, hands)
        values = values_of(said, wanted)
        if steps:
            values = fit_values(values, wanted, fitting, figures, history, steps, told)[-1].values
        for key, value in values.items():
            print(f"{key}: {value:.4f}")
        result = judged(values, wanted, judging, figures_of(said, wanted, n, hands, others, last))
    if verdict is not None:
        write_json(verdict, {"scenario": said.name, "values_hash": said.values_hash, "scale": n, **result})
    print(f"judged on seeds {judge}: at most {result['worst']:.1%} off")
    for figure, mean in result["figures"].items():
        ratio = result["ratios"].get(figure)
        shown = f"{mean:,.0f}" if mean > MOST_SHARE else f"{mean:.3f}"
        print(f"  {figure}: {shown}" + (f" ({ratio - 1:+.1%})" if ratio is not None else ""))


def figures_named(text: str) -> tuple[str, ...]:
    """Names of figures separated by commas.  Raises DemeritError."""
    from demerit.study.spans import span_of

    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        try:
            span_of(name)
        except ValueError as error:
            raise DemeritError(f"--also {name}: {error}") from None
    return names


def told(step: "Step") -> None:
    """One step, a line a target."""
    print(f"step {step.step}: at most {step.worst:.1%} off")
    for name, ratio in step.ratios.items():
        print(f"  {name}: {step.figures[name]:,.0f} ({ratio - 1:+.1%})")
