"""What a page asks: a base, what is changed in it, and how finely it is to be lived."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from demerit.comparison import Plan, Variant, changed
from demerit.errors import DemeritError
from demerit.scenario import Scenario, load
from demerit.scenario.reading import valued
from demerit.scenario.shipped import names_in
from demerit.world.drivers import Way
from demerit.world.run import cores

KEPT = 4  # bases that are not read again


class Question(NamedTuple):
    """base: the name of a preset; values: YAML texts by key; without: keys; since: a month, such as "2018-05"; scale:
    one simulated person stands for so many; draws: of what nobody knows; seeds: other seeds beside, None: as needed.
    """

    base: str
    values: Mapping[str, str]
    without: tuple[str, ...]
    since: str | None
    scale: int
    seed: int
    draws: int
    seeds: int | None = 0

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Question":
        """From plain data.  Raises DemeritError for a base that is no preset."""
        base = of_preset(said["base"])
        values = {str(key): str(text) for key, text in said["values"].items()}
        scale, seed, draws = (int(said[name]) for name in ("scale", "seed", "draws"))
        without = tuple(map(str, said["without"]))
        return cls(base, values, without, said["since"], scale, seed, draws, said.get("seeds", 0))

    def plan(self) -> Plan:
        """What is to be lived.  Raises DemeritError for a change that cannot be."""
        base = loaded(self.base)
        return Plan(
            base,
            (self.variant(base),),
            scale=self.scale,
            seed=self.seed,
            way=Way(cores()),
            draws=self.draws,
            seeds=self.seeds,
            quiet=True,
        )

    def variant(self, base: Scenario) -> Variant:
        """The base with what is changed."""
        return changed(base, valued(self.values), self.without, self.since)


def of_preset(name: Any) -> str:
    """The name of a preset.  Raises DemeritError for any other."""
    if name not in names_in("presets"):
        raise DemeritError(f"{name} is no preset; there are: {', '.join(names_in('presets'))}")
    return str(name)


@lru_cache(maxsize=KEPT)
def loaded(name: str) -> Scenario:
    """A preset; what is left to the user is taken as it suggests."""
    return load(name, assume=True)
