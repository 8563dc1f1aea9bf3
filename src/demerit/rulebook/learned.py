"""The learned score in the law of a month: what it is used for; its points come out of the run."""

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from demerit.vocabulary import CELL, CELLS, DEMANDS, LEARNED_FEATURES

if TYPE_CHECKING:
    from demerit.scenario import Regime

TRAITS: Final = ("age", "income", "urban", "online")  # in the order of a cell of fixed traits
FEATURES: Final = tuple(LEARNED_FEATURES)
BINS: Final = max(map(len, LEARNED_FEATURES.values()))
FIELDS: Final[list[Any]] = [
    ("learned_points", np.int64, (len(FEATURES), BINS)),
    ("learned_cell", np.int64, (CELLS,)),  # the offset, and the points of all features that a cell tells
    ("learned_bars", np.int64, (DEMANDS.room,)),  # refused below
    *[(name, np.int64) for name in ("learned", "learned_offset", "learned_lists", "learned_lowest")],
]


def learned_score(table: Any, regime: "Regime") -> None:
    """Put into a LAW record what a low learned score is refused, and below which it lists."""
    score = regime.learned_score
    if score is None:
        return
    if score.lists_below is not None:
        table.learned_lists = score.lists_below
    for name, below in score.refuses.items():
        table.learned_bars[DEMANDS.index(name)] = below


def enacted(table: Any, offset: int, points: dict[str, list[int]]) -> None:
    """Put fitted whole-number points into a LAW record: from now on everybody has a learned score."""
    table.learned = 1
    table.learned_offset = offset
    for name, values in points.items():
        table.learned_points[FEATURES.index(name), : len(values)] = values
    table.learned_cell = offset
    for name, bins in zip(TRAITS, np.unravel_index(np.arange(CELLS), CELL), strict=True):
        table.learned_cell += table.learned_points[FEATURES.index(name)][bins]
    table.learned_lowest = int(offset + sum(min(values) for values in points.values()))
