"""How many organisations each community has: whole numbers whose total is right without chance."""

from typing import Any

import numpy as np

from demerit.draws import GOLDEN, MASK
from demerit.organisations.desk import ORG_STRIDE

Array = np.ndarray[Any, Any]


def organisations_in(people: Array, per_1000: float, begins: int) -> Array:
    """Organisations of communities with so many people each, rounded by an even spread.  Raises ValueError.

    begins: where the spread begins, 32 bits that are drawn.
    """
    rate = int(per_1000 * (1 << 20) + 0.5)
    phase = ((np.arange(len(people), dtype=np.int64) * GOLDEN + begins) & MASK) >> 12  # in [0, 2^20)
    found: Array = (people * rate + 1000 * phase) // (1000 << 20)
    if len(found) and int(found.max()) > ORG_STRIDE:
        raise ValueError(f"a community would hold {int(found.max())} organisations; at most {ORG_STRIDE} fit")
    return found
