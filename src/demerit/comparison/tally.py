"""What variants gain and lose by calendar year, from what months say: flows add up, of stocks the last month counts.

Harms, which are flows, are kept by cell as well, over all months.
"""

from typing import Any

import numpy as np

from demerit.calendar import year_of
from demerit.month.compared import PEOPLE
from demerit.month.effects import CELLS, ENTRIES
from demerit.world import undergone
from demerit.world.comparing import Month

Array = np.ndarray[Any, Any]


class Tally:
    """gained, lost: by year, int64 (variant, province, ENTRIES); harms: int64 (more, fewer; variant, province, CELLS);
    people: person-months of the base, int64 (province, CELLS).
    """

    def __init__(self, variants: int, provinces: int) -> None:
        self.shape = variants, provinces, ENTRIES
        self.gained: dict[int, Array] = {}
        self.lost: dict[int, Array] = {}
        self.harms: Array = np.zeros((2, variants, provinces, CELLS), np.int64)
        self.people: Array = np.zeros((provinces, CELLS), np.int64)

    def add(self, month: Month) -> None:
        """A month is over."""
        year, stocks = year_of(month.month), undergone.stocks()
        for kept, new in ((self.gained, month.gained), (self.lost, month.lost)):
            so_far = kept.setdefault(year, np.zeros(self.shape, np.int64))
            so_far += new
            so_far[..., stocks] = new[..., stocks]
        harms = [undergone.COLUMNS.index(name) for name in undergone.HARMS]
        self.harms += [each[..., harms].sum(axis=-1) for each in (month.cells_gained, month.cells_lost)]
        self.people += month.cells[..., PEOPLE]

    def of(self, year: int, variant: int, name: str) -> tuple[list[int], list[int]] | None:
        """What a variant gained and lost of a measure in a year, by province; None for what has no gross flows."""
        try:
            at = undergone.entries_of(name)
        except KeyError:
            return None
        if year not in self.gained:  # the worlds had not parted
            return [0] * self.shape[1], [0] * self.shape[1]
        gained, lost = (kept[year][variant][:, at].sum(axis=1).tolist() for kept in (self.gained, self.lost))
        return gained, lost
