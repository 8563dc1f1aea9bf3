"""Saying that code is compiled, which nobody would guess who waits for it, and how long that took so far."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import numba
from numba.core import event

from demerit import compile_cache

COMPILES: Final = "numba:compile"  # what is read from the cache is no such event
MONTHS: Final = "demerit/month/community.communities-*.nbc"  # what takes longest, as the cache keeps it


def cold() -> bool:
    """Whether what a month needs has not been compiled yet."""
    return kept() and not any(Path(numba.config.CACHE_DIR).glob(MONTHS))


def cold_at(_: object) -> bool:
    """The same, asked where a shard is moved: in a process, or on a machine, with compiled code of its own or none."""
    return cold()


def kept() -> bool:
    """Whether what is compiled now stays for later runs."""
    return Path(os.environ.get("NUMBA_CACHE_DIR", "")).parent == compile_cache.root()


class _Once(event.Listener):  # type: ignore[misc]  # numba is untyped
    """Calls something when the first function is compiled."""

    def __init__(self, act: Callable[[], object]) -> None:
        self._act, self._done = act, False

    def on_start(self, event: object) -> None:
        if not self._done:
            self._done = True
            self._act()

    def on_end(self, event: object) -> None:
        """Nothing is to be said of it."""


@contextmanager
def told(what: str, say: Callable[[str], object]) -> Iterator[None]:
    """Say that something is being compiled, if it is: once, when it begins.  what: such as `the simulation`."""
    later = "; later runs need not" if kept() else ""
    once = _Once(lambda: say(f"compiling {what}, which takes about a minute{later}"))
    with event.install_listener(COMPILES, once):
        yield


@contextmanager
def timed() -> Iterator[Callable[[], float]]:
    """Yields what tells the seconds that compiling took so far."""
    timing = event.TimingListener()
    with event.install_listener(COMPILES, timing):
        yield lambda: float(timing.duration) if timing.done else 0.0
