"""Running a scenario with some values changed, for the figures that a fit looks at."""

from demerit.errors import DemeritError
from demerit.scenario import Scenario
from demerit.scenario.changing import moved
from demerit.scenario.changing.lookup import places
from demerit.scenario.changing.plain import held
from demerit.study.fit import Figures
from demerit.study.spans import span_of
from demerit.study.targets import Targets
from demerit.world.simulation import World
from demerit.world.summary import summed_up


def values_of(scenario: Scenario, targets: Targets) -> dict[str, float]:
    """The values that will be fitted, as they stand."""
    return {target.fits: value_at(scenario, target.fits) for target in targets.targets}


def value_at(scenario: Scenario, key: str) -> float:
    """The number at a dotted key of the resolved scenario.  Raises DemeritError where there is none."""
    plain = scenario.model_dump(mode="json", by_alias=True)
    found = [held(plain, place) for place in places(plain, tuple(key.split(".")))]
    if not found or type(found[0]) not in (int, float):
        raise DemeritError(f"{key} is no number of {scenario.name}, so it cannot be fitted")
    return float(found[0])


def changed(scenario: Scenario, values: dict[str, float]) -> Scenario:
    """The scenario with other values; where it has a whole number, such as days, the nearest one."""
    plain = scenario.model_dump(mode="json", by_alias=True)
    at = {key: places(plain, tuple(key.split(".")))[0] for key in values}
    whole = {key for key, path in at.items() if type(held(plain, path)) is int}
    return moved(scenario, {at[key]: round(value) if key in whole else value for key, value in values.items()})


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
        found = summed_up(world)
        return {name: span.of(found) for name, span in spans.items()}

    return run
