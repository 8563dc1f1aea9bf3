"""The frozen words of the model: groups, kinds of conduct, demands, data sources, matters, events.

Positions in these tuples are the numbers that draws, state and published sums use, so entries are only ever
appended: a new kind then changes nobody else's draws.
"""

from typing import Final

GROUPS: Final = ("majority", "minority")
AGE_CLASSES: Final = (6, 16, 30, 45, 60, 75)  # upper limits in years; the last class is open
CELL: Final = (len(AGE_CLASSES) + 1, 5, 2, 2)  # fixed traits: age class, fifth of income, urban, online
CELLS: Final = CELL[0] * CELL[1] * CELL[2] * CELL[3]

# Candidates: notable acts and demands, drawn for everybody at ceiling rates fixed by the society.
ACTS: Final = (
    "road_crossing",  # crossing a street wrongly
    "loud_music",  # loud music on a train
    "criticism",  # criticising the government in public or online
    "demonstration",  # taking part in an unapproved demonstration
    "search",  # searching for terms that are frowned upon
    "purchase",  # buying what is frowned upon
    "petty_offence",  # an offence that ends in a criminal record
    "truancy",  # misconduct noted in a school report
    "volunteering",  # "good conduct"
    "loyalty",  # praising the party in public
    "travel_disorder",  # smoking, disorder or riding without a ticket on trains and planes
    "fraud",  # tax or social-insurance fraud
    "health_breach",  # a test, vaccination or report of illness that is missing
    "curfew_breach",  # being out during a curfew
)
DEMANDS: Final = (
    "flight",
    "ordinary_train",  # what is published as `train` is all rail trips, high-speed included
    "high_speed",
    "credit",
    "property",
    "school",  # a place in one's own further education
    "service",  # a social service
    "private_school",  # a place at a costly private school, asked for a child
    "luxury",  # spending beyond need: a star hotel, a club
    "insurance",  # a health or life insurance
    "job",  # asked for by people out of work (a transition, not a candidate)
)
CANDIDATES: Final = ACTS + DEMANDS[:-1]
CANDIDATE_SLOTS: Final = 24  # kinds that can be drawn for a person and month
COARSE: Final = 8  # bits that are drawn ahead for each of them, three kinds to a word
FINE_BITS: Final = 31 - COARSE  # bits that are drawn where those leave doubt
COARSE_WORDS: Final = CANDIDATE_SLOTS // 3
HALF: Final = 32  # bits: two such words make a whole number
COARSE_PAIRS: Final = COARSE_WORDS // 2
DE_BRUIJN: Final = 0x077CB531  # times a power of two: its upper five bits tell which power

# What rules may forbid although everybody is free to do it (articles 18 to 21 of the Universal Declaration), and what
# the law of most countries forbids.  Reports set the two side by side and never divide one by the other.
LIBERTY_OF: Final = {"criticism": "speech", "search": "information", "demonstration": "assembly"}
MOVEMENT: Final = ("flight", "ordinary_train", "high_speed")
OFFENCES: Final = ("road_crossing", "loud_music", "petty_offence", "travel_disorder", "fraud", "curfew_breach")
SPEECH: Final = tuple(LIBERTY_OF)

# Conduct that no candidate stands for: what becomes of open matters, and what a commercial score reports.
CONSEQUENT: Final = (
    "arrears",  # a loan falls into arrears
    "judgment",
    "unpaid_fine",
    "low_commercial_score",
    "arrears_month",  # each further month in which it stays there, until a court rules
)
CONDUCT: Final = ACTS + CONSEQUENT

CONTEXTS: Final = ("finance", "traffic", "speech", "civic", "consumption", "health", "work", "family")
CONTEXT_OF: Final = {
    "road_crossing": "traffic",
    "loud_music": "civic",
    "criticism": "speech",
    "demonstration": "speech",
    "search": "speech",
    "purchase": "consumption",
    "petty_offence": "civic",
    "truancy": "family",
    "volunteering": "civic",
    "loyalty": "speech",
    "arrears": "finance",
    "judgment": "finance",
    "unpaid_fine": "traffic",
    "travel_disorder": "civic",
    "fraud": "finance",
    "health_breach": "health",
    "curfew_breach": "health",
    "low_commercial_score": "consumption",
    "arrears_month": "finance",
}

SOURCES: Final = (
    *("administration", "payments", "search", "social", "police", "camera"),
    "court",
    "tax",  # tax and social-insurance offices
    "transport",  # railways and airlines
    "health",  # health records, tests, vaccination passes
    "location",  # phones: geodata, a contact-tracing app
    "commercial",  # a private score that feeds the state's file
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
    "age": ("under 6", "6 to 15", "16 to 29", "30 to 44", "45 to 59", "60 to 74", "75 and over"),
    "income": ("lowest fifth", "second fifth", "third fifth", "fourth fifth", "highest fifth"),
    "urban": ("rural", "urban"),
    "online": ("offline", "online"),
    "work": ("no", "out of work"),
    "place": ("city", "town", "country"),
    "relatives": ("none listed", "one listed", "more listed"),  # of the household
    "neighbours": ("none listed", "under 1 %", "1 to 3 %", "over 3 %"),  # as the list is published
    "points": (
        *("150 or more lost", "100 to 149 lost", "60 to 99 lost", "30 to 59 lost", "under 30 lost"),
        *("as at the start", "under 30 won", "30 or more won"),
    ),
    "entries": ("none", "one", "two", "more"),  # onto the blacklist, so far
    "hardship": ("none", "up to 31", "32 to 63", "64 and over"),  # of 127
    "fear": ("none", "up to 31", "32 to 63", "64 and over"),
    "group": GROUPS,
    "province": tuple(map(str, range(32))),  # by its number
}
WITHHELD: Final = ("group", "province")  # looked at beside every learned score that is not shown them
LEARNED_LABELS: Final = {
    "listing": "was put on the blacklist",
    "points": "lost more points than were won",
}

PLATFORMS: Final = ("payments", "search", "social")  # companies that hand over, or keep, what they see

# Why a regime refuses.
CAUSES: Final = ("listing", "points", "relative", "company", "health", "commercial", "learned")

# How a record relates to what truly happened.
TRUTHS: Final = ("correct", "false", "misattributed")
CORRECT, FALSE, MISATTRIBUTED = range(3)

LISTS: Final = ("blacklist", "redlist")

# Open matters: 8 bytes each, only for those who have one.
MATTERS: Final = (
    "loan",  # due: last day of the term
    "arrears",  # due: day on which the lender sues
    "claim",  # due: day of the ruling
    "judgment",  # due: day on which it lapses
    "fine",  # due: day on which it counts as unpaid
    "record",  # on its way to the file; due: day on which it counts
    "listing",  # due: day before which nobody leaves the list
    "detention",  # due: day of release
    "jobless",  # due: unused
    "pass",  # a health pass that is invalid; due: day on which it is valid again
    "entry",  # a negative entry with credit agencies; what: 0 their own, 1 public register; due: day of erasure
    "expiry",  # of a record's points; due: day on which they are given back
)
LOAN, ARREARS, CLAIM, JUDGMENT, FINE, RECORD, LISTING, DETENTION, JOBLESS, PASS, ENTRY, EXPIRY = range(len(MATTERS))

# What the ledger of one life can say.  Each row: day, event, a, b, c (see `demerit.life.ledger`).
EVENTS: Final = (
    "born",
    "died",
    "act",  # a: candidate kind
    "self_censored",  # a: candidate kind: wanted, and left undone for fear
    "recorded",  # a: conduct, b: source, c: truth
    "missed",  # a: conduct
    "lost",  # a: conduct, b: source: put down to somebody else
    "points",  # a: conduct, b: points, c: score after
    "entered",  # a: list, b: score, c: 1 if only wrong records explain it, 2 if a learned score alone does
    "left",  # a: list, b: score, c: days stayed
    "refused",  # a: demand, b: score, c: 1 if the person knew of the listing before, and twice the cause
    "declined",  # a: demand, b: 0 ordinary reasons
    "granted",  # a: demand, b: 1 if favoured for being on the redlist
    "lent",  # a: months of term
    "repaid",
    "defaulted",
    "cured",
    "sued",
    "ruled_against",
    "performed",
    "lapsed",
    "lost_work",
    "found_work",
    "fined",  # a: conduct, b: source, c: truth
    "paid_fine",
    "left_fine_unpaid",
    "detained",  # a: conduct, b: days
    "released",
    "notified",  # a: 0 of a record, 1 of a listing
    "objected",  # a: conduct, b: source, c: truth
    "upheld",  # objection upheld: the record does not count
    "dismissed",  # objection dismissed
    "feared",  # a: fear after, b: from: 0 own case, 1 household, 2 community
    "pass_lost",  # a: days until it is valid again
    "pass_restored",
    "said",  # a: private opinion, b: what is said aloud from now on, 0 against to 15 for
    "warned",  # a first record of a minor matter: a warning, and nothing else
    "expired",  # a record's points are given back
    "averted",  # performed within the days of grace: not listed
    "clean_year",  # a: points given for a year without losing any, b: score after
    "clawed_back",  # a: conduct, b: source, c: truth: owes everything ever received
)
EVENT: Final = {name: number for number, name in enumerate(EVENTS)}

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
# Kinds of conduct and of demand, each with the number that its draws have for ever: a new kind gets a new number, so
# nobody else's draws change.  Demands begin at FIRST_DEMAND; there is room for MOST_KINDS.
MOST_KINDS: Final = 64
FIRST_DEMAND: Final = 32
ORGANISATION_NUMBERS: Final = {
    "tax_default": 0,
    "unsafe_workplace": 1,
    "pollution": 2,
    "contract_breach": 3,
    "withheld_data": 4,  # data that are to be handed over are not
    "compliance_award": 5,  # "good conduct"
    "revoked": 6,  # closed, or without its licence, by ordinary law
    "late_return": 7,  # a tax return or statement that is late, or wrong in a detail
    "tax_fraud": 8,  # evasion, false invoices
    "unreachable": 9,  # files nothing any more and is not found at its address
    "judgment_default": 10,  # a court's judgment that is not performed
    "missing_report": 11,  # the yearly report to the registrar
    "unlawful_activity": 12,  # outside its registered purpose: forbidden fees, unapproved branches
    "advocacy": 13,  # speaks up in public against what an authority does
    "credit": FIRST_DEMAND,
    "tender": FIRST_DEMAND + 1,
    "market_access": FIRST_DEMAND + 2,
    "invoices": FIRST_DEMAND + 3,  # more tax invoices than its quota
    "funding": FIRST_DEMAND + 4,  # a grant or subsidy
}
ORGANISATION_ACTS: Final = tuple(name for name, n in ORGANISATION_NUMBERS.items() if n < FIRST_DEMAND)
ORGANISATION_DEMANDS: Final = tuple(name for name, n in ORGANISATION_NUMBERS.items() if n >= FIRST_DEMAND)
ORGANISATION_CANDIDATES: Final = ORGANISATION_ACTS + ORGANISATION_DEMANDS
ORGANISATION_SOURCES: Final = (
    "tax",
    "safety",
    "environment",
    "courts",
    "data_sharing",
    "premises_camera",
    "registrar",  # the authority that registers: the market regulator, of nonprofits the civil affairs office
)
RATINGS: Final = ("A", "B", "M", "C", "D")  # M: new, or without an income to judge by
RATED: Final = ("not now", "anew from month to month", "anew, and the points with it")  # how, in a month
NOT_RATED, RATED_ON, RATED_ANEW = range(len(RATED))
# The lists of organisations.  Whoever is on the watch list is to put something right, or ends on the blacklist.
ORGANISATION_LISTS: Final = ("watchlist", "blacklist")
# Why an organisation is listed: its rating, the listing of its owner, too long on the watch list, or one act that is
# ground enough.
ORGANISATION_GROUNDS: Final = ("rating", "owner", "watchlist", *ORGANISATION_ACTS)
# What the ledger of one organisation can say.  Each row: day, event, a, b, c.
ORGANISATION_EVENTS: Final = (
    "act",  # a: kind of candidate
    "recorded",  # a: conduct, b: source, c: truth
    "missed",  # a: conduct
    "lost",  # a: conduct, b: source: put down to another organisation
    "points",  # a: conduct, b: points, c: points after
    "fined",  # a: conduct, b: source, c: truth
    "rated",  # a: rating, b: points that it rests on, c: rating before (from 1 on; 0: none), fewer for want of an audit
    "entered",  # a: ground, b: points, c: 1 if without wrong records it would not be listed now
    "left",  # a: days stayed
    "suspended",  # a: days
    "refused",  # a: demand, b: rating (from 1 on), c: 1 if on the blacklist, 2 if on the watch list, 0 for the rating
    "declined",  # a: demand
    "granted",  # a: demand
    "taxed",  # a: rating (from 1 on): pays a higher tax in this month
    "revoked",
    "restored",
    "watched",  # put on the watch list; a: ground, c: 1 if without wrong records it would not be
    "mended",  # off the watch list; a: days stayed
    "deterred",  # a: conduct: left undone for being inspected
)
