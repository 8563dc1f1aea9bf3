"""What a law needs to know about the country: provinces in file order, how many people live where."""

from typing import Any, NamedTuple

import numpy as np


class Country(NamedTuple):
    """Provinces in file order; people by province and tier (city, town, country), whole numbers."""

    provinces: list[str]
    people: np.ndarray[Any, np.dtype[np.int64]]  # (province, tier)
