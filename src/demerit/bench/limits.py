"""The limit of this machine, measured in the same call as the run that is compared with it."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import numpy as np

from demerit.draws import compiled, fill

LANES: Final = 4096
BLOCK_WORDS: Final = 4


@compiled()
def _draw(blocks, who, a, b, c, d):  # type: ignore[no-untyped-def]
    """Make `blocks` Philox blocks, a desk at a time."""
    done = 0
    while done < blocks:
        fill(len(who), who, done, who, 0, 1, 2, a, b, c, d)
        done += len(who)
    return a[0] ^ b[0] ^ c[0] ^ d[0]


def _desk() -> tuple[Any, ...]:
    return (np.arange(LANES), *(np.zeros(LANES, np.int32) for _ in range(BLOCK_WORDS)))


def seconds_of_draws(blocks: int, threads: int) -> float:
    """Seconds that this machine needs for so many Philox blocks and nothing else."""
    _draw(LANES, *_desk())  # compiled, or loaded
    each = max(blocks // threads, LANES)
    with ThreadPoolExecutor(threads) as pool:
        begun = time.perf_counter()
        list(pool.map(lambda desk: _draw(each, *desk), [_desk() for _ in range(threads)]))
        return time.perf_counter() - begun


def bytes_a_second(threads: int, megabytes: int = 256) -> float:
    """Bytes a second that are copied (read and written once each) by so many threads."""
    source = [np.ones(megabytes << 17, np.int64) for _ in range(threads)]
    target = [np.empty_like(s) for s in source]
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(np.copyto, target, source))
        begun = time.perf_counter()
        list(pool.map(np.copyto, target, source))
        return 2 * sum(s.nbytes for s in source) / (time.perf_counter() - begun)
