"""What a society says of its people: shares that make a whole, and no value for a time in which nobody lives."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from demerit.calendar import EVER, NEVER, YEAR, text_of
from demerit.scenario.checks.found import CLOSE, Found

if TYPE_CHECKING:
    from demerit.scenario.society import Society

HERE = "people"


def schooling(society: "Society") -> Iterator[Found]:
    """Usual shares of schooling are shares of everybody of an age."""
    for row, shares in enumerate(society.people.schooling_by_age):
        total = sum(shares)
        if abs(total - 1.0) > CLOSE:
            message = f"must sum to 1; the shares sum to {total:.6g}"
            yield Found((HERE, "schooling_by_age", row), None, message)


def unlived(society: "Society") -> Iterator[Found]:
    """Births, deaths and shares by year are of months that the society covers; births of all before, too."""
    first = (society.first_month // YEAR - 1) * YEAR  # tables begin with the January of the year before
    lived = f"the society lasts from {text_of(society.first_month)} to {text_of(society.last_month)}"
    for name in ("births", "deaths"):
        steps = getattr(society.people, name).steps
        for (month, value), (until, _) in pairwise([*steps, (NEVER, 0.0)]):
            over = name == "deaths" and until <= first
            if over or month > society.last_month:
                message = f"is of a time in which nobody lives here: {lived}"
                yield Found((HERE, name, text_of(month)), value, message)
    for name in ("urban_by_year", "online_by_year"):
        shares = sorted(getattr(society.people, name).items())
        ends = [(year + 1) * YEAR for year, _ in shares]  # they hold at the end of a year
        around = zip([EVER, *ends], [*ends[1:], NEVER], strict=False)
        for (year, value), (before, after) in zip(shares, around, strict=False):
            if after <= first or before >= society.last_month:
                message = f"is of a time in which nobody lives here: {lived}"
                yield Found((HERE, name, str(year)), value, message)
