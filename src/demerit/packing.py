"""How the coarse draws of a person for all kinds of candidate lie in words, and which bit of a mask is whose.

A kind has 8 bits of chance, a *coarse* draw, in a month: byte `kind & 7` of the *pair* `kind >> 3` of words of a Philox
block, which has two such pairs.  As many blocks are drawn as the highest kind needs: kinds that do not exist cost
nothing, and those that come later take bytes that nobody uses.

In a person's mask a kind has bit `(kind & 7) * 8 + (kind >> 3)`: where its byte, shifted by its pair, has its lowest.
"""

from typing import Final

from demerit.vocabulary import CANDIDATES

CANDIDATE_SLOTS: Final = CANDIDATES.room  # places for kinds
COARSE: Final = 8  # bits that are drawn ahead for each kind
FINE_BITS: Final = 31 - COARSE  # bits that are drawn where those leave doubt
PAIRS: Final = (CANDIDATE_SLOTS + 7) // 8
BLOCKS: Final = (PAIRS + 1) // 2
# A candidate in one number: its kind, and which of several of a kind it is in a month.
KIND: Final = 63
ORDINAL_SHIFT: Final = 6
ORDINALS: Final = 3
DE_BRUIJN: Final = 0x03F79D71B4CB0A89  # times a power of two: its upper six bits of 64 tell which power


def place_of(kind: int) -> int:
    """The bit of a mask that says whether there may be a candidate of a kind; the kind that a bit stands for, too."""
    return (kind & 7) << 3 | kind >> 3
