"""Verifying a run: made again from its scenario, seed and scale, it must come out the same to the bit."""

from pathlib import Path

import pyarrow.parquet as pq

from demerit.calendar import month_of
from demerit.scenario import Scenario
from demerit.world import folder
from demerit.world.run import Plan, built, digest, live, months
from demerit.world.summary import summary


def differences(run: Path, threads: int, quiet: bool = True) -> list[str]:
    """What differs between a run folder and the same run made again; empty if nothing.  Raises DemeritError."""
    found = folder.manifest(run)
    scenario = Scenario.from_resolved(folder.read_json(run, folder.SCENARIO_JSON))
    plan = Plan(
        scenario,
        run,
        scale=int(found["scale"]),
        seed=int(found["seed"]),
        threads=threads,
        until=month_of(found["until"]),
        quiet=quiet,
        every=1 << 30,  # no checkpoints: nothing is written
    )
    out = []
    if scenario.hash != found["scenario_hash"]:
        out.append(f"scenario_hash: {found['scenario_hash']} was said, {scenario.hash} comes out")
    world = built(plan)
    live(world, plan)
    world.crew.close()
    if digest(world) != found["digest"]:
        out.append(f"digest: {found['digest']} was said, {digest(world)} comes out")
    figures = summary(world.where, *world.reported)
    said = folder.read_json(run, folder.SUMMARY)
    wrong = sorted(k for k in figures.keys() | said.keys() if figures.get(k) != said.get(k))
    out += [f"{folder.SUMMARY}: {k}: {said.get(k)} was said, {figures.get(k)} comes out" for k in wrong[:10]]
    if len(wrong) > 10:
        out.append(f"{folder.SUMMARY}: and {len(wrong) - 10} more")
    if not pq.read_table(run / folder.MONTHS).equals(_as_stored(months(world))):
        out.append(f"{folder.MONTHS}: its rows are not those that come out")
    return out


def _as_stored(table: object) -> object:
    """A table as it reads after having been written."""
    import io

    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    buffer.seek(0)
    return pq.read_table(buffer)
