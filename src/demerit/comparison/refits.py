"""Another fit of a learned score: what the band of one comparison leaves out.

A score is fitted to people who are drawn, once for a whole country.  Another draw gives another table, which moves
everybody at once: communities of one comparison say nothing of that, and more of them do not make it less.
"""

from typing import Any, Final

FEWEST: Final = 5  # other seeds: fewer do not say how far they lie apart


def seeds(asked: int | None, fits: list[str]) -> int:
    """How many other seeds are compared beside one: as many as are asked; None: enough, where a score is fitted."""
    if asked is None:
        return FEWEST if fits else 0
    return asked


def left_out(said: dict[str, Any]) -> bool:
    """Whether no band of what `comparison.json` says holds another fit: one was made, and too few seeds compared."""
    return bool(said.get("fits")) and len((said.get("beside") or {}).get("seeds", ())) < FEWEST


def refitted(said: dict[str, Any], year: str | None) -> bool:
    """Whether figures of a year may rest on a score that was fitted in it or before.  year: None: of all months."""
    fits: list[str] = said.get("fits") or []
    return any(year is None or year >= fit[:4] for fit in fits)
