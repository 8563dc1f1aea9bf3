"""All people in this process, in one shard, moved by threads or by a graphics card."""

from collections.abc import Callable, Sequence
from typing import Any

from demerit.world.lockstep import shard_of
from demerit.world.published import Published
from demerit.world.shard import Common


class Local:
    """The driver with nothing in between."""

    def __init__(self, common: Common, threads: int, spill: Any = None, cuda: bool = False) -> None:
        self.cuts = [0, len(common.layout)]
        self.shard = shard_of(common, 0, len(common.layout), threads, spill, cuda)

    def post(self, published: Published | Sequence[Published]) -> None:
        """What is published is read where it is."""
        self.shard.read(published)

    def each(self, call: Callable[..., Any], *args: Any) -> list[Any]:
        """The answer of the only shard."""
        return [call(self.shard, *args)]

    def ask(self, number: int, call: Callable[..., Any], *args: Any) -> Any:
        """The answer of the only shard."""
        return call(self.shard, *args)

    def close(self) -> None:
        """Let the threads go."""
        self.shard.close()
