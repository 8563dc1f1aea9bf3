"""Opening a file of a folder that somebody else may have filled: what is no file is an error, and nobody waits for it.

A pipe would never begin, a device never end.  All raise OSError, whose `strerror` says in a few words why not.
"""

import errno
import stat
from io import BufferedReader
from pathlib import Path


def opened(path: Path) -> BufferedReader:
    """A file to be read."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "is no file", str(path))
    return path.open("rb")


def content(path: Path) -> bytes:
    """All bytes of a file."""
    with opened(path) as file:
        return file.read()
