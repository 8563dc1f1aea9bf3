"""Who owns a run folder: one process at a time, which holds a lock that dies with it.

The file of the lock says who that is.  It goes when the run folder is whole: one that is left behind says that whoever
wrote here was stopped on the way, and that what is here is no more than a run had written so far.
"""

import errno
import fcntl
import json
import os
import platform
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

from demerit.world.errors import DemeritError
from demerit.world.opening import content, opened

FILE: Final = ".owner"
WHOLE: Final = "whole"  # whether what is there was whole when its owner came


class OwnedError(DemeritError):
    """Somebody else writes here."""


class Claim:
    """A lock that is held.  done: call it when all is written, and nothing tells any more that somebody was here."""

    def __init__(self, path: Path, file: BinaryIO, left: bool) -> None:
        self.path, self.file, self.left = path, file, left

    def done(self) -> None:
        """Nothing is left to do here."""
        self.path.unlink(missing_ok=True)


def left(folder: Path) -> bool:
    """Whether somebody began to write a run here and is not known to have ended."""
    try:
        return not _of_what_was_whole(content(folder / FILE))
    except FileNotFoundError:
        return False
    except OSError:
        return True  # whatever it is, it is none of a run that is whole


def held(folder: Path) -> bool:
    """Whether somebody is writing here now: nothing is changed by asking."""
    try:
        with opened(folder / FILE) as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        pass  # nobody ever wrote here, or a file system without locks
    return False


def writer(folder: Path) -> str:
    """Who else is writing here now, in words; empty where nobody is."""
    if not held(folder):
        return ""
    try:
        found = content(folder / FILE)
    except OSError:
        return ""  # it has just ended
    return "" if _is_this_process(found) else _told(found)


def process(folder: Path) -> int | None:
    """The number of the process that began to write here last and is not known to have ended; None: unknown."""
    try:
        found = _said(content(folder / FILE)).get("pid")
    except OSError:
        return None
    return found if isinstance(found, int) else None


def _said(found: bytes) -> dict[str, Any]:
    """What the file says; nothing, where it is none that was written here."""
    try:
        who = json.loads(found)
    except (ValueError, RecursionError):
        return {}
    return who if isinstance(who, dict) else {}


def _is_this_process(found: bytes) -> bool:
    who = _said(found)
    return (who.get("pid"), who.get("host")) == (os.getpid(), platform.node())


@contextmanager
def claimed(folder: Path, name: str = FILE, whole: bool = False) -> Iterator[Claim]:
    """Own what is in a folder, while this process lives.  whole: what is there is whole, and only written again.

    Raises OwnedError, which says who owns it, or OSError.
    """
    path = folder / name
    file, before = _locked(path)
    with file:
        before = before and not _of_what_was_whole(file.read())
        try:
            file.seek(0)
            file.truncate()
            file.write(json.dumps(_who(whole and not before), indent=1).encode())
            file.flush()
        except OSError:  # a full disk; what was whole must not look as if it were not
            if not before:
                path.unlink(missing_ok=True)
            raise
        yield Claim(path, file, before)


@contextmanager
def emptying(run: Path) -> Iterator[None]:
    """Own a folder all files of which go.  Nothing is written for it: a full disk can be emptied.

    Raises OwnedError, OSError.
    """
    path = run / FILE
    file, before = _locked(path)
    with file:
        try:
            yield
        finally:
            if not before:
                path.unlink(missing_ok=True)


@contextmanager
def rewriting(run: Path) -> Iterator[None]:
    """Own a finished run to write something in it again, and leave it as far as it had come.  Raises DemeritError."""
    with ExitStack() as held:
        try:
            claim = held.enter_context(claimed(run, whole=True))
        except OSError as error:
            said = f"{run}: nothing can be written here ({error.strerror})"
            raise DemeritError(said, "unwritten", file=run.name, errno=error.errno) from None
        try:
            yield
        finally:
            if not claim.left:
                claim.done()


def _locked(path: Path) -> tuple[BinaryIO, bool]:
    """The open file, locked; and whether it had been left there."""
    while True:
        before = _there(path)
        file = open(os.open(path, os.O_RDWR | os.O_CREAT, 0o644), "rb+")  # noqa: SIM115 - as long as it is held
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with file:
                said = f"{path.parent} {_told(file.read())}; wait until it ends, or end it"
                raise OwnedError(said, "busy", name=path.parent.name) from None
        except OSError:
            pass  # a file system without locks: as good as it goes there
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return file, before
        file.close()  # whoever held it has just taken it away


def _there(path: Path) -> bool:
    """Whether somebody was here.  Raises OSError where what lies in the place of the file is none."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, f"{path.name} in it is no file; take it away")
    return True


def _who(whole: bool) -> dict[str, Any]:
    return {
        "pid": os.getpid(),
        "host": platform.node(),
        "since": datetime.now(UTC).isoformat(" ", "seconds"),
        "what": "this folder is being written, or was when its writer was stopped",
        WHOLE: whole,
    }


def _of_what_was_whole(found: bytes) -> bool:
    return _said(found).get(WHOLE) is True


def _told(found: bytes) -> str:
    who = _said(found)
    try:
        return f"is being written by process {int(who['pid'])} on {who['host']} since {who['since']}"
    except (ValueError, KeyError, TypeError):
        return "is being written by another process"


if __name__ == "__main__":  # for a Makefile that is about to move a folder: exit code 2 where somebody writes in it
    try:
        with rewriting(Path(sys.argv[1])):
            pass
    except DemeritError as error:
        sys.stderr.write(f"demerit: {error}\n")
        raise SystemExit(error.code) from None
