"""What to compare, and how."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from demerit.comparison.variants import Variant, comparable, named
from demerit.scenario import Scenario
from demerit.world.comparing import BASE, OWN
from demerit.world.drivers import Way
from demerit.world.errors import DemeritError

BOTH: Final = "both"
PUBLISHED: Final = (OWN, BASE, BOTH)
MOST: Final = 64  # variants of one comparison
HERE: Final = Way()


def few_enough(variants: int) -> None:
    """Raises DemeritError for more variants than one comparison may have: asked before they are made."""
    if variants > MOST:
        raise DemeritError(f"{variants} variants are too many for one comparison; allowed: {MOST}")


@dataclass(frozen=True)
class Plan:
    """What to compare.

    out: the folder; None: none is written.  until: the last month, absolute; absent: the last that all have.
    published: what variants read of what is published: their own, what the base publishes, or first the one, then the
    other.  seeds, draws: comparisons in coarse beside this one, of other seeds and of other values for what nobody
    knows; seeds: None: five where a learned score is fitted after the worlds parted, else none.

    Raises DemeritError for what cannot be compared.
    """

    base: Scenario
    variants: tuple[Variant, ...]
    out: Path | None = None
    scale: int = 1000
    seed: int = 1
    way: Way = HERE
    until: int | None = None
    published: str = OWN
    seeds: int | None = 0
    draws: int = 0
    resume: bool = False
    quiet: bool = False
    every: int | None = None

    def __post_init__(self) -> None:
        if not self.variants:
            raise DemeritError(
                "nothing to compare with: name another scenario, or say --without KEY or --set KEY=VALUE"
            )
        few_enough(len(self.variants))
        comparable(self.base, self.variants)
        object.__setattr__(self, "variants", named(self.variants))

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The base, then the variants."""
        return (self.base, *(one.scenario for one in self.variants))

    @property
    def last(self) -> int:
        """The last month to live."""
        return min(one.end for one in self.scenarios) if self.until is None else self.until
