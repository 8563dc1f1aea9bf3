"""People moved by a graphics card."""

from demerit.world.cuda.crew import CudaCrew
from demerit.world.cuda.device import Cuda

__all__ = ["Cuda", "CudaCrew"]
