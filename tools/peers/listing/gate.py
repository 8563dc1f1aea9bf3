"""The gate of the listing job: what does not do it right is not timed."""

from collections.abc import Callable
from typing import Any, Final

from tools.peers.checks import near, same, verdict
from tools.peers.listing import job

PEOPLE: Final = 4000
DAYS: Final = 250

Run = Callable[[int, int, int], job.Outcome]  # (people, days, seed)


def examine(run: Run, people: int = PEOPLE, days: int = DAYS, seed: int = 1) -> dict[str, Any]:
    """Run the job once and compare it with what must come out; JSON-able: `passed`, and each check by name."""
    out = run(people, days, seed)
    return verdict(_expected(out, people, days) | _kept(out, people, days), people, days)


def _expected(out: job.Outcome, people: int, days: int) -> dict[str, dict[str, Any]]:
    """Acts and entries of each class, beside their exact expectation."""
    checks = {}
    entries = out.entries.sum(axis=0)
    for number, (chance, size) in enumerate(zip(job.CHANCES, job.class_sizes(people).tolist(), strict=True)):
        trials = size * days
        checks[f"acts.class_{number}"] = near(int(out.acts[number]), trials * chance, trials * chance * (1 - chance))
        mean, variance = job.entries_of_one(chance, days)
        checks[f"entries.class_{number}"] = near(int(entries[number]), size * mean, size * variance)
    return checks


def _kept(out: job.Outcome, people: int, days: int) -> dict[str, dict[str, Any]]:
    """What holds to the last person: stock, terms, points."""
    over = int(out.entries[: max(0, days - job.TERM)].sum())
    points = people * job.START - job.LOSS * out.counted + job.LOSS * job.ACTS_TO_LIST * out.exits
    return {
        "stock = entries - exits": same(out.stock, int(out.entries.sum()) - out.exits),
        "exits = entries whose term is over": same(out.exits, over),
        "points are kept": same(out.score, points),
    }
