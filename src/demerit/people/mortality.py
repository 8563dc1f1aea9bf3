"""Deaths and births: rates by age, and how many died before the census or were born after it.

A society names its table of deaths a year per 1,000 people, by age band of five years and sex
(`society.people.mortality`, a file beside the census).  As many are born after the census as in the year before it.
Nobody moves into the country or out of it.
"""

from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import numpy as np

from demerit.calendar import YEAR
from demerit.people.census import Province
from demerit.people.households import AGES
from demerit.people.margins import added

Array = np.ndarray[Any, Any]
FINE: Final = 40  # bits of a rate as a whole number


def fine(rate: float) -> int:
    """A rate in units of 2^-40."""
    return int(rate * float(1 << FINE) + 0.5)


@lru_cache(maxsize=8)
def monthly(file: str) -> Array:
    """Chance of dying within a month, (age band of five years, sex), of a table of deaths."""
    from ruamel.yaml import YAML  # here: replaying a life needs no rates, and this import costs a tenth of a second

    text = files("demerit").joinpath("people", "data", file).read_text(encoding="utf-8")
    rates = YAML(typ="safe").load(text)
    return np.array([[rates[sex][age] / 1000.0 / YEAR for sex in ("male", "female")] for age in range(AGES)])


def by_band(province: Province) -> Array:
    """People by age band of five years and sex."""
    out = np.zeros((AGES, 2))
    for i, pair in enumerate(province.cells):
        out[max(i - 1, 0)] += pair
    return out


def departures(province: Province, months: int, file: str) -> float:
    """People who died in the months before the census, per person alive at it."""
    return added((by_band(province) * monthly(file)).ravel()) * months / province.population


def newborn(province: Province) -> float:
    """Births a month after the census per person alive at it: as many as in the year before (those aged 0)."""
    return sum(province.cells[0]) / province.population / YEAR
