"""What each community came to in a year: asked of shards."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from demerit.world.lockstep import Lockstep

Array = np.ndarray[Any, Any]
ROOM: Final = 1 << 24  # numbers that are looked at together


class Columns(NamedTuple):
    """Of some sums of entries: in the base (community, sum), and by how much variants have more (variant, community,
    sum).
    """

    base: Array
    apart: Array


def columns(shard: Lockstep, entries: Sequence[Array]) -> Columns:
    """The sums of these entries, of the communities of a shard."""
    every = np.concatenate(entries)
    starts = np.cumsum([0, *map(len, entries)])[:-1]
    base = np.add.reduceat(shard.base_of[:, every], starts, axis=1, dtype=np.int64)
    apart = np.add.reduceat(shard.apart_of[:, :, every], starts, axis=2, dtype=np.int64)
    return Columns(base, np.ascontiguousarray(apart.transpose(1, 0, 2)))
