"""Candidates are drawn coarse first and fine where that leaves doubt: the chances stay those of a word of 31 bits."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds import scenario

from demerit.draws import MASK, key, record
from demerit.month.candidates import coarse_draw, drawn, listed_ahead, numbered, smaller, years
from demerit.month.conduct import CALM, chilled, conceivable, pressed, willing
from demerit.month.state import DESK
from demerit.rulebook.society import society_table
from demerit.vocabulary import CANDIDATE_SLOTS, CANDIDATES, CELLS, COARSE, COARSE_WORDS, DE_BRUIJN, FINE_BITS, HALF

SIX = st.lists(st.integers(0, 255), min_size=6, max_size=6)
TILE = 64  # most people at once
TABLE = society_table(scenario().society, 2018)
EVERY = np.arange(1 << COARSE, dtype=np.int64)


PLACES = (0, 8, 16, HALF, HALF + 8, HALF + 16)


def packed(six):
    return sum(byte << place for byte, place in zip(six, PLACES, strict=True))


@given(SIX, SIX)
def test_six_bytes_are_compared_at_once(draws, limits):
    said = smaller(packed(draws), packed(limits))
    assert [said >> place & 1 for place in PLACES] == [int(d < m) for d, m in zip(draws, limits, strict=True)]
    assert said & ~(0x010101 | 0x010101 << HALF) == 0


def tile(seed, people):
    """A desk with coarse draws and cells of so many people, and the coarse draw of each of them for each kind."""
    draws = np.random.default_rng(seed)
    of, coarse = record(DESK), draws.integers(0, 256, (people, CANDIDATE_SLOTS))
    for x in range(people):
        of.person[x], of.category[x] = 1000 + x, draws.integers(0, CELLS)
        for pair in range(COARSE_WORDS // 2):
            kinds = [pair * 2 + half + 8 * byte for half in (0, 1) for byte in (0, 1, 2)]
            of.coarse[pair, x] = packed(coarse[x, kinds].tolist())
    return of, coarse


@given(st.integers(0, 2**32), st.integers(1, TILE))
def test_candidates_are_listed_person_by_person_in_the_order_of_kinds(seed, people):
    of, coarse = tile(seed, people)
    drawn(TABLE, people, of)
    total = listed_ahead(TABLE, people, 24_200, *key(seed), of)
    listed = list(zip(of.whose[:total].tolist(), of.which[:total].tolist(), of.actor[:total].tolist(), strict=True))
    wanted = []
    for x in range(people):
        for kind in range(len(CANDIDATES)):
            assert coarse_draw(of, x, kind) == coarse[x, kind]
            number = numbered(TABLE, 1000 + x, 24_200, kind, int(coarse[x, kind]), int(of.category[x]), *key(seed))
            wanted += [(x, kind | again << 5, 1000 + x) for again in range(number)]
    assert listed == wanted


def test_years_are_whole_twelve_months():
    assert all(years(months) == months // 12 for months in range(1 << 16))


def test_the_bits_of_kinds_are_told_apart():
    assert [TABLE.bit[(DE_BRUIJN << kind & MASK) >> 27] for kind in range(len(CANDIDATES))] == [*range(len(CANDIDATES))]


def test_a_coarse_draw_is_looked_at_exactly_where_some_fine_draw_would_make_a_candidate():
    for kind in range(len(CANDIDATES)):
        pair, half = divmod(kind % COARSE_WORDS, 2)
        limit = TABLE.coarse[:, pair] >> HALF * half + COARSE * (kind // COARSE_WORDS) & (1 << COARSE) - 1
        looked_at = EVERY[None, :] < limit[:, None]
        assert np.array_equal(looked_at, (EVERY[None, :] << FINE_BITS) < TABLE.ceiling[:, kind, None])


def test_one_candidate_without_a_fine_draw_means_one_whatever_it_is():
    lowest, highest = EVERY << FINE_BITS, (EVERY << FINE_BITS) + (1 << FINE_BITS) - 1
    some = 0
    for kind in range(len(CANDIDATES)):
        sure = (TABLE.one_from[:, kind, None] <= EVERY) & (TABLE.one_until[:, kind, None] > EVERY)
        one = (highest < TABLE.ceiling[:, kind, None]) & (lowest >= TABLE.second[:, kind, None])
        assert np.array_equal(sure, one)
        some += int(sure.sum())
    assert some > 1000


def test_a_doubtful_coarse_draw_gives_as_many_candidates_as_its_ceiling_says():
    """The chance that a coarse draw on the border becomes a candidate is the rest of the ceiling."""
    people = 20_000
    kind = CANDIDATES.index("search")
    cell = int(np.argmax(TABLE.ceiling[:, kind]))
    coarse, rest = divmod(int(TABLE.ceiling[cell, kind]), 1 << FINE_BITS)
    found = sum(numbered(TABLE, who, 24_200, kind, coarse, cell, *key(3)) for who in range(people))
    wanted = rest / (1 << FINE_BITS)
    assert 0.02 < wanted < 0.98
    assert abs(found / people - wanted) < 5 * (wanted * (1 - wanted) / people) ** 0.5


@given(
    st.integers(0, len(CANDIDATES) - 1),
    st.integers(0, 63),
    st.integers(0, 15),
    st.integers(0, 127),
    st.integers(0, 127),
)
def test_nobody_who_might_act_is_set_aside(kind, disposition, private, hardship, fear):
    chance = pressed(TABLE, kind, disposition, private, hardship)
    most = conceivable(chance, chilled(TABLE, kind, fear))
    assert most >= willing(chance, chilled(TABLE, kind, fear))
    assert most >= willing(chance, CALM)
    assert most in {willing(chance, chilled(TABLE, kind, fear)), willing(chance, CALM)}
