"""What a graphics card is asked to run: each function of `month.lane`, as a kernel of Numba for CUDA.

Not imported without a card.  Compiled once: the cache's folder carries a hash of this file, as of all that it calls.
"""

from typing import Any

from numba import cuda

from demerit.month import lane


@cuda.jit(cache=True)
def lived(number: Any, args: Any) -> None:
    """`lane.lived` of each lane t < number."""
    t = cuda.grid(1)
    if t < number:
        lane.lived(t, *args)


@cuda.jit(cache=True)
def totalled(number: Any, args: Any) -> None:
    """`lane.totalled` of each lane t < number."""
    t = cuda.grid(1)
    if t < number:
        lane.totalled(t, *args)


@cuda.jit(cache=True)
def gathered(number: Any, args: Any) -> None:
    """`lane.gathered` of each lane t < number."""
    t = cuda.grid(1)
    if t < number:
        lane.gathered(t, *args)


@cuda.jit(cache=True)
def drawn(number: Any, args: Any) -> None:
    """`lane.drawn` of each lane t < number."""
    t = cuda.grid(1)
    if t < number:
        lane.drawn(t, *args)
