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
from demerit.month.organisation_state import ORG_COUNT, ORG_STATE
from demerit.month.sampling import SAMPLED
from demerit.month.state import COUNT, MATTER, NOW, STATE
from demerit.world.engine import Array
from demerit.world.errors import DemeritError
from demerit.world.folder import MANIFEST
from demerit.world.simulation import World

KEPT: Final = 2
DIGEST: Final = 16  # bytes
PREFIX: Final = "checkpoint-"
ABOUT: Final = "about.json"
PARTS: Final = (
    *("state", "matters", "counts", "bounds", "history", "news"),
    *("firms", "org_history", "cards", "sample"),
)


def identity(world: World) -> dict[str, Any]:
    """What must be the same for a run to go on."""
    return {
        "version": __version__,
        "scenario_hash": world.scenario.hash,
        "seed": world.seed,
        "scale": world.scale,
        "until": text_of(world.last),
    }


def _columns(world: World) -> dict[str, list[Array]]:
    """Pieces of each part, in order: nothing is copied, since a whole country hardly fits once."""
    people = world.people
    return {
        "state": [people.state],
        "matters": people.matters,
        "counts": [np.array([len(m) for m in people.matters], np.int64)],
        "bounds": people.bounds,
        "history": [sums for _, sums in world.history],
        "news": [np.array([world.news[month] for month in sorted(world.news)], NOW)],
        "firms": [people.firms],
        "org_history": world.org_history,
        "cards": [np.frombuffer(json.dumps(world.learning.cards).encode(), np.uint8)],
        "sample": [world.learning.sample],
    }


def _written(path: Path, pieces: list[Array]) -> str:
    """Write pieces one after another and make them durable; returns the digest of what was meant to be written."""
    digest = hashlib.blake2b(digest_size=DIGEST)
    with path.open("wb") as file:
        for piece in pieces:
            if piece.size:
                held = np.ascontiguousarray(piece).view(np.uint8).data
                digest.update(held)
                file.write(held)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=DIGEST)).hexdigest()


def _seal(about: dict[str, Any]) -> str:
    """A digest over what a checkpoint says of itself."""
    return hashlib.blake2b(json.dumps(about, sort_keys=True).encode(), digest_size=DIGEST).hexdigest()


def _durable(path: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def save(world: World, run: Path) -> Path:
    """Write a checkpoint of a world between two months; older ones beyond two go.  Raises DemeritError."""
    final = run / f"{PREFIX}{text_of(world.month)}"
    temporary = run / f".{final.name}.part"
    shutil.rmtree(temporary, ignore_errors=True)
    try:
        temporary.mkdir(parents=True)
        digests = {name: _written(temporary / f"{name}.bin", pieces) for name, pieces in _columns(world).items()}
        about = {**identity(world), "month": world.month, "digests": digests}
        text = json.dumps({"seal": _seal(about), **about}, indent=1)
        _written(temporary / ABOUT, [np.frombuffer(text.encode(), np.uint8)])
        _durable(temporary)
        shutil.rmtree(final, ignore_errors=True)
        temporary.replace(final)
        _durable(run)
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
        if about.pop("seal") != _seal(about):
            return f"{ABOUT} is not what was written"
        for name in PARTS:
            if _digest(path / f"{name}.bin") != about["digests"][name]:
                return f"{name}.bin is not what was written"
    except OSError as error:
        return f"{Path(str(error.filename)).name} cannot be read ({error.strerror})"
    except (ValueError, KeyError, TypeError, AttributeError):
        return f"{ABOUT} cannot be read"
    return None


def newest_sound(run: Path) -> tuple[Path, list[str]]:
    """The newest sound checkpoint, and what was wrong with newer ones.  Raises DemeritError if none is sound."""
    wrong: list[str] = []
    for path in found(run):
        problem = damage(path)
        if problem is None:
            return path, wrong
        wrong.append(f"{path.name}: {problem}")
    if (run / MANIFEST).is_file():
        raise DemeritError(f"{run}: this run is finished; there is nothing to resume")
    detail = "; ".join(wrong) or "there is none; start it without --resume"
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
    people.firms[:] = _read(path, "firms", ORG_STATE)
    org_history = _read(path, "org_history", ORG_COUNT).reshape(-1, len(world.where.names))
    world.org_history = [sums.copy() for sums in org_history]
    world.learning.cards = json.loads(_read(path, "cards", np.uint8).tobytes())
    world.learning.sample = _read(path, "sample", SAMPLED)
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
