"""What is carried of an organisation from month to month, what is on its desk, and what is counted.

Carried: 14 bytes an organisation (`ORG_STATE`).  Everything else is computed anew.

Every organisation has two files.  The first is what is on file.  The second is what would be on file had nothing ever
been recorded that did not happen: false records and those of others are left out of it, and the same rules give it
points, a rating, listings.  What the first suffers and the second would not is wrongful.  Where no record is wrong the
two are the same.
"""

from typing import Any, Final

import numpy as np

from demerit.draws import compiled, structure
from demerit.organisations.decisions import WORDS
from demerit.organisations.desk import ENTERPRISES, ORG_STRIDE
from demerit.organisations.desk import FIELDS as FOUNDING
from demerit.organisations.tables import TRADE
from demerit.rulebook.organisations import ON_BLACKLIST, ON_WATCHLIST, ORGANISATION_LAW
from demerit.vocabulary import (
    ORGANISATION_ACTS,
    ORGANISATION_CANDIDATES,
    ORGANISATION_DEMANDS,
    ORGANISATION_GROUNDS,
    ORGANISATION_SOURCES,
    ORGANISATIONS,
    RATINGS,
    RULEBOOKS,
)

N: Final = len(ORGANISATIONS)
A: Final = len(ORGANISATION_ACTS)
D: Final = len(ORGANISATION_DEMANDS)
K: Final = len(ORGANISATION_CANDIDATES)
S: Final = len(ORGANISATION_SOURCES)
R: Final = len(RATINGS)
B: Final = len(RULEBOOKS)
GROUNDS: Final = len(ORGANISATION_GROUNDS)
P: Final = 32  # most provinces

ON_FILE, IN_TRUTH = 0, 1  # the two files
FILES: Final = 2

# Marks of a file.
LISTED: Final = ON_BLACKLIST
WATCHED: Final = 2  # on the watch list
SUSPENDED: Final = 4  # without its licence for having been listed
RATING_SHIFT: Final = 3  # three bits: 0 unrated, else 1 + position in RATINGS
ENTRIES_SHIFT: Final = 6  # three bits: entries onto the blacklist
GROUND_SHIFT: Final = 9  # five bits: of the latest listing: 1 + position in ORGANISATION_GROUNDS
KEPT: Final = 1 << 14  # the rating stays at the next rating, whatever the points
REVOKED: Final = 1 << 15  # without licence by ordinary law: of the organisation, and so in both files
MOST_ENTRIES: Final = 7
MOST_GROUNDS: Final = 31
MARKS: Final = 0xFFFF

ORG_STATE: Final = structure(
    [
        ("points", np.int16, (FILES,)),  # gained and lost since the file began, or since the last yearly rating
        ("marks", np.int16, (FILES,)),
        ("since", np.int16, (FILES,)),  # day of the latest entry onto a list
        ("caution", np.int8),  # 0 to 127
        ("strain", np.int8),  # 0 to 127
    ]
)

# What marks say: of one, or of an array of them, widened first.


def rating_in(marks: Any) -> Any:
    """The rating: 0 for none, else 1 + position in RATINGS."""
    return marks >> RATING_SHIFT & 7


def entries_in(marks: Any) -> Any:
    """Entries onto the blacklist so far, 7 for more."""
    return marks >> ENTRIES_SHIFT & MOST_ENTRIES


def ground_in(marks: Any) -> Any:
    """Why it is listed: 1 + position in ORGANISATION_GROUNDS; 0 for whoever never was."""
    return marks >> GROUND_SHIFT & MOST_GROUNDS


def standing_in(marks: Any) -> Any:
    """Where an organisation stands, as a set: on the blacklist, its rating, on the watch list."""
    return 1 << rating_in(marks) & ~1 | marks & LISTED | (marks >> 1 & 1) * ON_WATCHLIST


def marks_of(rows: Any, file: int = ON_FILE) -> Any:
    """The marks of many ORG_STATE rows, widened: an int64 array of their shape."""
    return rows["marks"][..., file].astype(np.int64) & MARKS


rating_marked = compiled()(rating_in)
entries_marked = compiled()(entries_in)
ground_marked = compiled()(ground_in)


def _integers(*names: str) -> list[tuple[str, Any]]:
    return [(name, np.int64) for name in names]


# One file: as of step 1 decisions read it; what the month makes of it is another.
FILE: Final = structure(
    _integers(
        *("points", "listed", "watched", "rating", "entries", "ground", "kept", "since"),
        "leaves",  # day on which it leaves the list it is on, or LATER
        "back",  # day on which a licence that was suspended is back
        "new_ground",  # of this month: 1 + conduct that is ground for the blacklist, 0 for none
        "new_watch",  # the same for the watch list
    )
)
LATER: Final = 1 << 30  # a day that does not come this month
# An organisation as of step 1: decisions read this.
ORG: Final = structure(
    [
        *_integers(
            *("position", "number", "kind", "book", "cell", "idle", "young", "established", "ratable", "enterprise"),
            *("province", "covered", "second", "owner_listed", "closed", "caution", "strain", "shared"),
        ),
        ("common", np.int64, (FILES,)),
        ("file", FILE, (FILES,)),
    ]
)
# What the month makes of it; records of others may be put down to it, so there is one for each of a community.
ORG_NEXT: Final = structure([*_integers("closed", "burden", "warning"), ("file", FILE, (FILES,))])
# Records of the month, of all organisations of a community, each packed into one whole number that sorts by day: see
# `month.organisation_records`.  More than can be: a candidate of each kind, and one that is false.
RECORDS: Final = ORG_STRIDE * (A + 1)
ORG_DESK: Final = structure(
    [
        *FOUNDING,
        ("words", np.int32, (WORDS, ORG_STRIDE)),
        ("owner_listed", np.int32, (ORG_STRIDE,)),
        ("orgs", ORG, (ORG_STRIDE,)),
        ("next", ORG_NEXT, (ORG_STRIDE,)),
        ("alike", np.int64, (B,)),  # how many organisations of each rulebook are here
        ("established", np.int64, (B,)),  # how many were founded long enough ago for its best rating
        ("todo", np.int64, (K,)),  # what one organisation does this month, in order of days
        ("records", np.int64, (RECORDS,)),
        *_integers("recorded", "older"),  # records; organisations founded a year ago or before
        ("watch", np.int64),  # position of the organisation whose ledger is kept, or -1
    ]
)
# What all organisations share in a month: their society, their laws, and what was published at the end of last month.
ECONOMY: Final = structure(
    [
        ("trade", TRADE),
        ("law", ORGANISATION_LAW, (B,)),
        ("false_conduct", np.int64, (B, S, A)),  # of a false record of a data source; cumulative, of ONE
        ("common", np.int64, (P, ENTERPRISES, FILES)),  # mean points of an enterprise's establishments
        ("establishments", np.int64, (P, ENTERPRISES)),
    ]
)


def _each(*shape: int) -> Any:
    return lambda *names: [(name, np.int64, shape) for name in names]


# Whole-number sums of one province and month; the first axis is the kind of organisation unless said otherwise.
ORG_COUNT: Final = structure(
    [
        *_each(N)(
            *("stock", "covered", "closed", "suspended", "suspended_days", "owned", "owner_listed", "rated"),
            *("clipped", "candidates", "fines", "taxed", "inspected", "found_by_inspection", "audited", "reopened"),
            *("points", "strain", "caution"),
            *(
                "blacklist_entries",
                "blacklist_exits",
                "blacklist_stock",
                "blacklist_stay_days",
                "blacklist_listed_days",
            ),
            *("blacklist_wrongful_entries", "blacklist_wrongful_stock", "blacklist_wrongful_days"),
            *("watchlist_entries", "watchlist_exits", "watchlist_escalated", "watchlist_stock"),
            *("watchlist_wrongful_entries", "watchlist_wrongful_stock"),
            # of what is counted above, what would not be had nothing been recorded that never happened
            *("fines_wrongful", "refused_wrongful", "taxed_wrongful", "suspended_wrongful", "suspended_wrongful_days"),
            *("inspected_wrongful", "rated_lower_wrongful"),
        ),
        *_each(N, K)("acts"),
        *_each(N, A)("records", "missed", "points_gained", "points_lost", "deterred"),
        *_each(N, S)("records_correct", "records_false", "records_misattributed", "records_lost"),
        *_each(N, D)("demand", "refused", "declined", "granted"),
        *_each(N, GROUNDS)("entries_for", "watched_for"),
        # by rating as of step 1, the unrated first
        *_each(R + 1)(
            "rating", "rating_fines", "rating_taxed", "rating_suspended", "rating_listed", "rating_inspected"
        ),
        *_each(R + 1, D)("rating_demand", "rating_refused"),
        # people: burdened by a missing licence; named for their organisation's listing; barred for it
        *_integers("owners_burdened", "staff_burdened", "owners_named", "owners_barred"),
        ("rightly", np.int64, (B, S, A)),  # correct records: what false ones are drawn like
        *_each(ENTERPRISES)("enterprise_points", "enterprise_truth", "enterprise_number"),
    ]
)
