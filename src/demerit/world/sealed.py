"""What is kept on the way: a file says under which name it was written, and is known to be what was written."""

import hashlib
from pathlib import Path
from typing import Final

from demerit.world import folder
from demerit.world.opening import content

DIGEST: Final = 16  # bytes


def write(path: Path, said: bytes) -> None:
    """Keep something under a name, in a folder that is made where there is none.  Raises DemeritError."""
    folder.made(path.parent)
    folder.written(path, lambda part: part.write_bytes(_seal(path.name, said) + said))


def read(path: Path) -> bytes | None:
    """What is kept under a name; None where nothing is, or something else than was written there."""
    try:
        found = content(path)
    except OSError:
        return None
    said = found[DIGEST:]
    return said if found[:DIGEST] == _seal(path.name, said) else None


def _seal(name: str, said: bytes) -> bytes:
    return hashlib.blake2b(name.encode() + b"\0" + said, digest_size=DIGEST).digest()
