"""What changes from year to year, by month: straight lines between the years that a society names, flat outside.

Tables hold a value for each January from the one before the society's first month on; a month lies on the line
between two.
"""

from collections.abc import Mapping
from typing import Any, Final

from demerit.draws import compiled

YEARS: Final = 40  # Januaries that tables have room for
YEAR_END: Final = 12  # months of a year after which its value holds
MID_YEAR: Final = 6
MONTHS = 12


def at(values: Mapping[int, Any], month: int, holds: int) -> Any:
    """The value of a month (absolute).  values: numbers, or arrays, by year; holds: YEAR_END or MID_YEAR."""
    years = sorted(values)
    before = [year for year in years if year * MONTHS + holds <= month]
    after = [year for year in years if year * MONTHS + holds > month]
    if not before or not after:
        return values[years[-1] if before else years[0]]
    low, high = before[-1], after[0]
    step = (month - low * MONTHS - holds) / ((high - low) * MONTHS)
    return values[low] * (1.0 - step) + values[high] * step


def januaries(society: Any) -> list[int]:
    """The months for which tables of a society have a value.  Raises ValueError where there are too many."""
    first, last = society.first_month // MONTHS - 1, society.last_month // MONTHS + 1
    if last - first >= YEARS:
        raise ValueError(f"a society spans at most {YEARS - 2} calendar years, not {last - first - 1}")
    return [year * MONTHS for year in range(first, last + 1)]


@compiled()
def row_of(first, month):  # type: ignore[no-untyped-def]
    """Which row of a table a month's year has; first: the year of the first row."""
    return month // MONTHS - first


@compiled()
def between(low, high, month):  # type: ignore[no-untyped-def]
    """A whole number on the line from this January's to the next one's."""
    part = month % MONTHS
    return (int(low) * (MONTHS - part) + int(high) * part) // MONTHS
