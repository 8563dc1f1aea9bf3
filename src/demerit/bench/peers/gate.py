"""The gate: what does not do the job right is not timed."""

from collections.abc import Callable
from math import sqrt
from typing import Any, Final

from demerit.bench.peers import job

PEOPLE: Final = 4000
DAYS: Final = 250
SIGMAS: Final = 4.0

Run = Callable[[int, int, int], job.Outcome]  # (people, days, seed)


def examine(run: Run, people: int = PEOPLE, days: int = DAYS, seed: int = 1) -> dict[str, Any]:
    """Run the job once and compare it with what must come out; JSON-able: `passed`, and each check by name."""
    out = run(people, days, seed)
    checks = _expected(out, people, days) | _kept(out, people, days)
    return {
        "passed": all(check["passed"] for check in checks.values()),
        "people": people,
        "days": days,
        "checks": checks,
    }


def _expected(out: job.Outcome, people: int, days: int) -> dict[str, dict[str, Any]]:
    """Acts and entries of each class, within SIGMAS standard deviations of their exact expectation."""
    checks = {}
    entries = out.entries.sum(axis=0)
    for number, (chance, size) in enumerate(zip(job.CHANCES, job.class_sizes(people).tolist(), strict=True)):
        trials = size * days
        checks[f"acts.class_{number}"] = _near(int(out.acts[number]), trials * chance, trials * chance * (1 - chance))
        mean, variance = job.entries_of_one(chance, days)
        checks[f"entries.class_{number}"] = _near(int(entries[number]), size * mean, size * variance)
    return checks


def _kept(out: job.Outcome, people: int, days: int) -> dict[str, dict[str, Any]]:
    """What holds to the last person: stock, terms, points."""
    over = int(out.entries[: max(0, days - job.TERM)].sum())
    points = people * job.START - job.LOSS * out.counted + job.LOSS * job.ACTS_TO_LIST * out.exits
    return {
        "stock = entries - exits": _same(out.stock, int(out.entries.sum()) - out.exits),
        "exits = entries whose term is over": _same(out.exits, over),
        "points are kept": _same(out.score, points),
    }


def _near(value: int, expected: float, variance: float) -> dict[str, Any]:
    band = SIGMAS * sqrt(variance)
    return {"passed": bool(abs(value - expected) <= max(band, 0.5)), "value": value, "expected": expected, "band": band}


def _same(value: int, expected: int) -> dict[str, Any]:
    return {"passed": value == expected, "value": value, "expected": expected, "band": 0}
