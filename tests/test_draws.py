"""Draws are Philox4x32-10 to the bit, compiled or not, and thresholds mean what they say."""

import json
import os
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demerit import draws

ALL = 0xFFFFFFFF
# Published with Random123 (Salmon et al., SC 2011): counter, key, the four words.
KNOWN_ANSWERS = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((ALL, ALL, ALL, ALL), (ALL, ALL), (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (  # the digits of pi
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]
WORD = st.integers(0, ALL)
DRAW = st.integers(0, draws.ONE - 1)
FINE = st.integers(0, 1 << 62)

# What another process prints: known answers, blocks over a grid, ties and thresholds.
PROGRAM = """
import json, sys
import numpy as np
from demerit import draws
who, which = np.arange(40) * 999_999_937, np.arange(40) * 77
words = [np.zeros(40, np.int32) for _ in range(4)]
draws.fill(40, who, 24168, which, draws.CANDIDATE, 12, 34, *words)
blocks = [[int(w) for w in draws.block(x, 5, x * x, 3, 2**32 - 1 - x, 7)] for x in range(40)]
ties = [bool(draws.happens(c, f, s)) for c in (0, 1, 2**31, 2**31 + 1, 2**62) for f in (0, 1, 2) for s in (0, 1, 2)]
json.dump([draws.COMPILED, blocks, [w.tolist() for w in words], ties], sys.stdout)
"""


def printed_by(**environment: str) -> list[Any]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env={**os.environ, **environment}, capture_output=True, text=True, check=True
    )
    return list(json.loads(done.stdout))


@pytest.mark.parametrize(("counter", "key", "words"), KNOWN_ANSWERS)
def test_the_published_known_answers_come_out(counter, key, words):
    assert draws.block(*counter, *key) == words


@pytest.mark.parametrize(("counter", "key", "words"), KNOWN_ANSWERS)
def test_the_published_known_answers_come_out_uncompiled(counter, key, words):
    assert getattr(draws.block, "py_func", draws.block)(*counter, *key) == words


def test_uncompiled_draws_are_the_compiled_ones():
    compiled, plain = printed_by(NUMBA_DISABLE_JIT="0"), printed_by(NUMBA_DISABLE_JIT="1")
    assert (compiled[0], plain[0]) == (True, False)
    assert compiled[1:] == plain[1:]


@given(st.lists(WORD, min_size=1, max_size=50), WORD, WORD, WORD, WORD)
def test_draws_ahead_are_the_blocks_one_by_one(who, when, purpose, k0, k1):
    n = len(who)
    which = np.arange(n) * 3
    words = [np.full(n + 1, -1, np.int32) for _ in range(4)]
    draws.fill(n, np.array(who, np.int64), when, which, purpose, k0, k1, *words)
    for x in range(n):
        assert tuple(int(w[x]) for w in words) == tuple(
            w >> 1 for w in draws.block(who[x], when, int(which[x]), purpose, k0, k1)
        )
    assert all(w[n] == -1 for w in words), "nothing is written past the n asked for"


@given(WORD, WORD, WORD, WORD, WORD)
def test_one_number_for_everybody_is_the_same_number_for_each(when, which, purpose, k0, k1):
    who = np.arange(9) * 1_400_000_003
    same, each = ([np.zeros(9, np.int32) for _ in range(4)] for _ in range(2))
    draws.fill_same(9, who, when, which, purpose, k0, k1, *same)
    draws.fill(9, who, when, np.full(9, which, np.int64), purpose, k0, k1, *each)
    assert np.array_equal(same, each)


@given(WORD, WORD, WORD, WORD, WORD)
def test_words_in_pairs_are_the_same_words_two_to_a_number(when, which, purpose, k0, k1):
    who = np.arange(9) * 1_400_000_003
    ab, cd = np.zeros(9, np.int64), np.zeros(9, np.int64)
    draws.fill_paired(9, who, when, which, purpose, k0, k1, ab, cd)
    for x in range(9):
        words = draws.block(int(who[x]) & draws.MASK, when, which, purpose, k0, k1)
        pairs = [int(pair[x]) >> shift for pair in (ab, cd) for shift in (0, 32)]
        assert [pair & draws.MASK for pair in pairs] == [w ^ draws.ONE * (n % 2) for n, w in enumerate(words)]


@given(st.integers(0, 2**64 - 1))
def test_a_seed_of_64_bits_keeps_them_all(seed):
    k0, k1 = draws.key(seed)
    assert k0 | k1 << 32 == seed


@given(DRAW, DRAW)
def test_what_has_no_chance_never_happens(first, second):
    assert not draws.happens(0, first, second)


@given(DRAW, DRAW)
def test_what_is_certain_always_happens(first, second):
    assert draws.happens(1 << 62, first, second)


@given(FINE, DRAW, DRAW)
def test_two_draws_decide_as_one_number_of_62_bits(chance, first, second):
    assert draws.happens(chance, first, second) == (first * draws.ONE + second < chance)


@given(FINE, FINE, DRAW, DRAW)
def test_a_higher_chance_never_prevents(one, other, first, second):
    lower, higher = sorted((one, other))
    assert draws.happens(higher, first, second) or not draws.happens(lower, first, second)


def test_a_tie_is_decided_by_the_second_draw_alone():
    chance = 5 * draws.ONE + 7
    assert draws.happens(chance, 4, draws.ONE - 1)
    assert draws.happens(chance, 5, 6)
    assert not draws.happens(chance, 5, 7)
    assert not draws.happens(chance, 6, 0)


@given(st.floats(0, 1))
def test_a_probability_becomes_the_nearest_threshold(probability):
    assert abs(draws.chance(probability) - probability * draws.ONE) <= 0.5
    assert 0 <= draws.chance(probability) <= draws.ONE
    assert 0 <= draws.fine_chance(probability) <= 1 << 62


@pytest.mark.parametrize("convert", [draws.chance, draws.fine_chance])
@pytest.mark.parametrize("wrong", [-1e-9, 1.0000001, float("nan"), float("inf")])
def test_what_is_no_probability_is_refused(convert, wrong):
    with pytest.raises(ValueError, match="probability"):
        convert(wrong)


@pytest.mark.parametrize("seed", range(3))
def test_draws_fill_their_range_evenly(seed):
    # 2^18 draws in 64 classes: chi-square with 63 degrees of freedom, less than one false alarm in a million.
    words = [np.zeros(1 << 16, np.int32) for _ in range(4)]
    draws.fill_same(1 << 16, np.arange(1 << 16), 1, 2, draws.MONTH, *draws.key(seed), *words)
    counts = np.bincount(np.concatenate(words) >> 25, minlength=64)
    assert len(counts) == 64
    assert float(((counts - 4096.0) ** 2 / 4096).sum()) < 137
