"""Fitting a regime to published figures, one value a figure, with a history of every step.

Each figure has one value of the regime that moves it almost alone (the share of communities that take part in a
consequence moves how many are refused), so a proportional step in each value at once, on the mean of a few seeds,
arrives in a handful of runs.  Seeds used for fitting are never used to judge the fit.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from demerit.study.targets import Target, Targets

TOLERANCE: Final = 0.01
STEPS: Final = 8
LEAST, MOST = 1e-4, 1.0  # a share

Figures = Callable[[dict[str, float], int], dict[str, float]]  # (values, seed) -> figures


@dataclass(frozen=True)
class Step:
    """One step of a fit: the values tried, the mean figures they gave, and how far each is off (1 = right)."""

    step: int
    seeds: tuple[int, ...]
    values: dict[str, float]
    figures: dict[str, float]
    ratios: dict[str, float]

    @property
    def worst(self) -> float:
        """The largest distance of a ratio from 1."""
        return max(abs(ratio - 1.0) for ratio in self.ratios.values())


def mean(rows: Iterable[dict[str, float]]) -> dict[str, float]:
    """The mean of each figure."""
    listed = list(rows)
    return {name: sum(row[name] for row in listed) / len(listed) for name in listed[0]}


def step_of(number: int, values: dict[str, float], targets: Targets, seeds: tuple[int, ...], run: Figures) -> Step:
    """Run the seeds and compare with the targets."""
    figures = mean(run(values, seed) for seed in seeds)
    got = {t.figure: figures[t.figure] for t in targets.targets}
    return Step(number, seeds, dict(values), got, {t.figure: got[t.figure] / t.value for t in targets.targets})


def moved(value: float, ratio: float) -> float:
    """The next value of a share: in proportion, within its range."""
    return min(max(value / max(ratio, 0.05), LEAST), MOST)


def parts(targets: Targets) -> dict[str, Target]:
    """What each value is fitted to."""
    return {target.fits: target for target in targets.targets}


def corrected(step: Step, targets: Targets) -> dict[str, float]:
    """The values of the next step.

    Rail refusals are ordinary and high-speed ones, so the ordinary bar is fitted to what the high-speed target leaves.
    """
    ratios = dict(step.ratios)
    named = {t.figure: t.value for t in targets.targets}
    train, fast = (next((f for f in named if f.startswith(f"refused.{k}.")), None) for k in ("train", "high_speed"))
    if train and fast:
        ratios[train] = max(step.figures[train] - step.figures[fast], 1.0) / (named[train] - named[fast])
    return {key: moved(step.values[key], ratios[target.figure]) for key, target in parts(targets).items()}


def fit(
    start: dict[str, float],
    targets: Targets,
    seeds: tuple[int, ...],
    run: Figures,
    history: Path | None = None,
    steps: int = STEPS,
    tell: Callable[[Step], None] | None = None,
) -> list[Step]:
    """Fit; returns every step, the nearest one last.  Each step is appended to `history` as one line of JSON."""
    values = dict(start)
    done: list[Step] = []
    for number in range(steps):
        step = step_of(number, values, targets, seeds, run)
        done.append(step)
        if history is not None:
            with history.open("a", encoding="utf-8") as out:
                out.write(json.dumps(asdict(step)) + "\n")
        if tell is not None:
            tell(step)
        if step.worst < TOLERANCE:
            break
        values = corrected(step, targets)
    return sorted(done, key=lambda s: -s.worst)


def judged(values: dict[str, float], targets: Targets, seeds: tuple[int, ...], run: Figures) -> dict[str, Any]:
    """The figures as the mean of seeds that fitting never saw, and how far each is off."""
    step = step_of(-1, values, targets, seeds, run)
    return {"seeds": list(seeds), "figures": step.figures, "ratios": step.ratios, "worst": step.worst}
