"""What a comparison ran on."""

import os
import platform
from pathlib import Path
from typing import Any

CPUINFO = Path("/proc/cpuinfo")


def machine() -> dict[str, Any]:
    """Processor, cores that may be used, system, interpreter; JSON-able."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "processor": _processor(),
        "cores": usable,
        "system": platform.system(),
        "architecture": platform.machine(),
        "python": platform.python_version(),
    }


def load() -> list[float] | None:
    """Load averages over 1, 5 and 15 minutes; None where the system does not tell."""
    return [round(number, 2) for number in os.getloadavg()] if hasattr(os, "getloadavg") else None


def _processor() -> str:
    if CPUINFO.is_file():
        for line in CPUINFO.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()
