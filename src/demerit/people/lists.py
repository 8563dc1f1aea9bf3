"""Lists of those who are wanted: sorted by class, and asked for in turn or by draw.  Nobody is searched for.

A list is written without a branch: whoever does not belong is written over by the next.
"""

from demerit.draws import compiled
from demerit.people.desk import POSITION


@compiled()
def ranked(n, ids, keys, classes, starts, order):  # type: ignore[no-untyped-def]
    """Sort a list by counting: order[starts[k]:starts[k + 1]] are the ids with key k, in the order of the list.

    keys: by id.
    """
    for k in range(classes + 2):
        starts[k] = 0
    for x in range(n):
        starts[keys[ids[x] & POSITION] + 2] += 1
    for k in range(classes):
        starts[k + 2] += starts[k + 1]
    for x in range(n):
        k = keys[ids[x] & POSITION] + 1
        order[starts[k]] = ids[x]
        starts[k] += 1


@compiled()
def drawn_from(low, high, least, most, draw, starts, order):  # type: ignore[no-untyped-def]
    """Whom a draw chooses among classes low to high, which least <= low <= high < most bound; -1 for an empty list.

    Where those classes are empty, all from least to most - 1 are asked.
    """
    low = min(max(low, least), most - 1)
    high = min(max(high, low), most - 1)
    first, last = starts[low], starts[high + 1]
    if first == last:
        first, last = starts[least], starts[most]
        if first == last:
            return -1
    return order[first + ((int(draw) * int(last - first)) >> 31)]


@compiled()
def taken_from(wanted, least, most, starts, turn, order):  # type: ignore[no-untyped-def]
    """Whoever is next in turn in the class `wanted`, or beside it: nobody twice; -1 if nobody is left there."""
    for away in range(5):
        k = wanted + (away + 1) // 2 * (1 - 2 * (away & 1))
        if least <= k < most:
            at = starts[k] + turn[k]
            if at < starts[k + 1]:
                turn[k] += 1
                return order[at]
    return -1
