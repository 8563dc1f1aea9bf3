"""People moved by a graphics card."""

from demerit.world.cuda.card import Cuda
from demerit.world.cuda.crew import CudaCrew

__all__ = ["Cuda", "CudaCrew"]
