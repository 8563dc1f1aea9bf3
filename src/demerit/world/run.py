"""One run: estimate, months with checkpoints, and every part of the run folder."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from numba.core import event
from ruamel.yaml import YAML

from demerit.calendar import text_of
from demerit.scenario import Scenario
from demerit.world import checkpoint, estimate, folder, lists, model_card, months_so_far, register, replay_data
from demerit.world.errors import BrokenRunError, DemeritError, InterruptedRunError, NothingToLearnError
from demerit.world.identity import identity
from demerit.world.living import Checkpoints, live
from demerit.world.manifest import digest, manifest
from demerit.world.months import months
from demerit.world.simulation import TILE, World
from demerit.world.summary import summary

__all__ = ["Clock", "Plan", "built", "cores", "digest", "run"]


@dataclass(frozen=True)
class Plan:
    """What to run.  every: months between checkpoints; None: as the clock says.  anyway: even where it does not fit."""

    scenario: Scenario
    out: Path
    scale: int = 1000
    seed: int = 1
    threads: int = 1
    until: int | None = None
    tile: int = TILE
    resume: bool = False
    quiet: bool = False
    every: int | None = None
    anyway: bool = False

    @property
    def last(self) -> int:
        """The last month to live."""
        return self.scenario.end if self.until is None else self.until


class Clock:
    """Seconds by phase; those in which Numba compiled count as a phase of their own."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Count what happens inside as one phase."""
        compiled: list[float] = []
        begun = time.perf_counter()
        with event.install_timer("numba:compile", compiled.append):
            yield
        self._add("compile", sum(compiled))
        self._add(name, time.perf_counter() - begun - sum(compiled))

    def move(self, seconds: float, name: str, to: str) -> None:
        """Count so many seconds of one phase as another."""
        self._add(name, -seconds)
        self._add(to, seconds)

    def _add(self, name: str, seconds: float) -> None:
        self.seconds[name] = self.seconds.get(name, 0.0) + seconds


def sound(plan: Plan) -> None:
    """Raises DemeritError for a scale or an end that cannot be."""
    first, most = plan.scenario.start, plan.scenario.society.last_month
    if not first <= plan.last <= most:
        raise DemeritError(f"--until {text_of(plan.last)}: must be within {text_of(first)} to {text_of(most)}")
    try:
        estimate.size_of(plan.scenario, plan.scale, plan.last)
    except ValueError as error:
        raise DemeritError(f"--scale 1:{plan.scale}: {error}") from None


def built(plan: Plan) -> World:
    """The world of a plan, before its first month.  Raises DemeritError for a plan that cannot be."""
    sound(plan)
    return World(plan.scenario, plan.seed, plan.scale, plan.threads, plan.tile, plan.last)


def parts(world: World, plan: Plan, clock: Clock) -> dict[str, Any]:
    """Write every part of the run folder; returns the manifest, the last of them, as the sign that the run is whole.

    Raises DemeritError when one cannot be written; checkpoints stay, and without one nothing stays.
    """
    out = plan.out
    resolved = world.scenario.resolved()
    writers: dict[str, Callable[[Path], object]] = {
        folder.SCENARIO: lambda part: _yaml(part, resolved),
        folder.MONTHS: lambda part: pq.write_table(months(world), part),
        folder.LISTS: lambda part: lists.save(part, world),
        folder.REPLAY: lambda part: replay_data.save(part, world),
    }
    if world.economy.exists:
        writers[folder.REGISTER] = lambda part: register.save(part, world)
    card = model_card.card(world)
    if card is not None:
        writers[folder.MODEL_CARD_TEXT] = lambda part: model_card.save_text(part, card)
        writers[folder.MODEL_CARD] = lambda part: model_card.save(part, card)
    try:
        with clock.phase("write"):
            months_so_far.publish(world, out)
            folder.write_json(out / folder.SCENARIO_JSON, resolved)
            for name, write in writers.items():
                folder.written(out / name, write)
            folder.write_json(out / folder.SUMMARY, summary(world.where, *world.reported, world.org_reported))
        found = manifest(world, plan.threads, clock.seconds)
        folder.write_json(out / folder.MANIFEST, found)
    except DemeritError as error:
        if checkpoint.found(out):
            raise DemeritError(f"{error}; {checkpoint.left(out)}") from None
        for name in (*writers, folder.SCENARIO_JSON, folder.SUMMARY):
            (out / name).unlink(missing_ok=True)
        raise
    return found


def _yaml(path: Path, data: Any) -> None:
    yaml: Any = YAML(typ="safe", pure=True)  # its attributes are typed as None
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False
    yaml.width = 120
    with path.open("w", encoding="utf-8") as file:
        file.write(f"# {folder.NOTE}\n")
        yaml.dump(data, file)


def _nothing(_: str) -> None:
    """Says nothing."""


def run(plan: Plan, say: Callable[[str], object] = _nothing, warn: Callable[[str], object] = _nothing) -> World:
    """Run a plan and fill its folder.  `say` is told the estimate, `warn` what is wrong with a checkpoint.

    Raises DemeritError; whatever was whole before stays whole, and a folder in which nothing came to be goes again.
    """
    clock = Clock()
    sound(plan)
    if plan.resume:
        checkpoint.agree(plan.out, identity(plan.scenario, plan.seed, plan.scale, plan.last))
    else:
        months_so_far.forget(plan.out)
    with nullcontext() if plan.resume else folder.claimed(plan.out):
        try:
            world = lived(plan, clock, say, warn)
            found = parts(world, plan, clock)
        except BaseException:
            if not checkpoint.found(plan.out) and not (plan.out / folder.MANIFEST).exists():
                months_so_far.clear(plan.out)
            raise
    checkpoint.clear(plan.out)
    if found["clippings"]:
        raise BrokenRunError(
            f"{plan.out}: {found['clippings']} chances were clipped: this run is broken; please report it"
        )
    return world


def lived(plan: Plan, clock: Clock, say: Callable[[str], object], warn: Callable[[str], object]) -> World:
    """The world of a plan after its last month, with checkpoints and published months on the way.

    Raises DemeritError when it does not fit, cannot be written, or somebody stopped it.
    """
    fits(plan, warn)
    try:
        with clock.phase("tables"):
            world = built(plan)
        for problem in checkpoint.restore(world, plan.out) if plan.resume else ():
            warn(f"a damaged checkpoint was passed over: {problem}")
        checkpoints = Checkpoints(
            partial(checkpoint.save, world, plan.out), plan.every, checkpoint.first_seconds(world, plan.out)
        )
        size = estimate.size_of(plan.scenario, plan.scale, plan.last, world.month)
        say(f"{plan.scenario.title}, at 1:{plan.scale}: {estimate.estimate(size, plan.threads)}{checkpoints}")
        publisher = months_so_far.publisher(world, plan.out)
        try:
            with clock.phase("simulate"):
                live(world, plan.quiet, checkpoints, publisher)
        finally:
            world.crew.close()
    except MemoryError:
        raise DemeritError(f"--scale 1:{plan.scale}: memory ran out; {checkpoint.left(plan.out)}") from None
    except InterruptedRunError:
        where = text_of(world.month - 1)
        raise InterruptedRunError(
            f"interrupted after {where}; go on with the same command and --resume --out {plan.out}"
        ) from None
    except NothingToLearnError:
        checkpoint.clear(plan.out)  # from which this run could only come here again
        raise
    clock.move(checkpoints.seconds, "simulate", "checkpoints")
    clock.move(publisher.seconds, "simulate", "publish")
    return world


def fits(plan: Plan, warn: Callable[[str], object]) -> None:
    """Raises DemeritError, or warns whoever wants it anyway, when a plan does not fit this machine."""
    problem = estimate.check(plan.scenario, plan.scale, plan.last, plan.threads, plan.out)
    if problem and not plan.anyway:
        raise DemeritError(f"{problem}; --anyway starts it all the same")
    if problem:
        warn(problem)


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
