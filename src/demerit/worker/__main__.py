"""The loop of the process: `python -P -m demerit.worker`."""

import json
import os
import queue
import signal
import sys
import threading
import time
import traceback
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any, Final, TextIO

from demerit.errors import DemeritError, NobodyFoundError
from demerit.phrases import FIRST, speaking
from demerit.printable import printable

HELD: Final = 3  # comparisons and worlds of which lives can be told without living them again
SOON: Final = 0.05  # seconds after which one that could not be let go of is tried again
WHOLE: Final = ("importlib", "numba", "llvmlite")  # what these are in the middle of is finished first
Plain = dict[str, Any]


class Worker:
    """Answers one question after another, and lets go of one that somebody cancels.

    Attributes: beginnings (where questions about the same people begin; None before the first).
    """

    def __init__(self, read: TextIO, write: TextIO) -> None:
        self._read, self._write = read, write
        self._waiting: queue.SimpleQueue[Plain | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._cancelled: set[int] = set()
        self._now: int | None = None
        self._held: OrderedDict[str, Any] = OrderedDict()
        self.beginnings: Any = None

    def run(self) -> None:
        """Until the input ends."""
        threading.Thread(target=self._listen, daemon=True).start()
        self._say({"ready": True})
        while True:
            asked = self._waiting.get()
            if asked is None:
                return
            self._say(self._answered(asked))

    def _listen(self) -> None:
        for line in self._read:
            asked = json.loads(line)
            if "cancel" not in asked:
                self._waiting.put(asked)
                continue
            with self._lock:
                self._cancelled.add(asked["cancel"])
            self._interrupt(asked["cancel"])
        os._exit(0)  # whoever asked is gone: what is being computed is of use to nobody

    def _interrupt(self, number: int) -> None:
        """Have the main thread let go of a question, if it is answering that one."""
        import _thread

        with self._lock:
            if self._now == number:
                _thread.interrupt_main()

    def let_go(self, _: int, frame: FrameType | None) -> None:
        """Handles the signal for it: of a question that is cancelled, once, and of no other.

        What a library is in the middle of is finished first: one that was half loaded, or had half compiled something,
        is of no use to any question after this one.
        """
        number = self._now
        if number is None or number not in self._cancelled:
            return
        if _halfway(frame):
            again = threading.Timer(SOON, self._interrupt, (number,))
            again.daemon = True
            again.start()
            return
        self._now = None
        raise KeyboardInterrupt

    def _answered(self, asked: Plain) -> Plain:
        number = asked["id"]
        begun = time.perf_counter()
        try:
            with self._lock:
                if number in self._cancelled:
                    raise KeyboardInterrupt
                self._now = number
            try:
                said = self._of(asked)
            finally:
                with self._lock:
                    self._now = None
            return {"id": number, "said": said, "seconds": round(time.perf_counter() - begun, 3)}
        except KeyboardInterrupt:
            return {"id": number, "cancelled": True}
        except DemeritError as error:
            nobody = {"nobody": True} if isinstance(error, NobodyFoundError) else {}
            return {"id": number, "error": printable(str(error)), "kind": error.kind, "parts": error.parts, **nobody}
        except OSError as error:  # a full disk, or a folder that is gone
            parts = {"errno": error.errno}
            return {"id": number, "error": printable(str(error)), "kind": "machine", "parts": parts}
        except Exception:
            traceback.print_exc()
            return {"id": number, "fault": True}
        finally:
            self._cancelled.discard(number)

    def _of(self, asked: Plain) -> Plain:
        from demerit.worker import lives, trying
        from demerit.worker.answer import answer

        kinds: dict[str, Callable[[], Plain]] = {
            "compare": lambda: answer(self._lived(asked)),
            "life": lambda: lives.told(self._lived(asked), asked["find"]),
            "told": lambda: lives.of_run(Path(asked["run"]), asked["find"]),
            "why": lambda: lives.why(Path(asked["run"]), int(asked["find"])),
            "who": lambda: trying.who(self._world(asked), asked),
            "try": lambda: trying.tried(self._world(asked), asked),
            "lesson": lambda: trying.told(self._world(asked), asked),
        }
        with speaking(asked.get("language", FIRST)):  # comparisons say nothing in words
            return kinds[asked["kind"]]()

    def _lived(self, asked: Plain) -> Any:
        """The comparison of a question, or the one that is still held of the same."""
        from demerit.comparison import compare
        from demerit.worker.question import Question
        from demerit.world.beginnings import Beginnings

        question = Question.of(asked)
        self.beginnings = beginnings = self.beginnings or Beginnings()
        return self._kept(json.dumps(question), lambda: compare(question.plan(), beginnings=beginnings))

    def _world(self, asked: Plain) -> Any:
        """The world in which somebody tries a life."""
        from demerit.worker.trying import world

        key = json.dumps([asked[name] for name in ("run", "of", "base", "fine", "seed")])
        return self._kept(key, lambda: world(asked))

    def _kept(self, key: str, make: Callable[[], Any]) -> Any:
        """What was made for the same before, or is made now."""
        if key not in self._held:
            self._held[key] = make()
            while len(self._held) > HELD:
                self._held.popitem(last=False)
        self._held.move_to_end(key)
        return self._held[key]

    def _say(self, said: Plain) -> None:
        self._write.write(f"{json.dumps(said)}\n")
        self._write.flush()


def _halfway(frame: FrameType | None) -> bool:
    """Whether a library is being loaded there, or is compiling."""
    while frame is not None:
        if frame.f_globals.get("__name__", "").partition(".")[0] in WHOLE:
            return True
        frame = frame.f_back
    return False


def main() -> None:
    """Answer on what was standard output; whatever else is printed goes to standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    worker = Worker(sys.stdin, answers)
    signal.signal(signal.SIGINT, worker.let_go)  # also where whoever began us was told to ignore it
    with suppress(BrokenPipeError):
        worker.run()


if __name__ == "__main__":
    main()
