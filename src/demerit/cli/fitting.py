"""`demerit fit`."""

from pathlib import Path

from demerit.scenario import load
from demerit.study.figures import figures_of, values_of
from demerit.study.fit import Step, judged
from demerit.study.fit import fit as fit_values
from demerit.study.targets import targets_of
from demerit.world.errors import DemeritError
from demerit.world.run import cores


def numbers(text: str, option: str) -> tuple[int, ...]:
    """Seeds, separated by commas.  Raises DemeritError."""
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError:
        raise DemeritError(f"{option} {text}: write whole numbers separated by commas, such as 11,12") from None


def told(step: Step) -> None:
    """One step, a line a target."""
    print(f"step {step.step}: at most {step.worst:.1%} off")
    for name, ratio in step.ratios.items():
        print(f"  {name}: {step.figures[name]:,.0f} ({ratio - 1:+.1%})")


def fit_scenario(
    name: str, of: str, scale: int, seeds: tuple[int, ...], steps: int, history: Path, threads: int
) -> dict[str, float]:
    """The fitted values, every step told."""
    scenario, targets = load(name), targets_of(of)
    start = values_of(scenario, targets)
    run = figures_of(scenario, targets, scale, threads)
    return fit_values(start, targets, seeds, run, history, steps, told)[-1].values if steps else start


def fit(
    name: str, of: str, scale: int, seeds: str, judge: str, steps: int, history: Path, threads: int | None
) -> None:
    """Fit, then judge on seeds that fitting never saw."""
    fitting, judging = numbers(seeds, "--seeds"), numbers(judge, "--judge")
    if both := sorted(set(fitting) & set(judging)):
        raise DemeritError(f"--judge: {both} are used for fitting; judge on seeds that fitting never saw")
    workers = threads or cores()
    values = fit_scenario(name, of, scale, fitting, steps, history, workers)
    for key, value in values.items():
        print(f"{key}: {value:.4f}")
    targets = targets_of(of)
    verdict = judged(values, targets, judging, figures_of(load(name), targets, scale, workers))
    print(f"judged on seeds {judge}: at most {verdict['worst']:.1%} off")
    for figure, ratio in verdict["ratios"].items():
        print(f"  {figure}: {verdict['figures'][figure]:,.0f} ({ratio - 1:+.1%})")

