"""Living the months of a world: progress, checkpoints, and a way to stop that loses nothing."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from demerit.world.errors import InterruptedRunError
from demerit.world.progress import shown
from demerit.world.simulation import World

CHECKPOINT_SECONDS: Final = 20.0
MOST_OF_THE_TIME: Final = 10  # a checkpoint takes at most a tenth of the time between two


class Checkpoints:
    """When to save: every so many months, or every CHECKPOINT_SECONDS, less often where saving takes long."""

    def __init__(self, save: Callable[[], object], every: int | None = None) -> None:
        self._save = save
        self._every = every
        self._saved = time.monotonic()
        self._wait = CHECKPOINT_SECONDS

    def due(self, months: int) -> bool:
        """Whether to save after so many months."""
        if self._every:
            return months % self._every == 0
        return time.monotonic() - self._saved > self._wait

    def save(self) -> None:
        """Save now."""
        begun = time.monotonic()
        self._save()
        self._saved = time.monotonic()
        self._wait = max(CHECKPOINT_SECONDS, MOST_OF_THE_TIME * (self._saved - begun))


@contextmanager
def stops() -> Iterator[Callable[[], bool]]:
    """Yields whether somebody asked to stop: Ctrl-C or a polite kill wait for the month's end, the second does not."""
    asked = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    if threading.current_thread() is not threading.main_thread():  # only there can signals be handled
        yield asked.is_set
        return
    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def live(world: World, quiet: bool, checkpoints: Checkpoints | None = None) -> None:
    """Every month that is left.  Raises InterruptedRunError, after a checkpoint, when somebody asks to stop."""
    with stops() as asked, shown(world, quiet) as tick:
        while world.month <= world.last:
            world.step()
            tick()
            if world.month > world.last:
                return  # all is there: nothing is gained by stopping now
            if checkpoints and (asked() or checkpoints.due(world.month - world.first)):
                checkpoints.save()
            if asked():
                raise InterruptedRunError("interrupted")
