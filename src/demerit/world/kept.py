"""What communities come to in a year, in the first world and by how much others have more: what errors rest on.

A community is a cluster of its own as long as there are not too many of them for that; in a finer country consecutive
communities of a province are one cluster, of which a province has so many that nothing is lost.  Which communities
these are is chance: they are laid out without regard to what sort of place they are.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import numpy as np

from demerit.month.effects import ENTRIES, KEPT
from demerit.world.rooms import Array

MOST: Final = 1 << 13  # communities that are kept one by one


def clusters(province: Array) -> Array:
    """The cluster that each community belongs to, by their provinces, which lie one after another: from 0 on."""
    together = -(-len(province) // MOST)
    starts = np.flatnonzero(np.concatenate([[True], province[1:] != province[:-1]]))
    position = np.arange(len(province)) - np.repeat(starts, np.diff([*starts, len(province)]))
    out: Array = np.cumsum(position % together == 0) - 1
    return out


class Kept:
    """What the clusters of a shard came to since `forget`: whole numbers by cluster and entry, of others by cluster,
    world and entry.

    Attributes: first (the number of the first cluster), base, apart.
    """

    def __init__(self, cluster: Array, others: int) -> None:
        """cluster: of the communities of the shard; others: how many worlds there are beside the first."""
        self.first = int(cluster[0])
        self.cluster = cluster - self.first
        number = int(self.cluster[-1]) + 1
        self.single = number == len(cluster)
        dtype = np.int32 if self.single else np.int64  # a year of one community fits
        self.base: Array = np.zeros((number, ENTRIES), dtype)
        self.apart: Array = np.zeros((number, others, ENTRIES), dtype)
        self.lock = threading.Lock()

    @contextmanager
    def of(self, low: int, high: int) -> Iterator[tuple[Array, Array]]:
        """KEPT records of the communities low <= c < high, to be added to: of the first world, and of the others."""
        if self.single:
            yield _records(self.base[low:high]), _records(self.apart[low:high])
            return
        base, apart = np.zeros((high - low, ENTRIES), np.int32), np.zeros((high - low, *self.apart.shape[1:]), np.int32)
        yield _records(base), _records(apart)
        with self.lock:
            for c in range(high - low):
                self.base[self.cluster[low + c]] += base[c]
                self.apart[self.cluster[low + c]] += apart[c]

    def forget(self, which: Any) -> None:
        """Begin some of the entries anew."""
        self.base[:, which] = 0
        self.apart[:, :, which] = 0


def _records(numbers: Array) -> Array:
    """The same memory as KEPT records."""
    return numbers.view(KEPT)[..., 0]
