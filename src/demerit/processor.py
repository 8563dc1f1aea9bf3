"""Which processor the compiler has in mind: code for the instructions of this one, laid out for a model of it.

LLVM's model of Intel's servers prefers vectors of 256 bits, as earlier ones lowered their clock for 512.  From Ice Lake
on they hardly do, and draws take a third less in 512 bits.  Its model of an AMD processor with the same vectors gives
the fastest code on them, by measurement (`docs/speed.md`).  Results are whole numbers, and the same either way.
"""

import os
from typing import Final

import llvmlite.binding as llvm
import numba

WIDE: Final = "avx512vbmi2"  # Intel's servers have it since Ice Lake
MODEL: Final = "znver4"  # LLVM's name of the AMD processor


def prepare() -> None:
    """Name the model to Numba, unless the user named one.  Instructions are those that this processor says it has."""
    name = model(llvm.get_host_cpu_name(), llvm.get_host_cpu_features())
    if name and "NUMBA_CPU_NAME" not in os.environ:
        os.environ["NUMBA_CPU_NAME"] = name  # Numba reads it again when it compiles
        numba.config.CPU_NAME = name


def model(processor: str, features: dict[str, bool]) -> str:
    """The model to compile for, when that is not the processor's own; empty if it is.

    processor, features: as LLVM names them, each feature with whether it is there.
    """
    return MODEL if features.get(WIDE) and not processor.startswith("znver") else ""
