"""The frozen words of the model: groups, kinds of conduct, demands, data sources, matters.

The number beside a word is what draws, state and published sums know it by.  It never changes and is never given
again, so a new word, which takes a free number, changes nobody else's draws.  Where there are no numbers (events of a
ledger, ratings, features, ...) positions are the numbers, and words are only ever appended.

What can be drawn for somebody, acts and demands, shares one space of 64 numbers, in which an act has the number that it
has as conduct.  Conduct that nothing is drawn for has numbers there that belong to demands, so no act can ever have
them.
"""

from typing import Final, NamedTuple

from demerit.numbered import Numbered
from demerit.ranges import MOST_PROVINCES

GROUPS: Final = Numbered({"majority": 0, "minority": 1}, most=2)
TIERS: Final = ("city", "town", "country")  # kinds of place
DISPOSITIONS: Final = ("careless", "outspoken", "civic")
# Upper limits in years; the last class is open.  From 14 on an authority may fine (China, Germany).
AGE_CLASSES: Final = (6, 14, 18, 30, 45, 60, 75)
CELL: Final = (len(AGE_CLASSES) + 1, 5, 2, 2)  # traits: age class, fifth of income, urban, online
CELLS: Final = CELL[0] * CELL[1] * CELL[2] * CELL[3]

# Candidates: notable acts and demands, drawn for everybody at ceiling rates fixed by the society.
ACTS: Final = Numbered(
    {
        "road_crossing": 0,  # crossing a street wrongly
        "loud_music": 1,  # loud music on a train
        "criticism": 2,  # criticising the government in public or online
        "demonstration": 3,  # taking part in an unapproved demonstration
        "search": 4,  # searching for terms that are frowned upon
        "purchase": 5,  # buying what is frowned upon
        "petty_offence": 6,  # an offence that ends in a criminal record
        "truancy": 7,  # misconduct noted in a school report
        "volunteering": 8,  # "good conduct"
        "loyalty": 9,  # praising the party in public
        "travel_disorder": 10,  # smoking, disorder or riding without a ticket on trains and planes
        "fraud": 11,  # tax or social-insurance fraud
        "health_breach": 12,  # a test, vaccination or report of illness that is missing
        "curfew_breach": 13,  # being out during a curfew
    },
    most=64,
)


class Asked(NamedTuple):
    """Numbers of a demand: among demands, and among candidates where it is drawn like an act."""

    number: int
    candidate: int | None = None  # None: not drawn, but asked for on an occasion of its own


def drawn(demands: dict[str, Asked]) -> dict[str, int]:
    """Those that are drawn, with their numbers among candidates."""
    return {name: asked.candidate for name, asked in demands.items() if asked.candidate is not None}


_DEMANDS: Final = {
    "flight": Asked(0, 14),
    "ordinary_train": Asked(1, 15),  # what is published as `train` is all rail trips, high-speed included
    "high_speed": Asked(2, 16),
    "credit": Asked(3, 17),
    "property": Asked(4, 18),
    "school": Asked(5, 19),  # a place in one's own further education
    "service": Asked(6, 20),  # a social service
    "private_school": Asked(7, 21),  # a place at a costly private school, asked for a child
    "luxury": Asked(8, 22),  # spending beyond need: a star hotel, a club
    "insurance": Asked(9, 23),  # a health or life insurance
    "job": Asked(10),  # a place, asked for by people out of work
}
DEMANDS: Final = Numbered({name: asked.number for name, asked in _DEMANDS.items()}, most=64)
DRAWN_DEMANDS: Final = Numbered(drawn(_DEMANDS), most=64)
CANDIDATES: Final = ACTS | DRAWN_DEMANDS
NO_DEMAND: Final = -1  # the demand that an act is
CANDIDATE_KINDS: Final = 64  # that there is room for
# Bits of the draws of a month that chances are compared with: see `demerit.month.opinion`.
OF_STEP: Final = 15  # a step of private opinion, or back
OF_FOLLOWING: Final = 13  # a step along with household or community
OF_GRUDGE: Final = 10  # a step away after one's own punishment
OF_DARING: Final = 12  # speaking in spite of fear

# What rules may forbid although everybody is free to do it (articles 18 to 21 of the Universal Declaration), and what
# the law of most countries forbids.  Reports set the two side by side and never divide one by the other.
LIBERTY_OF: Final = {"criticism": "speech", "search": "information", "demonstration": "assembly"}
MOVEMENT: Final = ("flight", "ordinary_train", "high_speed")
OFFENCES: Final = ("road_crossing", "loud_music", "petty_offence", "travel_disorder", "fraud", "curfew_breach")
SPEECH: Final = tuple(LIBERTY_OF)

# Conduct that no candidate stands for: what becomes of open matters, and what a commercial score reports.
# Their numbers are those of drawn demands (14 to 23).
CONSEQUENT: Final = Numbered(
    {
        "arrears": 14,  # a loan falls into arrears
        "judgment": 15,
        "unpaid_fine": 16,
        "low_commercial_score": 17,
        "arrears_month": 18,  # each further month in which it stays there, until a court rules
    },
    most=64,
)
CONDUCT: Final = ACTS | CONSEQUENT
SPEECH_BITS: Final = sum(1 << CONDUCT.index(name) for name in LIBERTY_OF)  # which conduct is speech, as a set

SOURCES: Final = Numbered(
    {
        "administration": 0,
        "payments": 1,
        "search": 2,
        "social": 3,
        "police": 4,
        "camera": 5,
        "court": 6,
        "tax": 7,  # tax and social-insurance offices
        "transport": 8,  # railways and airlines
        "health": 9,  # health records, tests, vaccination passes
        "location": 10,  # phones: geodata, a contact-tracing app
        "commercial": 11,  # a private score that feeds the state's file
    },
    most=16,
)
# What a commercial score may know of a customer, beside age and income.
COMMERCIAL_FEATURES: Final = (
    "open_loans",  # each, up to three
    "arrears",
    "judgment",
    "blacklisted",  # read from the state's list
    "listed_contacts",  # each listed member of the household, up to three
    "health",  # an invalid health pass
    "state_points",  # each point of the state's file, in 1024ths
    "place",  # 0 city, 1 town, 2 country: geodata
)
OF_THE_STATE: Final = ("blacklisted", "listed_contacts", "state_points")
# What a learned score may be shown of a person, each in a few bins; what is not chosen is withheld from it.
LEARNED_FEATURES: Final = {
    "age": ("under 6", "6 to 13", "14 to 17", "18 to 29", "30 to 44", "45 to 59", "60 to 74", "75 and over"),
    "income": ("lowest fifth", "second fifth", "third fifth", "fourth fifth", "highest fifth"),
    "urban": ("rural", "urban"),
    "online": ("offline", "online"),
    "work": ("no", "out of work"),
    "place": TIERS,
    "relatives": ("none listed", "one listed", "more listed"),  # of the household
    "neighbours": ("none listed", "under 1 %", "1 to 3 %", "over 3 %"),  # as the list is published
    "points": (
        *("150 or more lost", "100 to 149 lost", "60 to 99 lost", "30 to 59 lost", "under 30 lost"),
        *("as at the start", "under 30 won", "30 or more won"),
    ),
    "entries": ("none", "one", "two", "more"),  # onto the blacklist, so far
    "hardship": ("none", "up to 31", "32 to 63", "64 and over"),  # of 127
    "fear": ("none", "up to 31", "32 to 63", "64 and over"),
    "group": tuple(GROUPS),
    "province": tuple(map(str, range(MOST_PROVINCES))),  # by its number
}
WITHHELD: Final = ("group", "province")  # looked at beside every learned score that is not shown them
LEARNED_LABELS: Final = {
    "listing": "was put on the blacklist",
    "points": "lost more points than were won",
}

PLATFORMS: Final = ("payments", "search", "social")  # companies that hand over, or keep, what they see

# Why a regime refuses.
CAUSES: Final = Numbered(
    {"listing": 0, "points": 1, "relative": 2, "company": 3, "health": 4, "commercial": 5, "learned": 6}, most=16
)

# How a record relates to what truly happened.
TRUTHS: Final = ("correct", "false", "misattributed")
CORRECT, FALSE, MISATTRIBUTED = range(3)

LISTS: Final = Numbered({"blacklist": 0, "redlist": 1}, most=2)

# Open matters: 10 bytes each, only for those who have one.
MATTERS: Final = Numbered(
    {
        "loan": 0,  # due: last day of the term
        "arrears": 1,  # due: day on which the lender sues
        "claim": 2,  # due: day of the ruling
        "judgment": 3,  # due: day on which it lapses
        "fine": 4,  # due: day on which it counts as unpaid
        "record": 5,  # on its way to the file, or kept off it while contested; due: day on which it counts
        "listing": 6,  # due: day before which nobody leaves the list; value: day of entry
        "detention": 7,  # value: first day; due: day of release
        "jobless": 8,  # due: unused
        "pass": 9,  # a health pass that is invalid; due: day on which it is valid again
        "entry": 10,  # a negative entry with credit agencies; what: 0 their own, 1 public register; due: day of erasure
        "expiry": 11,  # of a record's points (value); due: day on which they are given back
        "notice": 12,  # of a record that counts already, its points in value; due: day on which the person is told
        "objection": 13,  # to a record, to all that never happened, or to a listing; due: day of the answer
        "rightful": 14,  # the listing there would be had nothing been recorded that never happened, where it differs
        "critic": 15,  # a criticism on file; due: day on which it fades
        "wrong_points": 16,  # value: how many of somebody's points rest on records of what never happened; due: unused
        "set_aside": 17,  # points (value) of a contested record, which do not count; due: when they expire
    },
    most=32,
)
LOAN: Final = MATTERS.index("loan")
ARREARS: Final = MATTERS.index("arrears")
CLAIM: Final = MATTERS.index("claim")
JUDGMENT: Final = MATTERS.index("judgment")
FINE: Final = MATTERS.index("fine")
RECORD: Final = MATTERS.index("record")
LISTING: Final = MATTERS.index("listing")
DETENTION: Final = MATTERS.index("detention")
JOBLESS: Final = MATTERS.index("jobless")
PASS: Final = MATTERS.index("pass")
ENTRY: Final = MATTERS.index("entry")
EXPIRY: Final = MATTERS.index("expiry")
SET_ASIDE: Final = MATTERS.index("set_aside")
NOTICE: Final = MATTERS.index("notice")
OBJECTION: Final = MATTERS.index("objection")
RIGHTFUL: Final = MATTERS.index("rightful")
CRITICISED: Final = MATTERS.index("critic")
WRONG_POINTS: Final = MATTERS.index("wrong_points")

# Organisations: companies, which are for profit, and nonprofits: NGOs, associations, foundations.  They have numbers,
# kinds of conduct, data sources and ratings of their own.
ORGANISATIONS: Final = ("domestic", "foreign", "nonprofit")  # companies by where their owners are
RULEBOOKS: Final = ("companies", "nonprofits")  # a regime has one for each; absent, nobody looks at them
RULEBOOK_OF: Final = (0, 0, 1)  # of each kind of organisation
SECTORS: Final = (
    "farming",
    "manufacturing",
    "construction",
    "trade",
    "transport",
    "catering",
    "finance",
    "services",
)
SIZES: Final = ("self_employed", "small", "medium", "large")
# Organisations' acts and demands share one space of numbers, too; as conduct, acts have the same ones.
ORGANISATION_ACTS: Final = Numbered(
    {
        "tax_default": 0,
        "unsafe_workplace": 1,
        "pollution": 2,
        "contract_breach": 3,
        "withheld_data": 4,  # data that are to be handed over are not
        "compliance_award": 5,  # "good conduct"
        "revoked": 6,  # closed, or without its licence, by ordinary law
        "late_return": 10,  # a tax return or statement that is late, or wrong in a detail
        "tax_fraud": 11,  # evasion, false invoices
        "unreachable": 12,  # files nothing any more and is not found at its address
        "judgment_default": 13,  # a court's judgment that is not performed
        "missing_report": 14,  # the yearly report to the registrar
        "unlawful_activity": 15,  # outside its registered purpose: forbidden fees, unapproved branches
        "advocacy": 16,  # speaks up in public against what an authority does
    },
    most=28,
)
_ORGANISATION_DEMANDS: Final = {
    "credit": Asked(0, 7),
    "tender": Asked(1, 8),
    "market_access": Asked(2, 9),
    "invoices": Asked(3, 17),  # more tax invoices than its quota
    "funding": Asked(4, 18),  # a grant or subsidy
}
ORGANISATION_DEMANDS: Final = Numbered({name: asked.number for name, asked in _ORGANISATION_DEMANDS.items()}, most=32)
ORGANISATION_CANDIDATES: Final = ORGANISATION_ACTS | Numbered(drawn(_ORGANISATION_DEMANDS), most=64)
ORGANISATION_SOURCES: Final = Numbered(
    {
        "tax": 0,
        "safety": 1,
        "environment": 2,
        "courts": 3,
        "data_sharing": 4,
        "premises_camera": 5,
        "registrar": 6,  # the authority that registers: the market regulator, of nonprofits the civil affairs office
    },
    most=16,
)
RATINGS: Final = ("A", "B", "M", "C", "D")  # M: new, or without an income to judge by
RATED: Final = ("not now", "anew from month to month", "anew, and the points with it")  # how, in a month
NOT_RATED, RATED_ON, RATED_ANEW = range(len(RATED))
# The lists of organisations.  Whoever is on the watch list is to put something right, or ends on the blacklist.
ORGANISATION_LISTS: Final = ("watchlist", "blacklist")
# Why an organisation is listed: its rating, the listing of its owner, too long on the watch list, or one act that is
# ground enough.
FIRST_ACT_GROUND: Final = 3  # the number of an act as a ground is its own and so much
ORGANISATION_GROUNDS: Final = Numbered(
    {
        "rating": 0,
        "owner": 1,
        "watchlist": 2,
        **{name: FIRST_ACT_GROUND + n for n, name in ORGANISATION_ACTS.numbered()},
    },
    most=31,
)
