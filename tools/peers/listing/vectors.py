"""The job in NumPy: a vector a day, as fast as we could write it.

Everybody draws 16 bits a day, and more only where those leave it open; the rest of the day concerns those who act.
Whoever leaves the list today is known since the day of the entry, so nobody is searched for.
"""

import numpy as np

from tools.peers.listing import job

UNITS = 1 << 16  # of a draw


def run(people: int, days: int, seed: int) -> job.Outcome:
    """The job, people x days."""
    rng = np.random.Generator(np.random.SFC64(seed))
    kind = (np.arange(people) % job.CLASSES).astype(np.int8)
    scaled = np.array(job.CHANCES) * UNITS
    whole, rest = np.floor(scaled).astype(np.uint16)[kind], scaled - np.floor(scaled)
    score = np.full(people, job.START, np.int16)
    listed = np.zeros(people, bool)
    maybe = np.empty(people, bool)
    entered: list[np.ndarray] = []  # who, by day
    acts = np.zeros(job.CLASSES, np.int64)
    entries = np.zeros((days, job.CLASSES), np.int64)
    counted = exits = 0
    for day in range(days):
        if day >= job.TERM:
            back = entered[day - job.TERM]
            exits += back.size
            score[back] = job.START
            listed[back] = False
        draws = rng.bit_generator.random_raw((people + 3) // 4).view(np.uint16)[:people]
        who = np.flatnonzero(np.less_equal(draws, whole, out=maybe))
        tied = draws[who] == whole[who]
        tied[tied] = rng.random(np.count_nonzero(tied)) >= rest[kind[who[tied]]]
        who = who[~tied]
        acts += np.bincount(kind[who], minlength=job.CLASSES)
        who = who[~listed[who]]
        counted += who.size
        left = score[who] - job.LOSS
        score[who] = left
        new = who[left <= job.THRESHOLD]
        listed[new] = True
        entries[day] = np.bincount(kind[new], minlength=job.CLASSES)
        entered.append(new)
    return job.Outcome(acts, counted, entries, exits, int(np.count_nonzero(listed)), int(score.sum(dtype=np.int64)))
