"""How many there can be and how far values go: what ids, bytes of state and tables have room for."""

from typing import Final

MOST_PROVINCES: Final = 32
RESIDENTS: Final = 2048  # most people of a community
DECILES: Final = 10  # of household income
FIFTHS: Final = 5
SCHOOL_CLASSES: Final = 9  # of age, see `people.margins.SCHOOL_AGES`
SCHOOL_LEVELS: Final = 6  # none or preschool, primary, junior, senior, short tertiary, university
OPINIONS: Final = 16  # levels of private opinion, from against to for
AGES: Final = 128  # years that are told apart; whoever is older counts as of the last
HIGHEST: Final = 127  # of fear and hardship, of an organisation's caution and strain; 0 is the lowest
MOST_POINTS: Final = 30_000  # between a score and where it starts: they have 16 bits
BEYOND: Final = 1 << 20  # no score comes near: below it is everybody, from it on nobody
SCORES: Final = 2  # that a regime can have
BANDS: Final = 9  # of points that a regime can name, or the operator of a commercial score
GROUNDS: Final = 16  # of a listing: 0 is the points, from 1 on single grounds
LEARNED_GROUND: Final = GROUNDS - 1  # the one that is no conduct: a low learned score
