"""One run: estimate, months with checkpoints, and every part of the run folder."""

import os
import platform
import resource
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from ruamel.yaml import YAML

from demerit import __version__
from demerit.calendar import text_of
from demerit.people.tables import hash_of
from demerit.rulebook.coverage import cameras
from demerit.scenario import Scenario
from demerit.vocabulary import GROUPS
from demerit.world import checkpoint, folder, lists, replay_data
from demerit.world.errors import DemeritError
from demerit.world.estimate import Estimate, check
from demerit.world.progress import shown
from demerit.world.simulation import TILE, World
from demerit.world.summary import summary, tidy

CHECKPOINT_SECONDS: Final = 20.0
YEAR: Final = 12


@dataclass(frozen=True)
class Plan:
    """What to run.  every: months between checkpoints; None: every CHECKPOINT_SECONDS."""

    scenario: Scenario
    out: Path
    scale: int = 1000
    seed: int = 1
    threads: int = 1
    until: int | None = None
    tile: int = TILE
    resume: bool = False
    quiet: bool = False
    every: int | None = None


class Clock:
    """Seconds by phase."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Count what happens inside as one phase."""
        begun = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begun


def built(plan: Plan) -> World:
    """The world of a plan, before its first month.  Raises DemeritError for a scale or an end that cannot be."""
    last = plan.scenario.end if plan.until is None else plan.until
    if not plan.scenario.start <= last <= plan.scenario.society.last_month:
        allowed = f"{text_of(plan.scenario.start)} to {text_of(plan.scenario.society.last_month)}"
        raise DemeritError(f"--until {text_of(last)}: must be within {allowed}")
    try:
        return World(plan.scenario, plan.seed, plan.scale, plan.threads, plan.tile, last)
    except ValueError as error:
        raise DemeritError(f"--scale 1:{plan.scale}: {error}") from None


def live(world: World, plan: Plan) -> None:
    """Every month that is left, with checkpoints; an interrupt leaves one and says how to go on."""
    saved = time.monotonic()
    stop: list[int] = []
    before = signal.signal(signal.SIGINT, lambda *_: stop.append(1)) if _in_main_thread() else None
    try:
        with shown(world, plan.quiet) as tick:
            while world.month <= world.last:
                world.step()
                tick()
                due = (
                    (world.month - world.first) % plan.every == 0
                    if plan.every
                    else time.monotonic() - saved > CHECKPOINT_SECONDS
                )
                if (due or stop) and world.month <= world.last:
                    checkpoint.save(world, plan.out)
                    saved = time.monotonic()
                if stop:
                    raise DemeritError(f"interrupted; go on with the same command and --resume --out {plan.out}")
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)


def _in_main_thread() -> bool:
    import threading

    return threading.current_thread() is threading.main_thread()


def busyness(world: World) -> dict[str, Any]:
    """Candidates, acts and listings: what makes a month cost what it costs."""
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
        "bytes_per_person": world.people.bytes_held() / living,
        "clippings": total([sums for _, sums in world.history], "clipped"),
    }


def described(world: World, plan: Plan, seconds: dict[str, float]) -> dict[str, Any]:
    """The manifest."""
    where = world.where
    return {
        "note": folder.NOTE,
        "version": __version__,
        "scenario": world.scenario.name,
        "scenario_hash": world.scenario.hash,
        "tables_hash": hash_of(world.tables),
        "seed": world.seed,
        "scale": world.scale,
        "threads": plan.threads,
        "tile": plan.tile,
        "start": text_of(world.scenario.start),
        "end": text_of(world.scenario.end),
        "until": text_of(world.last),
        "digest": digest(world),
        "people": sum(where.sampled),
        **busyness(world),
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
        "peak_rss_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "groups": list(GROUPS),
        "weights": {
            name: [where.population[p], where.sampled[p]] for p, name in enumerate(where.names)
        },
        "platform": platform.platform(),
        "python": sys.version.split()[0],
        "numpy": np.__version__,
    }


def digest(world: World) -> str:
    """Twelve digits of everybody's state and open matters, twelve of every sum of every month."""
    import hashlib

    sums = hashlib.blake2b(digest_size=6)
    for _, row in world.history:
        sums.update(np.ascontiguousarray(row).tobytes())
    return f"{world.people.digest():012x}{sums.hexdigest()}"


def months(world: World) -> pa.Table:
    """The tidy table of the months under the regime, with the stock of cameras in its own measure."""
    table = tidy(world.where, *world.reported)
    stock = _cameras(world)
    if stock:
        extra = pa.Table.from_pylist(stock, schema=pa.schema([(n, table.schema.field(n).type) for n in table.column_names]))
        table = pa.concat_tables([table, extra]).unify_dictionaries()
    return table.replace_schema_metadata({"note": folder.NOTE})


def _cameras(world: World) -> list[dict[str, Any]]:
    """The stock of cameras by province and month: a fact of the regime, so never scaled."""
    out = []
    people = world.country.people * world.scale
    for month in world.reported[0]:
        source = world.scenario.regime_at(month).data_sources.get("camera")
        if source is not None and source.cameras is not None:
            stock = cameras(source.cameras.between(month) * 1e6, people)
            for p, name in enumerate(world.where.names):
                row = {"month": text_of(month), "province": name, "group": "all", "measure": "cameras"}
                out.append({**row, "value": int(sum(stock[p]))})
    return out


def parts(world: World, plan: Plan, clock: Clock) -> None:
    """Write every part of the run folder; the manifest last, as the sign that the run is whole."""
    out = plan.out
    with clock.phase("write"):
        resolved = world.scenario.resolved()
        folder.write_json(out / folder.SCENARIO_JSON, resolved)
        folder.written(out / folder.SCENARIO, lambda part: _yaml(part, resolved))
        folder.written(out / folder.MONTHS, lambda part: pq.write_table(months(world), part))
        folder.written(out / folder.LISTS, lambda part: lists.save(part, world))
        folder.written(out / folder.REPLAY, lambda part: replay_data.save(part, world))
        folder.write_json(out / folder.SUMMARY, summary(world.where, *world.reported))
    folder.write_json(out / folder.MANIFEST, described(world, plan, clock.seconds))


def _yaml(path: Path, data: Any) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(f"# {folder.NOTE}\n")
        YAML(typ="safe").dump(data, file)


def run(plan: Plan, told: Any = None) -> World:
    """Run a plan and fill its folder.  `told` is called with the Estimate before the first month.

    Raises DemeritError; whatever was whole before stays whole.
    """
    clock = Clock()
    if not plan.resume:
        folder.new(plan.out)
    with clock.phase("tables"):
        world = built(plan)
    if plan.resume:
        for problem in checkpoint.restore(world, plan.out):
            print(f"demerit: a damaged checkpoint was passed over: {problem}", file=sys.stderr)
    needed: Estimate = check(world, plan.threads, plan.out)
    if told is not None:
        told(needed)
    with clock.phase("simulate"):
        live(world, plan)
    world.crew.close()
    parts(world, plan, clock)
    checkpoint.clear(plan.out)
    if clipped := busyness(world)["clippings"]:
        raise DemeritError(f"{plan.out}: {clipped} acceptances were clipped, so this run is broken; please report it")
    return world


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
