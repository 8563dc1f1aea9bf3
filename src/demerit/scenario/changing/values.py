"""Values that a user gives: as plain data, and what is said of them."""

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import numpy as np

from demerit.scenario.altered import BY_USER
from demerit.scenario.problems import shorten
from demerit.scenario.provenance import Provenance

SAID = ("mark", "reference", "confidence")


def plain_value(value: Any) -> Any:
    """A value as YAML would have it; NumPy's are what they hold."""
    if isinstance(value, Mapping):
        return {str(key): plain_value(inner) for key, inner in value.items()}
    if isinstance(value, np.generic | np.ndarray):
        return plain_value(value.tolist())
    if isinstance(value, Decimal):
        return float(value)
    return [plain_value(inner) for inner in value] if isinstance(value, list | tuple) else value


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
