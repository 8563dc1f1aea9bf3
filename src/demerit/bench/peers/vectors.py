"""The job in NumPy: a vector a day."""

import numpy as np

from demerit.bench.peers import job


def run(people: int, days: int, seed: int) -> job.Outcome:
    """The job, people x days."""
    rng = np.random.default_rng(seed)
    kind = np.arange(people) % job.CLASSES
    chance = np.array(job.CHANCES, np.float32)[kind]
    score = np.full(people, job.START, np.int16)
    until = np.full(people, -1, np.int32)  # the day of the exit; -1: not listed
    acts = np.zeros(job.CLASSES, np.int64)
    entries = np.zeros((days, job.CLASSES), np.int64)
    counted = exits = 0
    for day in range(days):
        back = until == day
        exits += int(np.count_nonzero(back))
        score[back] = job.START
        until[back] = -1
        acting = rng.random(people, np.float32) < chance
        acts += np.bincount(kind[acting], minlength=job.CLASSES)
        acting &= until < 0
        counted += int(np.count_nonzero(acting))
        score[acting] -= job.LOSS
        new = acting & (score <= job.THRESHOLD)
        until[new] = day + job.TERM
        entries[day] = np.bincount(kind[new], minlength=job.CLASSES)
    return job.Outcome(acts, counted, entries, exits, int(np.count_nonzero(until >= 0)), int(score.sum(dtype=np.int64)))
