"""Checkpoints: a killed run goes on from the newest sound one, and ends as if nothing had happened.

A checkpoint is a folder that is written whole under a temporary name, made durable, and renamed.  Two are kept.
It says nothing of the machine, and its numbers are little-endian: another machine can go on from it, and with more or
fewer shards.
"""

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any, Final

import numpy as np

from demerit.calendar import text_of
from demerit.month.organisation_state import ORG_COUNT
from demerit.month.sampling import SAMPLED
from demerit.month.state import COUNT, NOW
from demerit.people.tables import hash_of
from demerit.shell import quoted
from demerit.world import checkpoint_of_shard as of_shard
from demerit.world import durable, shard
from demerit.world.errors import DemeritError
from demerit.world.identity import Given, differences, identity
from demerit.world.opening import content
from demerit.world.rooms import Array
from demerit.world.simulation import World
from demerit.world.so_far import NAMED as NAMED
from demerit.world.so_far import PREFIX as PREFIX
from demerit.world.so_far import found as found

KEPT: Final = 2
ABOUT: Final = "about.json"
OF_COMPARISON: Final = "comparison.json"  # what one of several worlds has in its stead
OF_WORLD: Final = ("history", "news", "org_history", "fits", "sample")  # beside what each shard writes
QUICK: Final = 256 << 20  # bytes that any disk takes in a moment: nothing is tried out before


def _of_world(world: World) -> dict[str, list[Array]]:
    """Pieces of each part that a world has beside its people, in order."""
    return {
        "history": [sums for _, sums in world.history],
        "news": [np.array([world.news[month] for month in sorted(world.news)], NOW)],
        "org_history": world.org_history,
        "fits": [np.frombuffer(json.dumps(world.learning.fits).encode(), np.uint8)],
        "sample": [world.learning.sample],
    }


def _seal(about: dict[str, Any]) -> str:
    """A digest over what a checkpoint says of itself."""
    return hashlib.blake2b(json.dumps(about, sort_keys=True).encode(), digest_size=durable.DIGEST).hexdigest()


def write(world: World, final: Path) -> None:
    """Write a checkpoint of a world between two months; it is there whole, or not at all.  Raises OSError."""
    temporary = final.with_name(f".{final.name}.part")
    shutil.rmtree(temporary, ignore_errors=True)
    try:
        temporary.mkdir(parents=True)
        digests = {f"{name}.bin": durable.write(temporary / f"{name}.bin", p) for name, p in _of_world(world).items()}
        for written in world.driver.each(of_shard.write, temporary):
            digests |= written
        given = identity(world.scenario, world.seed, world.scale, world.last)
        about = {**given, "tables": hash_of(world.tables), "month": world.month, "shards": world.driver.cuts}
        about["digests"] = digests
        text = json.dumps({"seal": _seal(about), **about}, indent=1)
        durable.write(temporary / ABOUT, [np.frombuffer(text.encode(), np.uint8)])
        durable.names(temporary)
        shutil.rmtree(final, ignore_errors=True)
        temporary.replace(final)
        durable.names(final.parent)
    except OSError:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def save(world: World, run: Path) -> Path:
    """Write a checkpoint into a run folder; older ones beyond two go.  Raises DemeritError."""
    final = run / f"{PREFIX}{text_of(world.month)}"
    try:
        write(world, final)
    except OSError as error:
        raise DemeritError(
            f"{final}: no checkpoint could be written ({error.strerror or error}); {left(run)}"
        ) from None
    passed_over = [path for path in found(run) if path.name > final.name]  # when this run was resumed
    for old in [*passed_over, *found(run)[len(passed_over) + KEPT :]]:
        shutil.rmtree(old, ignore_errors=True)
    return final


def left(run: Path) -> str:
    """From which checkpoint a run that has to stop can go on, in words."""
    names = [path.name for path in found(run)]
    if not names:
        return f"there is no checkpoint to go on from: the same command with --out {quoted(run)} begins again"
    return f"{' and '.join(names)} kept: go on with the same command and --resume --out {quoted(run)}"


def first_seconds(world: World, run: Path) -> float:
    """How long the first checkpoint will take, by the measured speed of the disk; 0 for one that takes no time."""
    size = sum(held.people + held.organisations for held in world.driver.each(shard.held, os.getpid()))
    try:
        return size / durable.speed(run / ".speed.part") if size > QUICK else 0.0
    except OSError as error:
        raise DemeritError(f"{run}: no checkpoint could be written here ({error.strerror or error})") from None


def holds(name: str) -> bool:
    """Whether a file of a run folder, by its place in it, is part of a checkpoint, which goes when the run is whole."""
    return NAMED.fullmatch(name.partition("/")[0]) is not None


def of_comparison(run: Path) -> bool:
    """Whether the newest checkpoint in a folder is one of a comparison."""
    return any((path / OF_COMPARISON).exists() for path in found(run)[:1])


def about(path: Path) -> dict[str, Any] | None:
    """What a checkpoint says of itself; None where that is not what was written."""
    try:
        said = json.loads(content(path / ABOUT).decode("utf-8"))
        return said if said.pop("seal") == _seal(said) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def damage(path: Path) -> str | None:
    """What is wrong with a checkpoint, or None."""
    said = about(path)
    if said is None:
        return f"{ABOUT} is missing, or not what was written"
    for name, digest in said["digests"].items():
        try:
            if durable.digest(path / name) != digest:
                return f"{name} is not what was written"
        except OSError as error:
            return f"{name} cannot be read ({error.strerror})"
    return None


def agree(run: Path, given: Given) -> None:
    """Raises DemeritError, with all that differs, when a run was made from something else than is given now."""
    said = next(((path, said) for path in found(run) if (said := about(path)) is not None), None)
    differ = differences(said[1], given) if said else []
    if said and differ:
        raise DemeritError(f"{said[0]} cannot be resumed by this command: {'; '.join(differ)}")


def newest_sound(run: Path) -> tuple[Path, list[str]]:
    """The newest sound checkpoint, and what was wrong with newer ones.  Raises DemeritError if none is sound."""
    wrong: list[str] = []
    for path in found(run):
        problem = damage(path)
        if problem is None:
            return path, wrong
        wrong.append(f"{path.name}: {problem}")
    raise DemeritError(
        f"{run}: no sound checkpoint to resume from: {'; '.join(wrong)}; take this folder away, and begin again"
    )


def restore(world: World, run: Path) -> list[str]:
    """Put a fresh world where the newest sound checkpoint was; returns what was wrong with newer ones.

    Raises DemeritError when there is none, or when it belongs to another scenario, seed, scale, end or version.
    """
    agree(run, identity(world.scenario, world.seed, world.scale, world.last))
    path, wrong = newest_sound(run)
    put(world, path)
    return wrong


def put(world: World, path: Path) -> None:
    """Put a fresh world where a sound checkpoint was.  Raises DemeritError where its tables are not those of here."""
    said = about(path) or {}
    if said["tables"] != hash_of(world.tables):
        raise DemeritError(
            f"{path} cannot be resumed here: the tables fitted to {world.scenario.society.name} come out otherwise on "
            "this machine than where the run began; resume it there, or start it anew"
        )
    world.driver.each(of_shard.read, path, said["shards"])
    history = durable.read(path / "history.bin", COUNT).reshape(-1, len(world.where.names))
    world.history = [(world.first + i, sums.copy()) for i, sums in enumerate(history)]
    world.news = {int(now["month"]): record for now in durable.read(path / "news.bin", NOW) for record in [_own(now)]}
    org_history = durable.read(path / "org_history.bin", ORG_COUNT).reshape(-1, len(world.where.names))
    world.org_history = [sums.copy() for sums in org_history]
    world.learning.fits = json.loads(durable.read(path / "fits.bin", np.uint8).tobytes())
    world.learning.sample = durable.read(path / "sample.bin", SAMPLED)
    world.month = int(said["month"])


def _own(now: Any) -> Any:
    out = np.zeros(1, NOW)
    out[0] = now
    return out[0]


def clear(run: Path) -> None:
    """A finished run needs no checkpoints."""
    for path in [*found(run), *run.glob(f".{PREFIX}*.part")]:
        shutil.rmtree(path, ignore_errors=True)
