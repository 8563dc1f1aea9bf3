"""What a settled community puts on the desk: who lives there, computed anew each month and never stored."""

from typing import Any, Final

import numpy as np

from demerit.ranges import RESIDENTS

# Most people of a community, and 16: a power of two would put all that is known of one person into the same cache set.
WIDTH: Final = RESIDENTS + 16
POSITION: Final = 0xFFFF  # masks a position in a community: so the compiler knows that it is no negative index
STRIDE: Final = RESIDENTS  # ids a community; community c owns c * STRIDE and what follows
BUCKETS: Final = 512  # most classes of a sorted list, and more

TRAITS: Final = (
    "home",  # number of the household this month: no person, and of n people none is above n
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
    "partner",  # position, -1 for none: of those who live as a couple this month
    "mother",  # position, -1 where she does not live here, or has died
)
DRAWS: Final = ("p0", "p1", "p2", "p3", "h0", "h1", "h2", "h3")

FIELDS: Final[list[tuple[str, Any, tuple[int, ...]]]] = [
    *[(name, np.int32, (WIDTH,)) for name in (*TRAITS, *DRAWS, "members", "template")],
    # further draws: of households (g, e), of those in collective households and of the dead (f)
    *[(name, np.int32, (WIDTH,)) for name in ("g0", "g1", "g2", "g3", "e0", "e1", "e2", "e3", "f0", "f1", "f2", "f3")],
    # what somebody was at the census, in one number (`people.anchor`); what is known of where they live this month, and
    # of each household by number
    *[(name, np.int32, (WIDTH,)) for name in ("origin", "now", "told")],
    # of each family household: position of the first member, and that person; what its template says (`people.flags`)
    *[(name, np.int32, (WIDTH,)) for name in ("begin", "head", "marks")],
    ("labour", np.int32, (WIDTH,)),  # the draw that decides who is in the labour force
    ("reached", np.int32, (16,)),  # shares who use the internet this month, by kind of place and class of age
    ("grown_at", np.int32, (WIDTH,)),  # by number of household: whether somebody of age lives there this month
    # of households: those whose past is looked at, who of them may have parted, who did, and since when one of a couple
    *[(name, np.int32, (WIDTH,)) for name in ("listed", "left_alone", "parted", "united")],
    # of young couples: the household, since when one, since when he lived alone, she alone, and where
    *[(name, np.int32, (WIDTH,)) for name in ("young", "since_when", "he_alone", "she_alone", "her_place")],
    # of those who move after the census: when, where to; of mothers: when the latest child was born, since when paired
    *[(name, np.int32, (WIDTH,)) for name in ("moving", "left", "to", "latest", "since")],
    # lists, sorted: what is in them, by which key, in order
    *[(name, np.int32, (WIDTH,)) for name in ("ids", "keys", "order", "others", "other_keys", "other_order")],
    *[(name, np.int32, (BUCKETS,)) for name in ("starts", "turn", "other_starts", "other_turn")],
    ("houses", np.int64, (1,)),  # family households at the census: the number of the collective one
    *[(name, np.int64, (WIDTH,)) for name in ("who", "households")],
]
