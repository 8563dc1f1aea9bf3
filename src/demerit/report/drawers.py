"""Processes that draw the pictures of a report while it is being put together.

In this process pictures would wait for each other, and sums for them: whoever draws holds the interpreter.
"""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Final, Self

from demerit.errors import DemeritError
from demerit.report.drawer import GOOD
from demerit.shell import ITSELF

COUNT: Final = 2  # at once: what is to be drawn takes no longer than sums do then
COMMAND: Final = (*ITSELF, "-c", "from demerit.report.drawer import main; main()")


class Drawers:
    """Some processes that draw, ready after a moment, and as many threads, `pool`, from which to ask them.

    To be left as a context: then they end.
    """

    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(COUNT)
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._ends = ExitStack()
        for _ in range(COUNT):
            process = _begun()
            self._ends.callback(_ended, process)
            self._idle.put(process)
        self._ends.enter_context(self.pool)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._ends.__exit__(kind, error, at)

    def svg(self, chart: dict[str, Any]) -> str:
        """A Vega-Lite chart as SVG.  Raises ValueError, DemeritError."""
        return self._asked({"chart": chart}).decode()

    def png(self, picture: str) -> bytes:
        """An SVG as PNG.  Raises ValueError, DemeritError."""
        return self._asked({"svg": picture})

    def _asked(self, what: dict[str, Any]) -> bytes:
        process = self._idle.get()
        try:
            said, made = _answer(process, json.dumps(what))
        finally:
            self._idle.put(process)
        if said != GOOD:
            raise ValueError(made.decode())
        return made


def _begun() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - our own program
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )


def _ended(process: "subprocess.Popen[bytes]") -> None:
    with suppress(BrokenPipeError):  # it has ended by itself
        process.__exit__(None, None, None)
    process.wait()


def _answer(process: "subprocess.Popen[bytes]", line: str) -> tuple[str, bytes]:
    """What it says, and what it drew.  Raises DemeritError where it has ended."""
    asks, answers = process.stdin, process.stdout
    if asks is None or answers is None:
        raise ValueError("a process without pipes")
    try:
        asks.write(f"{line}\n".encode())
        asks.flush()
        said, size = answers.readline().split()
        made = answers.read(int(size))
        if len(made) == int(size):
            return said.decode(), made
    except (OSError, ValueError):
        pass
    raise DemeritError("what draws the pictures of a report has ended; ask for the report again")
