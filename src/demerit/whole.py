"""Whole numbers as somebody gives them from Python."""

import operator
from typing import Any


def whole_number(value: Any) -> int | None:
    """A whole number, also of NumPy; nothing for what is none, nor for a truth value."""
    try:
        return None if isinstance(value, bool) else operator.index(value)
    except TypeError:
        return None
