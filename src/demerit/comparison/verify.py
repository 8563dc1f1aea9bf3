"""Verifying a comparison: made again from its scenarios, seed and scale, it must come out the same to the bit."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from demerit.calendar import month_of
from demerit.comparison import cells, people
from demerit.comparison.comparing import lived_through
from demerit.comparison.folder import COMPARISON, EFFECTS, SAMPLE, said, unfinished
from demerit.comparison.living import Lived
from demerit.comparison.plan import Plan
from demerit.comparison.variants import BASE, Variant
from demerit.scenario import Scenario
from demerit.world import folder, parquet, replay_data
from demerit.world.comparing import BASE as OF_BASE
from demerit.world.drivers import Way
from demerit.world.errors import DemeritError
from demerit.world.months import months
from demerit.world.run import Clock
from demerit.world.summary import summed_up
from demerit.world.verify import scenario_of

SHOWN: Final = 10
TIMED: Final = "cost_in_runs"
OF_BESIDE: Final = ("unknown", "sign_holds", "hangs_on")  # not made again, and the bands of chance, if seeds were lived


def differences(out: Path, threads: int, quiet: bool = True) -> list[str]:
    """What differs between a comparison and the same made again; empty if nothing.  Raises DemeritError."""
    manifest = said(out)
    begun = tuple(f"{one.relative_to(out).as_posix()}/" for one in unfinished(out))
    wrong = [f"{name} {what}" for name, what in folder.differing(out, manifest) if not name.startswith(begun)]
    worlds = (BASE, *_variants(out, manifest))
    read = {name: scenario_of(out / name / folder.SCENARIO) for name in worlds}
    scenarios = {name: one for name, one in read.items() if one is not None}
    if len(scenarios) < len(worlds):  # nothing can be made again
        return [*(f"{name}/{folder.SCENARIO} cannot be read" for name in read.keys() - scenarios.keys()), *wrong]
    hashes = {BASE: manifest["scenario_hash"], **manifest["variants"]}
    for name, one in scenarios.items():
        if one.hash != hashes[name]:
            return [*wrong, f"{name}/{folder.SCENARIO} is not the scenario that the manifest names"]
    found = lived_through(_plan(out, manifest, scenarios, threads, quiet), Clock())
    return list(dict.fromkeys([*_of_comparison(out, found.said), *_of_worlds(out, found.lived), *wrong]))


def _variants(out: Path, manifest: dict[str, Any]) -> list[str]:
    names = manifest.get("variants")
    if not isinstance(names, dict) or not names:
        raise DemeritError(f"{out / folder.MANIFEST} is damaged (variants); compare again")
    return list(names)


def _plan(out: Path, manifest: dict[str, Any], scenarios: dict[str, Scenario], threads: int, quiet: bool) -> Plan:
    """The plan of a manifest; nothing is lived beside it, and nothing is written."""
    variants = tuple(Variant(name, one) for name, one in scenarios.items() if name != BASE)
    try:
        last, published = month_of(manifest["until"]), str(manifest["published"])
    except (KeyError, TypeError, ValueError) as error:
        raise DemeritError(f"{out / folder.MANIFEST} is damaged ({error}); compare again") from None
    given = (None, manifest["scale"], manifest["seed"], Way(threads), last, published)
    return Plan(scenarios[BASE], variants, *given, quiet=quiet)


def _of_comparison(out: Path, found: dict[str, Any]) -> Iterator[str]:
    """What `comparison.json` says, but for how long it took and what was lived beside it."""
    there = folder.said_in(out, COMPARISON)
    if not isinstance(there, dict):
        yield f"{COMPARISON} cannot be read"
        return
    beside = there.pop("beside", None)
    seeds = isinstance(beside, dict) and bool(beside.get("seeds"))
    one, other = (dict(_values(_bare(data, seeds))) for data in (there, found))
    wrong = sorted(key for key in one.keys() | other.keys() if one.get(key) != other.get(key))
    for key in wrong[:SHOWN]:
        yield f"{COMPARISON}: {key}: {one.get(key)} was said, {other.get(key)} comes out"
    if len(wrong) > SHOWN:
        yield f"{COMPARISON}: and {len(wrong) - SHOWN} more"


def _bare(data: Any, seeds: bool) -> Any:
    """Without what another machine, or worlds beside it, make otherwise."""
    free = {TIMED, *OF_BESIDE, *(("chance",) if seeds else ())}
    if isinstance(data, dict):
        return {key: _bare(value, seeds) for key, value in data.items() if key not in free}
    return data


def _values(data: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(data, dict) and data:
        for key, value in data.items():
            yield from _values(value, f"{at}: {key}" if at else str(key))
    else:
        yield at, list(data) if isinstance(data, tuple) else data


def _of_worlds(out: Path, lived: Lived) -> Iterator[str]:
    comparison = lived.comparison
    for name, world in zip((BASE, *lived.names), comparison.worlds, strict=True):
        if folder.said_in(out / name, folder.SUMMARY) != summed_up(world):
            yield f"{name}/{folder.SUMMARY} is not what comes out"
        if folder.said_in(out / name, folder.SCENARIO_JSON) != world.scenario.resolved():
            yield f"{name}/{folder.SCENARIO_JSON} is not what {folder.SCENARIO} says"
        own, world.news = world.news, (comparison.base if comparison.published == OF_BASE else world).news
        if not replay_data.same(out / name, world):
            yield f"{name}/{folder.REPLAY} is not what a replay of this world needs"
        world.news = own
        yield from (f"{name}/{line}" for line in _of_table(out / name / folder.MONTHS, months(world)))
    if lived.people is not None:
        yield from _of_table(out / SAMPLE, people.table(lived.people, lived.names, comparison.parted))
    if lived.pieces is not None:
        yield from _of_cells(out / EFFECTS, lived)


def _of_table(path: Path, table: pa.Table) -> Iterator[str]:
    buffer = io.BytesIO()
    parquet.into(buffer, table)
    buffer.seek(0)
    try:
        same = parquet.read(path).equals(parquet.out_of(buffer))
    except parquet.BROKEN as error:
        yield f"{path.name} cannot be read ({parquet.reason(error)})"
        return
    if not same:
        yield f"{path.name}: its rows are not those that come out"


def _of_cells(path: Path, lived: Lived) -> Iterator[str]:
    """The cells, a month of them in memory."""
    about = cells.schema(lived.since)
    made = (table for table in lived.pieces.tables(about) if len(table)) if lived.pieces is not None else iter(())
    try:
        same = cells.same(path, about, made)
    except parquet.BROKEN as error:
        yield f"{path.name} cannot be read ({parquet.reason(error)})"
        return
    if not same:
        yield f"{path.name}: its rows are not those that come out"
