"""Candidates are drawn coarse first and fine where that leaves doubt: the chances stay those of a word of 31 bits."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds import scenario

from demerit.draws import MASK, key, record
from demerit.month.candidates import numbered, smaller, years
from demerit.month.conduct import conceivable, fearless, willing
from demerit.month.state import COUNT, LIFE
from demerit.rulebook.society import society_table
from demerit.vocabulary import CANDIDATES, COARSE, COARSE_WORDS, DE_BRUIJN, FINE_BITS

THREE = st.lists(st.integers(0, 255), min_size=3, max_size=3)
TABLE = society_table(scenario().society)
EVERY = np.arange(1 << COARSE, dtype=np.int64)


def packed(three):
    return three[0] | three[1] << 8 | three[2] << 16


@given(THREE, THREE)
def test_three_bytes_are_compared_at_once(draws, limits):
    said = smaller(packed(draws), packed(limits))
    assert [said >> 8 * i & 1 for i in range(3)] == [int(d < m) for d, m in zip(draws, limits, strict=True)]
    assert said & ~0x010101 == 0


def test_years_are_whole_twelve_months():
    assert all(years(months) == months // 12 for months in range(1 << 16))


def test_the_bits_of_kinds_are_told_apart():
    assert [TABLE.bit[(DE_BRUIJN << kind & MASK) >> 27] for kind in range(len(CANDIDATES))] == [*range(len(CANDIDATES))]


def test_a_coarse_draw_is_looked_at_exactly_where_some_fine_draw_would_make_a_candidate():
    for kind in range(len(CANDIDATES)):
        limit = TABLE.coarse[:, kind % COARSE_WORDS] >> COARSE * (kind // COARSE_WORDS) & (1 << COARSE) - 1
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
    me = record(LIFE, disposition=disposition, private=private, hardship=hardship, fear=fear)
    most = conceivable(TABLE, kind, disposition, private, hardship, fear)
    assert most >= willing(me, TABLE, kind, record(COUNT))
    assert most >= fearless(me, TABLE, kind)
