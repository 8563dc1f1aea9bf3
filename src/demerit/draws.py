"""Chance is counted, not streamed: Philox4x32-10.

A draw is a pure function of (seed, purpose, who, when, which).  No draw depends on what was drawn before, so a
month can be computed in any order, on any number of threads, or for one person alone, and come out the same.

Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.

Words live in signed 64-bit registers and are masked to 32 bits, so that plain Python integers and compiled code
compute the same.  What a draw hands out are the top 31 bits of a word: 0 <= draw < ONE, never an unsigned type.
"""

from typing import Any, Final

import numba
import numpy as np

from demerit import compile_cache, processor
from demerit.compiler import Compiled

compile_cache.prepare()  # before anything is compiled
processor.prepare()

MASK: Final = 0xFFFFFFFF
ONE: Final = 1 << 31  # probability one, in the units of a draw
GOLDEN: Final = 0x9E3779B9  # 2^32 over the golden ratio: consecutive multiples spread evenly
COMPILED: Final = not numba.config.DISABLE_JIT

# Purposes: the fourth counter word.  A frozen list: entries are only ever appended.
PERSON, HOUSEHOLD, COMMUNITY, MONTH, CANDIDATE, MATTER, KINDS, WORLD = range(8)
ORGANISATION: Final = 8
SAMPLE: Final = 9
FINE_KINDS: Final = 10
PLACEMENT: Final = 11


def compiled(apart: bool = False, **options: Any) -> Any:
    """The one way in which Demerit compiles: kept on disk, without the interpreter lock.

    apart: it stays a call wherever compiled code calls it.  options: as `numba.jit` has them.
    """
    if not COMPILED:
        return lambda function: function
    every = {"nopython": True, "nogil": True, "error_model": "numpy", "forceinline": False, **options}
    return lambda function: Compiled(function, every, apart)


@compiled(forceinline=True)
def rounds(c0, c1, c2, c3, k0, k1):  # type: ignore[no-untyped-def]
    """Philox4x32-10: four words of 32 bits for one counter (c0, c1, c2, c3) and key (k0, k1)."""
    c0, c1, c2, c3, k0, k1 = int(c0), int(c1), int(c2), int(c3), int(k0), int(k1)
    for _ in range(10):
        p0 = 0xD2511F53 * c0
        p1 = 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (
            ((p1 >> 32) & MASK) ^ c1 ^ k0,
            p1 & MASK,
            ((p0 >> 32) & MASK) ^ c3 ^ k1,
            p0 & MASK,
        )
        k0 = (k0 + GOLDEN) & MASK
        k1 = (k1 + 0xBB67AE85) & MASK
    return c0, c1, c2, c3


@compiled()
def block(c0, c1, c2, c3, k0, k1):  # type: ignore[no-untyped-def]
    """`rounds`, where draws are few."""
    return rounds(c0, c1, c2, c3, k0, k1)


@compiled()
def fill(n, who, when, which, purpose, k0, k1, a, b, c, d):  # type: ignore[no-untyped-def]
    """Draws for counters (who[x], when, which[x], purpose), x < n, into a, b, c, d.

    who, which: int64 arrays of at least n; a to d: int32 arrays of at least n.  Written so that the compiler turns
    it into vector code: 1.2 ns a block where `block` takes 8.5.
    """
    for x in range(n):
        w0, w1, w2, w3 = rounds(int(who[x]) & MASK, when, which[x], purpose, k0, k1)
        a[x] = w0 >> 1
        b[x] = w1 >> 1
        c[x] = w2 >> 1
        d[x] = w3 >> 1


@compiled()
def fill_same(n, who, when, which, purpose, k0, k1, a, b, c, d):  # type: ignore[no-untyped-def]
    """`fill` with one number `which` for everybody."""
    for x in range(n):
        w0, w1, w2, w3 = rounds(int(who[x]) & MASK, when, which, purpose, k0, k1)
        a[x] = w0 >> 1
        b[x] = w1 >> 1
        c[x] = w2 >> 1
        d[x] = w3 >> 1


@compiled()
def fill_paired(n, who, when, which, purpose, k0, k1, ab, cd):  # type: ignore[no-untyped-def]
    """All bits of the blocks (who[x], when, which, purpose), x < n, two words to a whole number with its sign.

    The second word, less 2^31, is the upper half.  ab, cd: int64 arrays of at least n.
    """
    for x in range(n):
        w0, w1, w2, w3 = rounds(int(who[x]) & MASK, when, which, purpose, k0, k1)
        ab[x] = w0 | (w1 - ONE) << 32
        cd[x] = w2 | (w3 - ONE) << 32


@compiled()
def happens(chance, first, second):  # type: ignore[no-untyped-def]
    """Whether an event of `chance` (in units of 2^-62) happens, given two draws.

    For rates where 2^-31 is too coarse, such as 1e-8 a month: the second draw decides only when the first ties.
    """
    return first < chance >> 31 or (first == chance >> 31 and second < (chance & (ONE - 1)))


def key(seed: int) -> tuple[int, int]:
    """The two key words of a 64-bit seed."""
    return seed & MASK, (seed >> 32) & MASK


def chance(probability: float) -> int:
    """A probability in [0, 1] in units of a draw (2^-31), rounded to the nearest."""
    if not 0.0 <= probability <= 1.0:
        raise ValueError(f"a probability must be in [0, 1], not {probability!r}")
    return int(probability * ONE + 0.5)


def fine_chance(probability: float) -> int:
    """A probability in [0, 1] in units of 2^-62, for `happens`."""
    if not 0.0 <= probability <= 1.0:
        raise ValueError(f"a probability must be in [0, 1], not {probability!r}")
    return int(probability * float(1 << 62))


def structure(fields: list[Any]) -> np.dtype[Any]:
    """What a record consists of: names, types, shapes.

    Aligned, or a graphics card would have to read and write it byte by byte.
    """
    return np.dtype((np.record, np.dtype(fields, align=True)))


def record(dtype: np.dtype[Any], **values: Any) -> Any:
    """One zeroed record of `dtype` with some fields set.  The caller owns its memory."""
    out = np.zeros(1, dtype)[0]
    for name, value in values.items():
        out[name] = value
    return out


class Fields:
    """The fields of a record, to be read and written by name: NumPy looks each up anew, twenty times slower.

    record: an array of one.  A field of one value is read as an array without dimensions.
    """

    def __init__(self, record: Any) -> None:
        self.__dict__.update({name: record[name][0, ...] for name in record.dtype.names})

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"the record has no field {name}")

    def __setattr__(self, name: str, value: Any) -> None:
        self.__dict__[name][...] = value

    def __getitem__(self, name: str) -> Any:
        return self.__dict__[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self.__dict__[name][...] = value


def alone(record: Any) -> Any:
    """The array of one that a record lies in, or a copy of it: Numba takes over an array in a fraction of the time."""
    lies_in = record.base
    return lies_in if getattr(lies_in, "shape", None) == (1,) else np.array([record], record.dtype)
