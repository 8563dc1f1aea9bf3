"""NumPy's files of several arrays, which are archives: where one is damaged, more can go wrong than NumPy says."""

import tokenize
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np

from demerit.world.opening import opened

# What a file that is damaged, or none of these, may give: one bit may say that it is packed in a way nobody knows.
BROKEN: Final = (
    *(OSError, ValueError, KeyError, EOFError, IndexError, TypeError, MemoryError, RuntimeError),
    *(zipfile.BadZipFile, zlib.error, tokenize.TokenError),
)


@contextmanager
def loaded(path: Path) -> Iterator[Any]:
    """The arrays of a file by their names, read as they are asked for.  Inside, too, one of BROKEN may be raised."""
    with opened(path) as file, np.load(file, allow_pickle=False) as held:
        yield held
