"""What can go wrong in a way that a user can put right: one clear message, an exit code, no traceback."""

from demerit.errors import DemeritError

__all__ = [
    "BrokenRunError",
    "DemeritError",
    "InterruptedRunError",
    "LostShardError",
    "NothingToLearnError",
]


class NothingToLearnError(DemeritError):
    """A learned score was to be fitted where there is nothing to learn: the run cannot go on, nor be resumed."""


class BrokenRunError(DemeritError):
    """The run was made, and is wrong by its own count."""

    code = 1


class InterruptedRunError(DemeritError):
    """Somebody stopped the run; it can go on."""

    code = 130


class LostShardError(DemeritError):
    """A shard is gone with what was in it: its process was killed, its machine cannot be reached, its device failed."""
