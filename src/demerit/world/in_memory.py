"""A run that is lived in memory and writes nothing, until somebody wants its folder."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from demerit.world import estimate, standing
from demerit.world.errors import BrokenRunError, DemeritError
from demerit.world.machine import available_memory
from demerit.world.progress import shown
from demerit.world.run import Clock, Figured, Plan, figured, filled, made, parts, sound
from demerit.world.simulation import World
from demerit.world.standing import Standing


class Lived(NamedTuple):
    """The world of a plan after its last month, its figures, and what it took."""

    plan: Plan
    world: World
    figured: Figured
    clock: Clock


def lived(plan: Plan, warn: Callable[[str], object]) -> Lived:
    """Live a plan; its folder is not looked at.  Raises DemeritError for a plan that cannot be, or does not fit."""
    size = sound(plan)
    if size.few:
        warn(f"--scale 1:{plan.scale}: {size.few}")
    _fits(plan, size)
    clock = Clock()
    with clock.phase("tables"):
        world = made(plan)
    try:
        with clock.phase("simulate"), shown(world, plan.quiet) as tick:
            while world.month <= world.last:
                world.step()
                tick()
    finally:
        world.close()
    clipped = sum(int(sums["clipped"].sum()) for sums in (*(row for _, row in world.history), *world.org_history))
    if clipped:
        raise BrokenRunError(f"{clipped} chances were clipped: this run is broken; please report it")
    return Lived(plan, world, figured(world, plan, clock, None), clock)


def saved(run: Lived, out: Path, then: Callable[[Clock], object]) -> None:
    """Write the folder of a run: the same as if it had been lived there.  then: see `demerit.world.run.run`.

    Raises DemeritError where it cannot be written, or something else is there.
    """
    plan = replace(run.plan, out=out)

    def written(_: Standing) -> World:
        standing.cleared(out)
        clock = Clock()
        clock.seconds = dict(run.clock.seconds)
        parts(run.world, plan, clock, known=run.figured)
        return run.world

    filled(plan, written, lambda _: None, then)


def _fits(plan: Plan, size: estimate.Size) -> None:
    """Raises DemeritError where memory is too small."""
    want, have = estimate.estimate(size, plan.way).memory, available_memory()
    if want > have:
        needs = estimate.lacks(want, have).format("memory")
        raise DemeritError(
            f"--scale 1:{plan.scale}: this run needs {needs}; a coarser one needs less, and the command "
            "`demerit run` streams from disk what does not fit",
            "memory",
            scale=plan.scale,
        )
