"""The folder of a comparison: what came out, the cells of all months, a folder for each world, and a manifest."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from demerit import __version__
from demerit.calendar import text_of
from demerit.comparison import cells, people
from demerit.comparison.living import Lived
from demerit.comparison.plan import Plan
from demerit.comparison.variants import BASE
from demerit.people.tables import hash_of
from demerit.scenario.text import yaml_text
from demerit.world import checkpoint, folder, parquet, replay_data
from demerit.world.comparing import BASE as OF_BASE
from demerit.world.machine import peak_bytes
from demerit.world.manifest import made_with, manifest, society_hash
from demerit.world.months import months
from demerit.world.simulation import World
from demerit.world.summary import summed_up

COMPARISON: Final = "comparison.json"
EFFECTS: Final = "effects.parquet"
SAMPLE: Final = "sample.parquet"
ATTRIBUTIONS: Final = folder.ATTRIBUTIONS


def parts(lived: Lived, said: dict[str, Any], out: Path, seconds: dict[str, float]) -> None:
    """Write every part; the manifest comes last, as the sign that all is whole.  Raises DemeritError."""
    comparison = lived.comparison
    for name, world in zip((BASE, *lived.names), comparison.worlds, strict=True):
        fed = comparison.base if comparison.published == OF_BASE else world
        of_world(world, fed, out / name, lived, seconds)
    if lived.pieces is not None:
        about, pieces = cells.schema(lived.since), lived.pieces
        folder.written(out / EFFECTS, lambda part: cells.write(part, about, pieces.tables(about)))
    if lived.people is not None:
        table = people.table(lived.people, lived.names, comparison.parted)
        folder.written(out / SAMPLE, lambda part: parquet.write(part, table, "zstd"))
    folder.write_json(out / COMPARISON, said)
    seal(lived, out, seconds)


def of_world(world: World, fed: World, out: Path, lived: Lived, seconds: dict[str, float]) -> None:
    """The folder of a world: enough to run it alone, and to tell lives from it.  fed: whose news it read."""
    resolved = world.scenario.resolved()
    folder.made(out)
    own, world.news = world.news, fed.news
    try:
        writers: dict[str, Callable[[Path], object]] = {
            folder.SCENARIO: lambda part: part.write_text(f"# {folder.NOTE}\n{yaml_text(resolved)}", encoding="utf-8"),
            folder.MONTHS: lambda part: parquet.write(part, months(world)),
            folder.REPLAY: lambda part: replay_data.save(part, world),
        }
        for name, write in writers.items():
            folder.written(out / name, write)
    finally:
        world.news = own
    folder.write_json(out / folder.SCENARIO_JSON, resolved)
    folder.write_json(out / folder.SUMMARY, summed_up(world))
    found = manifest(world, lived.plan.way, seconds)
    found[folder.FILES] = folder.hashes(out, folder.files(out))
    folder.write_json(out / folder.MANIFEST, found)


def about(plan: Plan) -> dict[str, Any]:
    """What a manifest says a comparison was made from."""
    return {
        "scenario": plan.base.name,
        "scenario_hash": plan.base.hash,
        "variants": {one.name: one.scenario.hash for one in plan.variants},
        "seed": plan.seed,
        "scale": plan.scale,
        "published": plan.published,
        "seeds": "as needed" if plan.seeds is None else plan.seeds,
        "draws": plan.draws,
        "until": text_of(plan.last),
    }


def seal(lived: Lived, out: Path, seconds: dict[str, float]) -> None:
    """Write the manifest.  Raises DemeritError."""
    plan, comparison = lived.plan, lived.comparison
    where = comparison.society.where
    found = {
        "note": folder.NOTE,
        "version": __version__,
        folder.KIND: folder.COMPARED,
        **about(plan),
        "society_hash": society_hash(comparison.base),
        "tables_hash": hash_of(comparison.society.tables),
        "driver": {"kind": plan.way.kind, "threads": plan.way.threads, "shards": len(comparison.driver.cuts) - 1},
        "start": text_of(plan.base.start),
        "people": sum(where.sampled),
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
        "peak_rss_bytes": peak_bytes(),
        "weights": {name: [where.population[p], where.sampled[p]] for p, name in enumerate(where.names)},
        **made_with(),
    }
    found[folder.FILES] = folder.hashes(out, [name for name in folder.files(out) if not checkpoint.holds(name)])
    folder.write_json(out / folder.MANIFEST, found)


def said(out: Path) -> dict[str, Any]:
    """The manifest of a finished comparison of this version.  Raises DemeritError."""
    return folder.of_kind(out, folder.COMPARED)


def unfinished(out: Path) -> list[Path]:
    """Attributions of a comparison that were begun, and are not in its manifest.  Raises DemeritError."""
    sealed = said(out)[folder.FILES]
    begun = sorted(path for path in (out / ATTRIBUTIONS).glob("*") if path.is_dir())
    return [one for one in begun if f"{ATTRIBUTIONS}/{one.name}/{folder.MANIFEST}" not in sealed]
