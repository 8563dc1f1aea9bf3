"""Actors of a Ray cluster: a shard each, on whatever machines Ray puts them.

What is common to a world, and what is published for a month, is put into Ray's object store once, from where each
machine takes one copy; what comes back are small answers.  Ray restarts nothing: a lost actor takes its people with
it, and the whole world goes back to its last checkpoint.

Ray listens on all interfaces of a machine, and whoever can reach it can run code: use it on a network of your own.
"""

import contextlib
import os
import re
import subprocess
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from demerit import __version__, compile_cache
from demerit.shell import ITSELF
from demerit.world.drivers.driver import Way, cut
from demerit.world.errors import DemeritError, LostShardError
from demerit.world.lockstep import shard_of
from demerit.world.population import BATCH
from demerit.world.published import Published
from demerit.world.shard import Answer, Common, answer, opened

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # before it is imported: nothing is sent to anybody

try:
    import ray
except ModuleNotFoundError:
    raise DemeritError("--ray: Ray is not installed; install it with: pip install 'demerit[ray]'") from None

HERE: Final = "local"  # the address that means: start one here
ANSWER: Final = 10.0  # seconds in which a cluster has to answer
ACTORS: Final = 120.0  # seconds in which all actors have to be there
STORE: Final = 256 << 20  # bytes of the object store of a cluster started here
SETTINGS: Final[dict[str, Any]] = {"include_dashboard": False, "log_to_driver": False, "logging_level": "ERROR"}
PROBE: Final = "import sys, ray; ray.init(sys.argv[1], log_to_driver=False, logging_level='ERROR'); ray.shutdown()"


class Actor:
    """A shard in a process that Ray starts."""

    def __init__(self, common: Common, low: int, high: int, way: Way) -> None:
        self.shard = shard_of(common, low, high, way.threads, way.spill)

    def sources(self) -> str:
        """What code runs here."""
        return sources()

    def answer(
        self, published: Published | Sequence[Published] | None, call: Callable[..., Any], args: tuple[Any, ...]
    ) -> Answer:
        """A call's answer; published: what is put up now, as in `post`, None for nothing yet."""
        if published is not None:
            self.shard.read(published)
        return answer(self.shard, call, args)


def sources() -> str:
    """The version of Demerit, and which sources its compiled code comes from."""
    return f"{__version__} ({compile_cache.sources_hash(Path(compile_cache.__file__).parent)})"


class Cluster:
    """The driver of Ray actors.  way.workers: how many; as many as there are processors for, where it says 0.

    Raises DemeritError where no cluster answers, where it is too small, or where it runs another version of Demerit.
    """

    def __init__(self, common: Common, way: Way) -> None:
        self.ours = not ray.is_initialized()
        if self.ours:
            connect(way)
        try:
            shards = way.workers or max(1, processors() // way.threads)
            self.cuts = cut(len(common.layout), shards, BATCH)
            _roomy(shards, way.threads)
            self.actors = _started(common, self.cuts, way)
        except BaseException:
            if self.ours:
                ray.shutdown()
            raise
        self.posted: Any = None

    def post(self, published: Published | Sequence[Published]) -> None:
        """In the object store."""
        self.posted = ray.put(published)

    def each(self, call: Callable[..., Any], *args: Any) -> list[Any]:
        """All actors at the same time."""
        return self._asked(self.actors, call, args)

    def ask(self, number: int, call: Callable[..., Any], *args: Any) -> Any:
        """One actor."""
        return self._asked([self.actors[number]], call, args)[0]

    def _asked(self, actors: list[Any], call: Callable[..., Any], args: tuple[Any, ...]) -> list[Any]:
        try:
            answers = ray.get([actor.answer.remote(self.posted, call, args) for actor in actors])
        except ray.exceptions.RayActorError as error:
            raise _lost(len(self.actors), error) from None
        return opened(answers)

    def close(self) -> None:
        """End all actors, and the cluster if it was started here."""
        for actor in self.actors:
            with contextlib.suppress(ray.exceptions.RayError):
                ray.kill(actor)
        self.actors = []
        if self.ours:
            ray.shutdown()


def _lost(actors: int, error: Exception) -> LostShardError:
    return LostShardError(f"one of {actors} Ray actors is gone ({str(error).strip().splitlines()[0]})")


def connect(way: Way) -> None:
    """Join the cluster at an address, or start one here.  Raises DemeritError when none answers in ANSWER seconds."""
    if way.ray == HERE:
        number = max(way.shards * way.threads, os.cpu_count() or 1)
        ray.init(HERE, num_cpus=number, object_store_memory=STORE, **SETTINGS)
        return
    address = str(way.ray)
    if address != "auto":
        _answering(address)
    try:
        ray.init(address, log_to_driver=False, logging_level="ERROR")
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise _silent(address, str(error).strip().splitlines()[0]) from None


def _answering(address: str) -> None:
    """Raises DemeritError unless a Ray cluster answers: Ray itself would try for much longer."""
    host, _, port = address.rpartition(":")
    if not host or not re.fullmatch("[0-9]{1,5}", port) or not 0 < int(port) < 1 << 16:
        raise DemeritError(f"--ray {address} is not an address; write HOST:PORT, such as 10.0.0.5:6379, or auto")
    words = [*ITSELF, "-c", PROBE, address]
    try:
        subprocess.run(words, check=True, capture_output=True, timeout=ANSWER)  # noqa: S603 - no shell
    except subprocess.TimeoutExpired:
        raise _silent(address, f"nobody answered within {ANSWER:.0f} s") from None
    except subprocess.CalledProcessError as error:
        raise _silent(address, (error.stderr.decode().strip().splitlines() or ["it is none"])[-1]) from None


def _silent(address: str, reason: str) -> DemeritError:
    return DemeritError(
        f"--ray {address}: no Ray cluster answers ({reason}); check that `ray start --head` runs on that machine, that "
        "host and port are those it printed, that no firewall lies between, and that it is of this version of Ray: "
        f"{ray.__version__}"
    )


def processors() -> int:
    """How many processors a cluster has."""
    return int(ray.cluster_resources().get("CPU", 0))


def _roomy(shards: int, threads: int) -> None:
    """Raises DemeritError where actors would wait for processors for ever."""
    there = processors()
    if shards * threads > there:
        raise DemeritError(
            f"--workers {shards} with --threads {threads}: the Ray cluster has {there} processors; allowed: at most "
            f"{there} together"
        )


def _started(common: Common, cuts: list[int], way: Way) -> list[Any]:
    """An actor a shard, all there, all of this version."""
    kind = ray.remote(num_cpus=way.threads, max_restarts=0, scheduling_strategy="SPREAD")(Actor)
    shared = ray.put(common)
    actors = [kind.remote(shared, low, high, way) for low, high in pairwise(cuts)]
    try:
        said = ray.get([actor.sources.remote() for actor in actors], timeout=ACTORS)
    except ray.exceptions.GetTimeoutError:
        raise DemeritError(f"--ray: not all of {len(actors)} actors started within {ACTORS:.0f} s") from None
    except ray.exceptions.RayActorError as error:
        raise _lost(len(actors), error) from None
    others = sorted({version for version in said if version != sources()})
    if others:
        raise DemeritError(f"--ray: machines of the cluster run Demerit {', '.join(others)}; here it is {sources()}")
    return actors
