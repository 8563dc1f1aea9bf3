"""Ctrl-C, a polite kill, a closed terminal: each command that works for long says what is left to do."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from demerit.world.errors import InterruptedRunError


@contextmanager
def stoppable(onward: str | Callable[[], str]) -> Iterator[None]:
    """What is stopped inside ends with one line.  onward: what was kept and what to do, or what says so.

    Raises InterruptedRunError.
    """
    try:
        yield
    except (KeyboardInterrupt, InterruptedRunError):
        said = onward if isinstance(onward, str) else onward()
        raise InterruptedRunError(f"interrupted; {said}") from None
