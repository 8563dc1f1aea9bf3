"""What every error is that a user can put right: on the command line one message, from Python one class to catch."""

from typing import ClassVar


class DemeritError(Exception):
    """One clear message for whoever asked.  code: with which a command ends."""

    code: ClassVar[int] = 2


class NobodyFoundError(DemeritError):
    """Nobody has the number, or is as somebody asked for: an answer, which pages say in words of their own."""
