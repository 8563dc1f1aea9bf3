"""What is carried of an organisation from month to month, what is on its desk, and what is counted.

Carried: 12 bytes an organisation (`ORG_STATE`).  Everything else is computed anew.
"""

from typing import Any, Final

import numpy as np

from demerit.catalogue.measure import fields
from demerit.catalogue.of_organisations import OF_ORGANISATIONS
from demerit.draws import structure
from demerit.organisations.desk import ENTERPRISES, ORG_STRIDE
from demerit.organisations.desk import FIELDS as FOUNDING
from demerit.organisations.tables import SLOTS, TRADE
from demerit.ranges import MOST_PROVINCES
from demerit.rulebook.organisations import COMPANY_LAW
from demerit.vocabulary import (
    ORGANISATION_ACTS,
    ORGANISATION_CANDIDATES,
    ORGANISATION_DEMANDS,
    ORGANISATION_SOURCES,
    RATINGS,
)

A: Final = ORGANISATION_ACTS.room
D: Final = ORGANISATION_DEMANDS.room
K: Final = ORGANISATION_CANDIDATES.room
S: Final = ORGANISATION_SOURCES.room
R: Final = len(RATINGS)
P: Final = MOST_PROVINCES
WORDS: Final = 16  # drawn ahead an organisation-month: SLOTS for kinds, then these
PHANTOM, INVENTED, REOPENING = SLOTS, SLOTS + 1, SLOTS + 2

# Marks of an organisation.
LISTED: Final = 1
REVOKED: Final = 2  # without licence by ordinary law
GROUND: Final = 4  # listed for what truly happened, whatever the points
RATING_SHIFT: Final = 4  # three bits: 0 unrated, else 1 + position in RATINGS
ENTRIES_SHIFT: Final = 8  # four bits: entries onto the blacklist, 15 at most
MOST_ENTRIES: Final = 15

ORG_STATE: Final = structure(
    [
        ("points", np.int16),  # gained and lost since the file began, or since the last yearly rating
        ("wrong", np.int16),  # those of them that rest on records of what the organisation never did
        ("marks", np.int16),
        ("since", np.int16),  # day of the entry onto the blacklist
        ("due", np.int16),  # day before which it does not leave
        ("caution", np.int8),  # 0 to HIGHEST
        ("strain", np.int8),  # 0 to HIGHEST
    ]
)


def _integers(*names: str) -> list[tuple[str, Any]]:
    return [(name, np.int64) for name in names]


# An organisation as of step 1: decisions read this.
FIRM: Final = structure(
    _integers(
        *("position", "number", "kind", "cell", "idle", "province", "covered", "rank", "owner_listed"),
        *("points", "wrong", "marks", "since", "due", "caution", "strain"),
        *("rating", "suspended", "shared", "common", "common_wrong"),
    )
)
# What the month makes of it; records of others may be put down to it, so there is one for each of a community.
ORG_NEXT: Final = structure(
    _integers(
        *("points", "wrong", "marks", "since", "due", "burden", "warning"),
        *("ground", "true_ground", "rating"),
    )
)
ORG_DESK: Final = structure(
    [
        *FOUNDING,
        ("words", np.int32, (WORDS, ORG_STRIDE)),
        ("owner_listed", np.int32, (ORG_STRIDE,)),
        ("firm", FIRM),
        ("next", ORG_NEXT, (ORG_STRIDE,)),
        ("watch", np.int64),  # position of the organisation whose ledger is kept, or -1
    ]
)
# What all organisations share in a month: their society, their law, and what enterprises published last month.
ECONOMY: Final = structure(
    [
        ("trade", TRADE),
        ("law", COMPANY_LAW),
        # mean points of an enterprise's establishments, those that rest on wrong records, and how many there are
        *[(name, np.int64, (P, ENTERPRISES)) for name in ("common", "common_wrong", "establishments")],
    ]
)


# Whole-number sums of one province and month: every measure of organisations, told apart as the catalogue says; and
# what enterprises publish to themselves.
ORG_COUNT: Final = structure(
    [
        *fields(OF_ORGANISATIONS),
        *[(name, np.int64, (ENTERPRISES,)) for name in ("enterprise_points", "enterprise_wrong", "enterprise_number")],
    ]
)
