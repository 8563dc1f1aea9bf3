"""Where compiled code is kept between runs.

Numba looks at the file of a function, not at those it calls, so editing one module would leave code of another running
that was compiled before.  The folder's name therefore carries a hash of every source in which compiled code lives or
whose constants it bakes in: any change there starts a fresh one.  Since that hash says all, neither where the sources
lie nor how old they are matters: another installation of the same sources finds what the first one compiled.  Of the
catalogue only numbers and fields count: a reworded sentence compiles nothing anew.
"""

import atexit
import hashlib
import os
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import numba
from numba.core.caching import UserProvidedCacheLocator

from demerit.catalogue.baked import baked

KEPT: Final = 3  # folders of other versions
UNUSED: Final = 24 * 3600  # seconds: a younger one may belong to a process that still compiles into it
COMPILED: Final = (
    "calendar.py",
    "compiler",
    "draws.py",
    "numbered.py",
    "packing.py",
    "ranges.py",
    "vocabulary.py",
    "catalogue/axes.py",
    "people",
    "organisations",
    "scorecard",
    "month",
    "bench",
)  # no other source of the package may hold compiled code
PACKAGE: Final = Path(__file__).parent
ROOM: Final = 300 << 20  # bytes that compiled code may take, some to spare


def sources_hash(package: Path, parts: tuple[str, ...] = COMPILED) -> str:
    """16 hexadecimal digits over the names and contents of all sources with compiled code, and what they bake in."""
    digest = hashlib.blake2b(baked().encode(), digest_size=8)
    within = [p for part in parts for p in [package / part, *(package / part).rglob("*.py")]]
    for path in sorted(p for p in within if p.is_file()):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(hashlib.blake2b(path.read_bytes()).digest())
    return digest.hexdigest()


class Locator(UserProvidedCacheLocator):  # type: ignore[misc]  # numba is untyped
    """Where Numba keeps a function: by the name of its module, whatever file that was read from."""

    def __init__(self, py_func: Any, py_file: str) -> None:
        super().__init__(py_func, py_file)
        self._cache_path = os.path.join(numba.config.CACHE_DIR, *py_func.__module__.split(".")[:-1])
        self._file = Path(py_file)

    def get_source_stamp(self) -> str:
        """For our sources the folder's name says which they are; what others compile is as new as all beside it."""
        if self._file.is_relative_to(PACKAGE):
            return "as the folder says"
        return sources_hash(self._file.parent, (".",))


def root() -> Path | None:
    """The user's cache folder for Demerit; None where the user has no home."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(given):
        return Path(given) / "demerit"
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if not home.is_absolute() or os.environ.get("HOME") == "":  # code is never taken from where somebody happens to be
        return None
    return home / ".cache" / "demerit"


def prepare() -> None:
    """Point Numba to the folder of these sources, unless the user chose one; forget those long unused.

    Where nothing can be kept, that is said once, and a folder of this process is used; what another kept is read.
    """
    base, given = root(), os.environ.get("NUMBA_CACHE_DIR")
    if given and Path(given).parent != base:  # otherwise it is that of a process of ours which started this one
        why = _unusable(Path(given))
        if not why:
            return
        sys.stderr.write(f"demerit: NUMBA_CACHE_DIR: {why}, so compiled code is kept where it is without that\n")
    here = base / sources_hash(PACKAGE) if base else None
    why = _hindered(here)
    if here is None or why:
        here = _of_this_process(here)
        sys.stderr.write(f"demerit: {why}, so code compiled now is not kept for the next time\n")
    for name, value in (("CACHE_DIR", str(here)), ("CACHE_LOCATOR_CLASSES", f"{__name__}.{Locator.__name__}")):
        os.environ[f"NUMBA_{name}"] = value  # Numba reads it again when it compiles
        setattr(numba.config, name, value)  # and read it when it was imported, perhaps before


def _hindered(here: Path | None) -> str:
    """Why nothing can be kept in a folder, in words; empty where something can."""
    if here is None:
        return "this user has no home folder, and XDG_CACHE_HOME names no other"
    try:
        here.mkdir(parents=True, exist_ok=True)
        os.utime(here)
        (here / ".writable").touch()
        free = shutil.disk_usage(here).free
    except OSError as error:
        return f"{here} cannot be written ({error.strerror or error})"
    if free < ROOM and not any(here.glob("demerit/month/*.nbc")):
        return f"{here} has no room ({free >> 20} MiB are free)"
    with suppress(OSError):
        _forget(here.parent, time.time())
    return ""


def _unusable(chosen: Path) -> str:
    """Why a folder that somebody chose cannot be used, in words; empty where it can."""
    try:
        chosen.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return f"{chosen} cannot be written ({error.strerror or error})"
    return "" if os.access(chosen, os.W_OK) else f"{chosen} may not be written"


def _of_this_process(kept: Path | None) -> Path:
    """A folder that goes with the process, in which all stands that another may have kept."""
    here = Path(tempfile.mkdtemp(prefix="demerit-"))
    atexit.register(shutil.rmtree, here, ignore_errors=True)
    if kept is not None:
        for folder, _, files in os.walk(kept):  # that cannot be read are passed over
            mirror = here / Path(folder).relative_to(kept)
            mirror.mkdir(exist_ok=True)
            for file in files:
                os.symlink(Path(folder) / file, mirror / file)
    return here


def _forget(folder: Path, now: float) -> None:
    """Delete all but the newest of the folders that nobody used for a day."""
    used = {path: path.stat().st_mtime for path in folder.iterdir()}
    for old in sorted(used, key=lambda path: used[path], reverse=True)[KEPT + 1 :]:
        if now - used[old] > UNUSED:
            shutil.rmtree(old, ignore_errors=True)
