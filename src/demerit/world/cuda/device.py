"""A graphics card: memory of its own, and functions that run there in many lanes at once."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Final, Protocol

import numpy as np

from demerit.world.errors import DemeritError, LostShardError
from demerit.world.rooms import Array

BLOCK: Final = 32  # lanes a block: a warp each, so that blocks spread over all of the device


class Device(Protocol):
    """What is asked of a graphics card.  Its arrays can only be handed back to it."""

    def put(self, array: Array) -> Any:
        """A copy there."""

    def room(self, n: int, dtype: Any) -> Any:
        """Room there for n records; what is in it does not matter."""

    def get(self, array: Any, into: Array) -> None:
        """Copy what is there back."""

    def launch(self, function: Callable[..., None], lanes: int, *args: Any) -> None:
        """`function(t, *args)` there for 0 <= t < lanes, in any order."""

    def free_bytes(self) -> int:
        """Of memory there."""


def told(method: Callable[..., Any]) -> Callable[..., Any]:
    """What a device fails in is said in a line: what was on it is lost, and the last checkpoint holds."""

    @wraps(method)
    def asked(*args: Any) -> Any:
        from numba.cuda.cudadrv.error import CudaDriverError

        try:
            return method(*args)
        except CudaDriverError as error:
            raise LostShardError(f"--cuda: the device failed ({_line(error)})") from None

    return asked


class Cuda:
    """The first CUDA device.  Raises DemeritError where there is none, and LostShardError when it fails."""

    def __init__(self) -> None:
        problem = missing()
        if problem:
            raise DemeritError(f"--cuda: {problem}")
        import numba
        from numba import cuda

        numba.config.CUDA_LOW_OCCUPANCY_WARNINGS = 0  # small worlds are no mistake
        self.cuda = cuda

    @told
    def put(self, array: Array) -> Any:
        """A copy there."""
        return self.cuda.to_device(np.ascontiguousarray(array))

    @told
    def room(self, n: int, dtype: Any) -> Any:
        """Room there for n records."""
        return self.cuda.device_array(n, dtype)

    @told
    def get(self, array: Any, into: Array) -> None:
        """Copy what is there back."""
        if len(into):
            array.copy_to_host(into)

    @told
    def launch(self, function: Callable[..., None], lanes: int, *args: Any) -> None:
        """`function(t, *args)` there for 0 <= t < lanes."""
        kernel(function)[-(-lanes // BLOCK), BLOCK](lanes, args)

    @told
    def free_bytes(self) -> int:
        """Of memory there."""
        return int(self.cuda.current_context().get_memory_info()[0])


@lru_cache
def kernel(function: Callable[..., None]) -> Any:
    """A function of Demerit's, to be compiled for a device when it is first launched there."""
    from numba import cuda

    @cuda.jit
    def lanes(number, args):  # type: ignore[no-untyped-def]
        t = cuda.grid(1)
        if t < number:
            function(t, *args)

    return lanes


def missing() -> str:
    """What is missing for a CUDA device to move people; empty if nothing is."""
    try:
        import numba_cuda  # noqa: F401 - it takes the place of numba.cuda
    except ImportError:
        return "Numba for CUDA is not installed; pip install 'demerit[cuda]'"
    from numba import cuda
    from numba.cuda.cudadrv.error import CudaDriverError, CudaSupportError

    try:
        cuda.get_current_device()
    except (CudaSupportError, CudaDriverError) as error:
        return f"no CUDA device can be used ({_line(error)}); leave --cuda out to use processors"
    return ""


def _line(error: Exception) -> str:
    """The text of an error, which may have many lines, in one."""
    return " ".join(str(error).split()).rstrip(" :.")
