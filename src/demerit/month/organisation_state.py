"""What is carried of an organisation from month to month, what is on its desk, and what is counted.

Carried: 12 bytes an organisation (`ORG_STATE`).  Everything else is computed anew.
"""

from typing import Any, Final

import numpy as np

from demerit.draws import structure
from demerit.organisations.desk import ENTERPRISES, ORG_STRIDE
from demerit.organisations.desk import FIELDS as FOUNDING
from demerit.organisations.tables import SLOTS, TRADE
from demerit.rulebook.organisations import COMPANY_LAW
from demerit.vocabulary import (
    ORGANISATION_ACTS,
    ORGANISATION_CANDIDATES,
    ORGANISATION_DEMANDS,
    ORGANISATION_GROUNDS,
    ORGANISATION_SOURCES,
    ORGANISATIONS,
    RATINGS,
)

N: Final = len(ORGANISATIONS)
A: Final = len(ORGANISATION_ACTS)
D: Final = len(ORGANISATION_DEMANDS)
K: Final = len(ORGANISATION_CANDIDATES)
S: Final = len(ORGANISATION_SOURCES)
R: Final = len(RATINGS)
GROUNDS: Final = len(ORGANISATION_GROUNDS)
P: Final = 32  # most provinces
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
        ("caution", np.int8),  # 0 to 127
        ("strain", np.int8),  # 0 to 127
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


def _each(*shape: int) -> Any:
    return lambda *names: [(name, np.int64, shape) for name in names]


# Whole-number sums of one province and month; the first axis is the kind of organisation unless said otherwise.
ORG_COUNT: Final = structure(
    [
        *_each(N)(
            *("stock", "covered", "closed", "suspended", "suspended_days", "owned", "owner_listed"),
            *("clipped", "candidates", "fines", "taxed", "inspected", "reopened", "points", "strain", "caution"),
            *("blacklist_entries", "blacklist_exits", "blacklist_stock", "blacklist_stay_days"),
            *("blacklist_wrongful_entries", "blacklist_wrongful_stock"),
        ),
        *_each(N, K)("acts"),
        *_each(N, A)("records", "missed", "points_gained", "points_lost"),
        *_each(N, S)("records_correct", "records_false", "records_misattributed", "records_lost"),
        *_each(N, D)("demand", "refused", "declined", "granted"),
        ("entries_for", np.int64, (N, GROUNDS)),
        # by rating as of step 1, the unrated first
        *_each(R + 1)("rating", "rating_fines", "rating_taxed", "rating_suspended", "rating_listed"),
        *_each(R + 1, D)("rating_demand", "rating_refused"),
        # people: burdened by a missing licence; named for their organisation's listing
        *_integers("owners_burdened", "staff_burdened", "owners_named"),
        *_each(ENTERPRISES)("enterprise_points", "enterprise_wrong", "enterprise_number"),
    ]
)
