"""Whose lives came to differ: how many, in which communities, and those whose lives part most."""

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
    """counts: (variant, community, kind), how many people; sample: by variant, those whose lives part most."""

    counts: Array
    sample: list[Array]


def people(shard: Lockstep) -> People:
    """The same of a shard whose worlds have parted."""
    said = shard.parted
    differing, fewer, more = said["since"] > 0, said["spared"], said["harmed"]
    as_many = (fewer == more) & (fewer > 0)
    otherwise = differing & (fewer == 0) & (more == 0)
    kinds = np.stack([differing, fewer > more, more > fewer, as_many, otherwise], axis=-1)
    counts = np.add.reduceat(kinds, shard.layout["start"], axis=1, dtype=np.int64)
    return People(counts, [_first(shard, one) for one in said])


def _first(shard: Lockstep, said: Array) -> Array:
    rows = np.flatnonzero((said["since"] > 0) | (said["spared"] > 0) | (said["harmed"] > 0))
    starts = shard.layout["start"]
    community = np.searchsorted(starts, rows, side="right") - 1
    out = np.zeros(len(rows), ONE)
    out["person"] = shard.layout["number"][community] * STRIDE + rows - starts[community]
    for name in ("since", "spared", "harmed"):
        out[name] = said[name][rows]
    return most(out)


def most(found: Array) -> Array:
    """Those whose lives part most, at most so many: by harms fewer and more, then by when, then by number."""
    never = found["since"] == 0
    order = np.lexsort(
        (found["person"], np.where(never, 1 << 20, found["since"]), -(found["spared"] + found["harmed"]))
    )
    out: Array = found[order[:MOST]]
    return out


def joined(parts: list[People]) -> People:
    """What all shards say."""
    samples = [most(np.concatenate(each)) for each in zip(*(part.sample for part in parts), strict=True)]
    return People(np.concatenate([part.counts for part in parts], axis=1), samples)


def nobody(variants: int, communities: int) -> People:
    """Of worlds that never parted."""
    return People(np.zeros((variants, communities, len(KINDS)), np.int64), [np.zeros(0, ONE)] * variants)


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
