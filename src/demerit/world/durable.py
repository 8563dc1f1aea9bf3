"""Bytes that are on the disk, and known again: arrays written, made durable, and their digest."""

import hashlib
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import numpy as np

from demerit.world.errors import DemeritError
from demerit.world.opening import opened
from demerit.world.rooms import Array

DIGEST: Final = 16  # bytes
TRIAL: Final = 64 << 20  # bytes written to see how fast a disk is


def portable(dtype: Any) -> np.dtype[Any]:
    """The same numbers in the order of bytes of a checkpoint: on most machines, their own."""
    out: np.dtype[Any] = np.dtype(dtype).newbyteorder("<")
    return out


def write(path: Path, pieces: Iterable[Array]) -> str:
    """Write pieces one after another and make them durable; returns the digest of what was meant to be written."""
    seen = hashlib.blake2b(digest_size=DIGEST)
    with path.open("wb") as file:
        for piece in pieces:
            if piece.size:
                held = np.ascontiguousarray(piece, portable(piece.dtype)).view(np.uint8).data
                seen.update(held)
                file.write(held)
        file.flush()
        os.fsync(file.fileno())
    return seen.hexdigest()


def read(path: Path, dtype: Any) -> Array:
    """All records of a file.  Raises DemeritError."""
    try:
        with opened(path) as file:
            out: Array = np.fromfile(file, portable(dtype))
    except OSError as error:
        raise DemeritError(f"{path} cannot be read ({error.strerror or error})") from None
    return out.astype(dtype, copy=False)


def fill(path: Path, into: Array, first: int = 0) -> None:
    """Read records, from number `first` on, into what is there, without a copy.  Raises DemeritError."""
    if not into.size:
        return
    try:
        with opened(path) as file:
            file.seek(first * into.dtype.itemsize)
            file.readinto(into.view(np.uint8).data)
    except OSError as error:
        raise DemeritError(f"{path} cannot be read ({error.strerror or error})") from None
    if portable(into.dtype) != into.dtype:
        into[:] = into.view(portable(into.dtype))


def digest(path: Path) -> str:
    """The digest of what is in a file."""
    with opened(path) as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=DIGEST)).hexdigest()


def names(path: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def speed(trial: Path) -> float:
    """Bytes a second that the disk takes, digest included, by writing a file and taking it away again."""
    begun = time.monotonic()
    try:
        write(trial, [np.ones(TRIAL, np.uint8)])
    finally:
        trial.unlink(missing_ok=True)
    return TRIAL / (time.monotonic() - begun)
