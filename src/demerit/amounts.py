"""Amounts as people read them, in the report as on the command line: 17.1 million, 3.4 %, 1 record."""

from math import floor, log10
from typing import Final

NOISE: Final = 1e-7  # percent, of sums of fractions


def significant(value: float, digits: int = 3) -> float:
    """Rounded to so many significant digits."""
    if value == 0 or value != value:
        return 0.0
    return round(value, digits - 1 - floor(log10(abs(value))))


def numeral(n: int, sign: bool = False) -> str:
    """A whole number with the sign for what is below zero: −100, 15.  sign: +15, where it is a change."""
    return f"{n:+d}".replace("-", "−") if sign else f"{n:d}".replace("-", "−")


def plain(value: float) -> str:
    """A number with separators and no more digits than it deserves: 1,234, 12.3, 0.012."""
    rounded = significant(value)
    if abs(rounded) >= 100 or rounded == int(rounded):
        return f"{rounded:,.0f}"
    digits = max(0, 2 - floor(log10(abs(rounded))))
    return f"{rounded:,.{digits}f}".rstrip("0").rstrip(".")


def people(value: float) -> str:
    """A scaled count: 17.1 million, 425,000, 1,230."""
    if abs(value) >= 999_500:
        millions = significant(value / 1e6)
        if millions >= 1000:
            return f"{plain(millions / 1000)} billion"
        return f"{plain(millions)} million"
    return plain(significant(value))


def percent(share: float) -> str:
    """A share in [0, 1]: 3.4 %.  What is not all is never 100 %: 99.65 %."""
    if abs(share) < 0.1:
        return f"{plain(significant(100 * share, 2))} %"
    whole, rest = round(100 * share, 0), significant(100 * (1 - share), 2)
    if whole == 100 and rest > NOISE:
        return f"{100 - rest:.{1 - floor(log10(rest))}f}".rstrip("0").rstrip(".") + " %"
    return f"{plain(whole)} %"


def several(n: float, what: str, many: str = "") -> str:
    """So many of something: 1 record, 12 records."""
    return f"{people(n)} {what if n == 1 else many or what + 's'}"


def span(low: str, high: str) -> str:
    """Both ends of a band in words, or the number where they are one."""
    return low if low == high else f"{low} to {high}"


FEW: Final = 10  # counted events: below, another seed may well have half as many, or twice


def few_counted(counted: int) -> str:
    """What is said behind a figure that rests on a few counted events."""
    return f" (only {counted} counted in the sample)" if counted < FEW else ""
