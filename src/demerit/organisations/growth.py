"""How many organisations a community has in a month: whole numbers whose total is right without chance.

They are numbered in the order of their founding, so that those which exist are always the first ones, and how old one
is follows from how many there were before.  The number never falls: what is known of a country is its stock.
"""

from typing import Any, Final

from demerit.draws import GOLDEN, MASK, compiled

UNIT: Final = 1 << 20  # of a rate: organisations a thousand people
FIRST: Final = 2000 * 12  # the first month of a table of rates
MONTHS: Final = 50 * 12  # months in it; before and after it the rate is that of its ends


def number_at(people: Any, community: Any, begins: Any, rate: Any) -> Any:
    """Organisations of a community with so many people at the census, at a rate in UNIT; whole numbers, or arrays.

    Rounded by an even spread over communities.  begins: where the spread begins, 32 bits that are drawn.
    """
    phase = ((community * GOLDEN + begins) & MASK) >> 12  # in [0, UNIT)
    return (people * rate + 1000 * phase) // (1000 * UNIT)


numbered = compiled()(number_at)


def position(month: Any) -> Any:
    """Where a month stands in a table of rates."""
    return min(max(month - FIRST, 0), MONTHS - 1)


at = compiled()(position)


@compiled()
def existing(trade, people, community, begins, month, most):  # type: ignore[no-untyped-def]
    """How many organisations of a community exist in a month, of the `most` that it will have."""
    return min(numbered(people, community, begins, trade.rate[at(month)]), most)
