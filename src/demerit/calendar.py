"""Months and days as whole numbers.

A month is year * 12 + (month - 1): 2014-01 is 24168.  A day is the number of days since DAY_ZERO, 1 January
2010; earlier days are negative.  The calendar is the proleptic Gregorian one.
"""

import re
from datetime import date
from typing import Any, Final

MONTH_PATTERN: Final = r"^(19|20|21)\d\d-(0[1-9]|1[0-2])$"
YEAR: Final = 12  # months
DAY_ZERO: Final = date(2010, 1, 1)
EVER: Final = 1900 * YEAR  # since ever: the first month that can be written
NEVER: Final = 2200 * YEAR - 1  # a month that does not come: the last one that can be written
_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_month(text: str) -> bool:
    """Whether a text is a month, such as "2014-01", years 1900 to 2199."""
    return re.fullmatch(MONTH_PATTERN.strip("^$"), text, re.ASCII) is not None


def month_of(text: str) -> int:
    """The month of a text such as "2014-01", years 1900 to 2199.  Raises ValueError for anything else."""
    if not is_month(text):
        raise ValueError(f"{text!r} is not a month; write year and month, such as 2014-01")
    return int(text[:4]) * 12 + int(text[5:]) - 1


def written(value: Any) -> Any:
    """A date, also of NumPy, as the text of its month; whatever else there is stays as it is."""
    if isinstance(value, date):
        return f"{value.year:04d}-{value.month:02d}"
    of_numpy = getattr(getattr(value, "dtype", None), "kind", None) == "M" and value.shape == ()
    return str(value.astype("datetime64[M]")) if of_numpy else value


def month_given(value: Any) -> int:
    """The month of a text such as "2014-01", or of a date.  Raises ValueError for anything else."""
    text = written(value)
    if not isinstance(text, str):
        raise ValueError("no month")
    return month_of(text)


def text_of(month: int) -> str:
    """A month as text, such as "2014-01"."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def year_of(month: int) -> int:
    """The year of a month."""
    return month // 12


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in(month: int) -> int:
    """How many days a month has, 28 to 31."""
    return 29 if month % 12 == 1 and _is_leap(month // 12) else _LENGTHS[month % 12]


def _days_before_year(year: int) -> int:
    """Days from 1 January of the year 1 to 1 January of `year`."""
    past = year - 1
    return past * 365 + past // 4 - past // 100 + past // 400


def first_day(month: int) -> int:
    """The first day of a month, in days since DAY_ZERO."""
    year = month // 12
    before = sum(days_in(year * 12 + m) for m in range(month % 12))
    return _days_before_year(year) - _days_before_year(DAY_ZERO.year) + before
