"""Ctrl-C, a polite kill, a terminal that is closed: what stops a run at once where nothing is gained by going on."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

STOPS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def handled(by: Callable[[int, FrameType | None], Any]) -> Iterator[None]:
    """Signals that stop are handled so inside; one that this process was told to ignore stays ignored."""
    if threading.current_thread() is not threading.main_thread():  # only there can signals be handled
        yield
        return
    heard = [number for number in STOPS if signal.getsignal(number) != signal.SIG_IGN]
    before = {number: signal.signal(number, by) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def at_once() -> Iterator[None]:
    """Each of them raises KeyboardInterrupt inside."""
    with handled(_raised):
        yield


def _raised(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
