"""Writing a file somewhere: whole or not at all, and through what is there.

A file is written beside the place it is for, and takes that place when it is whole: with the permissions of the one
that was there, and at the end of a link, not in its stead.  A device or a pipe is written into.  Whether a place can be
written is asked before anything is computed for it.  All raise OSError, whose `strerror` says in a few words why not.
"""

import errno
import os
import re
import secrets
import stat
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

TRIAL: Final = 4096  # bytes that are written to see whether a disk takes any
FULL: Final = os.makedev(1, 7)  # the device that is always full, where there is one
HANDLE: Final = re.compile(r"/proc/(self|\d+)/fd|/dev/fd")  # where what this process has open has names
LINKS: Final = 40  # one after another: more go in circles
INSIDE: Final = 80  # letters that a file in a folder of ours may have
WRITABLE: Final = 0o222  # by anybody


def unnameable(name: str | Path) -> str:
    """Why nothing can be called so, nor lie in a folder of that name, in words; empty where something can."""
    try:
        os.stat(os.path.join(name, "x" * INSIDE))
    except OSError as error:
        return os.strerror(error.errno) if error.errno == errno.ENAMETOOLONG else ""
    except ValueError:
        return "no system has such a character in a name"
    return ""


def check(path: Path) -> None:
    """Raises OSError where nothing could be written; nothing changes."""
    there = _there(path)
    if there is not None and not stat.S_ISREG(there.st_mode):
        if there.st_rdev == FULL and stat.S_ISCHR(there.st_mode):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return
    if _handle(path) is None:
        trial = _beside(_real(path, there))
        try:
            _written(trial, b"\0" * TRIAL)
        finally:
            trial.unlink(missing_ok=True)


def folder(path: Path) -> None:
    """Make a folder where there is none yet."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        what = "is a link to nothing" if path.is_symlink() and not path.exists() else "is no folder"
        raise NotADirectoryError(errno.ENOTDIR, what) from None


def placed(path: Path, write: Callable[[Path], object], fresh: bool = False, through: bool = True) -> None:
    """Have a file written whole.  write: is given where to; fresh: only where there is nothing yet; through: into what
    is no place for a file, too.
    """
    there = _there(path)
    if there is not None and not through and not stat.S_ISREG(there.st_mode):
        raise OSError(errno.EINVAL, "is no file; take it away")
    if fresh and (there is not None or path.is_symlink()):
        raise FileExistsError(errno.EEXIST, "exists already")
    if there is not None and (_handle(path) is not None or not stat.S_ISREG(there.st_mode)):
        _through(path, write)
        return
    real = _real(path, there)
    part = _beside(real)
    try:
        write(part)
        _kept(part, there)
        part.replace(real)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def appended(path: Path, content: bytes) -> None:
    """Add to the end of a file; where that fails, what was there stays as it was."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    try:
        before = os.fstat(handle)
        try:
            _all(handle, content)
        except OSError:
            if stat.S_ISREG(before.st_mode):
                os.ftruncate(handle, before.st_size)
            raise
    finally:
        os.close(handle)


def _there(path: Path) -> os.stat_result | None:
    """What is at a place, or at the end of its links; nothing, where there is room for a file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    if stat.S_ISBLK(found.st_mode) or stat.S_ISSOCK(found.st_mode):
        raise OSError(errno.EINVAL, "is a disk or a socket, no file")
    if not os.access(path, os.W_OK) or not found.st_mode & WRITABLE:
        raise PermissionError(errno.EACCES, "may not be written")
    return found


def _real(path: Path, there: os.stat_result | None) -> Path:
    """Where a file lies, or will lie, when all links are followed."""
    real = Path(os.path.realpath(path))
    if there is None and not real.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, f"there is no folder {real.parent}")
    return real


def _beside(real: Path) -> Path:
    """A name for what is not whole yet: as short as possible, since that of the file may be as long as names may be."""
    return real.with_name(f".{secrets.token_hex(6)}.part")


def _written(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        _all(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)


def _all(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _kept(part: Path, there: os.stat_result | None) -> None:
    """Make a file durable, and give it owner and permissions of the one whose place it takes."""
    with part.open("rb+") as file:
        if there is not None:
            with suppress(PermissionError):
                os.fchown(file.fileno(), there.st_uid, there.st_gid)
            os.fchmod(file.fileno(), stat.S_IMODE(there.st_mode))
        os.fsync(file.fileno())


def _through(path: Path, write: Callable[[Path], object]) -> None:
    """Write into what is no place for a file: a device, a pipe, what this process has open under a number."""
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "part"
        write(part)
        content = part.read_bytes()
    open_already = _handle(path)
    if open_already is not None:
        sys.stdout.flush()
        _all(open_already, content)
        return
    handle = os.open(path, os.O_WRONLY | os.O_NOCTTY)
    try:
        _all(handle, content)
    finally:
        os.close(handle)


def _handle(path: Path) -> int | None:
    """The number under which this process has open what a path names, such as /dev/stdout."""
    at = Path(os.path.abspath(path))
    for _ in range(LINKS):
        own = HANDLE.fullmatch(os.fspath(at.parent))
        if own and at.name.isascii() and at.name.isdigit() and own[1] in (None, "self", str(os.getpid())):
            return int(at.name)
        if not at.is_symlink():
            return None
        at = Path(os.path.abspath(at.parent / os.readlink(at)))
    return None
