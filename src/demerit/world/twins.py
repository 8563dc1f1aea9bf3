"""Twins: the same people in coarse, under the regime and under others that differ from it in one respect.

What a finding on opinion or fear says of the regime is a difference to a world that nobody lives in: one without it, or
one in which no list is published, or in which fear does nothing, or has the other of the signs that studies found.
These are lived beside a run, from one burn-in.
"""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any, Final

from demerit.scenario import Scenario
from demerit.scenario.fear import OF_FEAR
from demerit.world.area import area
from demerit.world.summary import of_years

if TYPE_CHECKING:
    from demerit.world.simulation import World

COARSE: Final = 50_000  # 1 in so many people, unless the run itself is coarser
AS_IT_IS, WITHOUT, UNPUBLISHED = "as it is", "without the regime", "without publication"
FEARLESS, EMBOLDENED = "without fear", "at the low end of fear"
KEPT: Final = ("opinion.", "self_censored.", "acts.", "fear", "blacklist.stock", "people")  # measures that begin so


def moves_minds(scenario: Scenario) -> bool:
    """Whether the regime does anything that a finding on opinion or fear could be about."""
    regime = scenario.regime
    afraid = any(getattr(regime.fear, name) for name in OF_FEAR)
    return scenario.society.opinions is not None and (afraid or regime.opinion is not None)


def ends(scenario: Scenario, name: str) -> tuple[int, int]:
    """The lowest and the highest that an effect of fear may well be; where no range says so, what it is."""
    said = scenario.provenance_of(f"regime.fear.{name}")
    value: int = getattr(scenario.regime.fear, name)
    return (value, value) if said is None or said.range is None else (int(said.range[0]), int(said.range[1]))


def variants(scenario: Scenario) -> dict[str, Scenario]:
    """The scenarios that are lived beside one, by what they are."""
    out = {AS_IT_IS: scenario, WITHOUT: without_its_regime(scenario)}
    if scenario.regime.lists.blacklist.published is not None:
        out[UNPUBLISHED] = _unpublished(scenario)
    if any(getattr(scenario.regime.fear, name) for name in OF_FEAR):
        out[FEARLESS] = fearing(scenario, dict.fromkeys(OF_FEAR, 0))
        out[EMBOLDENED] = fearing(scenario, {name: ends(scenario, name)[0] for name in OF_FEAR})
    return out


def without_its_regime(scenario: Scenario) -> Scenario:
    """The same people, and nothing is done to them."""
    return Scenario.from_resolved(scenario.resolved() | {"regime": {}, "interventions": []})


def fearing(scenario: Scenario, levels: dict[str, int]) -> Scenario:
    """The same regime, with these effects of fear in place of its own."""
    fear = scenario.regime.fear.model_dump(mode="json", by_alias=True)
    return _with(scenario, {**scenario.resolved()["regime"], "fear": {**fear, **levels}})


def _unpublished(scenario: Scenario) -> Scenario:
    """The same lists, and nobody reads them."""
    regime = scenario.regime.model_dump(mode="json", by_alias=True)
    for each in regime["lists"].values():
        if each is not None:
            each["published"] = None
    return _with(scenario, regime)


def _with(scenario: Scenario, regime: dict[str, Any]) -> Scenario:
    return Scenario.from_resolved(scenario.resolved() | {"regime": regime})


def figures(world: "World", provinces: Collection[str] = ()) -> dict[str, float]:
    """The yearly figures of a world that findings on opinion and fear look at, of some provinces or of all."""
    found = of_years(world.where, *world.reported, within=provinces)
    return {name: value for name, value in found.items() if name.startswith(KEPT)}


def lived(scenario: Scenario, seed: int, scale: int, until: int) -> Iterator[tuple[str, dict[str, float]]]:
    """Each variant with its yearly figures, scaled up, of the places where the regime that is studied runs."""
    from demerit.world.beginnings import Beginnings  # whoever only reads what was lived needs none of it
    from demerit.world.comparing import Comparison

    provinces, kept = area(scenario), Beginnings()
    for name, variant in variants(scenario).items():
        alone = Comparison([variant], seed, scale, until)
        try:
            kept.begin(alone)  # the first lives the burn-in, and leaves it to the others
            while alone.month <= until:
                kept.keep(alone, ())
                alone.step()
        finally:
            alone.close()
        yield name, figures(alone.base, provinces)


def beside(scenario: Scenario, seed: int, scale: int, until: int) -> dict[str, Any] | None:
    """What is kept of the twins of a run, their scale and figures by variant; None where nothing could differ."""
    if not moves_minds(scenario):
        return None
    coarse = max(scale, COARSE)
    return {"scale": coarse, "worlds": dict(lived(scenario, seed, coarse, until))}
