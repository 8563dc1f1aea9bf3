"""The wealth model in Demerit's style: draws counted ahead, whole numbers, compiled.

Nothing here is rare: six in ten give in every step, so there are no days to pass over.  A block of four words serves
four people's gifts of one step; what a step gives is collected apart, so that the order of people makes no difference.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from demerit import draws
from demerit.draws import MONTH, compiled, fill_same
from tools.peers.wealth import job

TILE: Final = 4096  # people; a multiple of four


@compiled()
def live(people, days, tile, k0, k1, who, words, wealth, received):  # type: ignore[no-untyped-def]
    """All steps of everybody; the number of gifts.  A gift's place is its draw x people / 2^31."""
    gifts = 0
    for day in range(days):
        for start in range(0, people, tile):
            blocks = (min(tile, people - start) + 3) // 4
            for x in range(blocks):
                who[x] = start // 4 + x
            fill_same(blocks, who, day, 0, MONTH, k0, k1, words[0], words[1], words[2], words[3])
            for which in range(4):
                for x in range((min(tile, people - start) - which + 3) // 4):
                    has = wealth[start + 4 * x + which] > 0
                    received[words[which, x] * people >> 31] += has
        for x in range(people):
            has = wealth[x] > 0
            gifts += has
            wealth[x] += received[x] - has
            received[x] = 0
    return gifts


def run(people: int, days: int, seed: int, tile: int = TILE) -> job.Outcome:
    """The model, people x steps; the same for any tile."""
    wealth, received = np.ones(people, np.int32), np.zeros(people, np.int32)
    who: NDArray[Any] = np.zeros(tile // 4, np.int64)
    words: NDArray[Any] = np.zeros((4, tile // 4), np.int32)
    return job.Outcome(wealth, int(live(people, days, tile, *draws.key(seed), who, words, wealth, received)))
