"""Worlds of coalitions: several at a time on the same people, each kept as soon as it was lived, none lived twice."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np

from demerit import __version__
from demerit.calendar import text_of
from demerit.comparison.attribution import burnt, keeping
from demerit.comparison.attribution.asking import Asked
from demerit.comparison.attribution.figures import figures
from demerit.comparison.attribution.keeping import Lived
from demerit.month.sampling import SAMPLED
from demerit.scenario import Scenario
from demerit.world import estimate, folder
from demerit.world.area import area
from demerit.world.comparing import Comparison
from demerit.world.economy import concerned
from demerit.world.errors import BrokenRunError, DemeritError, NothingToLearnError
from demerit.world.learning import Learning
from demerit.world.machine import available_memory
from demerit.world.progress import in_words
from demerit.world.simulation import World
from demerit.world.summary import weights

TOGETHER: Final = 8  # worlds that are lived at a time
SUMS_A_MONTH: Final = 1 << 19  # bytes that each of them keeps, beside the state of its people


class Lenient(Learning):
    """Learning that goes on where nothing can be learnt: whoever has no score by machine yet gets none that month.

    A world without the rules that a score learns from is one that somebody asks about, and no mistake.
    """

    def __init__(self, scenario: Scenario) -> None:
        super().__init__(scenario)
        self.unlearnt: list[str] = []

    def fit(self, world: Any) -> None:
        """As before, without the error."""
        try:
            super().fit(world)
        except NothingToLearnError:
            self.unlearnt.append(text_of(world.month))
            self.sample = np.zeros(0, SAMPLED)


class Worlds:
    """The worlds of a question, by the hash of their values; what is kept in a folder is read there."""

    def __init__(self, asked: Asked, size: estimate.Size) -> None:
        self.asked = asked
        self.found: dict[str, Lived] = {}
        self.width = at_once(asked, size)
        self.within = area(asked.scenario)
        self.organisations = concerned(asked.scenario)

    def live(self, scenarios: Sequence[Scenario]) -> None:
        """Have all of them known.  Raises DemeritError."""
        kept, named = self.asked.kept, {one.values_hash: one for one in scenarios}
        for name in named:
            known = None if kept is None else keeping.read(kept, self.file_of(name))
            if known is not None:
                self.found[name] = known
        missing = [name for name in named if name not in self.found]
        if len(missing) < len(named):
            self.asked.say(f"{len(named) - len(missing)} of {len(named)} worlds were lived before")
        begun = time.monotonic()
        for first in range(0, len(missing), self.width):
            some = missing[first : first + self.width]
            for name, one in zip(some, self._together([named[name] for name in some]), strict=True):
                self.found[name] = one
                if kept is not None:
                    folder.made(kept)
                    keeping.write(kept, self.file_of(name), one)
            self.asked.say(far(first + len(some), len(missing), time.monotonic() - begun, "worlds lived"))

    def of(self, scenario: Scenario) -> Lived:
        """What came out of the world of a scenario."""
        return self.found[scenario.values_hash]

    def file_of(self, name: str) -> str:
        """How the file of a world is called, by everything that the world comes from."""
        asked = self.asked
        return keeping.named(
            [__version__, name, asked.seed, asked.scale, asked.last, list(self.within), self.organisations]
        )

    def _together(self, scenarios: Sequence[Scenario]) -> Iterator[Lived]:
        asked = self.asked
        several = Comparison(scenarios, asked.seed, asked.scale, until=asked.last, way=asked.way)
        try:
            for world in several.worlds:
                world.learning = Lenient(world.scenario)
            if asked.kept is not None:
                burnt.begin(several, asked.kept)
            while several.month <= several.society.last:
                if asked.kept is not None:
                    burnt.keep(several, asked.kept)
                several.step()
        finally:
            several.close()
        for world in several.worlds:
            yield self._summed(world)

    def _summed(self, world: World) -> Lived:
        clipped = sum(int(sums["clipped"].sum()) for sums in (*(row for _, row in world.history), *world.org_history))
        if clipped:
            raise BrokenRunError(f"{clipped} chances were clipped: this world is broken; please report it")
        unlearnt = world.learning.unlearnt if isinstance(world.learning, Lenient) else []
        return Lived(figures(world, weights(world.where, self.within), self.organisations), tuple(unlearnt))


def far(done: int, of: int, seconds: float, what: str) -> str:
    """How far it has come, and how long the rest takes at this speed."""
    left = f"; about {in_words(seconds / done * (of - done))} left" if done < of else ""
    return f"{done} of {of} {what}{left}"


def at_once(asked: Asked, size: estimate.Size) -> int:
    """How many worlds fit into memory together.  Raises DemeritError where not even one does."""
    one, have = estimate.estimate(size, asked.way).memory, available_memory()
    nobody = estimate.estimate(replace(size, rows=0, organisations=0), asked.way).memory
    each = one - nobody + size.months * SUMS_A_MONTH
    if one > have:
        needs = estimate.lacks(one, have).format("memory")
        raise DemeritError(f"--scale 1:{asked.scale}: one world needs {needs}; a coarser one needs less")
    return max(1, min(TOGETHER, 1 + (have - one) // each))
