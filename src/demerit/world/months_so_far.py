"""months/: what months.parquet will hold, as it comes, for whoever looks on while a run is under way.

A part holds the months since the part before it, and is named for the last of them.  Parts are renamed into place and
never changed or taken away: a reader needs no agreement with the run.
"""

import json
from functools import partial
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from demerit.calendar import month_of, text_of
from demerit.world import folder, parquet
from demerit.world.area import area
from demerit.world.months import months
from demerit.world.pace import Pace
from demerit.world.simulation import World
from demerit.world.so_far import ABOUT, parts

TIMES: Final = 100  # publishing takes at most a hundredth of the time
LEAST: Final = 0.2  # seconds


def held(run: Path, start: int) -> list[tuple[Path, range]]:
    """Each part with the months that it holds, in a run whose regime begins with the month `start`."""
    out = []
    for path in parts(run):
        end = month_of(path.stem) + 1
        out.append((path, range(start, end)))
        start = end
    return out


def publish(world: World, run: Path) -> None:
    """Write the months that no part holds yet as one part.  Raises DemeritError when it cannot be written."""
    first = max([world.scenario.start, *(month_of(path.stem) + 1 for path in parts(run)[-1:])])
    if first >= world.month:
        return
    folder.made(run / folder.SO_FAR)
    table = months(world, range(first, world.month))
    table = table.replace_schema_metadata({**table.schema.metadata, ABOUT: json.dumps(about(world))})
    folder.written(run / folder.SO_FAR / f"{text_of(world.month - 1)}.parquet", lambda part: parquet.write(part, table))


def about(world: World) -> dict[str, Any]:
    """Of which run a part is: what whoever looks on needs to know before there is a manifest."""
    scenario, where = world.scenario, world.where
    return {
        "scenario": scenario.name,
        "title": scenario.title,
        "kind": scenario.kind,
        "seed": world.seed,
        "scale": world.scale,
        "start": text_of(scenario.start),
        "until": text_of(world.last),
        "weights": {name: [where.population[p], where.sampled[p]] for p, name in enumerate(where.names)},
        "area": list(area(scenario)),
    }


def publisher(world: World, run: Path) -> Pace:
    """Publishes month by month, or some months at once where they go by faster than they can be written."""
    pa.Table.from_pylist([{"warm": 0}])  # what Arrow loads at its first table says nothing of what the next ones cost
    return Pace(partial(publish, world, run), LEAST, TIMES)


def clear(run: Path) -> None:
    """Take all parts away."""
    for path in [*parts(run), *(run / folder.SO_FAR).glob(".*.part")]:
        path.unlink(missing_ok=True)
    if (run / folder.SO_FAR).is_dir() and not any((run / folder.SO_FAR).iterdir()):
        (run / folder.SO_FAR).rmdir()


def ours(run: Path) -> bool:
    """Whether nothing but parts of a run is there, whole or not yet."""
    there = [path for path in (run / folder.SO_FAR).iterdir() if not path.name.startswith(".")]
    return sorted(there) == parts(run) and all(map(_ours, there))


def mended(run: Path) -> None:
    """Take away parts that are damaged, and those after them, which will come again."""
    there = parts(run)
    for path in there[next((i for i, path in enumerate(there) if not _ours(path)), len(there)) :]:
        path.unlink()


def _ours(path: Path) -> bool:
    try:
        return (parquet.schema(path).metadata or {}).get(b"note") == folder.NOTE.encode()
    except parquet.BROKEN:
        return False
