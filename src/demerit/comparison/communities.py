"""What each cluster of communities came to in a year: asked of shards."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from demerit.world.lockstep import Lockstep

Array = np.ndarray[Any, Any]
ROOM: Final = 1 << 21  # numbers that are looked at together


class Columns(NamedTuple):
    """Of some sums of entries: in the base (cluster, sum), and by how much variants have more (variant, cluster, sum);
    first: the number of the first of these clusters.
    """

    first: int

    base: Array
    apart: Array


def columns(shard: Lockstep, entries: Sequence[Array]) -> Columns:
    """The sums of these entries, of the clusters of a shard."""
    every = np.concatenate(entries)
    starts = np.cumsum([0, *map(len, entries)])[:-1]
    base = np.add.reduceat(shard.kept.base[:, every], starts, axis=1, dtype=np.int64)
    apart = np.add.reduceat(shard.kept.apart[:, :, every], starts, axis=2, dtype=np.int64)
    return Columns(shard.kept.first, base, np.ascontiguousarray(apart.transpose(1, 0, 2)))


def joined(parts: Sequence[Columns], number: int) -> Columns:
    """What all shards say of so many clusters; communities of one may be in two shards."""
    base: Array = np.zeros((number, *parts[0].base.shape[1:]), np.int64)
    apart: Array = np.zeros((len(parts[0].apart), *base.shape), np.int64)
    for part in parts:
        here = slice(part.first, part.first + len(part.base))
        base[here] += part.base
        apart[:, here] += part.apart
    return Columns(0, base, apart)
