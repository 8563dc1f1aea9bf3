"""What a changed scenario is called, and what it says of its changes."""

from typing import Final

from demerit.scenario.altered import Altered
from demerit.scenario.changing.working import Working
from demerit.scenario.scenario import Scenario

HEADS: Final = ("name", "title", "kind")


def record(scenario: Scenario) -> Altered:
    """What was changed in a scenario so far."""
    return scenario.altered or Altered(name=scenario.name, title=scenario.title)


def headed(work: Working, scenario: Scenario, altered: Altered) -> None:
    """Write down what was changed; name, title and kind say it, unless the user gave others."""
    work.plain["altered"] = altered.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    before = scenario.altered.heads if scenario.altered is not None else None
    for key, text in altered.heads.items():
        now = work.plain.get(key)  # nothing, where the user took it away
        own = now != getattr(scenario, key) or (before is not None and before[key] != now)
        if not own:
            work.forget((key,))
            work.plain[key] = text
