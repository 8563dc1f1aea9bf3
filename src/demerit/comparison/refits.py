"""Another fit of a learned score: what the band of one comparison leaves out.

A score is fitted to people who are drawn, once for a whole country.  Another draw gives another table, which moves
everybody at once: communities of one comparison say nothing of that, and more of them do not make it less.
"""

from typing import Any, Final

FEWEST: Final = 5  # other seeds: fewer do not say how far they lie apart


def left_out(said: dict[str, Any]) -> bool:
    """Whether no band of what `comparison.json` says holds another fit: one was made, and too few seeds compared."""
    return bool(said.get("fits")) and len((said.get("beside") or {}).get("seeds", ())) < FEWEST


def shrink(said: dict[str, Any], year: str | None, finer: float) -> float:
    """How many times as little a figure spreads as in coarse comparisons, of which this one has `finer` times as many
    communities: not at all from the year of the first fit on.  year: None: of all months.
    """
    fits = said.get("fits")
    return 1.0 if fits and (year is None or year >= fits[0][:4]) else finer
