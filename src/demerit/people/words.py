"""Which word of which draw decides what about people and their households: no two decisions share bits.

A block of draws is named by its purpose and number (`demerit.draws`); it has four words.  `part`: all of a word's 31
bits, or their upper 15 or lower 16.  Where one word stands for several decisions, `whose` says about whom each is:
about different people.  All are drawn in no month.
"""

from typing import Final, NamedTuple

ALL: Final = "all"
UPPER: Final = "upper"
LOWER: Final = "lower"


class Word(NamedTuple):
    """A decision: purpose and number of the block, word in it, part of the word, about whom, and what it decides."""

    purpose: str
    block: int
    word: int
    part: str
    whose: str
    what: str


WORDS: Final = (
    # people.anchor: the census month
    Word("COMMUNITY", 0, 0, ALL, "community", "where the even spread of household sizes begins"),
    Word("COMMUNITY", 0, 1, ALL, "community", "rounding of the number of households"),
    Word("HOUSEHOLD", 0, 0, ALL, "family household", "template: who its members are"),
    Word("HOUSEHOLD", 0, 1, ALL, "family household", "population group"),
    Word("HOUSEHOLD", 0, 2, ALL, "family household", "urban or rural"),
    Word("HOUSEHOLD", 0, 3, ALL, "family household", "tenth of income"),
    Word("PERSON", 0, 0, ALL, "householder", "age of all members within the span of their template"),
    Word("PERSON", 0, 3, ALL, "anybody alive at the census", "month of death after it"),
    Word("PERSON", 0, 0, ALL, "born after the census", "sex"),
    Word("PERSON", 1, 0, ALL, "lodger, dead by the census", "age class and sex"),
    Word("PERSON", 1, 1, ALL, "lodger, dead by the census", "population group"),
    Word("PERSON", 1, 2, ALL, "lodger, dead by the census", "urban or rural"),
    Word("PERSON", 1, 3, ALL, "lodger, dead by the census", "tenth of income"),
    Word("PERSON", 6, 0, ALL, "lodger, dead by the census", "age within the class"),
    # people.before: months up to the census
    Word("HOUSEHOLD", 1, 1, ALL, "young couple, woman without a partner", "age of the woman when they became a couple"),
    Word("HOUSEHOLD", 1, 2, ALL, "young couple", "how they began: with his parents, each alone, or at once"),
    Word("HOUSEHOLD", 1, 2, ALL, "young without a partner", "age at leaving home"),
    Word("HOUSEHOLD", 1, 3, ALL, "young couple that began with his parents", "for how long"),
    Word("HOUSEHOLD", 1, 3, UPPER, "young couple that began alone", "for how long, the man"),
    Word("HOUSEHOLD", 1, 3, LOWER, "young couple that began alone", "for how long, the woman"),
    Word("HOUSEHOLD", 2, 0, ALL, "family household", "with whom the householder lived before"),
    Word("HOUSEHOLD", 2, 1, ALL, "young couple", "with whom the partner lived before"),
    Word("HOUSEHOLD", 2, 1, ALL, "alone and settled", "when they left home, if late"),
    Word("HOUSEHOLD", 2, 2, UPPER, "young couple", "whether the man lived in a dormitory or barracks"),
    Word("HOUSEHOLD", 2, 2, LOWER, "young couple", "whether the woman did"),
    Word("HOUSEHOLD", 2, 2, LOWER, "young without a partner", "whether the householder did"),
    Word("HOUSEHOLD", 2, 2, UPPER, "alone and settled", "whether they left home late"),
    Word("HOUSEHOLD", 2, 3, UPPER, "woman without a partner", "whether she was one of a couple that parted"),
    Word("HOUSEHOLD", 2, 3, LOWER, "woman without a partner", "when they parted"),
    Word("PERSON", 0, 1, ALL, "flat mate", "with whom they lived before"),
    Word("PERSON", 0, 2, ALL, "settled householder", "whether the household takes in those who left it"),
    Word("PERSON", 6, 1, ALL, "lodger", "when they left home"),
    Word("PERSON", 6, 2, ALL, "lodger", "with whom they lived before"),
    Word("PERSON", 6, 1, ALL, "dead by the census", "how they lived: with a partner alive today, apart, with kin"),
    Word("PERSON", 6, 2, ALL, "dead by the census", "with whom"),
    Word("PERSON", 6, 3, ALL, "dead by the census", "whether a partner who died too shared the household"),
    # people.after: months after the census
    Word("PERSON", 0, 0, UPPER, "child at home, lodger", "whether they found a couple when they leave"),
    Word("PERSON", 0, 0, LOWER, "child at home", "whether they study away from home"),
    Word("PERSON", 0, 1, ALL, "child at home, lodger, young and alone", "when they leave"),
    Word("PERSON", 0, 2, ALL, "child at home, lodger, young and alone", "whether they ever leave"),
    Word("PERSON", 0, 0, ALL, "partner of a householder", "when the couple parts"),
    Word("PERSON", 0, 1, ALL, "born after the census", "age of the mother"),
    # people.schooling, month.opinion, people.occupations
    Word("PERSON", 2, 0, ALL, "anybody", "schooling"),
    Word("PERSON", 3, 0, ALL, "anybody", "private opinion at rest"),
    Word("PERSON", 3, 1, ALL, "anybody", "threshold to speak"),
    Word("PERSON", 4, 0, ALL, "anybody", "whether they are in the labour force"),
    Word("PERSON", 4, 1, ALL, "anybody", "whether they are online"),
    Word("PERSON", 4, 2, LOWER, "anybody", "dispositions"),
    Word("PERSON", 4, 3, ALL, "anybody", "whose customers they are, of commercial scores"),
)
