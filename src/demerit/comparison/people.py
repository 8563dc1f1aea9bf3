"""Whose lives came to differ: how many, in which clusters of communities, and those whose lives part most."""

from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa

from demerit.calendar import text_of
from demerit.people.desk import STRIDE
from demerit.world.folder import NOTE
from demerit.world.lockstep import Lockstep
from demerit.world.row_groups import CODED

Array = np.ndarray[Any, Any]
MOST: Final = 1000  # people of a variant of whom ids are kept
# State ever another; fewer harms in all, or more; as many, but other ones or in other months; another state alone.
KINDS: Final = ("differing", "spared", "harmed", "as_many", "otherwise")
TOLD: Final = ("spared", "harmed")  # of which bands are told
ONE: Final = np.dtype([("person", np.int64), ("since", np.int64), ("spared", np.int64), ("harmed", np.int64)])
SCHEMA: Final = pa.schema(
    [
        ("variant", CODED),
        ("person", pa.int64()),
        ("parted", pa.string()),
        ("spared", pa.int32()),
        ("harmed", pa.int32()),
    ],
    {"note": NOTE, "spared": "harms fewer than in the base, month by month", "harmed": "harms more"},
)


class People(NamedTuple):
    """counts: (variant, cluster, kind), how many people; sample: by variant, those whose lives part most; first: the
    number of the first cluster.
    """

    counts: Array
    sample: list[Array]
    first: int = 0


def people(shard: Lockstep) -> People:
    """The same of a shard whose worlds have parted."""
    counts = np.zeros((len(shard.others), len(shard.kept.base), len(KINDS)), np.int64)
    samples = []
    for v, other in enumerate(shard.others):
        sample: Array = np.zeros(0, ONE)
        for b, low in enumerate(shard.people.cuts[:-1]):
            if other.people.apart[b].parted is None:
                continue
            community, seen = _first(shard, other.people.parted(b), low)
            np.add.at(counts[v], shard.kept.cluster[community], _kinds(seen))
            sample = most(np.concatenate([sample, seen]))
        samples.append(sample)
    return People(counts, samples, shard.kept.first)


def _kinds(seen: Array) -> Array:
    """Of each person, which of KINDS they are."""
    differing, fewer, more = seen["since"] > 0, seen["spared"], seen["harmed"]
    as_many = (fewer == more) & (fewer > 0)
    otherwise = differing & (fewer == 0) & (more == 0)
    return np.stack([differing, fewer > more, more > fewer, as_many, otherwise], axis=-1)


def _first(shard: Lockstep, said: Array, low: int) -> tuple[Array, Array]:
    """Those of a batch whose lives came to differ, and their communities; low: its first community."""
    rows = np.flatnonzero((said["since"] > 0) | (said["spared"] > 0) | (said["harmed"] > 0))
    starts = shard.layout["start"][low:] - shard.layout["start"][low]
    community = np.searchsorted(starts, rows, side="right") - 1
    out = np.zeros(len(rows), ONE)
    out["person"] = shard.layout["number"][low + community] * STRIDE + rows - starts[community]
    for name in ("since", "spared", "harmed"):
        out[name] = said[name][rows]
    return low + community, out


def most(found: Array) -> Array:
    """Those whose lives part most, at most so many: by harms fewer and more, then by when, then by number."""
    never = found["since"] == 0
    order = np.lexsort(
        (found["person"], np.where(never, 1 << 20, found["since"]), -(found["spared"] + found["harmed"]))
    )
    out: Array = found[order[:MOST]]
    return out


def joined(parts: list[People], clusters: int) -> People:
    """What all shards say of so many clusters."""
    samples = [most(np.concatenate(each)) for each in zip(*(part.sample for part in parts), strict=True)]
    counts = np.zeros((len(samples), clusters, len(KINDS)), np.int64)
    for part in parts:
        counts[:, part.first : part.first + part.counts.shape[1]] += part.counts
    return People(counts, samples)


def nobody(variants: int, clusters: int) -> People:
    """Of worlds that never parted."""
    return People(np.zeros((variants, clusters, len(KINDS)), np.int64), [np.zeros(0, ONE)] * variants)


def table(found: People, names: list[str], parted: int | None) -> pa.Table:
    """sample.parquet.  parted: the month in which the worlds parted."""
    since = np.concatenate([one["since"] for one in found.sample])
    months = [None if n == 0 or parted is None else text_of(parted + n - 1) for n in since.tolist()]
    variant = np.repeat(np.arange(len(names), dtype=np.int8), [len(one) for one in found.sample])
    numbers = [np.concatenate([one[name] for one in found.sample]) for name in ("person", "spared", "harmed")]
    columns = [
        pa.DictionaryArray.from_arrays(pa.array(variant), pa.array(names, pa.string())),
        pa.array(numbers[0]),
        pa.array(months, pa.string()),
        *(pa.array(each.astype(np.int32)) for each in numbers[1:]),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)
