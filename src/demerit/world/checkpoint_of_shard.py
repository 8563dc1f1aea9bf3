"""What a shard writes to a checkpoint, and how a shard, cut the same way or not, reads it back.

Each shard writes files of its own, named for its first community: state and open matters of people, how many open
matters each community has, organisations.
"""

from itertools import pairwise
from pathlib import Path

import numpy as np

from demerit.world import durable
from demerit.world.population import Batch
from demerit.world.rooms import Array
from demerit.world.shard import Shard


def _named(name: str, low: int) -> str:
    return f"{name}-{low}.bin"


def write(shard: Shard, folder: Path) -> dict[str, str]:
    """Write a shard; returns the digest of each file.  Raises OSError."""
    parts = {
        "state": (batch.state for batch in shard.people.batches()),
        "matters": (batch.matters for batch in shard.people.batches()),
        "counts": (np.diff(batch.bounds) for batch in shard.people.batches()),
        "orgs": (batch.orgs for batch in shard.people.batches()),
    }
    names = {_named(name, shard.low): pieces for name, pieces in parts.items()}
    return {name: durable.write(folder / name, pieces) for name, pieces in names.items()}


class Written:
    """What one shard wrote: the communities first <= c < end, and how many open matters each has."""

    def __init__(self, folder: Path, first: int, end: int) -> None:
        self.folder, self.first, self.end = folder, first, end
        self.counts = durable.read(folder / _named("counts", first), np.int64)
        self.before = np.concatenate([[0], np.cumsum(self.counts)])

    def fill(self, name: str, into: Array, first: int) -> None:
        """Read records from number `first` on."""
        durable.fill(self.folder / _named(name, self.first), into, first)


def read(shard: Shard, folder: Path, cuts: list[int]) -> None:
    """Put a shard where the checkpoint was.  cuts: where the shards that wrote it began, and the last ended.

    Raises DemeritError.
    """
    parts = [Written(folder, a, b) for a, b in pairwise(cuts) if a < shard.high and shard.low < b]
    for b, (low, high) in enumerate(pairwise(shard.people.cuts)):
        _batch(shard, parts, b, shard.low + low, shard.low + high)


def _batch(shard: Shard, parts: list[Written], b: int, low: int, high: int) -> None:
    """A batch, the communities low <= c < high of the world: straight into the room that it has."""
    common = [(part, max(part.first, low), min(part.end, high)) for part in parts]
    common = [(part, start, stop) for part, start, stop in common if start < stop]
    counts = np.concatenate([part.counts[start - part.first : stop - part.first] for part, start, stop in common])
    into = shard.people.blank(b, int(counts.sum()))
    done = 0
    for part, start, stop in common:
        first, last = (int(part.before[c - part.first]) for c in (start, stop))
        part.fill("matters", into.matters[done : done + last - first], first)
        done += last - first
        _rows(shard, part, start, stop, into, low)
    into.bounds[1:] = np.cumsum(counts)
    shard.people.keep(b, into)


def _rows(shard: Shard, part: Written, start: int, stop: int, into: Batch, low: int) -> None:
    """State of people and organisations of the communities start <= c < stop."""
    layout, people = shard.common.layout, shard.people
    origin, batch = layout[part.first], shard.layout[low - shard.low]
    here = start - shard.low, stop - shard.low
    for name, rows, begins in (("state", people.rows(*here), "start"), ("orgs", people.org_rows(*here), "org_start")):
        first = int(batch[begins])
        room = getattr(into, name)[rows.start - first : rows.stop - first]
        part.fill(name, room, int(layout[start][begins] - origin[begins]))
