"""What is carried from month to month, what is on the desk during a month, and what is counted.

Carried: 10 bytes a person (`STATE`) and 8 bytes an open matter (`MATTER`).  Everything else is computed anew.
Whatever the month touches is a record of int64, so that plain Python and compiled code compute the same.
"""

from typing import Any, Final

import numpy as np

from demerit.draws import structure
from demerit.people.desk import FIELDS as SETTLING
from demerit.people.desk import WIDTH
from demerit.vocabulary import CANDIDATES, CAUSES, COARSE_PAIRS, CONDUCT, DEMANDS, GROUPS, LEARNED_FEATURES, SOURCES

G: Final = len(GROUPS)
K: Final = len(CANDIDATES)
C: Final = len(CONDUCT)
D: Final = len(DEMANDS)
S: Final = len(SOURCES)
BINS: Final = 24  # of the distribution of points
BIN: Final = 50  # points wide; the last bin but eight begins at the start value
DECILES: Final = 10
SCORES: Final = 2  # commercial scores that a regime can have
BANDS: Final = 9  # of points that a regime can name

CHOICE: Final = 0xFFFFFF  # masks a position among the candidates of a tile: as `people.desk.POSITION`

ADULT: Final = 18  # years; younger people are recorded but not listed
OF_AGE: Final = 14  # years; younger people are not taken for somebody else

# Flags of a person.
BLACK: Final = 1  # on the blacklist
RED: Final = 2  # on the redlist
CRITIC: Final = 4  # a criticism stands on file
DETAINED: Final = 8
OUT_OF_WORK: Final = 16
AWARE: Final = 32  # knows of the listing: told, or found out at the counter
NO_CREDIT: Final = 64  # was refused credit by the regime in this calendar year
GROUND: Final = 128  # listed on a ground that truly happened, whatever the points
NO_PASS: Final = 256  # the health pass is invalid
WARNED: Final = 512  # has had the one warning that there is for minor matters
SPOTTED: Final = 1024  # lost points in this calendar year, where a year without gives a bonus
BY_SCORE: Final = 16384  # the latest listing was on the learned score alone

STATE: Final = structure(
    [
        ("points", np.int16),  # gained and lost since the file began
        ("wrong", np.int16),  # those of them that rest on records of what the person never did
        ("marks", np.int16),
        ("entries", np.int8),  # onto the blacklist, so far, up to 127
        ("fear", np.int8),  # 0 to 127
        ("hardship", np.int8),  # 0 to 127
        ("opinion", np.int8),  # bits in which private opinion and what is said differ from the trait, four each
    ]
)
MATTER: Final = structure(
    [
        ("who", np.int16),  # position in the community
        ("kind", np.int8),
        ("what", np.int8),  # conduct, or marks of a listing
        ("due", np.int16),  # day
        ("value", np.int16),  # day on which it began, or data source and truth of a record
    ]
)
# A month adds at most 4 matters a candidate and 8 more, and turns one matter into at most 5: a bound that holds, so
# that none is ever dropped; whoever would hold more than MOST_HELD stops the run with a message.
MOST_HELD: Final = 500
MOST_WRITTEN: Final = 5 * MOST_HELD + 12 * K + 8
FORESEEN: Final = 512  # open matters drawn ahead together: at least what one person can hold
FLUSHED: Final = 64  # open matters that are gathered before they are written out
TOO_MANY: Final = 1  # `overflow`: somebody would hold more than MOST_HELD
NO_ROOM: Final = 2  # `overflow`: open matters did not fit where they are written to; nothing of them is kept

# Marks in `what` of a listing, and in `value` of a record.
PENDING: Final = 1  # decided, in its days of grace
ONE_GROUND: Final = 2  # rests on a single ground that truly happened
WRONGLY: Final = 4  # only wrong records explain the listing
GROUND_SHIFT: Final = 3  # above the marks: the number of the ground, 0 for points
LEARNED_GROUND: Final = 15  # the number of the ground that is no conduct: a low learned score
CONTESTED: Final = 64
TRUTH_SHIFT: Final = 4
CHANGE_SHIFT: Final = 6  # of an expiry: the change of points that is taken back, above data source and truth


def _integers(*names: str) -> list[tuple[str, Any]]:
    return [(name, np.int64) for name in names]


# The person on the desk as of step 1 of the month: decisions read this.
LIFE: Final = structure(
    [
        *_integers(
            *("who", "place", "province", "tier", "group", "age", "decile", "kind", "disposition", "active"),
            *("relatives", "held", "neighbours", "covered", "second", "online", "dealt"),
            *("trait", "courage", "private", "said"),
            *("home_said", "home_speakers", "said_here", "speakers_here", "against_here"),
            *("points", "wrong", "marks", "entries", "fear", "hardship"),
            "company",  # what is suffered for an organisation: see `month.owners`
            "urban",
            "cell",  # of the fixed traits that ceilings depend on
        ),
        # of the community, by population group: chance of a false record, of somebody else's (units of 2^-62)
        ("invented", np.int64, (G,)),
        ("mistaken", np.int64, (G,)),
        ("bins", np.int64, (len(LEARNED_FEATURES),)),  # scratch of the learned score: see `month.learned`
    ]
)
# What the month makes of the person: only step 7 writes it back.
NEXT: Final = structure(
    [
        *_integers("points", "wrong", "marks", "entries", "fright", "burden", "ground", "true_ground"),
        *_integers("hurt", "shunned"),
        *_integers("holds", "written", "overflow", "entry"),
        ("foreseen", np.int64),  # where on the desk the draws of the first of them are
        ("held", MATTER, (MOST_HELD,)),  # open matters as of step 1, `holds` of them
        ("out", MATTER, (FLUSHED + 1 + MOST_WRITTEN,)),  # open matters at the end of the month, `written` of them
    ]
)
# The calendar and what was published at the end of last month.
NOW: Final = structure(
    [
        *_integers("k0", "k1", "month", "year_begins", "first_day", "days"),
        # chance (units of 2^-62) of receiving somebody else's record, and which: cumulative of 2^31
        ("mistaken", np.int64, (32, G)),
        ("mistaken_for", np.int64, (32, G, C * S)),
    ]
)


def _each(*shape: int) -> Any:
    return lambda *names: [(name, np.int64, shape) for name in names]


# Whole-number sums of one province and month; the first axis is the population group unless said otherwise.
COUNT: Final = structure(
    [
        *_each(G)(
            *("people", "births", "deaths", "person_days", "adults", "of_age", "covered", "clipped", "candidates"),
            *("blacklist_entries", "blacklist_exits", "blacklist_stock", "blacklist_stay_days"),
            *("blacklist_wrongful_entries", "blacklist_wrongful_stock", "blacklist_wrongful_days"),
            *("blacklist_unaware", "blacklist_listed_days"),
            *("redlist_entries", "redlist_exits", "redlist_stock"),
            *("points", "fear", "hardship", "jobless", "jobs_lost", "jobs_found"),
            *("loans_opened", "loans_repaid", "loans_defaulted", "loans_cured", "claims", "judgments"),
            *("judgments_performed", "judgments_lapsed", "loans_stock", "matters"),
            *("judgments_performed_under_pressure", "loans_defaults_avoided", "passes_lost", "passes_invalid"),
            *("negative_entries",),  # people with one, as of step 1
            *("fines", "fines_paid", "fines_unpaid"),
            *("detentions", "releases", "detained"),
            *("notices", "objections", "objections_upheld", "objections_dismissed"),
            *("credit_refused_people", "refused_unaware"),
            *("critics", "enforcement_acts", "enforcement_records"),
            *("enforcement_acts_critics", "enforcement_records_critics"),
            *("opinion_people", "opinion_private", "opinion_said", "opinion_gap", "opinion_falsified"),
            *("opinion_dissent_private", "opinion_dissent_said", "opinion_shunned"),
            "opinion_hidden",  # dissent in private that is not said
            *("warnings", "blacklist_averted", "points_clean_year"),
            *("learned_scored", "learned_total", "learned_low", "blacklist_learned_entries"),
            "blacklist_learned_stock",
            *("claw_backs", "claw_backs_wrong", "penalties_stopped"),
        ),
        *_each(G, K)("acts", "self_censored"),
        *_each(G, C)("records", "missed", "points_gained", "points_lost", "conduct"),
        *_each(G, S)(
            *("records_correct", "records_false", "records_misattributed", "records_lost"),
            *("source_points_gained", "source_points_lost", "penalties_correct", "penalties_wrong"),
        ),
        ("lost", np.int64, (G, C * S)),
        *_each(G, D)("demand", "refused", "declined", "granted", "favoured"),
        *_each(G, len(CAUSES))("refused_for"),
        *_each(G, SCORES)("customers", "customers_refused"),
        ("score", np.int64, (G, BINS)),
        ("band", np.int64, (G, BANDS)),
        ("customers_band", np.int64, (G, SCORES * BANDS)),
        *_each(DECILES)("decile_people", "decile_entries", "decile_exits", "decile_stock", "decile_stay_days"),
    ]
)


def desk(tile: int) -> np.dtype[Any]:
    """What a community is settled on, and moved in tiles of at most so many people."""
    room = tile * K * 3 + 8  # most candidates: three a month of each kind; room to write ahead
    return structure(
        [
            *SETTLING,
            *[(name, np.int32, (WIDTH,)) for name in ("listed_at", "held_at", "said_at", "speakers_at", "row")],
            *[(name, np.int32, (WIDTH,)) for name in ("trait", "courage", "cell")],
            ("company", np.int64, (WIDTH,)),
            # of a tile
            *[(name, np.int32, (tile,)) for name in ("number", "category")],
            ("mask", np.int32, (tile + 1,)),  # the listing of candidates looks one ahead
            *[(name, np.int32, (tile,)) for name in ("pull", "lesson", "grudge", "daring")],
            ("person", np.int64, (tile,)),
            *[(name, np.int64, (COARSE_PAIRS, tile)) for name in ("coarse", "limits")],
            *[(name, np.int32, (tile,)) for name in ("misfortune", "phantom", "mistake", "aside_of")],
            # of its candidates
            *[(name, np.int64, (room,)) for name in ("actor", "which")],
            *[(name, np.int32, (room,)) for name in ("will", "seen", "aside", "when", "whose", "kept", "done")],
            # of the open matters that come next
            *[(name, np.int64, (FORESEEN,)) for name in ("holder", "matter")],
            *[(name, np.int32, (FORESEEN,)) for name in ("fate", "fate_seen", "fate_when", "fate_aside")],
        ]
    )


DESK: Final = desk(WIDTH)
