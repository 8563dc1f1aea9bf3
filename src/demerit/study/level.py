"""How many are listed, year by year, where nothing is ever forgotten, and where what is on file expires.

    python -m demerit.study.level as-told 1:5000 > docs/fits/level-as-told.json

The same people in each form; the scenario goes on for as long as its society lasts, so that it shows where a level
comes to rest, or that it does not.
"""

import json
import sys
from typing import Any, Final

from demerit.calendar import YEAR, text_of
from demerit.scenario import Scenario, load
from demerit.scenario.changing import moved
from demerit.world.simulation import World
from demerit.world.summary import summed_up

SCALE: Final = 5_000
SEED: Final = 1
FORMS: Final = {"as it is": None, "after five years": 1825, "after two years": 730}  # days until a record expires
FIGURES: Final = ("blacklist.stock", "blacklist.entries", "blacklist.exits", "redlist.stock", "points", "adults")


def goes_on(scenario: Scenario) -> Scenario:
    """The scenario until December of the last whole year of its society."""
    last = (scenario.society.last_month + 1) // YEAR * YEAR - 1
    return moved(scenario, {("end",): text_of(max(last, scenario.end))})


def expiring(scenario: Scenario, days: int) -> Scenario:
    """The scenario in which what each record moved is taken back after so many days."""
    rules = range(len(scenario.regime.rules))
    return moved(scenario, {("regime", "rules", number, "expires_days"): days for number in rules})


def lived(of: Scenario, scale: int) -> dict[str, dict[str, float]]:
    """Figures by name and year."""
    world = World(of, SEED, scale)
    world.run()
    found = summed_up(world)
    world.close()
    years = range(of.start // YEAR, of.end // YEAR + 1)
    return {name: {str(year): found[f"{name}.{year}"] for year in years} for name in FIGURES}


def measured(name: str, scale: int = SCALE) -> dict[str, Any]:
    """A preset's level in every form, as plain data.  until: the last month of the preset itself."""
    scenario = load(name, assume=True)
    longer = goes_on(scenario)
    forms = {form: longer if days is None else expiring(longer, days) for form, days in FORMS.items()}
    return {
        "scenario": name,
        "values_hash": scenario.values_hash,
        "scale": scale,
        "seed": SEED,
        "until": text_of(scenario.end),
        "figures": {form: lived(of, scale) for form, of in forms.items()},
    }


def main(words: list[str]) -> None:
    """Measure a preset; prints JSON."""
    scale = int(words[1].removeprefix("1:")) if len(words) > 1 else SCALE
    sys.stdout.write(json.dumps(measured(words[0], scale), indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
