"""The limit of a graphics card, measured in the same call as the run that is compared with it."""

import time
from typing import Any, Final

import numpy as np

from demerit.month import lane
from demerit.month.state import STATE
from demerit.world.cuda import Cuda

LANES: Final = 1 << 17
CARRIED: Final = 256 << 20  # bytes


def name() -> str:
    """What the card calls itself."""
    return str(Cuda().cuda.get_current_device().name)


def seconds_of_draws(blocks: int) -> float:
    """Seconds that the card needs for so many Philox blocks and nothing else."""
    stream = Cuda().stream()
    words = stream.room("words", LANES, np.int64)
    _drawn(stream, 1, words)  # compiled, or loaded
    begun = time.perf_counter()
    _drawn(stream, max(1, blocks // LANES), words)
    return time.perf_counter() - begun


def _drawn(stream: Any, each: int, words: Any) -> None:
    stream.launch(lane.drawn, LANES, each, 1, 2, words)
    stream.get(words, np.empty(LANES, np.int64))


def bytes_a_second() -> float:
    """Bytes a second that go to the card and come back, one after the other, as state does."""
    stream, state = Cuda().stream(), np.ones(CARRIED // STATE.itemsize, STATE)
    stream.get(stream.put("state", state), state)
    begun = time.perf_counter()
    stream.get(stream.put("state", state), state)
    return 2 * state.nbytes / (time.perf_counter() - begun)
