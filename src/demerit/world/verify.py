"""Verifying a run: made again from its scenario, seed and scale, it must come out the same to the bit."""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyarrow as pa

from demerit.calendar import month_of, text_of
from demerit.scenario import Scenario, load
from demerit.world import claim, folder, list_rows, lists, parquet, register, register_rows, replay_data, row_groups
from demerit.world.drivers import Way
from demerit.world.errors import DemeritError
from demerit.world.living import live
from demerit.world.manifest import manifest
from demerit.world.model_card import card, text
from demerit.world.months import months
from demerit.world.months_so_far import held
from demerit.world.opening import content, opened
from demerit.world.run import Plan, built
from demerit.world.simulation import World
from demerit.world.summary import summed_up

MADE_AGAIN: Final = frozenset(
    (
        *(folder.SCENARIO, folder.SCENARIO_JSON, folder.SUMMARY, folder.MONTHS, folder.LISTS, folder.REGISTER),
        *(folder.REPLAY, folder.MODEL_CARD, folder.MODEL_CARD_TEXT),
    )
)
SHOWN: Final = 10  # differing figures
# What another machine, another day or another number of threads may change.
FREE: Final = frozenset(
    {"seconds", "checkpoint_share", "peak_rss_bytes", "driver", "tile", "platform", "python", "numpy", "numba"}
)


class Difference(NamedTuple):
    """A file of a run folder, and a line on what differs in it."""

    file: str
    line: str


def differences(run: Path, threads: int, quiet: bool = True) -> list[str]:
    """What differs between a run folder and the same run made again; empty if nothing.  Raises DemeritError."""
    said = folder.manifest(run)
    scenario = scenario_of(run / folder.SCENARIO)
    if scenario is None:  # nothing can be made again
        found = [_wrong(folder.SCENARIO, "cannot be read")]
    elif scenario.hash != said["scenario_hash"]:
        found = [_differs(folder.SCENARIO, "scenario_hash", said["scenario_hash"], scenario.hash)]
    else:
        found = [*_of_world(run, said, scenario, again(run, said, scenario, threads, quiet), threads)]
    named = {one.file for one in found}
    return [one.line for one in (*found, *(each for each in _of_files(run, said) if each.file not in named))]


def scenario_of(path: Path) -> Scenario | None:
    """The scenario in a file of a folder; None where it is damaged, or no file."""
    try:
        opened(path).close()
        return load(path)
    except (OSError, DemeritError):
        return None


def only_compared(run: Path) -> list[str]:
    """The files of a run folder that are not made again: of them only the hashes in the manifest are compared."""
    made = {*MADE_AGAIN, *(f"{folder.SO_FAR}/{path.name}" for path, _ in held(run, 0))}
    others = [name for name in folder.manifest(run)[folder.FILES] if name not in made]
    banded = [f"the bands in {folder.SUMMARY}"] if folder.BANDS in (folder.said_in(run, folder.SUMMARY) or {}) else []
    return [*(name for name in others if not name.startswith(f"{folder.LIVES}/")), *banded]


def _of_world(run: Path, said: dict[str, Any], scenario: Scenario, world: World, threads: int) -> Iterator[Difference]:
    """Everything that the world of a run says, beside what its folder says."""
    yield from _of_manifest(said, manifest(world, Way(threads), {}))
    yield from _of_scenario(run, scenario)
    yield from _of_summary(run, summed_up(world))
    yield from _of_table(run, folder.MONTHS, months(world))
    yield from _of_parts(run, world)
    yield from _of_rows(run, folder.LISTS, list_rows.SCHEMA, lists.tables(world))
    if world.economy.exists:
        yield from _of_rows(run, folder.REGISTER, register_rows.SCHEMA, register.tables(world))
    yield from _of_replay(run, world)
    yield from _of_card(run, card(world))


def _of_files(run: Path, said: dict[str, Any]) -> Iterator[Difference]:
    """Files that are not what the manifest says, that are missing, or that it does not know."""
    if claim.left(run):
        yield _wrong(
            folder.MANIFEST, "was written by somebody who was stopped before all was told, or who still writes"
        )
    yield from (_wrong(name, wrong) for name, wrong in folder.differing(run, said))


def again(run: Path, said: dict[str, Any], scenario: Scenario, threads: int, quiet: bool) -> World:
    """The world of a manifest, lived once more; nothing is written.  Raises DemeritError."""
    try:
        scale, seed, last = int(said["scale"]), int(said["seed"]), month_of(said["until"])
    except (KeyError, TypeError, ValueError) as error:
        raise DemeritError(f"{run / folder.MANIFEST} is damaged (scale, seed or until: {error})") from None
    world = built(Plan(scenario, run, scale, seed, Way(threads), last))
    try:
        live(world, quiet)
    finally:
        world.close()
    return world


def _of_card(run: Path, found: dict[str, Any] | None) -> Iterator[Difference]:
    if found is None:
        return
    if folder.said_in(run, folder.MODEL_CARD) != found:
        yield _wrong(folder.MODEL_CARD, "is not the card that comes out")
    try:
        same = content(run / folder.MODEL_CARD_TEXT).decode("utf-8") == text(found)
    except (OSError, ValueError):
        same = False
    if not same:
        yield _wrong(folder.MODEL_CARD_TEXT, "is not the card that comes out")


def _of_replay(run: Path, world: World) -> Iterator[Difference]:
    if not replay_data.same(run, world):
        lost = "is not what a replay of this run needs; lives told from it would be of another world"
        yield _wrong(folder.REPLAY, lost)


def _differs(file: str, key: str, said: object, found: object) -> Difference:
    return Difference(file, f"{file}: {key}: {said} was said, {found} comes out")


def _wrong(file: str, what: str) -> Difference:
    return Difference(file, f"{file} {what}")


def _of_manifest(said: dict[str, Any], found: dict[str, Any]) -> Iterator[Difference]:
    for key in found.keys() - FREE:
        if said.get(key) != found[key]:
            yield _differs(folder.MANIFEST, key, said.get(key), found[key])


def _of_scenario(run: Path, scenario: Scenario) -> Iterator[Difference]:
    if folder.said_in(run, folder.SCENARIO_JSON) != scenario.resolved():
        yield _wrong(folder.SCENARIO_JSON, f"is not what {folder.SCENARIO} says")


def _of_summary(run: Path, figures: dict[str, float]) -> Iterator[Difference]:
    said = folder.said_in(run, folder.SUMMARY)
    if not isinstance(said, dict):
        yield _wrong(folder.SUMMARY, "cannot be read")
        return
    said = {key: value for key, value in said.items() if key != folder.BANDS}
    wrong = sorted(key for key in figures.keys() | said.keys() if figures.get(key) != said.get(key))
    for key in wrong[:SHOWN]:
        yield _differs(folder.SUMMARY, key, said.get(key), figures.get(key))
    if len(wrong) > SHOWN:
        yield Difference(folder.SUMMARY, f"{folder.SUMMARY}: and {len(wrong) - SHOWN} more")


def _of_table(run: Path, name: str, table: pa.Table) -> Iterator[Difference]:
    try:
        stored = parquet.read(run / name)
    except parquet.BROKEN as error:
        yield _wrong(name, f"cannot be read ({parquet.reason(error)})")
        return
    if not stored.equals(_as_stored(table)):
        yield _other_rows(name)


def _of_rows(run: Path, name: str, schema: pa.Schema, tables: Iterable[pa.Table]) -> Iterator[Difference]:
    """The same of a file that may be longer than memory."""
    try:
        if not row_groups.same(run / name, schema, tables):
            yield _other_rows(name)
    except parquet.BROKEN as error:
        yield _wrong(name, f"cannot be read ({parquet.reason(error)})")


def _other_rows(name: str) -> Difference:
    return Difference(name, f"{name}: its rows are not those that come out")


def _of_parts(run: Path, world: World) -> Iterator[Difference]:
    """Parts that were published on the way: each as it comes out, and together all months."""
    there = held(run, world.scenario.start)
    for path, of in there:
        name = f"{folder.SO_FAR}/{path.name}"
        if not of or of[-1] > world.last:
            yield _wrong(name, "is not a month of this run")
        else:
            yield from _of_table(run, name, months(world, of))
    if there and there[-1][1].stop <= world.last:
        yield _wrong(folder.SO_FAR, f"ends with {there[-1][0].stem}; the run with {text_of(world.last)}")


def _as_stored(table: pa.Table) -> pa.Table:
    """A table as it reads after having been written."""
    buffer = io.BytesIO()
    parquet.into(buffer, table)
    buffer.seek(0)
    return parquet.out_of(buffer)
