"""Where chance puts what is chosen community by community: kinds of place, the roll-out, bars, rounding.

A *position* is a number in [0, ONE): whatever holds in a share of the communities holds where the position is below
that share.  Over seeds every community's position is uniform, so shares are right on average however few communities
there are.  In one country positions lie evenly: communities are ranked by kind of place, then by province, in an order
that is drawn, then by a draw; the bits of the rank, moved by a start that is drawn, are read backwards (J. G. van der
Corput, 1935).  Of any 2^k communities that follow one another exactly one then lies in each of the 2^k equal parts, so
shares nearly hold in every kind of place and province, too.

Each demand has positions of its own, so that two bars know nothing of each other: before the bits are read, ranks are
shuffled within every SHUFFLED that follow one another, by draws of that demand.  Nothing is stored for it, and adding a
demand moves no other.
"""

from typing import Any, Final

import numpy as np

from demerit.draws import MASK, PLACEMENT, block, compiled, fill, key

Array = np.ndarray[Any, Any]
GOLDEN: Final = 0x9E3779B9  # 2^32 over the golden ratio: consecutive multiples spread evenly
SHUFFLED: Final = 16  # ranks
FOUR: Final = 4  # draws a block

# What is drawn: the third counter word.
ORDER, PROVINCE, START, SHUFFLE = range(4)
# What is placed.  People's demands follow from DEMAND on, those of organisations from ORGANISATION_DEMAND on.
ROLL_OUT, KIND_OF_PLACE, BIRTHS, ORGANISATIONS, DEATHS = range(5)
DEMAND: Final = 1 << 8
ORGANISATION_DEMAND: Final = 1 << 16


@compiled()
def start(what, k0, k1):  # type: ignore[no-untyped-def]
    """Where the positions of something begin: 32 bits."""
    a, _, _, _ = block(what, 0, START, PLACEMENT, k0, k1)
    return a


@compiled()
def backwards(bits):  # type: ignore[no-untyped-def]
    """32 bits in the opposite order."""
    bits = (bits >> 16) | (bits << 16 & MASK)
    bits = (bits & 0xFF00FF00) >> 8 | (bits & 0x00FF00FF) << 8
    bits = (bits & 0xF0F0F0F0) >> 4 | (bits & 0x0F0F0F0F) << 4
    bits = (bits & 0xCCCCCCCC) >> 2 | (bits & 0x33333333) << 2
    return (bits & 0xAAAAAAAA) >> 1 | (bits & 0x55555555) << 1


@compiled()
def position(rank, begins):  # type: ignore[no-untyped-def]
    """The position of the community of a rank; begins: what `start` says."""
    return backwards((rank + begins) & MASK) >> 1


@compiled()
def ahead(draw, i, own, mine):  # type: ignore[no-untyped-def]
    """Whether draw i comes before that of number `mine`."""
    return int(draw < own) | (int(draw == own) & int(i < mine))


@compiled()
def shuffled(rank, what, k0, k1):  # type: ignore[no-untyped-def]
    """The rank that a community has for a demand: another of the SHUFFLED ranks that its own is among."""
    among = rank // SHUFFLED
    mine = rank % SHUFFLED
    a, b, c, d = block(what, among, SHUFFLE + mine // FOUR, PLACEMENT, k0, k1)
    own = (a if mine % FOUR == 0 else b) if mine % FOUR < 2 else (c if mine % FOUR == 2 else d)
    before = 0
    for i in range(0, SHUFFLED, FOUR):
        a, b, c, d = block(what, among, SHUFFLE + i // FOUR, PLACEMENT, k0, k1)
        before += ahead(a, i, own, mine) + ahead(b, i + 1, own, mine)
        before += ahead(c, i + 2, own, mine) + ahead(d, i + 3, own, mine)
    return among * SHUFFLED + before


@compiled()
def holds(rank, what, share, k0, k1):  # type: ignore[no-untyped-def]
    """Whether a bar of a demand that holds in a share (of ONE) of the communities holds in the one of this rank."""
    return position(shuffled(rank, what, k0, k1), start(what, k0, k1)) < share


@compiled()
def phase(c, begins):  # type: ignore[no-untyped-def]
    """Where rounding starts in community c, in units of a draw; begins: what `start` says of BIRTHS or DEATHS."""
    return ((c * GOLDEN + begins) & MASK) >> 1


@compiled()
def positions(ranks, begins, out):  # type: ignore[no-untyped-def]
    """`position` of each of many ranks, into out."""
    for i in range(len(ranks)):
        out[i] = position(ranks[i], begins)


def evenly(ranks: Array, what: int, seed: int) -> Array:
    """Positions of communities with these ranks (int64) for something that is placed once."""
    out = np.empty(len(ranks), np.int64)
    positions(ranks, int(start(what, *key(seed))), out)
    return out


def phases(first: int, count: int, what: int, seed: int) -> Array:
    """`phase` in so many communities from number `first` on."""
    begins = int(start(what, *key(seed)))
    return ((np.arange(first, first + count, dtype=np.int64) * GOLDEN + begins) & MASK) >> 1


def drawn(count: int, seed: int) -> tuple[Array, Array]:
    """Two draws for each of so many communities: no order but that of chance."""
    words = [np.zeros(count, np.int32) for _ in range(4)]
    numbers = np.arange(count, dtype=np.int64)
    fill(count, numbers, 0, np.full(count, ORDER, np.int64), PLACEMENT, *key(seed), *words)
    return words[0], words[1]


def provinces(number: int, seed: int) -> Array:
    """The place of each of so many provinces in an order that is drawn."""
    words = [int(block(p, 0, PROVINCE, PLACEMENT, *key(seed))[0]) for p in range(number)]
    return np.argsort(np.argsort(words, kind="stable"), kind="stable")


def ranks(*keys: Array) -> Array:
    """The rank of each community where the first of these keys decides, then the second, and so on."""
    out = np.empty(len(keys[0]), np.int64)
    out[np.lexsort(keys[::-1])] = np.arange(len(out))
    return out
