"""One comparison: months, what came out, and every part of its folder."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from demerit.comparison import beside, refits, stopped, sureness
from demerit.comparison import folder as parts
from demerit.comparison.living import Lived, begun, live, sound
from demerit.comparison.memory import enough
from demerit.comparison.pieces import Pieces
from demerit.comparison.plan import BOTH, Plan
from demerit.comparison.results import results
from demerit.comparison.standing import Standing, agreed, cleared, onward
from demerit.errors import going_on, together
from demerit.world import checkpoint
from demerit.world import folder as world_folder
from demerit.world.beginnings import Beginnings
from demerit.world.comparing import BASE, OWN
from demerit.world.errors import DemeritError, InterruptedRunError
from demerit.world.estimate import Size
from demerit.world.living import Checkpoints
from demerit.world.run import Clock, owned
from demerit.world.stopping import at_once

Say = Callable[[str], object]


class Compared(NamedTuple):
    """A comparison after its last month, and what `comparison.json` says of it."""

    lived: Lived
    said: dict[str, Any]
    beside: beside.Beside | None


def compare(
    plan: Plan, say: Say = lambda _: None, warn: Say = lambda _: None, beginnings: Beginnings | None = None
) -> Compared:
    """Compare in memory: nothing is written.  `say` is told how far it is.  Raises DemeritError.

    beginnings: what was lived before on the same people, from which this goes on, and to which it adds.
    """
    _told_of(plan, sound(plan), warn)
    return lived_through(replace(plan, out=None, resume=False), Clock(), say, warn, beginnings)


def filled(plan: Plan, say: Say = lambda _: None, warn: Say = lambda _: None, to_come: bool = False) -> dict[str, Any]:
    """Compare, and fill the folder of the plan; returns what its `comparison.json` says.  Raises DemeritError.

    to_come: something is still to be told of the comparison, so one that is whole is gone on with.
    """
    if plan.out is None:
        raise DemeritError("the plan of this comparison names no folder")
    out = plan.out
    _told_of(plan, possible(plan, to_come), warn)
    with owned(out) as held:
        try:
            with at_once(), going_on(partial(onward, out)):
                now = agreed(out, plan, to_come)  # again: somebody may just have been here
                said = _read(out) if now is Standing.MADE else _begun(plan, out, now, say, warn).said
                _put_away(out)
        except KeyboardInterrupt:
            raise InterruptedRunError(f"interrupted; {onward(out)}") from None
        held.done()
    return said


def possible(plan: Plan, to_come: bool = False) -> Size:
    """The size of its base.  Raises DemeritError with all that is wrong with a plan, or with the folder for it."""
    calls: list[Callable[[], Any]] = [partial(sound, plan)]
    if plan.out is not None:
        calls.append(partial(agreed, plan.out, plan, to_come))
    size: Size = together(calls)[0]
    return size


def _told_of(plan: Plan, size: Size, warn: Say) -> None:
    """Warns of what is coarse.  Raises DemeritError where memory is too small."""
    enough(plan, size, warn)
    if size.few:
        warn(f"--scale 1:{plan.scale}: {size.few}")


def _begun(plan: Plan, out: Path, now: Standing, say: Say, warn: Say) -> Compared:
    """A comparison after its last month, begun or gone on with, with every part written."""
    if now is Standing.EMPTY:
        cleared(out, plan)
        if plan.resume:
            warn(f"{out}: nothing to go on from yet; starting from the beginning")
    clock = Clock()
    found = lived_through(replace(plan, resume=now is Standing.STOPPED), clock, say, warn)
    _write(found, out, clock)
    return found


def _read(out: Path) -> dict[str, Any]:
    """What a comparison says of which every part had been written before."""
    said: dict[str, Any] = world_folder.read_part(out, parts.COMPARISON, world_folder.manifest(out))
    return said


def saved(found: Compared, out: Path) -> None:
    """Write the folder of a comparison that was lived in memory.  Raises DemeritError where that cannot be."""
    plan = replace(found.lived.plan, out=out, resume=False)
    agreed(out, plan)
    with owned(out) as held:
        _write(found, out, Clock())
        _put_away(out)
        held.done()


def _write(found: Compared, out: Path, clock: Clock) -> None:
    with clock.phase("write"):
        if found.beside is not None:
            world_folder.write_json(out / beside.BESIDE, found.beside.told())
        parts.parts(found.lived, found.said, out, clock.seconds)


def _put_away(out: Path) -> None:
    """What was kept on the way goes, once every part is written: whoever is stopped before that goes on from it."""
    beside.forget(out)
    checkpoint.clear(out)
    Pieces(out).put_away()
    for unfinished in (path for path in out.rglob(".*.part") if path.is_file()):
        unfinished.unlink()  # of somebody who was killed over it


def lived_through(
    plan: Plan,
    clock: Clock,
    say: Callable[[str], object] = lambda _: None,
    warn: Callable[[str], object] = lambda _: None,
    beginnings: Beginnings | None = None,
) -> Compared:
    """All worlds of a plan after their last month; nothing is written but checkpoints, and what waits for the end."""
    say(_told(plan))
    if beginnings is None and plan.published == BOTH:
        beginnings = Beginnings()  # so that what comes second begins where the first parted
    main = begun(plan, BASE if plan.published == BASE else OWN, Pieces(plan.out), beginnings=beginnings)
    try:
        for problem in stopped.restore(main, plan.out) if plan.resume and plan.out else ():
            warn(f"a damaged checkpoint was passed over: {problem}")
        with clock.phase("simulate"):
            live(main, keeper(plan))
        others = refits.seeds(plan.seeds, main.fits)
        if plan.out is not None and (plan.published == BOTH or others or plan.draws):
            stopped.save(main, plan.out)  # what comes now takes as long again
        direct, found = None, None
        if plan.published == BOTH:
            say("now with what the base publishes read in all worlds: what the change does by itself")
            direct = begun(plan, BASE, None, beginnings=beginnings)
            with clock.phase("direct"):
                live(direct)
        said = results(main, direct)
        if others or plan.draws:
            with clock.phase("beside"):
                found = beside.lived(plan, others, partial(_tell, say))
                sureness.added(said, plan, found)
        return Compared(main, said, found)
    finally:
        main.comparison.close()


def keeper(plan: Plan) -> Callable[[Lived, bool], object]:
    """What writes checkpoints now and then, and whenever somebody asks to stop."""
    out = plan.out
    if out is None:
        return lambda lived, stops: None
    held: list[Lived] = []
    pace = Checkpoints(lambda: stopped.save(held[0], out), plan.every)

    def keep(lived: Lived, stops: bool) -> None:
        held[:] = [lived]
        months = lived.comparison.month - lived.comparison.society.first
        if stops or (lived.comparison.month <= lived.comparison.society.last and pace.due(months)):
            pace.act()

    return keep


def _tell(say: Callable[[str], object], what: str, done: int, of: int) -> None:
    if done == of or done & (done - 1) == 0:  # the first, and each time as many again
        say(f"beside it, in coarse: {done} of {of} {what}")


def _told(plan: Plan) -> str:
    return f"{plan.base.title}, at 1:{plan.scale}, beside {', '.join(one.name for one in plan.variants)}"
