"""Twins: the same people in coarse, under the regime and under others that differ from it in one respect.

What a finding on opinion or fear says of the regime is a difference to a world that nobody lives in: one without it, or
one in which fear does nothing, or in which it has the other of the signs that studies found.  These are lived beside a
run.
"""

from collections.abc import Iterator
from typing import Any, Final

from demerit.scenario import Scenario
from demerit.scenario.fear import OF_FEAR
from demerit.world.simulation import World
from demerit.world.summary import summary

COARSE: Final = 20_000  # 1 in so many people, unless the run itself is coarser
AS_IT_IS, WITHOUT, FEARLESS, EMBOLDENED = "as it is", "without the regime", "without fear", "at the low end of fear"
KEPT: Final = ("opinion.", "self_censored.", "acts.", "fear", "blacklist.stock", "people")  # measures that begin so


def moves_minds(scenario: Scenario) -> bool:
    """Whether the regime does anything that a finding on opinion or fear could be about."""
    regime = scenario.regime
    afraid = any(getattr(regime.fear, name) for name in OF_FEAR)
    return scenario.society.opinions is not None and (afraid or regime.opinion is not None)


def low_end(scenario: Scenario, name: str) -> int:
    """The lowest that an effect of fear may well be; where no range says so, what it is."""
    said = scenario.provenance_of(f"regime.fear.{name}")
    value: int = getattr(scenario.regime.fear, name)
    return value if said is None or said.range is None else int(said.range[0])


def variants(scenario: Scenario) -> dict[str, Scenario]:
    """The scenarios that are lived beside one, by what they are."""
    out = {AS_IT_IS: scenario, WITHOUT: _with(scenario, {}, interventions=False)}
    fear = scenario.regime.fear
    if any(getattr(fear, name) for name in OF_FEAR):
        plain = fear.model_dump(mode="json", by_alias=True)
        for name, levels in (
            (FEARLESS, dict.fromkeys(OF_FEAR, 0)),
            (EMBOLDENED, {name: low_end(scenario, name) for name in OF_FEAR}),
        ):
            out[name] = _with(scenario, {**scenario.resolved()["regime"], "fear": {**plain, **levels}})
    return out


def _with(scenario: Scenario, regime: dict[str, Any], interventions: bool = True) -> Scenario:
    data = scenario.resolved() | {"regime": regime}
    return Scenario.from_resolved(data if interventions else data | {"interventions": []})


def figures(world: World) -> dict[str, float]:
    """The yearly figures of a world that findings on opinion and fear look at."""
    found = summary(world.where, *world.reported)
    return {name: value for name, value in found.items() if name.startswith(KEPT) and "-" not in name.rsplit(".", 1)[1]}


def lived(scenario: Scenario, seed: int, scale: int, until: int) -> Iterator[tuple[str, dict[str, float]]]:
    """Each variant with its yearly figures, scaled up to the country."""
    for name, variant in variants(scenario).items():
        world = World(variant, seed, scale, until=until)
        try:
            world.run()
        finally:
            world.close()
        yield name, figures(world)


def beside(scenario: Scenario, seed: int, scale: int, until: int) -> dict[str, Any] | None:
    """What is kept of the twins of a run, their scale and figures by variant; None where nothing could differ."""
    if not moves_minds(scenario):
        return None
    coarse = max(scale, COARSE)
    return {"scale": coarse, "worlds": dict(lived(scenario, seed, coarse, until))}
