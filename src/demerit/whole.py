"""Whole numbers as somebody gives them, and how large they may be."""

import operator
from typing import Any, Final

HIGHEST_SEED: Final = 2**64 - 1
HIGHEST: Final = 10**18 - 1  # of what has no bound of its own


def whole_number(value: Any) -> int | None:
    """A whole number, also of NumPy; nothing for what is none, nor for a truth value."""
    try:
        return None if isinstance(value, bool) else operator.index(value)
    except TypeError:
        return None
