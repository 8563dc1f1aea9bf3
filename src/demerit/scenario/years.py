"""Values by year, such as `{2014: 0.6, 2018: 1}`: straight lines between the years given, flat outside them."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, TypeVar

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from demerit.scenario.values import Factor, Share

EARLIEST: Final = 1900
LATEST: Final = 2199
PATTERN: Final = "^(19|20|21)[0-9]{2}$"
T = TypeVar("T")


def _year(value: Any) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) == len(str(LATEST)):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not EARLIEST <= value <= LATEST:
        raise PydanticCustomError("year", "is not a year; write four digits, such as 2014")
    return value


Year = Annotated[int, BeforeValidator(_year), WithJsonSchema({"type": "string", "pattern": PATTERN})]
ByYear = Annotated[dict[Year, T], Field(max_length=100)]
FactorByYear = ByYear[Factor]
ShareByYear = ByYear[Share]


def in_year(values: Mapping[int, float], year: int) -> float:
    """The value of a year; 1 where none is given."""
    if not values:
        return 1.0
    before, after = [each for each in values if each <= year], [each for each in values if each > year]
    if not before or not after:
        return values[max(before) if before else min(after)]
    low, high = max(before), min(after)
    return values[low] + (values[high] - values[low]) * (year - low) / (high - low)
