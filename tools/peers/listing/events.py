"""The job in Demerit's style: from act to act, draws counted ahead, whole numbers throughout.

A chance that never changes lets one word decide how many days pass until a person's next act, whatever the month:
a table of the chance that at most so many days pass, entered near the place by the word's top bits.  One block of four
words, filled in vector code for everybody who still has days left, serves four acts.  `months` is the form for chances
that change from month to month, as Demerit's own do.
"""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from demerit import draws
from demerit.draws import CANDIDATE, compiled, fill_same
from tools.peers.listing import job

TILE: Final = 2048
TOP: Final = 12  # bits of a word with which the table is entered
REST: Final = 31 - TOP
CLASSES, START, LOSS, TERM, ACTS_TO_LIST = job.CLASSES, job.START, job.LOSS, job.TERM, job.ACTS_TO_LIST
COUNTED, EXITS, STOCK, POINTS, ACTS = range(5)  # where the sums are; then acts of the other classes


def waits(days: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Chance (in units of a draw) of at most w whole days before the next act, class x w; where a top is entered."""
    exact = 1 - (1 - np.array(job.CHANCES)[:, None]) ** np.arange(1, days + 2)
    at_most = np.floor(exact * draws.ONE + 0.5).astype(np.int64)
    at_most[:, days] = draws.ONE
    tops = np.arange(1 << TOP) << REST
    entered = np.array([np.searchsorted(row, tops, side="right") for row in at_most], np.int32)
    return at_most, entered


@compiled()
def live_four(n, days, kind, at_most, entered, who, day, until, left, words, sums, entries):  # type: ignore[no-untyped-def]
    """Up to four acts of each of n people; the number of those with days left, moved to the front."""
    kept = acts = counted = exits = stock = points = 0
    for x in range(n):
        today, end, more = day[x], until[x], left[x]
        for which in range(4):
            word = words[which, x]
            wait = entered[word >> REST]
            while word >= at_most[wait]:
                wait += 1
            today += wait + 1
            if today >= days:
                break
            acts += 1
            if today >= end:
                if end > 0:
                    exits += 1
                    end = 0
                counted += 1
                more -= 1
                if more == 0:
                    entries[today, kind] += 1
                    end = today + TERM
                    more = ACTS_TO_LIST
        if today < days:
            who[kept], day[kept], until[kept], left[kept] = who[x], today, end, more
            kept += 1
        elif end >= days:
            stock += 1
            points += START - LOSS * ACTS_TO_LIST
        else:
            exits += end > 0  # a term that ended with no act after it
            points += START - LOSS * (ACTS_TO_LIST - more)
    sums[COUNTED] += counted
    sums[EXITS] += exits
    sums[STOCK] += stock
    sums[POINTS] += points
    sums[ACTS + kind] += acts
    return kept


@compiled()
def live(first, last, tile, days, k0, k1, at_most, entered, who, state, words, sums, entries):  # type: ignore[no-untyped-def]
    """People first to last - 1, class by class and tile by tile.  `until` is 0 for whoever is not listed."""
    day, until, left = state[0], state[1], state[2]
    for kind in range(CLASSES):
        start = first + (kind - first) % CLASSES
        while start < last:
            n = min(tile, (last - start + CLASSES - 1) // CLASSES)
            for x in range(n):
                who[x] = start + x * CLASSES
                day[x], until[x], left[x] = -1, 0, ACTS_TO_LIST
            start += n * CLASSES
            turn = 0
            while n > 0:
                fill_same(n, who, turn, 0, CANDIDATE, k0, k1, words[0], words[1], words[2], words[3])
                n = live_four(n, days, kind, at_most[kind], entered[kind], who, day, until, left, words, sums, entries)
                turn += 1


def part(first: int, last: int, days: int, seed: int, tile: int = TILE) -> tuple[NDArray[Any], NDArray[Any]]:
    """Some people's sums (counted, exits, stock, points, acts by class) and entries."""
    sums, entries = np.zeros(ACTS + CLASSES, np.int64), np.zeros((days, CLASSES), np.int64)
    who, state, words = np.zeros(tile, np.int64), np.zeros((3, tile), np.int32), np.zeros((4, tile), np.int32)
    live(first, last, tile, days, *draws.key(seed), *waits(days), who, state, words, sums, entries)
    return sums, entries


def run(people: int, days: int, seed: int, threads: int = 1, tile: int = TILE) -> job.Outcome:
    """The job, people x days; the same on any number of threads and for any tile."""
    cuts = [people * thread // threads for thread in range(threads + 1)]
    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(lambda cut: part(cut[0], cut[1], days, seed, tile), pairwise(cuts)))
    sums, entries = np.sum([one for one, _ in parts], axis=0), np.sum([one for _, one in parts], axis=0)
    counted, exits, stock, points = (int(number) for number in sums[:ACTS])
    return job.Outcome(sums[ACTS:], counted, entries, exits, stock, points)


def run_on_two(people: int, days: int, seed: int) -> job.Outcome:
    """The job on two threads."""
    return run(people, days, seed, threads=2)
