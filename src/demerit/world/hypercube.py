"""A Latin hypercube: of each input, every draw takes another of as many equal shares of its range.

M. D. McKay, R. J. Beckman, W. J. Conover, "A comparison of three methods for selecting values of input variables in the
analysis of output from a computer code", Technometrics 21 (1979).
"""

import hashlib
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def _chance(seed: int, *words: str) -> np.random.Generator:
    digest = hashlib.blake2b("\n".join((str(seed), *words)).encode(), digest_size=16).digest()
    return np.random.Generator(np.random.Philox(key=int.from_bytes(digest, "little")))


def shares(name: str, draws: int, seed: int) -> Array:
    """Shares (0 to 1) of an input's range, one a draw; an input more or less changes no other."""
    chance = _chance(seed, name)
    return (chance.permutation(draws) + chance.random(draws)) / draws


def another(name: str, draw: int, tried: int, seed: int) -> float:
    """A share in place of one that could not be."""
    return float(_chance(seed, name, str(draw), str(tried)).random())
