"""How much of the silence comes from what: the same people with each effect of fear alone, without it, and at its ends.

`python -m demerit.study.fear PRESET [N]` measures at 1:N and prints JSON.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any, Final

from demerit.scenario import Scenario, load
from demerit.scenario.fear import OF_FEAR
from demerit.world.simulation import World
from demerit.world.summary import summary
from demerit.world.twins import low_end

SCALE: Final = 20_000
SEED: Final = 1
FIGURES: Final = {
    "unsaid": "self_censored.share.criticism",
    "aloud": "opinion.dissent_said_share",
    "private": "opinion.dissent_private_share",
}
WHOLE, NOTHING, NO_REGIME = "as it is", "without fear", "without the regime"
LOW, HIGH = "all at their low ends", "all at their high ends"


def levels(scenario: Scenario) -> dict[str, int]:
    """The effects of fear that a scenario has, by name."""
    found = {name: int(getattr(scenario.regime.fear, name)) for name in OF_FEAR}
    return {name: level for name, level in found.items() if level}


def high_end(scenario: Scenario, name: str) -> int:
    """The highest that an effect may well be; where no range says so, what it is."""
    said = scenario.provenance_of(f"regime.fear.{name}")
    value: int = getattr(scenario.regime.fear, name)
    return value if said is None or said.range is None else int(said.range[1])


def forms(scenario: Scenario) -> Iterator[tuple[str, dict[str, int]]]:
    """What is lived: a name, and the level of each effect."""
    own = levels(scenario)
    nothing = dict.fromkeys(OF_FEAR, 0)
    yield WHOLE, own
    yield NOTHING, nothing
    for name, level in own.items():
        yield f"{name} alone", {**nothing, name: level}
        yield f"without {name}", {**own, name: 0}
    yield LOW, {name: low_end(scenario, name) for name in own}
    yield HIGH, {name: high_end(scenario, name) for name in own}


def lived(of: Scenario, scale: int) -> dict[str, float]:
    """The figures of the last year."""
    world = World(of, SEED, scale, threads=2)
    world.run()
    found = summary(world.where, *world.reported)
    world.close()
    year = of.end // 12
    return {name: round(found[f"{measure}.{year}"], 5) for name, measure in FIGURES.items()}


def measured(name: str, scale: int = SCALE) -> dict[str, Any]:
    """Every form of a preset, as plain data: the levels as they are, and the figures of the last year by form."""
    scenario = load(name, assume=True)
    plain: Any = scenario.resolved()
    out = {NO_REGIME: lived(Scenario.from_resolved({**plain, "regime": {}, "interventions": []}), scale)}
    for form, given in forms(scenario):
        fear = {**scenario.regime.fear.model_dump(mode="json", by_alias=True), **given}
        out[form] = lived(Scenario.from_resolved({**plain, "regime": {**plain["regime"], "fear": fear}}), scale)
    return {
        "scenario": name,
        "scale": scale,
        "seed": SEED,
        "year": scenario.end // 12,
        "levels": levels(scenario),
        "figures": out,
    }


def main(words: list[str]) -> None:
    """Measure a preset; prints JSON."""
    scale = int(words[1].removeprefix("1:")) if len(words) > 1 else SCALE
    sys.stdout.write(json.dumps(measured(words[0], scale), indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
