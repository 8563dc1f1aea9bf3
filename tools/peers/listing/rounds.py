"""The job in NumPy from act to act: a vector a round, in which everybody who has days left commits one more act.

The way of `events` without its compiled code, so that what the way gains and what the compiler gains can be told apart.
"""

import numpy as np

from tools.peers.listing import job


def run(people: int, days: int, seed: int) -> job.Outcome:
    """The job, people x days."""
    rng = np.random.Generator(np.random.SFC64(seed))
    kind = np.arange(people) % job.CLASSES
    day, until = np.full(people, -1, np.int64), np.zeros(people, np.int64)  # until: 0 for whoever is not listed
    left = np.full(people, job.ACTS_TO_LIST)
    acts = np.zeros(job.CLASSES, np.int64)
    entries = np.zeros(days * job.CLASSES, np.int64)
    counted = exits = stock = score = 0
    while day.size:
        day += rng.geometric(np.array(job.CHANCES)[kind])
        over = day >= days
        listed = until[over] >= days
        stock += int(np.count_nonzero(listed))
        exits += int(np.count_nonzero((until[over] > 0) & ~listed))
        score += int((job.START - job.LOSS * (job.ACTS_TO_LIST - np.where(listed, 0, left[over]))).sum())
        more = np.flatnonzero(~over)
        kind, day, until, left = kind[more], day[more], until[more], left[more]
        acts += np.bincount(kind, minlength=job.CLASSES)
        free = day >= until
        counted += int(np.count_nonzero(free))
        back = free & (until > 0)
        exits += int(np.count_nonzero(back))
        until[back] = 0
        left -= free
        new = np.flatnonzero(left == 0)
        entries += np.bincount(day[new] * job.CLASSES + kind[new], minlength=entries.size)
        until[new] = day[new] + job.TERM
        left[new] = job.ACTS_TO_LIST
    return job.Outcome(acts, counted, entries.reshape(days, job.CLASSES), exits, stock, score)
