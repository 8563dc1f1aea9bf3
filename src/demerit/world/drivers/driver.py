"""What every driver can do, and how a world is cut into shards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from demerit.world.errors import DemeritError
from demerit.world.published import Published


@dataclass(frozen=True)
class Way:
    """How to move a world.

    threads: in each shard's process; workers: processes or actors, 0 for none beside this one; ray: the address of a
    Ray cluster, "local" to start one here, None for no Ray; spill: a folder for state that memory is too small for;
    cuda: people are moved by the graphics card of this machine, and `threads` is of no use.
    """

    threads: int = 1
    workers: int = 0
    ray: str | None = None
    spill: Path | None = None
    cuda: bool = False

    @property
    def shards(self) -> int:
        """Into how many shards a world is cut."""
        return max(self.workers, 1)

    @property
    def kind(self) -> str:
        """In a word."""
        return "ray" if self.ray else "processes" if self.workers else "cuda" if self.cuda else "threads"


class Driver(Protocol):
    """Has functions called on shards.  cuts: where shards begin and end, in communities."""

    cuts: list[int]

    def post(self, published: Published | Sequence[Published]) -> None:
        """Put up what is published for the coming month, for all shards to read: in a world, or in each of several."""

    def each(self, call: Callable[..., Any], *args: Any) -> list[Any]:
        """`call(shard, *args)` on every shard, at the same time; answers in order.

        Raises what a call raised, after all have ended, and LostShardError when a shard is gone: then this driver is
        of no more use, and can only be closed.
        """

    def ask(self, number: int, call: Callable[..., Any], *args: Any) -> Any:
        """`call(shard, *args)` on one shard."""

    def close(self) -> None:
        """Let go of all shards."""


def cut(communities: int, shards: int, batch: int = 1) -> list[int]:
    """Where each shard begins, and where the last ends: as even as whole batches allow.

    Raises DemeritError for more shards than communities.
    """
    if shards > communities:
        raise DemeritError(
            f"--workers {shards}: this world has {communities} communities, and each worker needs one at least; "
            f"allowed: 1 to {communities}, or a finer --scale"
        )
    step = batch if communities >= shards * batch else 1
    blocks = -(-communities // step)
    return [min(number * blocks // shards * step, communities) for number in range(shards)] + [communities]
