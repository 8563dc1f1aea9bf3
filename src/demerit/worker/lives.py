"""One person in both worlds of a comparison that is held in memory."""

from typing import Any

from demerit.api.compared import InMemory
from demerit.api.comparison import Comparison
from demerit.comparison import Compared

COMMUNITIES = 50  # that are looked through for somebody of whom something is true


def told(found: Compared, find: str) -> dict[str, Any]:
    """Two lives as plain data.  find: a number, or words as `demerit life COMPARISON --find` takes them.

    Raises DemeritError where there is nobody.
    """
    comparison = Comparison(InMemory(found))
    if find.isdecimal():
        return comparison.life(int(find)).plain
    return comparison.find(find, communities=COMMUNITIES).plain
