"""Where a command writes: no reader that left, full disk, closed terminal or narrow alphabet makes a traceback.

What standard output cannot take ends the command, quietly where nobody reads any more; what standard error cannot take
is lost, since no work should be.  Where the alphabet is narrower than a text, what is nearest in it is written.
"""

import codecs
import errno
import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from demerit.errors import DemeritError

CLOSED: Final = 128 + 13  # what a shell says of a command that was writing when its reader left
NEAREST: Final = {"–": "-", "—": "-", "−": "-", "·": "*", "×": "x", "…": "...", "≥": ">=", "≤": "<=", "ß": "ss"}
NEAR: Final = "demerit.nearest"


class UnwritableError(DemeritError):
    """Standard output takes no more."""


def nearest(error: UnicodeError) -> tuple[str, int]:
    """What to write of characters that an encoding lacks: the same letter without its mark, or a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_near, error.object[error.start : error.end])), error.end


def _near(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    quoted = {"‘": "'", "’": "'", "“": '"', "”": '"'}
    return NEAREST.get(character) or quoted.get(character) or plain or "?"


class _Guarded:
    """A stream whose failures are met; everything else is the stream's own."""

    def __init__(self, stream: Any, spare: bool) -> None:
        self._stream, self._spare = stream, spare
        self._failed: BaseException | None = None

    def write(self, text: str) -> int:
        return int(self._met(self._stream.write, text) or 0)

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        self._met(self._stream.flush)

    def _met(self, act: Any, *given: Any) -> Any:
        if self._failed is not None:
            raise self._failed
        try:
            return act(*given)
        except OSError as error:
            self._forget()
            if self._spare:
                return 0
            gone = error.errno in (errno.EPIPE, errno.ESHUTDOWN)
            said = f"standard output cannot be written ({error.strerror or error})"
            self._failed = SystemExit(CLOSED) if gone else UnwritableError(said)
            raise self._failed from None
        except ValueError:  # it was closed
            return 0

    def _forget(self) -> None:
        """Nothing more is sent there: neither what waits to be written, nor anything at the end of the process."""
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)
        except (OSError, ValueError, AttributeError):
            self._stream = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - until the process ends

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def guarded() -> Iterator[None]:
    """Standard output and standard error, met as above."""
    before = tuple(stream or open(os.devnull, "w", encoding="utf-8") for stream in (sys.stdout, sys.stderr))  # noqa: SIM115
    codecs.register_error(NEAR, nearest)
    for stream in before:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=NEAR)
    sys.stdout, sys.stderr = _Guarded(before[0], spare=False), _Guarded(before[1], spare=True)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def json_text(data: Any, indent: int | None = None) -> str:
    """JSON as standard output can take it without loss."""
    import json

    wide = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "").startswith("utf")
    return json.dumps(data, indent=indent, ensure_ascii=not wide)
