"""One run: estimate, months with checkpoints, and every part of the run folder."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from numba.core import event

from demerit import placing
from demerit.calendar import text_of
from demerit.errors import going_on, together
from demerit.scenario import Scenario
from demerit.scenario.text import yaml_text
from demerit.world import (
    beside,
    burn_in,
    checkpoint,
    compiling,
    estimate,
    folder,
    lists,
    model_card,
    months_so_far,
    parquet,
    register,
    replay_data,
    standing,
    twins,
)
from demerit.world.chances import of_world
from demerit.world.claim import Claim, claimed
from demerit.world.drivers import Way, cut
from demerit.world.errors import BrokenRunError, DemeritError, InterruptedRunError, LostShardError, NothingToLearnError
from demerit.world.findings import findings, presses
from demerit.world.identity import identity
from demerit.world.living import Checkpoints, live
from demerit.world.manifest import digest, manifest
from demerit.world.months import months
from demerit.world.progress import counting
from demerit.world.simulation import World
from demerit.world.society import TILE
from demerit.world.standing import Standing
from demerit.world.stopping import at_once
from demerit.world.summary import summed_up

__all__ = ["Clock", "Plan", "Way", "built", "cores", "digest", "run"]

HERE: Final = Way()  # in this process, on one thread
TRIES: Final = 3  # shards lost in one month before a run gives up


@dataclass(frozen=True)
class Plan:
    """What to run.

    every: months between checkpoints; None: as the clock says.  anyway: even where it does not fit.  burn_in: a folder
    that keeps the burn-in for other runs of the same people.  seeds, draws: worlds of other seeds, and of other values
    for what nobody knows, that are lived beside it in coarse.
    """

    scenario: Scenario
    out: Path
    scale: int = 1000
    seed: int = 1
    way: Way = HERE
    until: int | None = None
    tile: int = TILE
    resume: bool = False
    quiet: bool = False
    every: int | None = None
    anyway: bool = False
    burn_in: Path | None = None
    seeds: int = 0
    draws: int = 0

    @property
    def last(self) -> int:
        """The last month to live."""
        return self.scenario.end if self.until is None else self.until


class Figured(NamedTuple):
    """What `summary.json` says of a world, bands included; and the worlds that were lived beside it for them."""

    figures: dict[str, Any]
    beside: beside.Beside | None


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


def _nothing(_: str) -> None:
    """Says nothing."""


def sound(plan: Plan) -> estimate.Size:
    """The size of a run.  Raises DemeritError for a scale, an end, draws or a number of workers that cannot be."""
    calls: list[Callable[[], Any]] = [
        partial(sized, plan.scenario, plan.scale, plan.last, plan.seed, plan.way),
        partial(beside.drawable, plan.draws, plan.scenario),
    ]
    size: estimate.Size = together(calls)[0]
    return size


def sized(scenario: Scenario, scale: int, last: int, seed: int, way: Way) -> estimate.Size:
    """The same of a world that ends with the month `last`."""
    first, most = scenario.start, scenario.society.last_month

    def spanned() -> None:
        if not first <= last <= most:
            raise DemeritError(f"--until {text_of(last)} must be within {text_of(first)} to {text_of(most)}")

    def scaled() -> estimate.Size:
        try:
            return estimate.size_of(scenario, scale, min(max(last, first), most), seed)
        except ValueError as error:
            raise DemeritError(f"--scale 1:{scale}: {error}") from None

    asked: list[Callable[[], Any]] = [scaled, spanned]
    size: estimate.Size = together(asked)[0]
    cut(size.communities, way.shards)
    return size


def built(plan: Plan) -> World:
    """The world of a plan, before its first month.  Raises DemeritError for a plan that cannot be."""
    sound(plan)
    return made(plan)


def made(plan: Plan) -> World:
    """The same of a plan that is known to be sound."""
    return World(plan.scenario, plan.seed, plan.scale, tile=plan.tile, until=plan.last, way=plan.way)


def parts(
    world: World, plan: Plan, clock: Clock, say: Callable[[str], object] = _nothing, known: Figured | None = None
) -> dict[str, Any]:
    """Write every part of the run folder; returns the manifest, the last of them, as the sign that the run is whole.

    known: the figures, where they have been summed up before.  Raises DemeritError when one cannot be written;
    checkpoints stay.
    """
    out = plan.out
    resolved = world.scenario.resolved()
    writers: dict[str, Callable[[Path], object]] = {
        folder.SCENARIO: lambda part: part.write_text(f"# {folder.NOTE}\n{yaml_text(resolved)}", encoding="utf-8"),
        folder.MONTHS: lambda part: parquet.write(part, months(world)),
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
        figures, found_beside = known or figured(world, plan, clock, out / beside.KEPT, say)
        if found_beside is not None:
            beside.save(out, found_beside)
            beside.forget(out / beside.KEPT)
        folder.write_json(out / folder.SUMMARY, figures)
        with clock.phase("twins"):
            other_forms = twins.beside(plan.scenario, plan.seed, plan.scale, plan.last)
        if other_forms is not None:
            folder.write_json(out / folder.TWINS, other_forms)
        found = manifest(world, plan.way, clock.seconds)
        of_the_run = [name for name in folder.files(out) if not checkpoint.holds(name)]
        found[folder.FILES] = folder.hashes(out, of_the_run)
        folder.write_json(out / folder.MANIFEST, found)
    except DemeritError as error:
        if checkpoint.found(out):
            raise DemeritError(f"{error}; {checkpoint.left(out)}") from None
        raise
    return found


def figured(
    world: World, plan: Plan, clock: Clock, kept: Path | None, say: Callable[[str], object] = _nothing
) -> Figured:
    """The figures of a world after its last month; for their bands, worlds are lived beside it if the plan says so.

    kept: a folder that keeps these worlds on the way, for whoever is stopped.
    """
    with clock.phase("write"):
        figures: dict[str, Any] = dict(summed_up(world))
    if not plan.seeds and not plan.draws:
        return Figured(figures, None)
    _first(figures, presses(plan.scenario), plan.scale, say)
    with clock.phase("beside"):
        of = (plan.scenario, plan.seed, plan.scale, plan.last)
        asked = beside.Asked(*of, plan.seeds, plan.draws, plan.way.threads, kept, counting(say))
        found = beside.lived(asked)
        figures[folder.BANDS] = of_world(world, figures, found)
    return Figured(figures, found)


def _first(figures: dict[str, Any], opinion: bool, one_in: int, say: Callable[[str], object]) -> None:
    """What came out, for whoever waits: worlds beside a run take as long again."""
    say(f"{findings(figures, opinion, one_in)[0]} How sure that is, coarse worlds beside it tell.")


def _nothing_more(_: Clock) -> None:
    """Does nothing with what is whole."""


def run(
    plan: Plan,
    say: Callable[[str], object] = _nothing,
    warn: Callable[[str], object] = _nothing,
    then: Callable[[Clock], object] = _nothing_more,
) -> World | None:
    """Run a plan and fill its folder; returns its world, or none where that had been lived before.  `say` is told the
    estimate, `warn` what is wrong with a checkpoint, and what is to be known of a coarse scale; `then` is what is to be
    done with the folder while nobody else may write there: it counts its phases.

    Raises DemeritError; whatever was whole before stays whole, and a folder in which nothing came to be goes again.
    """
    calls: list[Callable[[], Any]] = [partial(sound, plan), partial(agreed, plan)]
    size: estimate.Size = together(calls)[0]
    return filled(plan, lambda now: begun(plan, now, size, say, warn), warn, then)


def agreed(plan: Plan) -> Standing:
    """How far the folder of a plan has come.  Raises DemeritError where the plan may not go on in it, or begin."""
    return standing.agreed(plan.out, identity(plan.scenario, plan.seed, plan.scale, plan.last), plan.resume)


def filled(
    plan: Plan, make: Callable[[Standing], World], warn: Callable[[str], object], then: Callable[[Clock], object]
) -> World | None:
    """Fill the folder of a plan.  make: what gives its world and writes all parts, by how far the folder has come.

    Returns and raises as `run` does.
    """
    agreed(plan)
    with owned(plan.out) as held:
        now = agreed(plan)  # again: somebody may just have been here
        try:
            with at_once(), going_on(partial(standing.onward, plan.out)):
                world = None if now is Standing.MADE else make(now)
                if now is Standing.MADE:
                    warn(f"{plan.out}: all months were lived before; what was not yet told of them comes now")
                checkpoint.clear(plan.out)
                ended(plan, held, then)
        except KeyboardInterrupt:
            raise InterruptedRunError(f"interrupted; {standing.onward(plan.out)}") from None
        finally:
            if standing.of(plan.out) is Standing.EMPTY:
                standing.cleared(plan.out)
                if not beside.left(plan.out):
                    held.done()
    return world


def begun(
    plan: Plan, now: Standing, size: estimate.Size, say: Callable[[str], object], warn: Callable[[str], object]
) -> World:
    """The world of a plan after its last month, with every part of the run folder.  Raises DemeritError."""
    clock = Clock()
    if size.few:
        warn(f"--scale 1:{plan.scale}: {size.few}")
    if plan.resume and now is Standing.EMPTY:
        warn(f"{plan.out}: nothing to go on from yet; starting from the beginning")
    if now is Standing.STOPPED:
        months_so_far.mended(plan.out)
    else:
        standing.cleared(plan.out)
    plan = fitted(replace(plan, resume=now is Standing.STOPPED), size, warn)
    world = lived(plan, size, clock, say, warn)
    try:
        parts(world, plan, clock, say)
    finally:
        world.close()
    return world


def ended(plan: Plan, held: Claim, then: Callable[[Clock], object]) -> None:
    """What comes after the manifest: what is told of the run, and what says that it is whole.  Raises DemeritError."""
    clipped = folder.manifest(plan.out).get("clippings")
    if not clipped:
        late = Clock()
        then(late)
        known = folder.manifest(plan.out)[folder.FILES]
        new = [name for name in folder.files(plan.out) if name not in known]
        folder.seal(plan.out, *new, folder.LIVES, folder.FIGURES, folder.REPORT, seconds=late.seconds)
    for unfinished in (path for path in plan.out.rglob(".*.part") if path.is_file()):
        unfinished.unlink()  # of somebody who was killed over it
    held.done()
    if clipped:
        raise BrokenRunError(f"{plan.out}: {clipped} chances were clipped: this run is broken; please report it")


@contextmanager
def owned(path: Path) -> Iterator[Claim]:
    """Own a run folder, made where there is none; what is still empty afterwards goes again.

    Raises DemeritError where that cannot be, or somebody else owns it.
    """
    missing = [each for each in (path, *path.parents) if not each.exists()]
    try:
        with ExitStack() as held:
            try:
                placing.folder(path)
                claim = held.enter_context(claimed(path))
            except OSError as error:
                raise DemeritError(f"{path} cannot be used as a folder ({error.strerror})") from None
            yield claim
    finally:
        for each in missing:
            if not each.is_dir() or any(each.iterdir()):
                break
            each.rmdir()


def fitted(plan: Plan, size: estimate.Size, warn: Callable[[str], object]) -> Plan:
    """The plan, streamed from disk where memory is too small.

    Raises DemeritError, or warns whoever wants it anyway, when it does not fit this machine.
    """
    verdict = estimate.check(plan.scenario, plan.scale, plan.last, plan.way, plan.out, size)
    if verdict.problem and not plan.anyway:
        raise DemeritError(f"{verdict.problem}; --anyway starts it all the same")
    if verdict.problem or verdict.note:
        warn(verdict.problem or verdict.note)
    return replace(plan, way=verdict.way)


def lived(
    plan: Plan, size: estimate.Size, clock: Clock, say: Callable[[str], object], warn: Callable[[str], object]
) -> World:
    """The world of a plan after its last month; where a shard is lost on the way, lived again from a checkpoint.

    Raises DemeritError when it cannot be written, when somebody stopped it, or when shards are lost again and again.
    """
    reached: list[int] = []
    while True:
        world = None
        try:
            with clock.phase("tables"):
                world = made(plan)
            resumed = plan.resume or bool(reached and checkpoint.found(plan.out))
            for problem in checkpoint.restore(world, plan.out) if resumed else ():
                warn(f"a damaged checkpoint was passed over: {problem}")
            if plan.burn_in and not resumed:
                burn_in.begin(world, plan.burn_in)
            return months_lived(world, plan, size, clock, say)
        except LostShardError as error:
            reached.append(world.month if world else -1)
            _closed(world)
            if reached.count(max(reached)) == TRIES:
                again = f"{error}, {TRIES} times in the same month; {checkpoint.left(plan.out)}"
                raise DemeritError(again) from None
            warn(f"{error}: living on from {'the last checkpoint' if checkpoint.found(plan.out) else 'the beginning'}")
        except MemoryError:
            _closed(world)
            raise DemeritError(f"--scale 1:{plan.scale}: memory ran out; {checkpoint.left(plan.out)}") from None
        except BaseException:
            _closed(world)
            raise


def _closed(world: World | None) -> None:
    if world is not None:
        world.close()


def months_lived(world: World, plan: Plan, size: estimate.Size, clock: Clock, say: Callable[[str], object]) -> World:
    """A world after all months that are left, with checkpoints and published months.  Raises DemeritError."""
    try:
        checkpoints = Checkpoints(
            partial(checkpoint.save, world, plan.out), plan.every, checkpoint.first_seconds(world, plan.out)
        )
        left = replace(size, left=plan.last + 1 - world.month)
        cold = not plan.way.cuda and any(world.driver.each(compiling.cold_at))
        first = "; before that, about a minute of compiling" if cold else ""
        first += f"; then {plan.seeds + plan.draws} coarse worlds beside it" if plan.seeds or plan.draws else ""
        say(f"{plan.scenario.title}, at 1:{plan.scale}: {estimate.estimate(left, plan.way)}{checkpoints}{first}")
        publisher = months_so_far.publisher(world, plan.out)
        to_live = world.month <= world.last
        with clock.phase("simulate"):
            live(world, plan.quiet, checkpoints, publisher, keeping(world, plan))
            if to_live and (plan.seeds or plan.draws or checkpoints.due(world.month - world.first)):
                checkpoints.act()  # with worlds beside it, what comes now takes as long again
    except InterruptedRunError:
        where = text_of(world.month - 1)
        raise InterruptedRunError(f"interrupted after {where}; {standing.onward(plan.out)}") from None
    except NothingToLearnError:
        checkpoint.clear(plan.out)  # from which this run could only come here again
        raise
    clock.move(checkpoints.seconds, "simulate", "checkpoints")
    clock.move(publisher.seconds, "simulate", "publish")
    return world


def keeping(world: World, plan: Plan) -> Callable[[], object] | None:
    """What keeps the burn-in at its end, if somebody wants it kept."""
    return partial(burn_in.keep, world, plan.burn_in) if plan.burn_in and burn_in.possible(world) else None


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
