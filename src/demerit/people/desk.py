"""What a settled community puts on the desk: who lives there, computed anew each month and never stored."""

from typing import Any, Final

import numpy as np

from demerit.ranges import RESIDENTS

# Most people of a community, and 16: a power of two would put all that is known of one person into the same cache set.
WIDTH: Final = RESIDENTS + 16
POSITION: Final = 0xFFFF  # masks a position in a community: so the compiler knows that it is no negative index
STRIDE: Final = RESIDENTS  # ids a community; community c owns c * STRIDE and what follows

TRAITS: Final = (
    "home",  # position of the first member of the household
    "birth",  # absolute month
    "death",  # absolute month; alive while birth <= month < death
    "sex",  # 0 male, 1 female
    "group",
    "urban",  # in this month, as are online and active
    "decile",  # household income, national tenth, 0 to 9
    "schooling",  # 0 none to 5 university
    "online",
    "active",  # in the labour force
    "employable",  # the same at the census: who organisations' owners and employees are does not change
    "disposition",  # careless | outspoken << 2 | civic << 4
    "dealt",  # ten bits a commercial score, from the lowest: whose customer the person is
    "collective",  # lives in a collective household: a dormitory, a home, barracks
)
DRAWS: Final = ("p0", "p1", "p2", "p3", "h0", "h1", "h2", "h3")

FIELDS: Final[list[tuple[str, Any, tuple[int, ...]]]] = [
    *[(name, np.int32, (WIDTH,)) for name in (*TRAITS, *DRAWS, "band", "family", "house", "members", "template")],
    ("labour", np.int32, (WIDTH,)),  # the draw that decides who is in the labour force
    ("reached", np.int32, (16,)),  # shares who use the internet this month, by kind of place and class of age
    *[(name, np.int64, (WIDTH,)) for name in ("who",)],
]
