"""What every error is that a user can put right: on the command line one message, from Python one class to catch."""

from typing import Any, ClassVar


class DemeritError(Exception):
    """One clear message for whoever asked.  code: with which a command ends.

    kind: under which pages have the same in their reader's language, where they do; parts: what is filled in there.
    """

    code: ClassVar[int] = 2

    def __init__(self, message: str = "", kind: str = "", **parts: Any) -> None:
        super().__init__(message)
        self.kind, self.parts = kind, parts


class NobodyFoundError(DemeritError):
    """Nobody has the number, or is as somebody asked for: an answer, which pages say in words of their own."""
