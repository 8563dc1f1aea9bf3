"""A clock that compiled code can read: no sampling profiler sees into it, and one from outside cannot tell its phases.

A reading takes some 25 ns.  It is taken a few times a community and a tile, never a person, so that what is measured is
what runs.  POSIX only, as `clock_gettime` is.
"""

import time
from typing import Any, Final

import numpy as np
from numba import types

from demerit.draws import compiled, record, structure

MOST_PHASES: Final = 16
SECOND: Final = 1_000_000_000
MONOTONIC: Final = getattr(time, "CLOCK_MONOTONIC", -1)  # where there is none, the clock stands still

CLOCK: Final = structure(
    [
        ("at", np.int64, (2,)),  # seconds and nanoseconds, as the system writes them
        ("address", np.int64),  # of `at`
        ("last", np.int64),  # nanoseconds: when a phase was last counted
        ("spent", np.int64, (MOST_PHASES,)),  # nanoseconds by phase
    ]
)
_read = types.ExternalFunction("clock_gettime", types.int32(types.int32, types.intp))


def clock() -> Any:
    """A clock with nothing counted yet; the caller owns its memory."""
    out = record(CLOCK)
    out["address"] = out["at"].ctypes.data
    return out


@compiled()
def now(clock):  # type: ignore[no-untyped-def]
    """Nanoseconds since some moment before."""
    _read(MONOTONIC, clock.address)
    return clock.at[0] * SECOND + clock.at[1]


@compiled()
def begin(clock):  # type: ignore[no-untyped-def]
    """What comes now belongs to the phase that is counted next."""
    clock.last = now(clock)


@compiled()
def lap(clock, phase):  # type: ignore[no-untyped-def]
    """Count the time since the clock was last looked at as that of a phase."""
    moment = now(clock)
    clock.spent[phase] += moment - clock.last
    clock.last = moment
