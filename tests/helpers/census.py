"""The people of `as-told`, settled."""

from functools import lru_cache

from demerit.people.places import places
from demerit.people.tables import build
from demerit.scenario import load

UNTIL = 2021 * 12 + 11
SEED = 3


@lru_cache(maxsize=1)
def society():
    return load("as-told").society


@lru_cache(maxsize=4)
def settled(scale=1000, until=UNTIL):
    where = places(society(), scale, until, SEED)
    return where, build(society(), where)
