"""The manifest: what a run was made from, what it cost, and the digest by which it can be told from any other."""

import hashlib
import json
import os
import platform
import sys
from collections.abc import Sequence
from typing import Any, Final

import numba
import numpy as np

from demerit import __version__
from demerit.calendar import YEAR, text_of
from demerit.people.tables import hash_of
from demerit.vocabulary import GROUPS
from demerit.world import folder, shard
from demerit.world.drivers import Way
from demerit.world.machine import peak_bytes
from demerit.world.rooms import Array
from demerit.world.simulation import World

ALL: Final = 0xFFFFFFFFFFFF  # twelve digits


def made_with() -> dict[str, str]:
    """The machine and the libraries that make a folder, as its manifest names them."""
    return {
        "platform": platform.platform(),
        "python": sys.version.split()[0],
        "numpy": np.__version__,
        "numba": numba.__version__,
    }


def busyness(world: World, held: list[shard.Bytes]) -> dict[str, Any]:
    """Candidates, acts and listings: what makes a month cost what it costs; and what it holds."""
    under = [sums for month, sums in world.history if month >= world.scenario.start]
    last = under[-YEAR:]

    def total(months: list[Any], name: str) -> int:
        return sum(int(sums[name].sum()) for sums in months)

    people_years = total(under, "people") / YEAR
    living = total(under[-1:], "people")
    return {
        "person_days": total([sums for _, sums in world.history], "person_days"),
        "candidates_per_person_year": total(under, "candidates") / people_years,
        "acts_per_person_year": total(under, "acts") / people_years,
        "listed_share": total(under[-1:], "blacklist_stock") / living,
        "listed_share_last_year": total(last, "blacklist_stock") / total(last, "people"),
        "bytes_per_person": sum(part.people for part in held) / living,
        "clippings": total([*(sums for _, sums in world.history), *world.org_history], "clipped"),
        "organisations": int(world.layout["organisations"].sum()),
        "organisation_bytes": sum(part.organisations for part in held),
    }


def digest(world: World) -> str:
    """Twelve digits of everybody's state and open matters, organisations' too, twelve of every sum of every month."""
    (out,) = digests([world])
    return out


def digests(worlds: Sequence[World]) -> list[str]:
    """The same of several worlds; months that they lived as one are read once."""
    together = hashlib.blake2b(digest_size=6)
    common = 0
    for rows in zip(*(world.history for world in worlds), strict=False):
        if any(sums is not rows[0][1] for _, sums in rows):
            break
        together.update(_bytes(rows[0][1]))
        common += 1
    return [_digest(world, together.copy(), common) for world in worlds]


def _digest(world: World, sums: Any, since: int) -> str:
    """sums: what was read so far, of the months before number `since`."""
    for _, row in world.history[since:]:
        sums.update(_bytes(row))
    for row in world.org_history:
        sums.update(_bytes(row))
    return f"{sum(world.driver.each(shard.digest)) & ALL:012x}{sums.hexdigest()}"


def _bytes(row: Array) -> memoryview:
    return np.ascontiguousarray(row).view(np.uint8).data


def society_hash(world: World) -> str:
    """32 digits over the society alone: what runs of several regimes have in common."""
    society = json.dumps(world.scenario.resolved()["society"], sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.blake2b(society.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def checkpoint_share(seconds: dict[str, float]) -> float:
    """Which part of the time of the months was spent on checkpoints."""
    months = sum(seconds.get(name, 0.0) for name in ("simulate", "publish", "checkpoints"))
    return round(seconds.get("checkpoints", 0.0) / months, 4) if months else 0.0


def manifest(world: World, way: Way, seconds: dict[str, float]) -> dict[str, Any]:
    """The manifest of a lived world."""
    where = world.where
    held = world.driver.each(shard.held, os.getpid())
    return {
        "note": folder.NOTE,
        "version": __version__,
        "scenario": world.scenario.name,
        "scenario_hash": world.scenario.hash,
        "society_hash": society_hash(world),
        "tables_hash": hash_of(world.tables),
        **({"transplanted": moved.model_dump(mode="json")} if (moved := world.scenario.transplanted) else {}),
        "seed": world.seed,
        "scale": world.scale,
        "driver": {"kind": way.kind, "threads": way.threads, "shards": len(world.driver.cuts) - 1},
        "tile": world.tile,
        "start": text_of(world.scenario.start),
        "end": text_of(world.scenario.end),
        "until": text_of(world.last),
        "digest": digest(world),
        "people": sum(where.sampled),
        **busyness(world, held),
        "checkpoint_share": checkpoint_share(seconds),
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
        "peak_rss_bytes": peak_bytes() + sum(part.process for part in held),
        "groups": list(GROUPS),
        "weights": {name: [where.population[p], where.sampled[p]] for p, name in enumerate(where.names)},
        **made_with(),
    }
