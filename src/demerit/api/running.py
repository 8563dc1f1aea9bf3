"""A run, lived in memory."""

import warnings
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from demerit.api import arguments
from demerit.api.run import Run

if TYPE_CHECKING:
    from demerit.scenario import Scenario


def run(
    scenario: "Scenario | str | PathLike[str]",
    scale: int = 1000,
    seed: int = 0,
    seeds: int = 5,
    draws: int = 0,
    until: str | date | None = None,
    threads: int | None = None,
    quiet: bool = True,
) -> Run:
    """Live a scenario on synthetic people, in memory: nothing is written.

    scenario: one that was loaded, or the name of a preset, or a file.
    scale: one simulated person stands for so many; whole communities are simulated, of every province at least one.
    seed: from 0 to 2**64 - 1; another seed is another country.
    seeds: other seeds lived beside it, in coarse: the band of chance; 0 for none, at most 1000.
    draws: other values of what nobody knows, lived in coarse: the second band; 0 for none, at most 10,000.
    until: the last month, "YYYY-MM" or a date; the scenario's unless said.
    threads: from 1 to 256; all cores unless said.  What comes out does not depend on it.
    quiet: False shows on standard error how far it has come.

    The run keeps its people in memory: 16 bytes each, and what is open for them.

    Raises DemeritError for a scenario, a scale or a month that cannot be, and where memory is too small.  Warns where
    so coarse a scale leaves too few people to a province.
    """
    from demerit.world.in_memory import lived
    from demerit.world.run import Plan

    with arguments.said_plainly():
        asked = arguments.common(
            *(scale, seed, until, threads, draws, quiet),
            scenario=lambda: arguments.scenario_of(scenario),
            seeds=lambda: arguments.whole("seeds", seeds, 0, arguments.MOST_SEEDS),
        )
        plan = Plan(out=Path(), **asked)

        def warn(text: str) -> None:
            warnings.warn(arguments.in_python(text), stacklevel=4)

        from demerit.api.sources import InMemory

        return Run(InMemory(lived(plan, warn)))
