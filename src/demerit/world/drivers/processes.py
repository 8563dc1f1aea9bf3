"""Worker processes on this machine: a shard each, and what all read in shared memory.

What never changes in a world, and what is published for a month, is written once, to memory that all workers see and
that has no name: it is gone with the last process, however it ends.  What goes through pipes is the name of a function
and a small answer.
"""

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from multiprocessing.connection import Connection, wait
from typing import Any, Final

import numpy as np

from demerit.month.organisation_state import ECONOMY
from demerit.month.state import NOW
from demerit.rulebook.law import LAW
from demerit.rulebook.society import SOCIETY
from demerit.world.drivers.driver import Way, cut
from demerit.world.errors import LostShardError
from demerit.world.lockstep import shard_of
from demerit.world.population import BATCH
from demerit.world.published import Published
from demerit.world.rooms import Array
from demerit.world.shard import Answer, Common, answer, opened

SAFE: Final = "PYTHONSAFEPATH"  # of Python: take no code from the current folder
PATIENCE: Final = 5.0  # seconds that a worker has to end by itself
SPAWNED: Final = multiprocessing.get_context("spawn")  # a fork would take locks of other threads with it


@contextlib.contextmanager
def safe_path() -> Iterator[None]:
    """What is started meanwhile takes no code from the current folder."""
    before = os.environ.get(SAFE)
    os.environ[SAFE] = "1"
    try:
        yield
    finally:
        del os.environ[SAFE]
        if before is not None:
            os.environ[SAFE] = before


class Board:
    """Records in memory that all processes see: what is common to a world, and what is published for a month."""

    def __init__(self, common: Common) -> None:
        shared = {"tables": _alone(common.tables), "layout": common.layout}
        monthly = {"society": SOCIETY, "law": LAW, "now": NOW, "economy": ECONOMY}
        worlds = range(common.worlds)  # an array of one each: see `draws.alone`
        shared |= {_of(name, w): np.zeros(1, dtype) for name, dtype in monthly.items() for w in worlds}
        shared["worlds"] = np.zeros(1, np.int64)
        self.about = {name: (array.dtype, len(array)) for name, array in shared.items()}
        self.memory = {name: SPAWNED.RawArray("b", array.nbytes) for name, array in shared.items()}
        self.provinces, self.tile, self.number = common.provinces, common.tile, common.worlds
        for name, array in shared.items():
            self.records(name)[:] = array

    def records(self, name: str) -> Array:
        """The records under a name, where they are."""
        dtype, number = self.about[name]
        return np.frombuffer(self.memory[name], np.uint8)[: number * dtype.itemsize].view(dtype)

    def common(self) -> Common:
        """What is common to the world, where it is."""
        return Common(self.records("tables")[0], self.records("layout"), self.provinces, self.tile, self.number)

    @property
    def worlds(self) -> int:
        """Of how many worlds something is put up."""
        return int(self.records("worlds")[0])

    def published(self) -> list[Published]:
        """What is published in each world, where it is: it changes when something else is put up."""
        return [Published(*(self.records(_of(name, w))[0] for name in Published._fields)) for w in range(self.worlds)]

    def post(self, published: Published | Sequence[Published]) -> None:
        """Put something else up."""
        several = [published] if isinstance(published, Published) else published
        self.records("worlds")[0] = len(several)
        for w, one in enumerate(several):
            for name, record in one._asdict().items():
                self.records(_of(name, w))[0] = record


def _of(name: str, w: int) -> str:
    return f"{name} of world {w}"


def _alone(record: Any) -> Array:
    return np.array([record], record.dtype)


def work(pipe: Connection, board: Board, low: int, high: int, way: Way) -> None:
    """What a worker does until nobody asks any more."""
    os.setpgid(0, 0)  # Ctrl-C, a closed terminal, the end of a time limit are for the one who asks
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    shard = shard_of(board.common(), low, high, way.threads, way.spill)
    known = 0
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):  # whoever asked is gone
        while True:
            asked = pipe.recv()
            if board.worlds != known:
                known = board.worlds
                shard.read(board.published())
            pipe.send(answer(shard, *asked))


class Processes:
    """The driver of worker processes.  Raises DemeritError for more of them than communities."""

    def __init__(self, common: Common, way: Way) -> None:
        self.cuts = cut(len(common.layout), way.workers, BATCH)
        self.board = Board(common)
        self.pipes: list[Connection] = []
        self.workers: list[Any] = []
        for number, (low, high) in enumerate(pairwise(self.cuts)):
            pipe, theirs = SPAWNED.Pipe()
            name = f"demerit worker {number + 1}"
            worker = SPAWNED.Process(target=work, args=(theirs, self.board, low, high, way), name=name, daemon=True)
            with safe_path():
                worker.start()
            theirs.close()  # so that the pipe ends with the worker
            self.pipes.append(pipe)
            self.workers.append(worker)

    def post(self, published: Published | Sequence[Published]) -> None:
        """On the board."""
        self.board.post(published)

    def each(self, call: Callable[..., Any], *args: Any) -> list[Any]:
        """All workers at the same time."""
        return self._asked(range(len(self.pipes)), call, args)

    def ask(self, number: int, call: Callable[..., Any], *args: Any) -> Any:
        """One worker."""
        return self._asked([number], call, args)[0]

    def _asked(self, numbers: Any, call: Callable[..., Any], args: tuple[Any, ...]) -> list[Any]:
        for number in numbers:
            with self._noticed(number):
                self.pipes[number].send((call, args))
        answers: dict[int, Answer] = {}
        while waiting := {self.pipes[number]: number for number in numbers if number not in answers}:
            for pipe in wait(list(waiting)):
                number = waiting[pipe]
                with self._noticed(number):
                    answers[number] = self.pipes[number].recv()
        return opened(answers[number] for number in numbers)

    @contextlib.contextmanager
    def _noticed(self, number: int) -> Iterator[None]:
        """Raises LostShardError where a worker is gone."""
        try:
            yield
        except (EOFError, OSError):
            worker = self.workers[number]
            worker.join(PATIENCE)
            code = worker.exitcode
            how = f"killed by {signal.Signals(-code).name}" if code and code < 0 else f"exit code {code}"
            hint = "; the system does that when memory runs out" if code == -signal.SIGKILL else ""
            raise LostShardError(f"worker {number + 1} of {len(self.workers)} is gone ({how}{hint})") from None

    def close(self) -> None:
        """Let all workers end; whoever does not is ended."""
        for pipe in self.pipes:
            pipe.close()
        for worker in self.workers:
            worker.join(PATIENCE)
            if worker.is_alive():
                worker.kill()
                worker.join()
        self.pipes, self.workers = [], []
