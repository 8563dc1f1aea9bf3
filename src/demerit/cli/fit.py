"""`demerit fit`: values that nobody knows, fitted to published figures and judged on other seeds."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from demerit.cli.app import app
from demerit.cli.changed import loaded
from demerit.cli.given import asked as asked_for
from demerit.cli.options import (
    Assume,
    Scale,
    Scenario,
    Society,
    Threads,
    figures_named,
    month_named,
    scale_of,
    seeds_of,
)
from demerit.cli.stopping import stoppable
from demerit.errors import DemeritError, refuse, together

MOST_SHARE: Final = 1.0  # figures up to one are shares

if TYPE_CHECKING:
    from demerit.scenario import Scenario as Loaded
    from demerit.study.fit import Step
    from demerit.study.targets import Targets


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
    last = month_named("--until", until) if until else None
    others = figures_named(also)
    fitting, judging = seeds_of("--seeds", seeds), seeds_of("--judge", judge)
    calls: list[Callable[[], Any]] = [
        partial(asked, scenario, society, assume, targets, history if steps else None, verdict),
        partial(apart, fitting, judging),
        partial(refuse, {f"--verdict {verdict} is the file of --history; choose another": _one_file(history, verdict)}),
    ]
    (said, wanted), *_ = together(calls)

    from demerit.study.sound import sound
    from demerit.world.folder import write_json

    sound(said, wanted, n, others, last)
    asked_for()

    def onward() -> str:
        kept = f"steps that were finished are in {history}; " if steps and history.exists() else ""
        return f"{kept}there is no verdict: the same command begins again"

    with stoppable(onward):
        from demerit.study.figures import figures_of, values_of
        from demerit.study.fit import fit as fit_values
        from demerit.study.fit import judged
        from demerit.world.run import cores

        hands = threads or cores()
        figures = figures_of(said, wanted, n, hands)
        values = values_of(said, wanted)
        if steps:
            values = fit_values(values, wanted, fitting, figures, history, steps, told)[-1].values
        for key, value in values.items():
            print(f"{key}: {value:.4f}")
        result = judged(values, wanted, judging, figures_of(said, wanted, n, hands, others, last))
    if verdict is not None:
        write_json(
            verdict, {"scenario": said.name, "values_hash": said.values_hash, "scale": n, **result}, anywhere=True
        )
    print(f"judged on seeds {judge}: at most {result['worst']:.1%} off")
    for figure, mean in result["figures"].items():
        ratio = result["ratios"].get(figure)
        shown = f"{mean:,.0f}" if mean > MOST_SHARE else f"{mean:.3f}"
        print(f"  {figure}: {shown}" + (f" ({ratio - 1:+.1%})" if ratio is not None else ""))


def asked(
    scenario: str, society: str | None, assume: bool, targets: str | None, history: Path | None, verdict: Path | None
) -> "tuple[Loaded, Targets]":
    """What is fitted, and to what.  Raises DemeritError with all that is wrong, with files to write, too."""
    from demerit.study.targets import targets_of
    from demerit.world.folder import writable

    files = {"--history": history, "--verdict": verdict}
    calls: list[Callable[[], Any]] = [
        partial(loaded, scenario, society, assume),
        partial(targets_of, targets or scenario),
        *(partial(writable, option, file) for option, file in files.items() if file is not None),
    ]
    said, wanted, *_ = together(calls)
    return said, wanted


def apart(fitting: tuple[int, ...], judging: tuple[int, ...]) -> None:
    """Raises DemeritError for seeds that are named twice: those that judge are others than those that fit."""
    together([partial(_once, "--seeds", fitting), partial(_once, "--judge", judging)])
    if both := sorted(set(fitting) & set(judging)):
        shared = " and ".join(map(str, both))
        raise DemeritError(f"--judge has {shared}, as --seeds; judge on seeds that fitting never saw")


def _one_file(history: Path, verdict: Path | None) -> bool:
    device = history.exists() and not history.is_file()  # such as /dev/null, which takes both
    return verdict is not None and not device and os.path.realpath(history) == os.path.realpath(verdict)


def _once(option: str, seeds: tuple[int, ...]) -> None:
    twice = sorted({seed for seed in seeds if seeds.count(seed) > 1})
    if twice:
        raise DemeritError(f"{option} has {' and '.join(map(str, twice))} twice; one seed is one country")


def told(step: "Step") -> None:
    """One step, a line a target."""
    print(f"step {step.step}: at most {step.worst:.1%} off")
    for name, ratio in step.ratios.items():
        print(f"  {name}: {step.figures[name]:,.0f} ({ratio - 1:+.1%})")
