"""Made-up crowds that a scorecard is fitted to."""

import numpy as np

LEVELS = [7, 5, 2, 8, 3]


def made(people: int = 3000, seed: int = 4, rare: float = -3.5):
    """Bins and labels of a made-up crowd: the fourth feature matters most, the first a little, the last not at all."""
    draws = np.random.default_rng(seed)
    bins = np.column_stack([draws.integers(0, n, people) for n in LEVELS])
    eta = rare + 0.9 * (bins[:, 3] < 3) + 1.5 * (bins[:, 3] == 0) - 0.1 * bins[:, 0]
    return bins, (draws.random(people) < 1 / (1 + np.exp(-eta))).astype(np.int64)
