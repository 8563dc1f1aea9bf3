"""Under what something was measured: the machine, its load, versions.  A machine that was not quiet says so."""

import os
import platform
from pathlib import Path
from typing import Any, Final

import llvmlite.binding as llvm
import numba
import numpy as np

MOST_LOAD: Final = 0.5  # processes that run or wait, the mean of the last minute: more, and the machine is not quiet


def conditions(note: str) -> dict[str, Any]:
    """To be asked before anything is measured.  note: where and when."""
    load = os.getloadavg()[0]
    quiet = load <= MOST_LOAD
    return {
        "note": note,
        "licence": "Apache-2.0",
        "quiet": quiet,
        "warning": "" if quiet else f"other work ran on the machine (load {load:.1f}): not to be cited",
        "machine": machine(),
    }


def load() -> list[float]:
    """Load averages over 1, 5 and 15 minutes."""
    return [round(number, 2) for number in os.getloadavg()]


def machine() -> dict[str, Any]:
    """Processor, its model, cores, memory and versions: no name of the machine."""
    return {
        "processor": _processor(),
        "model": llvm.get_host_cpu_name(),  # as LLVM calls it: names of products do not tell generations apart
        "cores": os.cpu_count(),
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "system": platform.system(),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "numba": numba.__version__,
    }


def _processor() -> str:
    try:
        with Path("/proc/cpuinfo").open(encoding="utf-8") as file:
            return next(line.split(":", 1)[1].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()
