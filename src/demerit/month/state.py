"""What is carried from month to month, what is on the desk during a month, and what is counted.

Carried: 8 bytes a person (`STATE`) and 10 bytes an open matter (`MATTER`).  Everything else is computed anew.
Whatever the month touches is a record of int64, so that plain Python and compiled code compute the same.
"""

from typing import Any, Final

import numpy as np

from demerit.catalogue import axes
from demerit.catalogue.measure import fields
from demerit.catalogue.of_people import OF_PEOPLE
from demerit.draws import structure
from demerit.packing import BLOCKS, ORDINALS, PAIRS
from demerit.people.desk import FIELDS as SETTLING
from demerit.people.desk import WIDTH
from demerit.ranges import LEARNED_GROUND, MOST_PROVINCES
from demerit.vocabulary import CANDIDATES, CONDUCT, DEMANDS, GROUPS, LEARNED_FEATURES, SOURCES

G: Final = GROUPS.room
K: Final = CANDIDATES.room
C: Final = CONDUCT.room
D: Final = DEMANDS.room
S: Final = SOURCES.room
BINS: Final = axes.BINS
BIN: Final = axes.BIN

CHOICE: Final = 0xFFFFFF  # masks a position among the candidates of a tile: as `people.desk.POSITION`

ADULT: Final = 18  # years; younger people are recorded but not listed

# Flags of a person.
BLACK: Final = 1  # on the blacklist
RED: Final = 2  # on the redlist
CRITIC: Final = 4  # a criticism stands on file
DETAINED: Final = 8  # on some day of the month that is over
OUT_OF_WORK: Final = 16
AWARE: Final = 32  # knows of the listing: told, or found out at the counter
NO_CREDIT: Final = 64  # was refused credit by the regime in this calendar year
WRONGED: Final = 128  # listed, and would not be had nothing been recorded that never happened
NO_PASS: Final = 256  # the health pass is invalid
WARNED: Final = 512  # has had the one warning that there is for minor matters
SPOTTED: Final = 1024  # lost points in this calendar year, where a year without gives a bonus
BY_SCORE: Final = 16384  # the latest listing was on the learned score alone


STATE: Final = structure(
    [
        ("points", np.int16),  # gained and lost since the file began
        ("marks", np.int16),
        ("entries", np.int8),  # onto the blacklist: up to 15, and from WRONG_ENTRIES on how many were wrongful
        ("fear", np.int8),  # -HIGHEST (emboldened) to HIGHEST
        ("hardship", np.int8),  # 0 to HIGHEST
        ("opinion", np.int8),  # bits in which private opinion and what is said differ from the trait, four each
    ]
)
MATTER: Final = structure(
    [
        ("who", np.int16),  # position in the community
        ("kind", np.int8),
        ("what", np.int8),  # conduct, or marks of a listing
        ("due", np.int16),  # day
        ("value", np.int16),  # day on which it began, points, or the data source of a record
        ("origin", np.int16),  # what it began with, or the record that it rests on: see `demerit.month.origins`
    ]
)
# A month adds at most 4 matters a candidate and 9 more, and turns one matter into at most 5: a bound that holds, so
# that none is ever dropped; whoever would hold more than MOST_HELD stops the run with a message.
MOST_HELD: Final = 500
MOST_WRITTEN: Final = 5 * MOST_HELD + 12 * K + 9
FORESEEN: Final = 512  # open matters drawn ahead together: at least what one person can hold
FLUSHED: Final = 64  # open matters that are gathered before they are written out
TOO_MANY: Final = 1  # `overflow`: somebody would hold more than MOST_HELD
NO_ROOM: Final = 2  # `overflow`: open matters did not fit where they are written to; nothing of them is kept

# Marks in `what` of a listing: eight bits, of which the ground takes four.
PENDING: Final = 1  # decided, in its days of grace
WRONGLY: Final = 2  # there would be none had nothing been recorded that never happened
UNTRUE: Final = 4  # the record that it rests on never happened
OF_COMPANY: Final = LEARNED_GROUND - 1  # the number of the ground of whoever is listed for an organisation
GROUND_SHIFT: Final = 3  # above these marks: the number of the ground, 0 for points
SETTLED: Final = 128  # the judgment that is somebody else's was performed by whoever owed it
# `what` of records, and of what rests on one: conduct, and its truth above; of an objection to a listing: LISTED_FOR.
TRUTH_SHIFT: Final = 6
CONDUCT_BITS: Final = (1 << TRUTH_SHIFT) - 1
LISTED_FOR: Final = CONDUCT_BITS  # no conduct: the listing itself, or all on file that never happened
# Marks in `value` of a record, above its data source.
SOURCE_BITS: Final = 15
KNOWN: Final = 16  # to the person, who was punished for it and has decided whether to object
SUSPENDED: Final = 32  # contested when it arrived: counts after the answer, if at all
# Marks in `what` of fines, above the conduct; of arrears, claims and judgments.
PAID: Final = 64  # by somebody who has objected: given back if the record falls
OF_CLAW_BACK: Final = 1  # not of a loan: everything ever received is owed
REPORTED: Final = 2  # a court reported the judgment
PAID_BACK: Final = 4  # of a claw-back: as PAID
# Entries onto the blacklist.
ENTRY_BITS: Final = 15
WRONG_ENTRIES: Final = 4


def _integers(*names: str) -> list[tuple[str, Any]]:
    return [(name, np.int64) for name in names]


# The person on the desk as of step 1 of the month: decisions read this.
LIFE: Final = structure(
    [
        *_integers(
            *(
                "who",
                "place",
                "province",
                "tier",
                "group",
                "birth",
                "age",
                "decile",
                "reared",
                "kind",
                "disposition",
                "active",
            ),
            *("relatives", "relatives_known", "held", "neighbours", "covered", "filed", "rank", "online", "dealt"),
            *("trait", "courage", "private", "said", "aloud", "unafraid"),
            # of the household and the community: who speaks, what is said, and how far beyond what would be at rest
            *("home_speakers", "home_moved"),
            *("said_here", "speakers_here", "against_here", "moved_here"),
            *("points", "wrong", "marks", "entries", "wrong_entries", "fear", "hardship"),
            "company",  # what is suffered for an organisation: see `month.owners`
            "urban",
            "cell",  # of the fixed traits that ceilings depend on
            # who decides otherwise than drawn, in a replay, whether that person objects, and which wrong records of the
            # person are not made: see `month.choosing`
            *("chooser", "objecting", "unrecorded"),
        ),
        # of the community, by population group: chance of a false record, of somebody else's (units of 2^-62)
        ("invented", np.int64, (G,)),
        ("mistaken", np.int64, (G,)),
        ("bins", np.int64, (len(LEARNED_FEATURES),)),  # scratch of the learned score: see `month.learned`
        # the chooser's occasions of the month, as bits by ordinal: those there are, what is done, what is left
        *[(name, np.int64, (ORDINALS,)) for name in ("offers", "does", "leaves")],
    ]
)
# What the month makes of the person: only step 7 writes it back.
NEXT: Final = structure(
    [
        *_integers("points", "wrong", "marks", "entries", "wrong_entries"),
        *_integers("fright", "burden", "relief", "hurt", "shunned"),
        # the ground for listing of this month and its truth (of TRUTHS), and the first that truly happened
        *_integers("ground", "untrue", "origin", "true_ground", "true_origin"),
        # one more than where among those held, 0 for none: the listing, the rightful one
        *_integers("listing", "right"),
        ("falsely", np.int64),  # the same of the points that rest on records of what the person never did
        *_integers("detention", "contests"),  # whether there is a detention; objections and notices
        # days of this month: the listing is in force, and wrongful; somebody is detained, from when until when
        *_integers("list_from", "list_until", "list_ground", "wrong_from", "held_from", "held_until"),
        # days on which a listing was annulled, a reported judgment was done with; how many still stand
        *_integers("annulled", "performed", "reported"),
        *_integers("seeks", "seeks_on"),  # where somebody's being out of work is held; the day on which work is sought
        ("next_answer", np.int64),  # the first day on which a notice or an answer is due
        ("list_at", np.int64),  # one more than where the listing is written, 0 for nowhere
        *_integers("holds", "written", "begins", "overflow", "entry", "serial"),
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
        ("mistaken", np.int64, (MOST_PROVINCES, G)),
        ("mistaken_for", np.int64, (MOST_PROVINCES, G, C * S)),
        # what each data source recorded rightly in the year before, cumulative of 2^31: false records are like it
        ("recorded", np.int64, (S, C)),
    ]
)


# What a month may add to without any event but those of every day (`month.note`): all else comes with another event, or
# with a mark or an open matter that says so (`month.compared.counting`).
EVERYDAY: Final = (
    *("acts", "conduct", "missed", "critics", "points", "score", "band", "customers", "customers_band"),
    *("enforcement_acts", "enforcement_records", "enforcement_acts_critics", "enforcement_records_critics"),
    *("learned_scored", "learned_total", "learned_low", "hardship", "jobless", "fear", "negative_entries"),
    *("demand", "declined", "granted", "favoured", "loans_stock", "loans_defaults_avoided"),
    *(measure.field for measure in OF_PEOPLE if measure.field.startswith("opinion_")),
)
# What marks alone count, and an open listing or detention, without any event (`month.note`).
OF_MARKS: Final = (
    *("redlist_stock", "passes_invalid", "detained", "detained_days", "decile_stock"),
    *("blacklist_stock", "blacklist_unaware", "blacklist_learned_stock", "blacklist_wrongful_stock"),
    *("blacklist_listed_days", "blacklist_wrongful_days"),
)
# What comes with the events of debts and of work, and with fines paid or not, beside that.
OF_DEBTS: Final = (
    *("loans_opened", "loans_repaid", "loans_defaulted", "loans_cured", "claims", "judgments", "judgments_performed"),
    *(
        "judgments_performed_under_pressure",
        "judgments_lapsed",
        "fines_paid",
        "fines_unpaid",
        "jobs_lost",
        "jobs_found",
    ),
)
# Whole-number sums of one province and month: every measure of people, told apart as the catalogue says, first those of
# every day.
COUNT: Final = structure(
    [
        *fields(sorted(OF_PEOPLE, key=lambda measure: measure.field not in EVERYDAY)),
        ("lost", np.int64, (G, C * S)),  # put down to somebody else: what the province publishes to itself
        ("correct", np.int64, (C * S,)),  # records of what truly happened, by conduct and data source
    ]
)


def desk(tile: int) -> np.dtype[Any]:
    """What a community is settled on, and moved in tiles of at most so many people."""
    room = tile * K * 3 + 8  # most candidates: three a month of each kind; room to write ahead
    return structure(
        [
            *SETTLING,
            *[(name, np.int32, (WIDTH,)) for name in ("listed_at", "known_at", "held_at", "moved_at")],
            *[(name, np.int32, (WIDTH,)) for name in ("speakers_at", "row")],
            *[(name, np.int32, (WIDTH,)) for name in ("trait", "courage", "cell")],
            ("company", np.int64, (WIDTH,)),
            # of a tile
            *[(name, np.int32, (tile,)) for name in ("number", "category")],
            ("mask", np.int64, (tile + 1,)),  # the listing of candidates looks one ahead
            *[(name, np.int32, (tile,)) for name in ("pull", "lesson", "grudge", "daring", "aloud", "unafraid")],
            ("person", np.int64, (tile,)),
            ("coarse", np.int64, (2 * BLOCKS, tile)),
            ("limits", np.int64, (PAIRS, tile)),
            *[(name, np.int32, (tile,)) for name in ("misfortune", "phantom", "mistake", "mistake_too")],
            # of its candidates
            *[(name, np.int64, (room,)) for name in ("actor", "which")],
            *[(name, np.int32, (room,)) for name in ("will", "seen", "aside", "when", "whose", "kept", "done")],
            # of the open matters that come next
            *[(name, np.int64, (FORESEEN,)) for name in ("holder", "matter")],
            *[(name, np.int32, (FORESEEN,)) for name in ("fate", "fate_seen", "fate_when", "fate_aside")],
        ]
    )


DESK: Final = desk(WIDTH)
