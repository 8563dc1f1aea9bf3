"""Candidates are drawn coarse first and fine where that leaves doubt: the chances stay those of a word of 31 bits."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers.worlds import scenario

from demerit.draws import COMPILED, key, record
from demerit.month.candidates import (
    coarse_draw,
    drawn,
    listed_ahead,
    numbered,
    smaller,
    without_lowest,
    years,
)
from demerit.month.state import DESK
from demerit.packing import COARSE, DE_BRUIJN, FINE_BITS, ORDINAL_SHIFT, PAIRS, place_of
from demerit.rulebook.society import society_table
from demerit.vocabulary import CANDIDATES, CELLS

EIGHT = st.lists(st.integers(0, 255), min_size=8, max_size=8)
KINDS = [kind for kind, _ in CANDIDATES.numbered()]
TILE = 64  # most people at once
TABLE = society_table(scenario().society, 2018 * 12)
EVERY = np.arange(1 << COARSE, dtype=np.int64)


def packed(eight):
    """Eight bytes as a whole number of 64 bits with its sign."""
    return int.from_bytes(bytes(eight), "little", signed=True)


@given(EIGHT, EIGHT)
def test_eight_bytes_are_compared_at_once(draws, limits):
    for compared in (smaller, smaller.py_func if COMPILED else smaller):
        said = compared(packed(draws), packed(limits))
        assert [said >> 8 * n & 255 for n in range(8)] == [int(d < m) for d, m in zip(draws, limits, strict=True)]


@given(st.integers(-(1 << 63), (1 << 63) - 1))
def test_a_mask_loses_its_lowest_bit_and_no_other(mask):
    for shorter in (without_lowest, without_lowest.py_func if COMPILED else without_lowest):
        rest, bits = shorter(mask), [n for n in range(64) if mask >> n & 1]
        assert [n for n in range(64) if rest >> n & 1] == bits[1:]
        assert (rest == 0) == (len(bits) <= 1)


def tile(seed, people):
    """A desk with coarse draws and cells of so many people, and the coarse draw of each of them for each kind."""
    draws = np.random.default_rng(seed)
    of, coarse = record(DESK), draws.integers(0, 256, (people, 8 * PAIRS))
    for x in range(people):
        of.person[x], of.category[x] = 1000 + x, draws.integers(0, CELLS)
        for pair in range(PAIRS):
            of.coarse[pair, x] = packed(coarse[x, 8 * pair : 8 * pair + 8].tolist())
    return of, coarse


@given(st.integers(0, 2**32), st.integers(1, TILE))
def test_candidates_are_listed_person_by_person_in_one_order_of_kinds(seed, people):
    of, coarse = tile(seed, people)
    drawn(TABLE, people, of)
    total = listed_ahead(TABLE, people, 24_200, *key(seed), of)
    listed = list(zip(of.whose[:total].tolist(), of.which[:total].tolist(), of.actor[:total].tolist(), strict=True))
    wanted = []
    for x in range(people):
        for kind in sorted(KINDS, key=place_of):
            assert coarse_draw(of, x, kind) == coarse[x, kind]
            number = numbered(TABLE, 1000 + x, 24_200, kind, int(coarse[x, kind]), int(of.category[x]), *key(seed))
            wanted += [(x, kind | again << ORDINAL_SHIFT, 1000 + x) for again in range(number)]
    assert listed == wanted


def test_years_are_whole_twelve_months():
    assert all(years(months) == months // 12 for months in range(1 << 16))


def test_the_bits_of_kinds_are_told_apart():
    assert {(DE_BRUIJN << bit) >> 58 & 63 for bit in range(64)} == set(range(64))
    assert {place_of(kind) for kind in range(64)} == set(range(64))
    assert [TABLE.kind_of[DE_BRUIJN << place_of(kind) >> 58 & 63] for kind in KINDS] == KINDS


def test_a_coarse_draw_is_looked_at_exactly_where_some_fine_draw_would_make_a_candidate():
    for kind in KINDS:
        limit = TABLE.coarse[:, kind >> 3] >> COARSE * (kind & 7) & (1 << COARSE) - 1
        looked_at = EVERY[None, :] < limit[:, None]
        assert np.array_equal(looked_at, (EVERY[None, :] << FINE_BITS) < TABLE.ceiling[:, kind, None])


def test_one_candidate_without_a_fine_draw_means_one_whatever_it_is():
    lowest, highest = EVERY << FINE_BITS, (EVERY << FINE_BITS) + (1 << FINE_BITS) - 1
    some = 0
    for kind in KINDS:
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
