"""How much memory a comparison needs: asked before anything is lived for it."""

from typing import Final

from demerit.comparison.plan import Plan
from demerit.month.effects import CELLS, PARTED
from demerit.month.organisation_state import ORG_STATE
from demerit.month.state import MATTER, STATE
from demerit.people.census import read
from demerit.world import estimate
from demerit.world.errors import DemeritError
from demerit.world.machine import available_memory
from demerit.world.undergone import COLUMNS

NUMBER: Final = 8  # bytes of a count
APART: Final = 2  # counts of a cell for each other world: gained, lost


def needed(plan: Plan, size: estimate.Size) -> int:
    """Bytes of memory on this machine: of the base, and of all worlds that part from it.

    Each of these has everybody's state and open matters, and when it first differs; while they part, there is one state
    more.  Cells are counted by every thread.
    """
    base = estimate.estimate(size, plan.way).memory
    others = sum(one.scenario.values_hash != plan.base.values_hash for one in plan.variants)
    if not others:
        return base
    each = estimate.MATTERS_A_PERSON * MATTER.itemsize + STATE.itemsize + PARTED.itemsize
    people = int(size.rows * (others * each + STATE.itemsize)) + others * size.organisations * ORG_STATE.itemsize
    if plan.way.ray not in (None, "local"):
        people = 0
    provinces = len(read(plan.base.society))
    cells = provinces * CELLS * len(COLUMNS) * NUMBER * (1 + APART * len(plan.variants))
    return base + people + cells * (plan.way.threads + 1)


def enough(plan: Plan, size: estimate.Size) -> None:
    """Raises DemeritError where the memory that is free is not enough."""
    want, have = needed(plan, size), available_memory()
    if want > have:
        few = "a coarser one needs less" if len(plan.variants) == 1 else "a coarser one, or fewer variants, need less"
        lacks = estimate.lacks(want, have).format("memory")
        raise DemeritError(f"--scale 1:{plan.scale}: {len(plan.scenarios)} worlds need {lacks}; {few}")
