"""The job in Demerit's style: candidate events only, draws counted ahead, whole numbers throughout.

How many acts a person commits in a month of 30 days is one draw against a table; only then are days drawn.  One
block of four words serves four months.  Days are distinct, so that every day has its act with the same chance as in
the other peers.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from demerit import draws
from demerit.bench.peers import job
from demerit.draws import CANDIDATE, MONTH, block, compiled, fill_same

MONTH_DAYS: Final = 30
TILE: Final = 2048
CLASSES, START, LOSS, THRESHOLD, TERM = job.CLASSES, job.START, job.LOSS, job.THRESHOLD, job.TERM


def thresholds() -> NDArray[np.int64]:
    """Chance of at most k acts in a month, in units of a draw: class x k."""
    table = np.empty((CLASSES, MONTH_DAYS + 1), np.int64)
    for number, chance in enumerate(job.CHANCES):
        at_most = term = (1 - chance) ** MONTH_DAYS
        for acts in range(MONTH_DAYS + 1):
            table[number, acts] = draws.chance(min(1.0, at_most))
            term *= (MONTH_DAYS - acts) / (acts + 1) * chance / (1 - chance)
            at_most += term
        table[number, MONTH_DAYS] = draws.ONE
    return table


@compiled()
def choose_days(who, month, acts, k0, k1, chosen):  # type: ignore[no-untyped-def]
    """Put `acts` distinct days of the month into `chosen`, in order."""
    found = 0
    ordinal = 0
    while found < acts:
        words = block(who, month, ordinal, CANDIDATE, k0, k1)
        ordinal += 1
        for word in words:
            if found == acts:
                break
            day = word * MONTH_DAYS >> 32
            at = found
            while at > 0 and chosen[at - 1] > day:
                at -= 1
            if at == 0 or chosen[at - 1] != day:
                for later in range(found, at, -1):
                    chosen[later] = chosen[later - 1]
                chosen[at] = day
                found += 1


@compiled()
def live_month(who, month, days, acts, kind, x, score, until, k0, k1, chosen, sums, entries):  # type: ignore[no-untyped-def]
    """One person's month with `acts` acts.  sums: counted, exits, then acts by class."""
    choose_days(who, month, acts, k0, k1, chosen)
    for which in range(acts):
        day = month * MONTH_DAYS + chosen[which]
        if day >= days:
            break
        sums[2 + kind] += 1
        if until[x] >= 0 and until[x] <= day:
            sums[1] += 1
            score[x] = START
            until[x] = -1
        if until[x] < 0:
            sums[0] += 1
            score[x] -= LOSS
            if score[x] <= THRESHOLD:
                until[x] = day + TERM
                entries[day, kind] += 1


@compiled()
def live(people, days, k0, k1, table, who, words, score, until, chosen, sums, entries):  # type: ignore[no-untyped-def]
    """Everybody, tile by tile, four months at a time."""
    months = (days + MONTH_DAYS - 1) // MONTH_DAYS
    for start in range(0, people, TILE):
        n = min(TILE, people - start)
        for x in range(n):
            who[x] = start + x
        for month in range(0, months, 4):
            fill_same(n, who, month, 0, MONTH, k0, k1, words[0], words[1], words[2], words[3])
            for later in range(min(4, months - month)):
                word = words[later]
                for x in range(n):
                    kind = (start + x) % CLASSES
                    if word[x] >= table[kind, 0]:
                        acts = 1
                        while word[x] >= table[kind, acts]:
                            acts += 1
                        live_month(
                            start + x,
                            month + later,
                            days,
                            acts,
                            kind,
                            start + x,
                            score,
                            until,
                            k0,
                            k1,
                            chosen,
                            sums,
                            entries,
                        )


def run(people: int, days: int, seed: int) -> job.Outcome:
    """The job, people x days."""
    score: NDArray[Any] = np.full(people, START, np.int16)
    until: NDArray[Any] = np.full(people, -1, np.int32)
    sums, entries = np.zeros(2 + CLASSES, np.int64), np.zeros((days, CLASSES), np.int64)
    who, words, chosen = np.zeros(TILE, np.int64), np.zeros((4, TILE), np.int32), np.zeros(MONTH_DAYS, np.int64)
    live(people, days, *draws.key(seed), thresholds(), who, words, score, until, chosen, sums, entries)
    over = (until >= 0) & (until < days)  # terms that ended with no act after them
    score[over], until[over] = START, -1
    stock, total = int(np.count_nonzero(until >= 0)), int(score.sum(dtype=np.int64))
    return job.Outcome(sums[2:], int(sums[0]), entries, int(sums[1]) + int(np.count_nonzero(over)), stock, total)
