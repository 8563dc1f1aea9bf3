"""Which word of which draw decides what: no two decisions about the same person, month or matter share bits.

A block of draws is named by its purpose and number (`demerit.draws`), and has four words.  The number stands here as
the source says it, where it is not one number: `desk.which` tells a person's candidates of a month apart, `desk.matter`
open matters, `j` the blocks of 16 kinds of candidate.  Where one word stands for several decisions, `whose` says about
whom, or about which matter, each is: never about the same.

Organisations are drawn apart, by their own purpose (`demerit.organisations`).

A decision that is not listed here fails a test, and so does an entry that nobody draws (`tests/test_words.py`).
"""

from typing import Final, NamedTuple

# Parts of the 31 bits of a draw.  Words of KINDS are taken whole: 32 bits.
ALL: Final = range(31)
UPPER: Final = range(16, 31)
LOWER: Final = range(16)
ANYBODY: Final = "anybody"


class Word(NamedTuple):
    """A decision.

    purpose, block: which draws; word: 0 to 3; part: which bits of it; whose: about whom or what, with commas between;
    where: the functions that decide by it, as module.function, with commas between; what: what is decided.
    """

    purpose: str
    block: int | str
    word: int
    part: range
    whose: str
    where: str
    what: str


# Who lives there: drawn in no month.
_CENSUS: Final = (
    Word("COMMUNITY", 0, 0, ALL, "community", "people.anchor.sizes", "where the even spread of household sizes begins"),
    Word("COMMUNITY", 0, 1, ALL, "community", "people.anchor.families", "rounding of the number of households"),
    Word("HOUSEHOLD", 0, 0, ALL, "family household", "people.anchor.shapes", "template: who its members are"),
    Word("HOUSEHOLD", 0, 1, ALL, "family household", "people.anchor.described", "population group"),
    Word("HOUSEHOLD", 0, 2, ALL, "family household", "people.anchor.described", "urban or rural"),
    Word("HOUSEHOLD", 0, 3, ALL, "family household", "people.anchor.described", "tenth of income"),
    Word(
        "PERSON", 0, 0, ALL, "householder", "people.anchor.recorded", "age of all members, within the template's span"
    ),
    Word("PERSON", 0, 3, ALL, "alive at the census", "people.anchor.aged", "month of death after it"),
    Word("PERSON", 0, 0, ALL, "born after the census", "people.anchor.born", "sex"),
    Word("PERSON", 1, 0, ALL, "lodger, dead by the census", "people.anchor.others", "age class and sex"),
    Word("PERSON", 1, 1, ALL, "lodger, dead by the census", "people.anchor.described", "population group"),
    Word("PERSON", 1, 2, ALL, "lodger, dead by the census", "people.anchor.described", "urban or rural"),
    Word("PERSON", 1, 3, ALL, "lodger, dead by the census", "people.anchor.described", "tenth of income"),
    Word("PERSON", 6, 0, ALL, "lodger, dead by the census", "people.anchor.others", "age within the class"),
)
_BEFORE: Final = (
    Word(
        *("HOUSEHOLD", 1, 1, ALL, "young couple, woman without a partner"),
        *("people.before.couples, people.before.partings", "age of the woman when they became a couple"),
    ),
    Word(
        "HOUSEHOLD", 1, 2, ALL, "young couple", "people.before.couples", "how they began: with parents, alone, at once"
    ),
    Word("HOUSEHOLD", 1, 2, ALL, "young without a partner", "people.before.at_home", "age at leaving home"),
    Word("HOUSEHOLD", 1, 3, ALL, "couple that began with his parents", "people.before.couples", "for how long"),
    Word("HOUSEHOLD", 1, 3, UPPER, "couple that began alone", "people.before.couples", "for how long, the man"),
    Word("HOUSEHOLD", 1, 3, LOWER, "couple that began alone", "people.before.couples", "for how long, the woman"),
    Word(
        *("HOUSEHOLD", 2, 0, ALL, "young couple, without a partner"),
        *("people.before.coupled, people.before.undone", "with whom the householder lived before"),
    ),
    Word("HOUSEHOLD", 2, 1, ALL, "young couple", "people.before.coupled", "with whom the partner lived before"),
    Word("HOUSEHOLD", 2, 1, ALL, "alone and settled", "people.before.at_home", "when they left home, if late"),
    Word("HOUSEHOLD", 2, 2, UPPER, "young couple", "people.before.coupled", "whether the man lived in a dormitory"),
    Word("HOUSEHOLD", 2, 2, LOWER, "young couple", "people.before.coupled", "whether the woman did"),
    Word("HOUSEHOLD", 2, 2, LOWER, "young without a partner", "people.before.undone", "whether the householder did"),
    Word("HOUSEHOLD", 2, 2, UPPER, "alone and settled", "people.before.at_home", "whether they left home late"),
    Word("HOUSEHOLD", 2, 3, UPPER, "woman without a partner", "people.before.partings", "whether she parted from one"),
    Word("HOUSEHOLD", 2, 3, LOWER, "woman without a partner", "people.before.partings", "when they parted"),
    Word("PERSON", 0, 1, ALL, "flat mate", "people.before.undone", "with whom they lived before"),
    Word("PERSON", 0, 2, ALL, "settled householder", "people.before.marked", "whether those who left it are taken in"),
    Word("PERSON", 6, 1, ALL, "lodger", "people.before.lodgers", "when they left home"),
    Word("PERSON", 6, 2, ALL, "lodger", "people.before.lodgers", "with whom they lived before"),
    Word(
        "PERSON",
        6,
        1,
        ALL,
        "dead by the census",
        "people.before.back",
        "with a partner, apart, with kin, in an institution",
    ),
    Word("PERSON", 6, 2, ALL, "dead by the census", "people.before.back", "with whom"),
    Word(
        "PERSON", 6, 3, ALL, "dead by the census", "people.before.own_household", "whether a dead partner lived there"
    ),
)
_AFTER: Final = (
    Word("PERSON", 0, 0, UPPER, "child at home, lodger", "people.after.leaving", "whether they leave as one of two"),
    Word("PERSON", 0, 0, LOWER, "child at home", "people.after.movers", "whether they study away from home"),
    Word("PERSON", 0, 1, ALL, "child at home, lodger, young and alone", "people.after.leaving", "when they leave"),
    Word("PERSON", 0, 2, ALL, "child at home, lodger, young and alone", "people.after.movers", "whether they leave"),
    Word("PERSON", 0, 0, ALL, "partner of a householder", "people.after.partings", "when the couple parts"),
    Word("PERSON", 0, 1, ALL, "born after the census", "people.after.births", "age of the mother"),
)
_CUSTOMERS: Final = "month.commercial.customer, month.commercial.customers"
_TRAITS: Final = (
    Word("PERSON", 2, 0, ALL, ANYBODY, "people.schooling.schooled, people.schooling.schooling_of", "schooling"),
    Word("PERSON", 3, 0, range(26, 31), ANYBODY, "month.opinion.traits", "private opinion at rest"),
    Word("PERSON", 3, 1, range(23, 31), ANYBODY, "month.opinion.traits", "threshold to speak"),
    Word("PERSON", 4, 0, ALL, ANYBODY, "people.work.employable", "whether they are in the labour force"),
    Word("PERSON", 4, 1, ALL, ANYBODY, "people.online.connected", "whether they are online"),
    Word("PERSON", 4, 2, range(0, 2), ANYBODY, "people.occupations.occupied", "how careless they are"),
    Word("PERSON", 4, 2, range(2, 4), ANYBODY, "people.occupations.occupied", "how outspoken"),
    Word("PERSON", 4, 2, range(4, 6), ANYBODY, "people.occupations.occupied", "how civic"),
    *(
        Word("PERSON", 4, 3, range(10 * n, 10 * n + 10), ANYBODY, _CUSTOMERS, f"whether a customer of score {n}")
        for n in range(3)
    ),
)

# What a month brings to a person.
_MONTH: Final = (
    Word("MONTH", 0, 0, ALL, ANYBODY, "month.month.lived", "whether work is lost"),
    Word(
        *("MONTH", 0, 1, ALL, ANYBODY, "month.month.lived, month.recording.invented"),
        "whether there is a false record, and by which data source",
    ),
    Word("MONTH", 0, 2, ALL, ANYBODY, "month.month.lived", "whether there is a record of what somebody else did"),
    Word("MONTH", 0, 3, ALL, ANYBODY, "month.month.lived", "the same, where the first draw ties"),
    Word("MONTH", 1, 0, range(0, 15), ANYBODY, "month.opinion.drift", "a step with the media"),
    Word("MONTH", 1, 0, range(15, 28), ANYBODY, "month.opinion.drift", "a step with the household"),
    Word("MONTH", 1, 1, range(0, 15), ANYBODY, "month.opinion.drift", "a step with the school"),
    Word("MONTH", 1, 1, range(15, 28), ANYBODY, "month.opinion.along", "a step with the community"),
    Word("MONTH", 1, 2, range(0, 15), ANYBODY, "month.opinion.drift", "a step back to the trait"),
    Word("MONTH", 1, 2, range(15, 25), ANYBODY, "month.opinion.drift", "a step away after one's own punishment"),
    Word("MONTH", 1, 3, range(0, 12), ANYBODY, "month.opinion.dares", "speaking in spite of fear"),
    Word(
        *("MONTH", 1, 3, range(12, 21), ANYBODY, "month.response.written, month.response.feared_otherwise"),
        "rounding of fear",
    ),
    Word("MONTH", 1, 3, range(21, 30), ANYBODY, "month.response.written", "rounding of hardship"),
    Word("MONTH", 2, 0, ALL, ANYBODY, "month.recording.made_up", "conduct of a false record"),
    Word("MONTH", 2, 1, ALL, ANYBODY, "month.recording.invented", "day of a false record"),
    Word("MONTH", 3, 0, ALL, ANYBODY, "month.recording.mistaken", "conduct and source of somebody else's record"),
    Word("MONTH", 3, 1, ALL, ANYBODY, "month.recording.mistaken", "day of somebody else's record"),
    Word("MONTH", 4, 0, ALL, ANYBODY, "month.month.work", "day on which work is lost"),
    Word("MONTH", 5, 0, ALL, ANYBODY, "month.opinion.signalled", "whether they follow a signal"),
)
_SEEN: Final = "which data source sees it, if any"
_ELSE: Final = "whether it is put down to somebody else"
_LOW_SCORE: Final = "OF_LOW_SCORE + (desk.which[c] >> ORDINAL_SHIFT)"
_CANDIDATES: Final = (
    *(
        Word(
            *("KINDS", "j", n // 4, range(8 * (n % 4), 8 * (n % 4) + 8), ANYBODY),
            *("month.candidates.drawn, month.candidates.coarse_draw", f"occasions for kind 16 j + {n}, up to 1 in 256"),
        )
        for n in range(16)
    ),
    Word("FINE_KINDS", "kind", 0, range(8, 31), ANYBODY, "month.candidates.numbered", "the same, to the last bit"),
    Word(
        "CANDIDATE", "desk.which", 0, ALL, "act, demand", "month.candidates.considered", "whether it is done, or asked"
    ),
    Word("CANDIDATE", "desk.which", 1, ALL, "act", "month.recording.witness", _SEEN),
    Word("CANDIDATE", "desk.which", 2, ALL, "act", "month.recording.observed", _ELSE),
    Word("CANDIDATE", "desk.which", 2, ALL, "demand", "month.consequences.ordinary", "whether the society declines"),
    Word("CANDIDATE", "desk.which", 3, ALL, "act, demand", "month.month.ordered, month.month.tried", "day"),
    Word("MONTH", _LOW_SCORE, 0, ALL, "low commercial score", "month.recording.witness", _SEEN),
    Word("MONTH", _LOW_SCORE, 1, ALL, "low commercial score", "month.recording.observed", _ELSE),
)
# What a month brings to an open matter, to a record, to a demand that is refused.
_RECORDED: Final = "loan, arrears, claim, fine"
_MATTERS: Final = (
    Word("MATTER", "desk.matter", 0, ALL, "loan", "month.matters.loan", "default"),
    Word("MATTER", "desk.matter", 0, ALL, "arrears", "month.matters.arrears", "cure"),
    Word("MATTER", "desk.matter", 0, ALL, "judgment", "month.matters.judgment", "performance"),
    Word("MATTER", "desk.matter", 0, ALL, "fine", "month.matters.fine", "whether it is left unpaid"),
    Word("MATTER", "desk.matter", 0, ALL, "out of work", "month.matters.jobless", "whether work is looked for"),
    Word("MATTER", "desk.matter", 0, ALL, "objection", "month.objections.answered", "whether it is upheld"),
    Word("MATTER", "desk.matter", 0, ALL, "listing", "month.listing.stays", "whether whoever owes it performs it"),
    Word("MATTER", "desk.matter", 1, ALL, _RECORDED, "month.recording.witness", _SEEN),
    Word("MATTER", "desk.matter", 1, ALL, "out of work", "month.matters.jobless", "whether the employer declines"),
    Word("MATTER", "desk.matter", 2, ALL, "loan", "month.matters.loan", "day of default"),
    Word("MATTER", "desk.matter", 2, ALL, "arrears", "month.matters.arrears", "day of cure"),
    Word("MATTER", "desk.matter", 2, ALL, "judgment", "month.matters.judgment", "day of performance"),
    Word("MATTER", "desk.matter", 2, ALL, "out of work", "month.matters.seeking", "day on which work is looked for"),
    Word("MATTER", "desk.matter", 3, ALL, _RECORDED, "month.recording.observed", _ELSE),
    Word(
        *("MATTER", "drawn_as(m)", 0, ALL, "objection answered in its first month", "month.objections.answered"),
        "whether it is upheld",
    ),
    Word("MATTER", "DECIDES | stake << 16 | record", 0, ALL, "record", "month.objections.objects", "whether to object"),
    Word("MATTER", "REVIEWS | record", 0, ALL, "record", "month.penalties.stopped", "whether a penalty is stopped"),
    Word("MATTER", "DETAINS | record", 0, ALL, "record", "month.penalties.arrested", "arrest"),
    Word("MATTER", "DETAINS | record", 1, ALL, "record", "month.penalties.arrested", "first day of detention"),
    Word("MATTER", "RETRIES | asking", 0, range(21, 31), "demand", "month.consequences.attempts", "asking once more"),
)

# Of no person: where what is placed by community lies, who is looked at to learn a score, the library of templates.
_PLACEMENT: Final = (
    Word("PLACEMENT", 2, 0, ALL, "what is placed", "people.placement.start", "where positions begin"),
    Word("PLACEMENT", 0, 0, ALL, "community", "people.placement.drawn", "order in which kinds of place are given"),
    Word(
        "PLACEMENT", 0, 1, ALL, "community", "people.placement.drawn", "rank among its like, for the roll-out and bars"
    ),
    Word("PLACEMENT", 1, 0, ALL, "province", "people.placement.provinces", "order of provinces"),
    *(
        Word("PLACEMENT", block, word, ALL, "16 ranks", "people.placement.shuffled", "their order for one demand")
        for block in ("SHUFFLE + mine // FOUR", "SHUFFLE + i // FOUR")
        for word in range(4)
    ),
    Word("SAMPLE", 0, 0, ALL, ANYBODY, "month.sampling.chosen, month.sampling.seen", "who a score is learned from"),
    Word("WORLD", 0, 0, ALL, "template", "people.templates.below", "who its members are, in order of the asking"),
)
WORDS: Final = (*_CENSUS, *_BEFORE, *_AFTER, *_TRAITS, *_MONTH, *_CANDIDATES, *_MATTERS, *_PLACEMENT)
