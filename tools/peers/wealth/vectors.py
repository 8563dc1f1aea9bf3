"""The wealth model in NumPy: a vector a step, as fast as we could write it: 32 bits a gift, whole numbers of 64."""

import numpy as np

from tools.peers.wealth import job


def run(people: int, days: int, seed: int) -> job.Outcome:
    """The model, people x steps."""
    rng = np.random.Generator(np.random.SFC64(seed))
    wealth = np.ones(people, np.int64)
    gifts = 0
    for _ in range(days):
        giving = wealth > 0
        number = int(np.count_nonzero(giving))
        gifts += number
        wealth -= giving
        words = rng.bit_generator.random_raw((number + 1) // 2).view(np.uint32)[:number]
        wealth += np.bincount(words.astype(np.int64) * people >> 32, minlength=people)
    return job.Outcome(wealth, gifts)
