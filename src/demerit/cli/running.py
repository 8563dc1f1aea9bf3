"""`demerit run`."""

from pathlib import Path
from typing import Any

from demerit.calendar import month_of
from demerit.scenario import load
from demerit.world import folder
from demerit.world.errors import DemeritError
from demerit.world.findings import findings
from demerit.world.run import Plan, cores
from demerit.world.run import run as live


def month(text: str | None) -> int | None:
    """A month from YYYY-MM.  Raises DemeritError."""
    try:
        return None if text is None else month_of(text)
    except ValueError:
        raise DemeritError(f"--until {text}: is not a month; write YYYY-MM, such as 2018-12") from None


def run(
    name: str,
    scale: int,
    seed: int,
    until: str | None,
    threads: int | None,
    out: Path | None,
    resume: bool,
    society: str | None,
    quiet: bool,
    report: bool,
    tile: int,
    every: int | None,
) -> None:
    """Live, write, tell."""
    last = month(until)
    scenario = load(name, society)
    where = out or Path("runs") / f"{scenario.name}-{seed}"
    plan = Plan(scenario, where, scale, seed, threads or cores(), last, tile, resume, quiet, every)

    def told(needed: Any) -> None:
        if not quiet:
            print(f"{scenario.title} at 1:{scale}: {needed}", flush=True)

    live(plan, told)
    _afterwards(where, report)
    print(f"run: {where}")
    for line in findings(folder.read_json(where, folder.SUMMARY)):
        print(f"  - {line}")
    print(f"  ({folder.NOTE})")


def _afterwards(where: Path, report: bool) -> None:
    """Sampled lives, then the report that shows one of them."""
    from demerit.life import sample

    sample(where)
    if report:
        from demerit.report import write

        print(f"report: {write(where)}")
