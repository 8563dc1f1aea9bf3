"""The job in Demerit's own style: month by month, candidate events only, draws counted ahead, whole numbers throughout.

How many acts a person commits in a month of 30 days is one draw against a table; only for those who commit any are days
drawn, and nobody else is looked at.  One block of four words serves four months, another the days of up to four acts.
Days are distinct, so that every day has its act with the same chance as in the other peers.  Chances could change from
month to month, as Demerit's do; `events` makes use of their not changing here.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from demerit import draws
from demerit.draws import CANDIDATE, MONTH, block, compiled, fill_same
from tools.peers.listing import job

MONTH_DAYS: Final = 30
TILE: Final = 2048
CLASSES, START, LOSS, TERM, ACTS_TO_LIST = job.CLASSES, job.START, job.LOSS, job.TERM, job.ACTS_TO_LIST
COUNTED, EXITS, STOCK, POINTS, ACTS = range(5)  # where the sums are; then acts of the other classes


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


@compiled(inline="always")
def choose_days(person, month, acts, words, k0, k1, chosen):  # type: ignore[no-untyped-def]
    """Put `acts` distinct days of the month into `chosen`, in order; `words` are the first four draws."""
    found = ordinal = 0
    while True:
        for word in words:
            if found == acts:
                return
            day = word * MONTH_DAYS >> 31
            at = found
            while at > 0 and chosen[at - 1] > day:
                at -= 1
            if at == 0 or chosen[at - 1] != day:
                for later in range(found, at, -1):
                    chosen[later] = chosen[later - 1]
                chosen[at] = day
                found += 1
        ordinal += 1
        a, b, c, d = block(person, month, ordinal, CANDIDATE, k0, k1)
        words = (a >> 1, b >> 1, c >> 1, d >> 1)


@compiled(inline="always")
def live_month(first_day, days, acts, kind, chosen, end, more, entries):  # type: ignore[no-untyped-def]
    """One person's month with acts on the chosen days: end of the term (0: not listed), acts until the next; counts."""
    done = counted = exits = 0
    for which in range(acts):
        day = first_day + chosen[which]
        if day >= days:
            break
        done += 1
        if day >= end:
            exits += end > 0
            end = 0
            counted += 1
            more -= 1
            if more == 0:
                entries[day, kind] += 1
                end = day + TERM
                more = ACTS_TO_LIST
    return end, more, done, counted, exits


@compiled()
def live_some(some, acting, who, month, days, kind, k0, k1, table, word, days_of, chosen, until, left, sums, entries):  # type: ignore[no-untyped-def]
    """The month of those who commit any act."""
    all_done = all_counted = all_exits = 0
    for y in range(some):
        x = acting[y]
        acts = 1
        while word[x] >= table[acts]:
            acts += 1
        chosen[0] = int(days_of[0, y]) * MONTH_DAYS >> 31
        if acts > 1:
            first = (int(days_of[0, y]), int(days_of[1, y]), int(days_of[2, y]), int(days_of[3, y]))
            choose_days(who[x], month, acts, first, k0, k1, chosen)
        until[x], left[x], done, counted, exits = live_month(
            month * MONTH_DAYS, days, acts, kind, chosen, until[x], left[x], entries
        )
        all_done += done
        all_counted += counted
        all_exits += exits
    sums[ACTS + kind] += all_done
    sums[COUNTED] += all_counted
    sums[EXITS] += all_exits


@compiled()
def live_tile(n, who, days, kind, k0, k1, table, ints, words, chosen, until, left, sums, entries):  # type: ignore[no-untyped-def]
    """All months of up to a tile of people of one class, four at a time."""
    acting, them, days_of = ints[0], ints[1], words[4:]
    none = table[0]
    months = (days + MONTH_DAYS - 1) // MONTH_DAYS
    for start in range(0, months, 4):
        fill_same(n, who, start, 0, MONTH, k0, k1, words[0], words[1], words[2], words[3])
        for month in range(start, min(start + 4, months)):
            word = words[month - start]
            some = 0
            for x in range(n):
                acting[some] = x
                some += word[x] >= none
            for y in range(some):
                them[y] = who[acting[y]]
            fill_same(some, them, month, 0, CANDIDATE, k0, k1, days_of[0], days_of[1], days_of[2], days_of[3])
            live_some(
                some, acting, who, month, days, kind, k0, k1, table, word, days_of, chosen, until, left, sums, entries
            )


@compiled()
def live(people, days, k0, k1, table, ints, words, chosen, until, left, sums, entries):  # type: ignore[no-untyped-def]
    """Everybody, class by class and tile by tile."""
    who = ints[2]
    for kind in range(CLASSES):
        for start in range(kind, people, TILE * CLASSES):
            n = min(TILE, (people - start + CLASSES - 1) // CLASSES)
            for x in range(n):
                who[x] = start + x * CLASSES
                until[x], left[x] = 0, ACTS_TO_LIST
            live_tile(n, who, days, kind, k0, k1, table[kind], ints, words, chosen, until, left, sums, entries)
            for x in range(n):
                if until[x] >= days:
                    sums[STOCK] += 1
                elif until[x] > 0:
                    sums[EXITS] += 1  # a term that ended with no act after it
                sums[POINTS] += START - LOSS * (ACTS_TO_LIST if until[x] >= days else ACTS_TO_LIST - left[x])


def run(people: int, days: int, seed: int) -> job.Outcome:
    """The job, people x days."""
    sums, entries = np.zeros(ACTS + CLASSES, np.int64), np.zeros((days, CLASSES), np.int64)
    ints: NDArray[Any] = np.zeros((3, TILE), np.int64)
    words, state = np.zeros((8, TILE), np.int32), np.zeros((2, TILE), np.int32)
    chosen = np.zeros(MONTH_DAYS, np.int64)
    live(people, days, *draws.key(seed), thresholds(), ints, words, chosen, state[0], state[1], sums, entries)
    counted, exits, stock, points = (int(number) for number in sums[:ACTS])
    return job.Outcome(sums[ACTS:], counted, entries, exits, stock, points)
