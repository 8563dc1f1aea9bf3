"""A graphics card: memory of its own, and functions that run there in many lanes at once."""

import importlib
import os
import threading
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, Protocol

import numpy as np

from demerit.world.errors import DemeritError, LostShardError
from demerit.world.rooms import Array

STARTING: Final = threading.Lock()  # Numba makes or loads a kernel when it is first started, once
BLOCK: Final = 32  # lanes a block: a warp each, so that blocks spread over all of the device


class Stream(Protocol):
    """Work on a graphics card that is done one piece after the other, beside that of other streams.

    A stream keeps what is there under names: room of a name is kept, and used again for the next of that name, so that
    a month asks the card for no memory.  Arrays there can only be handed back to the same stream.
    """

    def put(self, name: str, array: Array) -> Any:
        """A copy there."""

    def room(self, name: str, n: int, dtype: Any) -> Any:
        """Room there for n records; what is in it does not matter."""

    def get(self, array: Any, into: Array) -> None:
        """Copy what is there back, once all that was asked for is done."""

    def launch(self, function: Callable[..., None], lanes: int, *args: Any) -> None:
        """`function(t, *args)` there for 0 <= t < lanes, in any order: a function of `month.lane`."""


class Device(Protocol):
    """What is asked of a graphics card."""

    def stream(self) -> Stream:
        """One more."""

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

        os.environ["NUMBA_CUDA_LOW_OCCUPANCY_WARNINGS"] = "0"  # small worlds are no mistake; read again now and then
        numba.config.CUDA_LOW_OCCUPANCY_WARNINGS = 0
        self.cuda = cuda

    def stream(self) -> "CudaStream":
        """One more."""
        return CudaStream(self.cuda)

    @told
    def free_bytes(self) -> int:
        """Of memory there."""
        return int(self.cuda.current_context().get_memory_info()[0])


class CudaStream:
    """A stream of a CUDA device, to be used by one thread at a time."""

    @told
    def __init__(self, cuda: Any) -> None:
        self.cuda, self.rooms = cuda, dict[str, Any]()
        self.sent: list[Array] = []  # what may still be on its way
        self.stream = cuda.stream()

    @told
    def put(self, name: str, array: Array) -> Any:
        """A copy there."""
        out = self.room(name, len(array), array.dtype)
        if len(array):
            self.sent.append(np.ascontiguousarray(array))
            out.copy_to_device(self.sent[-1], stream=self.stream)
        return out

    @told
    def room(self, name: str, n: int, dtype: Any) -> Any:
        """Room there for n records: at least one, and a quarter more where it has to grow."""
        kept = self.rooms.get(name)
        if kept is None or len(kept) < n:
            more = 0 if kept is None else n // 4
            self.rooms[name] = kept = None  # what was there goes first
            kept = self.rooms[name] = self.cuda.device_array(max(1, n + more), dtype, stream=self.stream)
        return kept[: max(1, n)]  # of nothing there is no array there

    @told
    def get(self, array: Any, into: Array) -> None:
        """Copy what is there back."""
        if len(into):
            array.copy_to_host(into, stream=self.stream)
        self.stream.synchronize()
        self.sent.clear()

    @told
    def launch(self, function: Callable[..., None], lanes: int, *args: Any) -> None:
        """`function(t, *args)` there for 0 <= t < lanes."""
        from demerit.month import kernels

        with STARTING:
            getattr(kernels, function.__name__)[-(-lanes // BLOCK), BLOCK, self.stream](lanes, args)


def missing() -> str:
    """What is missing for a CUDA device to move people; empty if nothing is."""
    try:
        import numba_cuda  # it takes the place of numba.cuda
    except ImportError:
        return "Numba for CUDA is not installed; pip install 'demerit[cuda]'"
    from numba import cuda
    from numba.cuda.cudadrv.error import CudaDriverError, CudaSupportError

    try:
        importlib.import_module("numba.cuda.np.arrayobj")  # asks NumPy for functions that a newer one may not have
    except (AttributeError, ImportError) as error:
        known = f"Numba for CUDA {numba_cuda.__version__} does not work with NumPy {np.__version__}"
        return f"{known} ({_line(error)}); install an older NumPy"

    try:
        cuda.get_current_device()
    except (CudaSupportError, CudaDriverError) as error:
        return f"no CUDA device can be used ({_line(error)}); leave --cuda out to use processors"
    return ""


def _line(error: Exception) -> str:
    """The text of an error, which may have many lines, in one."""
    return " ".join(str(error).split()).rstrip(" :.")
