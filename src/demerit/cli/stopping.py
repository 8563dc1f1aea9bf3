"""Ctrl-C, a polite kill, a closed terminal: each command that works for long says what is left to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from demerit.world.errors import InterruptedRunError


@contextmanager
def stoppable(onward: str) -> Iterator[None]:
    """What is stopped inside ends with one line.  onward: what was kept, and what to do, in words.

    Raises InterruptedRunError.
    """
    try:
        yield
    except (KeyboardInterrupt, InterruptedRunError):
        raise InterruptedRunError(f"interrupted; {onward}") from None
