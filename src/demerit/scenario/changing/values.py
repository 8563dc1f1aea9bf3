"""Values that a user gives: as plain data, and what is said of them."""

import math
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import numpy as np

from demerit.scenario.altered import BY_USER
from demerit.scenario.problems import shorten
from demerit.scenario.provenance import Provenance
from demerit.whole import whole_number

DEEPEST: Final = 40  # lists and mappings, one in another
ALLOWED: Final = "allowed: text, numbers, true or false, and lists and mappings of these"
SAID = ("mark", "reference", "confidence")


def plain_value(value: Any, depth: int = 0) -> Any:
    """A value as YAML would have it; NumPy's are what they hold.  Raises ValueError that says what is wrong with it."""
    if depth > DEEPEST:
        raise ValueError("has lists or mappings one in another without end")
    if isinstance(value, Mapping):
        return {_key(key): plain_value(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(inner, depth + 1) for inner in value]
    if isinstance(value, np.ndarray):
        return plain_value(value.tolist(), depth + 1)
    return _single(value)


def _key(key: Any) -> str:
    if isinstance(key, str):
        return str.__str__(key)
    if (number := whole_number(key)) is None:
        raise ValueError(f"has a key that is no text: {shorten(key)}")
    return shorten(number)


def _single(value: Any) -> Any:
    if isinstance(value, str):
        return str.__str__(value)
    if value is None or isinstance(value, bool | date):
        return value
    if isinstance(value, np.bool_):
        return bool(value)
    if (number := whole_number(value)) is not None:
        return number
    if isinstance(value, float | np.floating | Decimal | Fraction):
        return _fraction(value)
    raise ValueError(f"is nothing that a scenario holds; {ALLOWED}")


def _fraction(value: Any) -> float:
    try:
        return float(value)
    except (ValueError, OverflowError):
        return math.nan


def said_of(value: Any, before: Any, was: Provenance | None, own: Provenance | None) -> Provenance:
    """What is said of a value that a user set.  own: what the user says; before, was: the value it had, its mark.

    It is assumed, and held: what is asked is what follows from just this one, so no draw moves it.  A user who says how
    far it may be off, or where it comes from, is taken at that word.
    """
    if own is not None:
        unmarked = all(getattr(own, key) is None for key in SAID)
        return own.model_copy(update={"mark": "assumed", "note": own.note or BY_USER}) if unmarked else own
    known = f" ({was.mark})" if was is not None and was.mark is not None else ""
    note = BY_USER if before is None else f"{BY_USER}; before: {shorten(before)}{known}"
    held: dict[str, Any] = {"range": (value, value)} if _is_number(value) and _is_exact(value) else {}
    if isinstance(value, dict | list) and _has_numbers(value):
        held = {"times": (1, 1)}
    return Provenance.model_validate({"mark": "assumed", "note": note, **held})


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_exact(value: float) -> bool:
    """Whether a range can hold it, which no number can that is infinite or too large: others say what is wrong."""
    try:
        return math.isfinite(value) and float(value) == value
    except OverflowError:
        return False


def _has_numbers(value: Any) -> bool:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_has_numbers(one) or _is_number(one) for one in inside)
