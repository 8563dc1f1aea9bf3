"""The burn-in: how long people live without any regime before a scenario starts, so that nothing trends at its start.

As long as the longest process without a regime takes: a loan runs to its end or defaults in its last month, is taken to
court, judged, and performed by nearly everybody (or lapses, or falls out of the register); in whole years.  All but
the last two years are *quiet*: loans and work alone, for nothing else lasts so long.
"""

from typing import TYPE_CHECKING, Final

from demerit.calendar import YEAR

if TYPE_CHECKING:
    from demerit.scenario.society import Lending

LOUD: Final = 24  # months, the last of the burn-in, in which everything is done that a society does
LEFT: Final = 0.01  # of the judgments that are not performed yet
MONTH: Final = 30.4375  # days


def longest(lending: "Lending") -> float:
    """Months from the beginning of a loan until its judgment is forgotten, for nearly all of those that come so far."""
    most = lending.judgment_lapses_after_days / MONTH
    left, performed = 1.0, 0
    while left > LEFT and performed < most:
        left *= 1.0 - lending.perform_a_month
        performed += 1
    kept = max(min(performed, most), lending.entry_days / MONTH)
    return lending.term_months + (lending.sue_after_days + lending.ruling_after_days) / MONTH + kept


def length(lending: "Lending") -> int:
    """Months of the burn-in, whole years."""
    years = max(-(-int(longest(lending) * 1000) // (1000 * YEAR)), LOUD // YEAR)
    return years * YEAR
