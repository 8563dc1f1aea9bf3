"""Running a scenario with some values changed, for the figures that a fit looks at."""

import copy
from typing import Any

from demerit.scenario import Scenario
from demerit.study.fit import Figures
from demerit.study.spans import span_of
from demerit.study.targets import Targets
from demerit.world.simulation import World
from demerit.world.summary import summary


def _node(data: Any, key: str) -> tuple[Any, str]:
    """What holds a value, and under which name: provenance around a value is no step of its key."""
    *path, last = key.split(".")
    for part in path:
        data = _bare(data[int(part)] if isinstance(data, list) else data[part])
    return (data[last], "value") if _bare(data[last]) is not data[last] else (data, last)


def _bare(data: Any) -> Any:
    return data["value"] if isinstance(data, dict) and "value" in data else data


def values_of(scenario: Scenario, targets: Targets) -> dict[str, float]:
    """The values that will be fitted, as they stand."""
    return {target.fits: value_at(scenario, target.fits) for target in targets.targets}


def value_at(scenario: Scenario, key: str) -> float:
    """The number at a dotted key of the resolved scenario."""
    node, last = _node(scenario.resolved(), key)
    value = node[last]
    return float(value["value"] if isinstance(value, dict) else value)


def changed(scenario: Scenario, values: dict[str, float]) -> Scenario:
    """The scenario with other values; where it has a whole number, such as days, the nearest one."""
    data = copy.deepcopy(scenario.resolved())
    for key, value in values.items():
        node, last = _node(data, key)
        node[last] = round(value) if type(node[last]) is int else value
    return Scenario.from_resolved(data)


def last_month(targets: Targets) -> int:
    """The last month that any target looks at."""
    return max(target.span.last for target in targets.targets)


def figures_of(
    scenario: Scenario,
    targets: Targets,
    scale: int,
    threads: int,
    others: tuple[str, ...] = (),
    until: int | None = None,
) -> Figures:
    """A function from values and a seed to the figures of the targets, and to others by name, until a month."""
    spans = {name: span_of(name) for name in (*(target.figure for target in targets.targets), *others)}

    def run(values: dict[str, float], seed: int) -> dict[str, float]:
        last = last_month(targets) if until is None else until
        world = World(changed(scenario, values), seed, scale, threads=threads, until=last)
        world.run()
        world.close()
        found = summary(world.where, *world.reported, world.org_reported)
        return {name: span.of(found) for name, span in spans.items()}

    return run
