"""Processes that live runs, started by pages of this launch."""

import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Final

from demerit.errors import DemeritError
from demerit.printable import printable
from demerit.serve import limits
from demerit.serve.ask import Ask
from demerit.serve.refusing import Refused
from demerit.serve.running.plan import KEPT, Plan, put, there
from demerit.shell import ITSELF

COMMAND: Final = (*ITSELF, "-m", "demerit", "run")
PATIENCE: Final = 20.0  # seconds that a run has to write down what it has, before it is ended
PREFIX: Final = "demerit: "


class Jobs:
    """By name of the run folder.  `lock`: names are given and taken one at a time."""

    def __init__(self, where: Path) -> None:
        self.where = where
        self.lock = threading.Lock()
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, plan: Plan, resume: bool = False) -> None:
        """Begin, or go on.  Raises Refused where as many run as may, or DemeritError."""
        with self.lock:
            if self.runs(name) or sum(map(self.runs, list(self._processes))) >= limits.RUNS:
                raise Refused(409, "refused.busy", most=limits.RUNS)
            put(self.where, name, plan)
            more = ["--out", str(self.where / name), *(["--resume"] if resume else [])]
            with (self.where / KEPT / f"{name}.log").open("wb") as log:
                self._processes[name] = subprocess.Popen(  # noqa: S603 - our own program, with checked words
                    [*COMMAND, *plan.arguments, *more],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=log,
                    start_new_session=True,  # what ends the page asks it politely, see `close`
                )
            with suppress(DemeritError):  # a disk that has just become full: it runs all the same
                put(self.where, name, plan, self._processes[name].pid)

    def runs(self, name: str) -> bool:
        """Whether a process of ours lives it now."""
        return name in self._processes and self._processes[name].poll() is None

    def end(self, name: str) -> int:
        """With which code a process of ours failed, below zero where a signal ended it; 0 where it did not."""
        process = self._processes.get(name)
        code = None if process is None else process.poll()
        return 0 if code in (None, 0, 130) else int(code)

    def names(self) -> list[str]:
        """Those that run, or failed; of one that was deleted elsewhere nothing is left to tell."""
        known = list(self._processes)  # others begin meanwhile
        return [name for name in known if self.runs(name) or (self.end(name) and there(self.where, name))]

    def stop(self, name: str) -> None:
        """Ask it to end, which leaves a run that can go on; returns when it has."""
        process = self._processes.get(name)
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def forget(self, name: str) -> None:
        """No longer know it."""
        self._processes.pop(name, None)

    def close(self) -> None:
        """Stop all, and say which to whoever started the pages."""
        under_way = [name for name in list(self._processes) if self.runs(name)]
        for name in under_way:
            self._processes[name].terminate()
        with suppress(OSError, ValueError):  # the terminal may be closed
            for name in under_way:
                sys.stderr.write(f"demerit: stopping {printable(name)}, which can go on later\n")
        for name in under_way:
            self.stop(name)


def said(where: Path, name: str) -> str:
    """The last line that a process had for people."""
    try:
        lines = (where / KEPT / f"{name}.log").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return next((line.removeprefix(PREFIX) for line in reversed(lines) if line.startswith(PREFIX)), "")


def of(ask: Ask) -> Jobs:
    """Those of this launch."""
    site = ask.site

    def made() -> Jobs:
        found = Jobs(site.folder)
        site.closing.append(found.close)
        return found

    return site.shared("jobs", made)
