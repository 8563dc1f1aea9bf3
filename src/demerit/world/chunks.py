"""A population some communities at a time, as plain arrays: what is asked of all of it, in memory for a few."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, Final, NamedTuple

from demerit.world.drivers import Driver
from demerit.world.population import Settled
from demerit.world.rooms import Array
from demerit.world.shard import Shard

CHUNK: Final = 256  # communities

# What settling asks of a community.
SETTLING: Final = ("number", "census", "departed", "later", "province", "tier")


class Chunk(NamedTuple):
    """Consecutive communities: PLACE, STATE, MATTER and ORG_STATE records; bounds: where each one's matters begin."""

    layout: Array
    state: Array
    matters: Array
    bounds: Array
    orgs: Array


def chunk(people: Settled, low: int, high: int) -> Chunk:
    """The communities low <= c < high of a population."""
    held = people.some(low, high)
    return Chunk(people.layout[low:high], held.state, held.matters, held.bounds, held.orgs)


def asked(driver: Driver, size: int, call: Callable[..., Any], *args: Any) -> Iterator[Any]:
    """`call(tables, chunk, *args)` for all communities in order, `size` at a time, each where its people are."""
    for number, (first, end) in enumerate(pairwise(driver.cuts)):
        for low in range(first, end, size):
            yield driver.ask(number, _called, low - first, min(low + size, end) - first, call, args)


def _called(shard: Shard, low: int, high: int, call: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    return call(shard.common.tables, chunk(shard.people, low, high), *args)


def settling(layout: Array) -> list[tuple[int, ...]]:
    """The numbers of SETTLING of each community."""
    rows: list[tuple[int, ...]] = layout[list(SETTLING)].tolist()
    return rows
