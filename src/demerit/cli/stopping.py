"""Ctrl-C, a polite kill, a closed terminal: each command that works for long says what is left to do."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from demerit.errors import going_on
from demerit.world.errors import InterruptedRunError


@contextmanager
def stoppable(onward: str | Callable[[], str]) -> Iterator[None]:
    """What is stopped inside ends with one line.  onward: what was kept and what to do, or what says so.

    Raises InterruptedRunError; DemeritError, which says the same, where something cannot be written.
    """

    def said() -> str:
        return onward if isinstance(onward, str) else onward()

    try:
        with going_on(said):
            yield
    except (KeyboardInterrupt, InterruptedRunError):
        raise InterruptedRunError(f"interrupted; {said()}") from None
