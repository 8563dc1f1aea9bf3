"""Running a scenario with some values changed, for the figures that a fit looks at."""

import copy
import re
from typing import Any

from demerit.calendar import month_of
from demerit.scenario import Scenario
from demerit.study.fit import Figures
from demerit.study.targets import Targets
from demerit.world.simulation import World
from demerit.world.summary import summary


def _node(data: Any, key: str) -> tuple[Any, str]:
    *path, last = key.split(".")
    for part in path:
        data = data[int(part)] if isinstance(data, list) else data[part]
    return data, last


def values_of(scenario: Scenario, targets: Targets) -> dict[str, float]:
    """The values that will be fitted, as they stand."""
    data = scenario.resolved()
    out = {}
    for target in targets.targets:
        node, last = _node(data, target.fits)
        value = node[last]
        out[target.fits] = float(value["value"] if isinstance(value, dict) else value)
    return out


def changed(scenario: Scenario, values: dict[str, float]) -> Scenario:
    """The scenario with other values."""
    data = copy.deepcopy(scenario.resolved())
    for key, value in values.items():
        node, last = _node(data, key)
        node[last] = value
    return Scenario.from_resolved(data)


def last_month(targets: Targets) -> int:
    """The last month that any target looks at."""
    found = [re.search(r"(\d{4})(-\d{2})?$", target.figure) for target in targets.targets]
    return max(month_of(m.group(0) if m.group(2) else f"{m.group(1)}-12") for m in found if m)


def figures_of(scenario: Scenario, targets: Targets, scale: int, threads: int) -> Figures:
    """A function from values and a seed to the figures of the targets."""

    def run(values: dict[str, float], seed: int) -> dict[str, float]:
        world = World(changed(scenario, values), seed, scale, threads=threads, until=last_month(targets))
        world.run()
        world.crew.close()
        figures = summary(world.where, *world.reported, world.org_reported)
        return {target.figure: float(figures.get(target.figure, 0)) for target in targets.targets}

    return run
