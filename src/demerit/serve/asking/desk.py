"""Questions that wait, the one that is being answered, and answers that are kept.

One process computes (`demerit.worker`), one question at a time, the soonest answered first: whoever looks at a first
answer does not wait for somebody else's fine one, which is put back.  A reader who asks something else lets go of what
was asked before, and so does one who has gone: a page asks again and again until its answer is there.
"""

import json
import signal
import subprocess
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from demerit.errors import DemeritError
from demerit.serve import limits
from demerit.serve.answering import STATUS
from demerit.serve.ask import Ask
from demerit.serve.refusing import Refused
from demerit.shell import ITSELF

COMMAND: Final = (*ITSELF, "-m", "demerit.worker")
KEPT: Final = 200  # answers
PATIENCE: Final = 2.0  # seconds that a request waits, less than a page takes to end; then it is asked again
AWAY: Final = 5 * PATIENCE  # seconds after which a reader who did not ask again has gone
ENDING: Final = 5.0  # seconds that the process has to end
WAITING, ANSWERED, GONE = "waiting", "answered", "gone"
COMPARED: Final = ("compare", "life")  # kinds of questions for which worlds may have to be lived side by side
LOST, MACHINE = "lost", "machine"  # kinds of errors: whoever computed is gone, or could not begin
Plain = dict[str, Any]


@dataclass
class Asked:
    """A question.  who: readers who wait for it, and when each of them asked last; state: WAITING, ANSWERED or GONE,
    when nobody waits any more; said: the answer, or None and then `trouble` says why, None for a fault of ours; nobody:
    whether it is that nobody was found; seconds: that it took; done: set at the end.
    """

    number: int
    key: str
    question: Plain
    who: dict[str, float]
    state: str = WAITING
    said: Plain | None = None
    trouble: DemeritError | None = None
    nobody: bool = False
    seconds: float = 0.0
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def scale(self) -> float:
        """One simulated person stands for so many; of several worlds as of one that takes as long as all."""
        return float(self.question["scale"]) / (1 + int(self.question.get("draws", 0)))

    def waited(self) -> "Asked":
        """The same, after it was answered, or waited for as long as a request may."""
        self.done.wait(PATIENCE)
        return self


class Desk:
    """Takes questions from many readers.  start: begins the process, with pipes for lines of text; most: that wait;
    clock: seconds.
    """

    def __init__(
        self,
        start: Callable[[], "subprocess.Popen[str]"] | None = None,
        most: int = limits.ASKED,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._start, self._most, self._clock = start or _process, most, clock
        self._lock = threading.RLock()
        self._process: subprocess.Popen[str] | None = None
        self._waiting: list[Asked] = []
        self._now: Asked | None = None
        self._known: OrderedDict[str, Asked] = OrderedDict()
        self._numbers = 0

    def ask(self, question: Plain, who: str) -> Asked:
        """The question, answered already or not.  who: a reader, whose other questions are let go of; empty: any of
        those whose pages are loaded again and again until there is an answer, of whom nothing tells one from another.

        Raises Refused where too many wait.
        """
        key = json.dumps(question, sort_keys=True)
        with self._lock:
            now = self._clock()
            self._let_go(lambda one, reader, last: one.key != key and (reader == who != "" or now - last > AWAY))
            found = self._known.get(key)
            if found is not None and found.state != GONE:
                self._known.move_to_end(key)
                if found.state == WAITING:
                    found.who[who] = now
                return found
            if len(self._waiting) >= self._most:
                raise Refused(503, "unasked.asked", most=self._most)
            self._numbers += 1
            made = Asked(self._numbers, key, question, {who: now})
            self._known[key] = made
            self._forget()
            self._waiting.append(made)
            self._make_way(made)
            self._next()
            return made

    def known(self, question: Plain) -> Asked | None:
        """An answer that is there."""
        with self._lock:
            found = self._known.get(json.dumps(question, sort_keys=True))
        return found if found is not None and found.state == ANSWERED else None

    def close(self) -> None:
        """End the process."""
        with self._lock:
            process, self._process = self._process, None
            self._waiting = []
        if process is not None:
            with suppress(OSError):
                process.stdin.close()  # type: ignore[union-attr]
            try:
                process.wait(ENDING)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def warm(self) -> None:
        """Begin the process before anybody asks."""
        with self._lock, suppress(OSError):  # whoever asks is told
            self._running()

    def _let_go(self, leaves: Callable[[Asked, str, float], bool]) -> None:
        """Readers leave their questions; one that nobody waits for any more is not computed."""
        open_ = [*self._waiting, *([self._now] if self._now and self._now not in self._waiting else [])]
        for one in open_:
            for who in [who for who, last in one.who.items() if leaves(one, who, last)]:
                del one.who[who]
            if one.who or one.state != WAITING:
                continue
            self._end(one, GONE)
            if one in self._waiting:  # also what was put back, and is cancelled already
                self._waiting.remove(one)
            else:
                self._write({"cancel": one.number})

    def _make_way(self, made: Asked) -> None:
        """Put back a finer comparison than this one, once; a life of a run, which is soon told, is told to its end."""
        now = self._now
        if now is None or now in self._waiting or now.question["kind"] not in COMPARED:
            return
        if now.state == WAITING and now.scale < made.scale:
            self._waiting.append(now)
            self._write({"cancel": now.number})

    def _forget(self) -> None:
        for key in [key for key, one in self._known.items() if one.state != WAITING][: max(0, len(self._known) - KEPT)]:
            del self._known[key]

    def _next(self) -> None:
        if self._now is None:
            now = self._clock()
            self._let_go(lambda _, __, last: now - last > AWAY)
        while self._now is None and self._waiting:
            one = max(self._waiting, key=lambda one: (one.scale, -one.number))
            self._waiting.remove(one)
            try:
                self._running()
            except OSError as error:
                one.trouble = DemeritError(f"what computes could not begin ({error})", MACHINE, errno=error.errno)
                self._end(one, ANSWERED)
                continue
            self._now = one
            self._write({"id": one.number, **one.question})

    def _running(self) -> None:
        if self._process is None or self._process.poll() is not None:
            self._process = self._start()
            threading.Thread(target=self._listen, args=(self._process,), daemon=True).start()

    def _write(self, line: Plain) -> None:
        with suppress(OSError, ValueError):  # it has ended, which `_listen` sees
            stdin: Any = self._process and self._process.stdin
            stdin.write(f"{json.dumps(line)}\n")
            stdin.flush()

    def _listen(self, process: "subprocess.Popen[str]") -> None:
        stdout: Any = process.stdout
        for line in stdout:
            if not line.endswith("\n"):
                break  # it was ended over it
            said = json.loads(line)
            with self._lock:
                if self._now is not None and said.get("id") == self._now.number:
                    one, self._now = self._now, None
                    self._came(one, said)
                    self._next()
        self._ended(process, process.wait())

    def _ended(self, process: "subprocess.Popen[str]", code: int) -> None:
        """What it was computing is asked again where it was put back, and else says that it is lost."""
        with self._lock:
            if process is not self._process or self._now is None:
                return
            one, self._now = self._now, None
            if code < 0:
                name = signal.Signals(-code).name
                one.trouble = DemeritError(f"what computed this was ended ({name}); ask again", LOST, signal=name)
            if one.state == WAITING and one not in self._waiting:
                self._end(one, ANSWERED)
            self._next()

    def _came(self, one: Asked, said: Plain) -> None:
        if said.get("cancelled"):  # it was let go of, or waits again
            if one.state == WAITING and one not in self._waiting:  # nobody here wanted that
                self._waiting.append(one)
            return
        if one in self._waiting:  # it was answered before it could be put back
            self._waiting.remove(one)
        one.said, one.seconds = said.get("said"), said.get("seconds", 0.0)
        if "error" in said:
            one.trouble = DemeritError(said["error"], said.get("kind", ""), **said.get("parts", {}))
        one.nobody = bool(said.get("nobody"))
        self._end(one, ANSWERED)

    def _end(self, one: Asked, state: str) -> None:
        one.state = state
        if state == GONE or (one.said is None and (one.trouble is None or one.trouble.kind in STATUS)):
            self._known.pop(one.key, None)  # to be tried again
        one.done.set()


def _process() -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 - our own program
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", start_new_session=True
    )


def of(ask: Ask) -> Desk:
    """That of this launch for comparisons, and for lives in them."""
    return _shared(ask, "comparisons", limits.ASKED)


def of_lives(ask: Ask) -> Desk:
    """That for lives of runs: a class that tries lives and somebody who compares do not wait for one another."""
    return _shared(ask, "lives", limits.LIVES)


def _shared(ask: Ask, name: str, most: int) -> Desk:
    site = ask.site

    def made() -> Desk:
        found = Desk(most=most)
        site.closing.append(found.close)
        return found

    return site.shared(f"desk for {name}", made)
