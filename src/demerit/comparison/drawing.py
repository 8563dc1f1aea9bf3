"""Other values for what nobody knows, the same ones in every world of a comparison.

A draw is made in the base, over a Latin hypercube of all its ranges; a variant that was made from the base is made from
the drawn one by the same change.  Another scenario takes for each of its own ranges the share of the way that was drawn
for the base's range of the same key.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from demerit.comparison.variants import Variant
from demerit.scenario import Scenario, ScenarioError
from demerit.scenario.naming import step_of
from demerit.scenario.problems import Path
from demerit.scenario.unknowns import Unknown, drawn, unknowns
from demerit.world import hypercube
from demerit.world.beside import TRIES, Input, drawable


class Draw(NamedTuple):
    """The base and the variants with other values, and these values by key (or factors)."""

    base: Scenario
    variants: tuple[Variant, ...]
    values: dict[str, float]


def keys(scenario: Scenario) -> dict[str, Unknown]:
    """What nobody knows of a scenario, by key: elements of lists by name, so that a rule more or less moves none."""
    plain = scenario.model_dump(mode="json", by_alias=True)
    return {_key(plain, one.path): one for one in unknowns(scenario)}


def _key(plain: Any, path: Path) -> str:
    steps, held = [], plain
    for step in path:
        named = isinstance(held, list) and isinstance(step, int)
        steps.append(step_of(held, step) if named else str(step))  # type: ignore[arg-type]
        held = _inside(held, step)
    return ".".join(steps)


def _inside(held: Any, step: Any) -> Any:
    """What is in there; nothing beyond a `*`, which stands for all of a name."""
    try:
        return held[step]
    except (KeyError, IndexError, TypeError):
        return None


def drawn_from(base: Scenario, variants: Sequence[Variant], draws: int, seed: int) -> Iterator[Draw]:
    """So many draws, one after another.  Raises DemeritError, ScenarioError where none can be."""
    if not draws:
        return
    apart = [base, *(one.scenario for one in variants if not one.made_from_base)]
    drawable(draws, *apart)
    known = map(keys, apart)
    every = dict.fromkeys(key for of in known for key in of)
    shares = {key: hypercube.shares(key, draws, seed) for key in every}
    for i in range(draws):
        yield _point(base, variants, {key: float(row[i]) for key, row in shares.items()}, i, seed)


def _point(base: Scenario, variants: Sequence[Variant], shares: dict[str, float], draw: int, seed: int) -> Draw:
    """One draw; where one of the worlds cannot be with it, another at random."""
    for tried in range(TRIES):
        try:
            drawn_base, values = _at(base, shares)
            made = tuple(one._replace(scenario=_variant(one, drawn_base, shares)) for one in variants)
            return Draw(drawn_base, made, values)
        except ScenarioError as error:
            last = error
            shares = {key: hypercube.another(key, draw, tried, seed) for key in shares}
    raise last


def _variant(one: Variant, base: Scenario, shares: Mapping[str, float]) -> Scenario:
    return one.of(base) if one.made_from_base else _at(one.scenario, shares)[0]


def _at(scenario: Scenario, shares: Mapping[str, float]) -> tuple[Scenario, dict[str, float]]:
    """A scenario with the values at these shares of its ranges, and the values by key."""
    known = keys(scenario)
    values = {key: one.at(shares[key]) for key, one in known.items()}
    if not known:
        return scenario, {}
    return drawn(scenario, {one.path: values[key] for key, one in known.items()}), values


def inputs(scenario: Scenario, draws: Sequence[Draw]) -> list[Input]:
    """Each thing that nobody knows of a scenario, and what it was in each draw; nothing where nothing was drawn."""
    known = keys(scenario) if draws else {}
    return [
        Input(key, one.low, one.high, one.together, [draw.values[key] for draw in draws]) for key, one in known.items()
    ]
