"""The burn-in, kept: the months before any regime are the same for all that are tried on the same people.

A folder holds burn-ins by name, each a checkpoint at the month in which a scenario begins.  Whoever finds theirs there
begins where it ends; whoever does not lives it, and leaves it there.
"""

import hashlib
from pathlib import Path

from demerit import __version__
from demerit.calendar import text_of
from demerit.people.tables import hash_of
from demerit.world import checkpoint
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

    Raises DemeritError where it is damaged, or comes from a machine whose tables differ.
    """
    path = folder / name(world)
    if not path.exists() or not possible(world):
        return False
    problem = checkpoint.damage(path)
    if problem:
        raise DemeritError(f"--burn-in {folder}: {path.name}: {problem}; take it away, and it will be lived anew")
    checkpoint.put(world, path)
    return True


def keep(world: World, folder: Path) -> None:
    """Leave the burn-in of a world in a folder, when it is over.  Raises DemeritError where it cannot be written."""
    try:
        checkpoint.write(world, folder / name(world))
    except OSError as error:
        raise DemeritError(f"--burn-in {folder}: cannot be kept ({error.strerror or error})") from None


def possible(world: World) -> bool:
    """Whether the burn-in is that of the society alone: no score begins to learn in it."""
    return all(looked >= world.scenario.start for looked in world.learning.plan.values())
