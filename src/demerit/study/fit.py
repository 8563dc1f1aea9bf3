"""Fitting a regime to published figures, one value a figure, with a history of every step.

Each figure has one value of the regime that moves it above all; a file of targets may declare how much the values move
the other figures too.  The search is a secant method in many dimensions (C. G. Broyden, "A class of methods for solving
nonlinear simultaneous equations", 1965) on the logarithms of values and of figures over targets: it starts from the
declared matrix, learns from every step, and needs a run a seed and step.  Seeds used for fitting never judge the fit.
"""

import json
import math
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from demerit import placing
from demerit.study.targets import Targets
from demerit.world.errors import DemeritError

TOLERANCE: Final = 0.01
STEPS: Final = 8
FARTHEST: Final = 1.4  # most that the logarithm of a value changes in one step: a factor of four
LEAST: Final = 1e-4
MOST: Final = {"attempts": 100.0, "terms": 7300.0}  # all others are shares
NEARLY_NOTHING: Final = 0.05  # a figure of nothing has no logarithm: no ratio counts as less

Figures = Callable[[dict[str, float], int], dict[str, float]]  # (values, seed) -> figures
Array = np.ndarray[Any, np.dtype[np.float64]]


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
    return Step(number, seeds, dict(values), got, {t.figure: got[t.figure] / t.wanted for t in targets.targets})


def declared(targets: Targets) -> Array:
    """The elasticities (figure, value) that a search starts from."""
    out = np.eye(len(targets.targets))
    for column, target in enumerate(targets.targets):
        moves = targets.moves.get(target.fits, {target.figure: 1.0})
        out[:, column] = [moves.get(other.figure, 0.0) for other in targets.targets]
    return out


def most(key: str) -> float:
    """The highest value that a key may take."""
    return next((limit for word, limit in MOST.items() if word in key.split(".")[-2:]), 1.0)


def within(key: str, value: float) -> float:
    """A value within its range."""
    return min(max(value, LEAST), most(key))


def off(step: Step, targets: Targets) -> Array:
    """Logarithms of the ratios: 0 where a figure is right."""
    return np.array([math.log(max(step.ratios[t.figure], NEARLY_NOTHING)) for t in targets.targets])


def corrected(step: Step, targets: Targets, slopes: Array) -> dict[str, float]:
    """The values of the next step."""
    change = np.clip(-np.linalg.lstsq(slopes, off(step, targets), rcond=None)[0], -FARTHEST, FARTHEST)
    keys = [target.fits for target in targets.targets]
    return {key: within(key, step.values[key] * math.exp(by)) for key, by in zip(keys, change.tolist(), strict=True)}


def learnt(slopes: Array, before: Step, after: Step, targets: Targets) -> Array:
    """Broyden's update: the least change of the elasticities that explains the last step."""
    keys = [target.fits for target in targets.targets]
    moved = np.array([math.log(after.values[key] / before.values[key]) for key in keys])
    square = float(moved @ moved)
    if square == 0.0:
        return slopes
    surprise = off(after, targets) - off(before, targets) - slopes @ moved
    return slopes + np.outer(surprise, moved) / square


def fit(
    start: dict[str, float],
    targets: Targets,
    seeds: tuple[int, ...],
    run: Figures,
    history: Path | None = None,
    steps: int = STEPS,
    tell: Callable[[Step], None] | None = None,
) -> list[Step]:
    """Fit; returns every step, the nearest one last.  Each step is appended to `history` as one line of JSON.

    Raises DemeritError where none can be added.
    """
    values = {key: within(key, value) for key, value in start.items()}
    slopes = declared(targets)
    done: list[Step] = []
    for number in range(steps):
        step = step_of(number, values, targets, seeds, run)
        if done:
            slopes = learnt(slopes, done[-1], step, targets)
        done.append(step)
        if history is not None:
            _noted(history, step)
        if tell is not None:
            tell(step)
        if step.worst < TOLERANCE:
            break
        values = corrected(step, targets, slopes)
    return sorted(done, key=lambda s: -s.worst)


def _noted(history: Path, step: Step) -> None:
    try:
        placing.appended(history, (json.dumps(asdict(step)) + "\n").encode())
    except OSError as error:
        raise DemeritError(f"{history}: no step can be added ({error.strerror or error})") from None


def judged(values: dict[str, float], targets: Targets, seeds: tuple[int, ...], run: Figures) -> dict[str, Any]:
    """The figures as the mean of seeds that fitting never saw, how far each is off, and what each seed gave.

    Figures that `run` gives beyond the targets are told as well, without a verdict.
    """
    each = {seed: run(values, seed) for seed in seeds}
    step = step_of(-1, values, targets, seeds, lambda _, seed: each[seed])
    return {
        "seeds": list(seeds),
        "values": dict(values),
        "figures": mean(each.values()),
        "wanted": {t.figure: t.wanted for t in targets.targets},
        "ratios": step.ratios,
        "worst": step.worst,
        "each": {name: [each[seed][name] for seed in seeds] for name in each[seeds[0]]},
    }
