"""How much memory a comparison needs: asked before anything is lived for it."""

from collections.abc import Callable
from typing import Final, NamedTuple

from demerit.comparison.communities import ROOM
from demerit.comparison.plan import Plan
from demerit.month.effects import CELLS, ENTRIES
from demerit.month.organisation_state import ORG_STATE
from demerit.month.state import MATTER
from demerit.people.census import read
from demerit.world import estimate
from demerit.world.differing import A_PERSON
from demerit.world.engine import SLACK
from demerit.world.errors import DemeritError
from demerit.world.kept import MOST
from demerit.world.machine import available_memory
from demerit.world.undergone import COLUMNS

NUMBER: Final = 8  # bytes of a count
COPIES: Final = 3  # of the figures of clusters that are looked at together
APART: Final = 2  # counts of a cell for each other world: gained, lost


class Need(NamedTuple):
    """Bytes of memory on this machine: while hardly anybody differs, and where everybody does."""

    least: int
    most: int


def needed(plan: Plan, size: estimate.Size) -> Need:
    """What the base takes, and all worlds that part from it.

    Of these the differences to the base are kept, at most everybody's state, open matters, and since when they differ;
    and what clusters of communities come to.  Cells are counted, and a batch of communities laid out, by every thread.
    """
    base = estimate.estimate(size, plan.way).memory
    others = sum(one.scenario.values_hash != plan.base.values_hash for one in plan.variants)
    if not others:
        return Need(base, base)
    provinces = len(read(plan.base.society))
    cells = provinces * CELLS * len(COLUMNS) * NUMBER * (1 + APART * len(plan.variants))
    thread = cells + (1 + others) * SLACK * MATTER.itemsize
    clusters = min(size.communities, MOST + provinces)
    kept = (clusters * ENTRIES + COPIES * ROOM) * NUMBER * (1 + others)
    least = base + cells + plan.way.threads * thread + kept
    if plan.way.ray not in (None, "local"):
        return Need(least, least)
    each = estimate.MATTERS_A_PERSON * MATTER.itemsize + A_PERSON
    return Need(least, least + others * int(size.rows * each + size.organisations * ORG_STATE.itemsize))


def enough(plan: Plan, size: estimate.Size, warn: Callable[[str], object]) -> None:
    """Raises DemeritError where the memory that is free is not enough even if hardly anybody differs; `warn` is told
    where it is not enough if everybody does.
    """
    need, have = needed(plan, size), available_memory()
    worlds = f"--scale 1:{plan.scale}: {len(plan.scenarios)} worlds need"
    few = "a coarser one needs less" if len(plan.variants) == 1 else "a coarser one, or fewer variants, need less"
    if need.least > have:
        raise DemeritError(f"{worlds} {estimate.lacks(need.least, have).format('memory')}; {few}")
    if need.most > have:
        lacks = estimate.lacks(need.most, have).format("memory")
        warn(f"{worlds} {lacks}, if everybody comes to differ, and {need.least / 2**30:.1f} GiB while few do; {few}")
