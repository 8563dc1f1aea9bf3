"""Checkpoints: a killed run goes on from the newest sound one, and ends as if nothing had happened.

A checkpoint is a folder that is written whole under a temporary name, made durable, and renamed.  Two are kept.
"""

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any, Final

import numpy as np

from demerit import __version__
from demerit.calendar import text_of
from demerit.month.state import COUNT, MATTER, NOW, STATE
from demerit.world.engine import Array
from demerit.world.errors import DemeritError
from demerit.world.simulation import World

KEPT: Final = 2
PREFIX: Final = "checkpoint-"
ABOUT: Final = "about.json"
PARTS: Final = ("state", "matters", "counts", "bounds", "history", "news")


def identity(world: World) -> dict[str, Any]:
    """What must be the same for a run to go on."""
    return {
        "version": __version__,
        "scenario_hash": world.scenario.hash,
        "seed": world.seed,
        "scale": world.scale,
        "until": text_of(world.last),
    }


def _columns(world: World) -> dict[str, Array]:
    people = world.people
    return {
        "state": people.state,
        "matters": np.concatenate(people.matters),
        "counts": np.array([len(m) for m in people.matters]),
        "bounds": np.concatenate(people.bounds),
        "history": np.array([sums for _, sums in world.history], COUNT),
        "news": np.array([world.news[month] for month in sorted(world.news)], NOW),
    }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def save(world: World, run: Path) -> Path:
    """Write a checkpoint of a world between two months; older ones beyond two go.  Raises DemeritError."""
    final = run / f"{PREFIX}{text_of(world.month)}"
    temporary = run / f".{final.name}.part"
    shutil.rmtree(temporary, ignore_errors=True)
    try:
        temporary.mkdir(parents=True)
        for name, column in _columns(world).items():
            with (temporary / f"{name}.bin").open("wb") as file:
                file.write(memoryview(np.ascontiguousarray(column)).cast("B") if column.size else b"")
                file.flush()
                os.fsync(file.fileno())
        digests = {name: _digest(temporary / f"{name}.bin") for name in PARTS}
        about = {**identity(world), "month": world.month, "digests": digests}
        (temporary / ABOUT).write_text(json.dumps(about), encoding="utf-8")
        shutil.rmtree(final, ignore_errors=True)
        temporary.replace(final)
    except OSError as error:
        shutil.rmtree(temporary, ignore_errors=True)
        kept = ", ".join(path.name for path in found(run)) or "none"
        raise DemeritError(
            f"{final}: no checkpoint could be written ({error.strerror or error}); those before it are whole: {kept}"
        ) from None
    for old in found(run)[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
    return final


def found(run: Path) -> list[Path]:
    """Checkpoints of a run, the newest first."""
    return sorted(run.glob(f"{PREFIX}*"), reverse=True)


def damage(path: Path) -> str | None:
    """What is wrong with a checkpoint, or None."""
    try:
        about = json.loads((path / ABOUT).read_text(encoding="utf-8"))
        for name in PARTS:
            if _digest(path / f"{name}.bin") != about["digests"][name]:
                return f"{name}.bin is not what was written"
    except (OSError, ValueError, KeyError, TypeError) as error:
        return f"cannot be read ({error})"
    return None


def newest_sound(run: Path) -> tuple[Path, list[str]]:
    """The newest sound checkpoint, and what was wrong with newer ones.  Raises DemeritError if none is sound."""
    wrong = []
    for path in found(run):
        problem = damage(path)
        if problem is None:
            return path, wrong
        wrong.append(f"{path.name}: {problem}")
    detail = "; ".join(wrong) or "there is none"
    raise DemeritError(f"{run}: no sound checkpoint to resume from: {detail}")


def _read(path: Path, name: str, dtype: Any) -> Array:
    return np.fromfile(path / f"{name}.bin", dtype)


def restore(world: World, run: Path) -> list[str]:
    """Put a fresh world where the newest sound checkpoint was; returns what was wrong with newer ones.

    Raises DemeritError when there is none, or when it belongs to another scenario, seed, scale, end or version.
    """
    path, wrong = newest_sound(run)
    about = json.loads((path / ABOUT).read_text(encoding="utf-8"))
    differ = [f"{k} was {about.get(k)}, is {v}" for k, v in identity(world).items() if about.get(k) != v]
    if differ:
        raise DemeritError(f"{path}: cannot be resumed by this command: {'; '.join(differ)}")
    people = world.people
    people.state[:] = _read(path, "state", STATE)
    counts = _read(path, "counts", np.int64)
    people.matters = list(np.split(_read(path, "matters", MATTER), np.cumsum(counts)[:-1]))
    cuts = np.cumsum([len(b) for b in people.bounds])[:-1]
    people.bounds = [b.copy() for b in np.split(_read(path, "bounds", np.int64), cuts)]
    history = _read(path, "history", COUNT).reshape(-1, len(world.where.names))
    world.history = [(world.first + i, sums.copy()) for i, sums in enumerate(history)]
    world.news = {int(now["month"]): record for now in _read(path, "news", NOW) for record in [_own(now)]}
    world.month = int(about["month"])
    return wrong


def _own(now: Any) -> Any:
    out = np.zeros(1, NOW)
    out[0] = now
    return out[0]


def clear(run: Path) -> None:
    """A finished run needs no checkpoints."""
    for path in [*found(run), *run.glob(f".{PREFIX}*.part")]:
        shutil.rmtree(path, ignore_errors=True)
