"""What the organisations of a settled community put on the desk: computed anew each month and never stored."""

from typing import Any, Final

import numpy as np

from demerit.ranges import RESIDENTS

ORG_STRIDE: Final = 256  # numbers a community; community c owns c * ORG_STRIDE and what follows
NOBODY: Final = -1  # an organisation without an owner here
ALONE: Final = -1  # an organisation that is no establishment of an enterprise
ENTERPRISES: Final = 32  # enterprises with several establishments, a province

TRAITS: Final = (
    "kind",  # position in ORGANISATIONS
    "sector",
    "size_class",  # position in SIZES
    "staff",  # employees, a whole number
    "owner",  # position of a person of the community, or NOBODY
    "enterprise",  # number within the province, or ALONE
    "idle",  # without an income that could be judged
    "books",  # a draw: those with the lowest keep accounts that can be rated
    "first_worker",  # where its employees begin among those who can work
)
DRAWS: Final = ("d0", "d1", "d2", "d3", "e0", "e1", "e2", "e3")

FIELDS: Final[list[tuple[str, Any, tuple[int, ...]]]] = [
    *[(name, np.int32, (ORG_STRIDE,)) for name in (*TRAITS, *DRAWS)],
    ("number", np.int64, (ORG_STRIDE,)),
    ("worker", np.int32, (RESIDENTS,)),  # those of the community who can work, in order
]
