"""The burn-in, kept: the months before any regime are the same for all that are tried on the same people.

A folder holds burn-ins by name, each a checkpoint at the month in which a scenario begins.  Whoever finds theirs there
begins where it ends; whoever does not lives it, and leaves it there.
"""

import hashlib
from pathlib import Path

from demerit import __version__, placing
from demerit.calendar import text_of
from demerit.people.tables import hash_of
from demerit.world import checkpoint, claim
from demerit.world.errors import DemeritError
from demerit.world.manifest import society_hash
from demerit.world.simulation import World


def name(world: World) -> str:
    """The name of a world's burn-in: what it depends on, with a hash of what does not fit into a name."""
    orgs = int(world.layout["organisations"].sum())
    rest = (__version__, society_hash(world), hash_of(world.tables), world.first, world.last, orgs)
    digest = hashlib.blake2b(repr(rest).encode(), digest_size=6).hexdigest()
    begins = text_of(world.scenario.start)
    return f"{world.scenario.society.name}-1-{world.scale}-seed-{world.seed}-{begins}-{digest}"


def begin(world: World, folder: Path) -> bool:
    """Put a fresh world where its scenario begins, if its burn-in is kept; returns whether it is.

    Raises DemeritError where it is damaged, comes from a machine whose tables differ, or could not be kept in the end.
    """
    path = folder / name(world)
    if not possible(world):
        return False
    if not path.exists():
        _ready(folder)
        return False
    problem = checkpoint.damage(path)
    if problem:
        raise DemeritError(f"--burn-in {folder}: {path.name}: {problem}; take it away, and it will be lived anew")
    checkpoint.put(world, path)
    return True


def _ready(folder: Path) -> None:
    """Raises DemeritError where nothing could be kept: before anything is lived for it."""
    try:
        placing.folder(folder)
        placing.check(folder / "trial")
    except OSError as error:
        raise DemeritError(f"--burn-in {folder} cannot be kept there ({error.strerror or error})") from None


def keep(world: World, folder: Path) -> None:
    """Leave the burn-in of a world in a folder, when it is over.  Raises DemeritError where it cannot be written.

    Of two runs of the same people, one leaves it there: it is the same.
    """
    called = name(world)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with claim.claimed(folder, f".{called}.lock") as held:
            try:
                if not (folder / called).exists():
                    checkpoint.write(world, folder / called)
            finally:
                held.done()
    except claim.OwnedError:
        return
    except OSError as error:
        raise DemeritError(f"--burn-in {folder} cannot be kept ({error.strerror or error})") from None


def possible(world: World) -> bool:
    """Whether the burn-in is that of the society alone: no score begins to learn in it."""
    return all(looked >= world.scenario.start for looked in world.learning.plan.values())
