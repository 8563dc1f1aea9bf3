"""What takes a while to make, kept ready beside what it was made from."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

T = TypeVar("T")
ONCE: Final = 64  # things that are kept ready of each


def once(kept: dict[Any, Any], key: Any, make: Callable[[], T]) -> T:
    """What was made for a key before, or is made now."""
    found: T
    try:
        found = kept[key]
    except KeyError:
        found = make()
        if len(kept) >= ONCE:
            kept.clear()  # others may do so, too, at any moment
        kept[key] = found
    return found
