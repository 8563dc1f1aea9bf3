"""The most memory that this process has held at once."""

import resource
import sys
from pathlib import Path


def peak_bytes() -> int:
    """Bytes.  Of this program alone: what `getrusage` says may be that of the process which started it."""
    try:
        with Path("/proc/self/status").open(encoding="ascii") as file:
            lines = dict(line.split(":", 1) for line in file if ":" in line)
        return int(lines["VmHWM"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return held if sys.platform == "darwin" else held * 1024
