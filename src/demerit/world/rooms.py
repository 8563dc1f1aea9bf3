"""Where the state of people lies: in memory, or, where memory is too small for it, in files that are streamed.

Batches of communities are moved one after another, so that of a file only what is being moved has to be in memory: the
system reads ahead and writes back, and what has been moved may go.
"""

import mmap
import os
import tempfile
import threading
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np

from demerit.month.state import MATTER
from demerit.world.errors import DemeritError
from demerit.world.machine import one_arena

Array = np.ndarray[Any, Any]
SPARE: Final = 16  # of so many open matters, one more has room
FEW: Final = 32  # open matters that always have room
FILE: Final = 64 << 20  # bytes of a file for open matters


class Rooms(Protocol):
    """Hands out arrays for the state of people."""

    def zeros(self, n: int, dtype: Any) -> Array:
        """N zeroed records."""

    def room(self, n: int) -> Array:
        """Room for n open matters and some to spare; what is in it does not matter."""


class Memory:
    """In memory.

    The system hands memory out when it is first written to.  That is done here and not in the first month: a machine
    that has too little of it ends at once, and the first month takes as long as any other, so that the time left that
    is said after it holds.
    """

    def __init__(self) -> None:
        one_arena()

    def zeros(self, n: int, dtype: Any) -> Array:
        """N zeroed records."""
        out = np.empty(n, dtype)
        out.view(np.uint8)[:] = 0
        return out

    def room(self, n: int) -> Array:
        """Room for n open matters."""
        return np.empty(n + n // SPARE + FEW, MATTER)


class Files:
    """In files without a name, which are gone with the process, however it ends.

    Rooms for open matters double when they grow, so that those given up never take more than those in use.
    Raises DemeritError where a disk takes no more.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lock = threading.Lock()
        self.file: Array = np.zeros(0, np.uint8)  # from which rooms are being handed out
        self.used = 0

    def zeros(self, n: int, dtype: Any) -> Array:
        """N zeroed records."""
        return self._mapped(n * np.dtype(dtype).itemsize).view(dtype)

    def room(self, n: int) -> Array:
        """Room for n open matters: the next power of two."""
        needed = MATTER.itemsize * max(FEW, 1 << max(n - 1, 0).bit_length())
        with self.lock:
            if self.used + needed > len(self.file):
                self.file, self.used = self._mapped(max(FILE, needed)), 0
            out = self.file[self.used : self.used + needed].view(MATTER)
            self.used += needed
        return out

    def _mapped(self, size: int) -> Array:
        if not size:
            return np.zeros(0, np.uint8)
        try:
            with tempfile.TemporaryFile(dir=self.folder) as file:
                os.posix_fallocate(file.fileno(), 0, size)  # or a full disk would end the process while it moves people
                return np.frombuffer(mmap.mmap(file.fileno(), size), np.uint8)
        except OSError as error:
            raise DemeritError(f"{self.folder}: state cannot be kept here ({error.strerror or error})") from None
