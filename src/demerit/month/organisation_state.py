"""What is carried of an organisation from month to month, what is on its desk, and what is counted.

Carried: 14 bytes an organisation (`ORG_STATE`).  Everything else is computed anew.

Every organisation has two files.  The first is what is on file.  The second is what would be on file had nothing ever
been recorded that did not happen: false records and those of others are left out of it, and the same rules give it
points, a rating, listings.  What the first suffers and the second would not is wrongful.  Where no record is wrong the
two are the same.
"""

from typing import Any, Final

import numpy as np

from demerit.catalogue.measure import fields
from demerit.catalogue.of_organisations import OF_ORGANISATIONS
from demerit.draws import compiled, structure
from demerit.organisations.decisions import WORDS
from demerit.organisations.desk import ENTERPRISES, ORG_STRIDE
from demerit.organisations.desk import FIELDS as FOUNDING
from demerit.organisations.tables import TRADE
from demerit.ranges import MOST_PROVINCES
from demerit.rulebook.organisations import ON_BLACKLIST, ON_WATCHLIST, ORGANISATION_LAW
from demerit.vocabulary import (
    ORGANISATION_ACTS,
    ORGANISATION_CANDIDATES,
    ORGANISATION_DEMANDS,
    ORGANISATION_SOURCES,
    RATINGS,
    RULEBOOKS,
)

A: Final = ORGANISATION_ACTS.room
D: Final = ORGANISATION_DEMANDS.room
K: Final = ORGANISATION_CANDIDATES.room
S: Final = ORGANISATION_SOURCES.room
R: Final = len(RATINGS)
B: Final = len(RULEBOOKS)
P: Final = MOST_PROVINCES

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
        ("caution", np.int8),  # 0 to HIGHEST
        ("strain", np.int8),  # 0 to HIGHEST
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
            *("province", "covered", "rank", "owner_listed", "closed", "caution", "strain", "shared"),
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


# Whole-number sums of one province and month: every measure of organisations, told apart as the catalogue says; and
# what next month makes use of: which records were correct, and the points of enterprises.
ORG_COUNT: Final = structure(
    [
        *fields(OF_ORGANISATIONS),
        ("rightly", np.int64, (B, S, A)),  # correct records: what false ones are drawn like
        *[(name, np.int64, (ENTERPRISES,)) for name in ("enterprise_points", "enterprise_truth", "enterprise_number")],
    ]
)
