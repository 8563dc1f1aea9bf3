"""Living the months of a world: progress, checkpoints, and a way to stop that loses nothing."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from demerit.world.errors import InterruptedRunError
from demerit.world.pace import Pace
from demerit.world.progress import shown
from demerit.world.simulation import World
from demerit.world.stopping import handled

CHECKPOINT_SECONDS: Final = 20.0
MINUTE: Final = 60.0
CHECKPOINT_TIMES: Final = 25  # so a checkpoint takes at most 4 % of the time, and 5 % where the disk grows slower


class Checkpoints(Pace):
    """When to save: every so many months, or every CHECKPOINT_SECONDS, less often where saving takes long."""

    def __init__(self, save: Callable[[], object], every: int | None = None, expected: float = 0.0) -> None:
        super().__init__(save, CHECKPOINT_SECONDS, CHECKPOINT_TIMES, every, expected)

    def __str__(self) -> str:
        """What to say of them before the first: nothing, where they come as often as anybody would want."""
        return f"; a checkpoint every {self.wait / 60:.0f} min" if self.wait > MINUTE else ""


@contextmanager
def stops() -> Iterator[Callable[[], bool]]:
    """Yields whether somebody asked to stop: Ctrl-C, a polite kill or a closed terminal wait for the month's end, the
    second does not.  Under `nohup` a closed terminal is nothing.
    """
    asked = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    with handled(ask):
        yield asked.is_set


def live(
    world: World,
    quiet: bool,
    checkpoints: Checkpoints | None = None,
    publisher: Pace | None = None,
    burnt_in: Callable[[], object] | None = None,
) -> None:
    """Every month that is left.  burnt_in: what to do when the scenario begins.

    Raises InterruptedRunError, after a checkpoint, when somebody asks to stop.
    """
    with stops() as asked, shown(world, quiet) as tick:
        while world.month <= world.last:
            world.step()
            tick()
            if burnt_in and world.month == world.scenario.start:
                burnt_in()
            if world.month > world.last and not asked():
                return
            if publisher and world.month > world.scenario.start and publisher.due(world.month - world.first):
                publisher.act()
            if checkpoints and (asked() or checkpoints.due(world.month - world.first)):
                checkpoints.act()
            if asked():
                raise InterruptedRunError("interrupted")
