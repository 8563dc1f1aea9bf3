"""The gate of the wealth model: what does not do it right is not timed."""

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from tools.peers.checks import near, same, verdict
from tools.peers.wealth import job

PEOPLE: Final = 4000
DAYS: Final = 150  # steps; the distribution has settled by then
HELD: Final = 5  # shares of people with 0 to HELD - 1 units, and with more
GIFTS: Final = 0.35  # variance of all gifts, a person and step: 0.29 to 0.30 in 300 runs
GINI: Final = 0.37  # standard deviation of the Gini coefficient x root of people: 0.33 to 0.34 in 300 runs

Run = Callable[[int, int, int], job.Outcome]  # (people, steps, seed)


def examine(run: Run, people: int = PEOPLE, days: int = DAYS, seed: int = 1) -> dict[str, Any]:
    """Run the model once and compare it with what must come out; JSON-able: `passed`, and each check by name."""
    out = run(people, days, seed)
    return verdict(_kept(out, people) | _expected(out, people, days), people, days)


def _kept(out: job.Outcome, people: int) -> dict[str, dict[str, Any]]:
    """What holds to the last unit."""
    return {
        "everybody is there": same(len(out.wealth), people),
        "money is kept": same(int(out.wealth.sum(dtype=np.int64)), people),
        "nobody owes": same(int(np.count_nonzero(out.wealth < 0)), 0),
    }


def _expected(out: job.Outcome, people: int, days: int) -> dict[str, dict[str, Any]]:
    """The distribution, gifts, and whether every part of the population gets its share."""
    share, gifts = job.shares(days)
    counts = np.bincount(np.maximum(out.wealth, 0).astype(np.int64), minlength=HELD)
    checks = {
        f"with {held}": near(int(counts[held]), people * share[held], people * share[held] * (1 - share[held]))
        for held in range(HELD)
    }
    more = float(share[HELD:].sum())
    checks["with more"] = near(int(counts[HELD:].sum()), people * more, people * more * (1 - more))
    checks["gini"] = near(job.gini(counts), job.gini(share), GINI**2 / people)
    checks["gifts"] = near(out.gifts, people * gifts, people * days * GIFTS)
    spread = float(share @ (np.arange(len(share)) - 1) ** 2)
    for quarter in range(4):
        part = out.wealth[people * quarter // 4 : people * (quarter + 1) // 4]
        checks[f"money of quarter {quarter}"] = near(int(part.sum(dtype=np.int64)), len(part), len(part) * spread)
    return checks
