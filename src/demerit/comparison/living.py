"""Living a comparison: all worlds month by month, and what is collected on the way."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np

from demerit.calendar import YEAR, text_of, year_of
from demerit.comparison import cells, errors
from demerit.comparison.errors import Year
from demerit.comparison.people import People, joined, nobody, people
from demerit.comparison.pieces import Pieces
from demerit.comparison.plan import Plan
from demerit.comparison.spread import Strata, strata
from demerit.comparison.tally import Tally
from demerit.errors import together
from demerit.scenario import Scenario
from demerit.world import estimate, lockstep, run
from demerit.world.area import area
from demerit.world.beginnings import Beginnings
from demerit.world.beside import drawable
from demerit.world.comparing import BASE, Comparison
from demerit.world.errors import BrokenRunError, DemeritError
from demerit.world.living import stops
from demerit.world.manifest import digests
from demerit.world.progress import shown
from demerit.world.summary import Weights, weights

Array = np.ndarray[Any, Any]
LATELY: Final = 12  # months of the base alone by which its cost is measured


@dataclass
class Lived:
    """A comparison after its last month.

    comparison: its worlds; tally: who gained and lost, by year; years: by year, spreads of each variant; people: whose
    lives came to differ; pieces: cells by month; digests: by world, the base first; alone, apart: seconds of each month
    of the base alone and of all worlds after they parted; lean: of how far differences may be off nothing is collected;
    beginnings: where others may begin that live on the same people.
    """

    plan: Plan
    comparison: Comparison
    tally: Tally
    pieces: Pieces | None
    years: dict[int, list[Year]] = field(default_factory=dict)
    people: People | None = None
    digests: list[str] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    apart: list[float] = field(default_factory=list)
    lean: bool = False
    beginnings: Beginnings | None = None

    @property
    def names(self) -> list[str]:
        """Of the variants."""
        return [one.name for one in self.plan.variants]

    @cached_property
    def within(self) -> tuple[str, ...]:
        """The provinces that figures are of: where a system runs in any of the worlds; none for the whole country."""
        return area_of(self.plan.scenarios)

    @cached_property
    def weights(self) -> Weights:
        """How many people a settled person of each province stands for, exactly; 0 where no system runs."""
        return weights(self.comparison.society.where, self.within)

    @cached_property
    def strata(self) -> Strata:
        """Clusters of communities, and what they weigh."""
        society = self.comparison.society
        each = np.array([weight / self.weights.unit for weight in self.weights.each])
        return strata(society.layout, each)

    @property
    def since(self) -> str | None:
        """The first month in which the worlds may differ."""
        return None if self.comparison.parted is None else text_of(self.comparison.parted)

    @property
    def fits(self) -> list[str]:
        """The months, since the worlds parted, in which one of them fits a score to its own people."""
        comparison = self.comparison
        if self.since is None or comparison.published == BASE:
            return []
        months = {str(fit["month"]) for world in comparison.worlds for fit in world.learning.fits}
        return sorted(month for month in months if month >= self.since)


def area_of(scenarios: tuple[Scenario, ...]) -> tuple[str, ...]:
    """The provinces where the systems run, if all of them do so in some only."""
    named = [area(one) for one in scenarios]
    return tuple(sorted({name for names in named for name in names})) if all(named) else ()


def sound(plan: Plan) -> estimate.Size:
    """The size of its base.  Raises DemeritError for a scale, an end, draws or a number of workers that cannot be."""
    last = min(one.end for one in plan.scenarios)

    def spanned() -> None:
        if plan.until is not None and plan.until > last:
            one = next(one for one in plan.scenarios if one.end == last)
            raise DemeritError(f"--until {text_of(plan.until)} is after the end of {one.name} ({text_of(last)})")

    asked: list[Callable[[], Any]] = [
        lambda: run.sized(plan.base, plan.scale, min(plan.last, last), plan.seed, plan.way),
        spanned,
        lambda: drawable(plan.draws, *plan.scenarios),
    ]
    size: estimate.Size = together(asked)[0]
    return size


def begun(
    plan: Plan, published: str, pieces: Pieces | None, lean: bool = False, beginnings: Beginnings | None = None
) -> Lived:
    """A comparison before its first month, or before the first that was not lived yet.

    pieces: what keeps cells; None: they are not kept.  beginnings: what others have lived on the same people.
    """
    made = Comparison(plan.scenarios, plan.seed, plan.scale, plan.last, plan.way, published)
    where = made.society.where
    alone = beginnings.begin(made) if beginnings is not None else []
    tally = Tally(len(plan.variants), len(where.names))
    return Lived(plan, made, tally, pieces, alone=alone, lean=lean, beginnings=beginnings)


def live(lived: Lived, then: Callable[[Lived, bool], object] = lambda _, stops: None) -> Lived:
    """Live every month that is left.  then: what is done after each month, told whether somebody asked to stop."""
    comparison, plan = lived.comparison, lived.plan
    last = comparison.society.last
    with stops() as asked, shown(comparison.base, plan.quiet) as tick:
        while comparison.month <= last:
            _month(lived, last)
            tick()
            then(lived, asked())
            if asked():  # in the last month, too: what comes then may take as long again
                raise KeyboardInterrupt
    parts = comparison.driver.each(people) if comparison.parted is not None else None
    clusters = len(lived.strata.people)
    lived.people = joined(parts, clusters) if parts else nobody(len(plan.variants), clusters)
    lived.digests = digests(comparison.worlds)
    _whole(lived)
    return lived


def _month(lived: Lived, last: int) -> None:
    comparison = lived.comparison
    month = comparison.month
    closing = not lived.lean and (month % YEAR == YEAR - 1 or month == last)
    if closing and comparison.parted is not None:
        comparison.driver.each(lockstep.forget, False)
    if lived.beginnings is not None:
        lived.beginnings.keep(comparison, lived.alone)
    begun = time.perf_counter()
    came = comparison.step()
    seconds = time.perf_counter() - begun
    if comparison.parted is None:
        lived.alone.append(seconds)
        return
    lived.apart.append(seconds)
    lived.tally.add(came)
    if lived.pieces is not None:
        where = comparison.society.where
        each = np.array([whole / few for whole, few in zip(where.population, where.sampled, strict=True)])
        table = cells.of_month(came, lived.names, where.names, each, cells.schema(lived.since))
        lived.pieces.add(month, table)
    if closing:
        lived.years[year_of(month)] = errors.of_year(comparison.driver, lived.strata, len(lived.names))
        comparison.driver.each(lockstep.forget, True)


def _whole(lived: Lived) -> None:
    """Raises BrokenRunError where chances were clipped."""
    for world in lived.comparison.worlds:
        clipped = sum(int(s["clipped"].sum()) for s in (*(row for _, row in world.history), *world.org_history))
        if clipped:
            raise BrokenRunError(f"{clipped} chances were clipped: this comparison is broken; please report it")
