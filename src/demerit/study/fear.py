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
from demerit.world.summary import summed_up
from demerit.world.twins import AS_IT_IS, FEARLESS, WITHOUT, ends, fearing, without_its_regime

SCALE: Final = 20_000
SEED: Final = 1
FIGURES: Final = {
    "unsaid": "self_censored.share.criticism",
    "aloud": "opinion.dissent_said_share",
    "private": "opinion.dissent_private_share",
}
LOW, HIGH = "all at their low ends", "all at their high ends"


def levels(scenario: Scenario) -> dict[str, int]:
    """The effects of fear that a scenario has, by name."""
    found = {name: int(getattr(scenario.regime.fear, name)) for name in OF_FEAR}
    return {name: level for name, level in found.items() if level}


def forms(scenario: Scenario) -> Iterator[tuple[str, dict[str, int]]]:
    """What is lived: a name, and the level of each effect."""
    own = levels(scenario)
    nothing = dict.fromkeys(OF_FEAR, 0)
    yield AS_IT_IS, own
    yield FEARLESS, nothing
    for name, level in own.items():
        yield f"{name} alone", {**nothing, name: level}
        yield f"without {name}", {**own, name: 0}
    yield LOW, {name: ends(scenario, name)[0] for name in own}
    yield HIGH, {name: ends(scenario, name)[1] for name in own}


def lived(of: Scenario, scale: int) -> dict[str, float]:
    """The figures of the last year."""
    world = World(of, SEED, scale, threads=2)
    world.run()
    found = summed_up(world)
    world.close()
    year = of.end // 12
    return {name: round(found[f"{measure}.{year}"], 5) for name, measure in FIGURES.items()}


def measured(name: str, scale: int = SCALE) -> dict[str, Any]:
    """Every form of a preset, as plain data: the levels as they are, and the figures of the last year by form."""
    scenario = load(name, assume=True)
    out = {WITHOUT: lived(without_its_regime(scenario), scale)}
    out |= {form: lived(fearing(scenario, given), scale) for form, given in forms(scenario)}
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
