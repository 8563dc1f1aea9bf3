"""`demerit` as a process that stops itself: at a point of its work, so that a busy machine stops it at the same point.

python tests/helpers/stopped.py SIGNAL SAVED EVENTS WORDS...

From its checkpoint number SAVED on, the process counts what Python calls and returns from, some 130,000 a month, and
sends itself SIGNAL at the event number EVENTS (0: with the checkpoint just written), or once the next checkpoint is
written, if that comes first.  Before that it prints the processes that it has started.  A SIGNAL below zero goes to all
processes of its group, as a time limit sends it.
"""

import os
import sys
from pathlib import Path
from types import FrameType


def children(parent: int) -> list[int]:
    """Processes that a process started, and those that they did."""
    started: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            started.setdefault(int(stat.read_text().rpartition(")")[2].split()[1]), []).append(int(stat.parent.name))
        except OSError:
            continue
    found = list(started.get(parent, []))
    for child in found:
        found += started.get(child, [])
    return found


def main() -> None:
    """Take the first three words, and run the command line with the others."""
    number, saved, events = (int(word) for word in sys.argv[1:4])
    del sys.argv[1:4]
    from demerit.cli import main as demerit
    from demerit.world import checkpoint

    real, checkpoints, counted = checkpoint.save, [0], [0]

    def stop() -> None:
        sys.setprofile(None)
        sys.stdout.write(" ".join(["started:", *map(str, children(os.getpid()))]) + "\n")
        sys.stdout.flush()
        if number < 0:
            os.killpg(os.getpgrp(), -number)
        else:
            os.kill(os.getpid(), number)

    def count(frame: FrameType, event: str, value: object) -> None:
        counted[0] += 1
        if counted[0] > events:
            stop()

    def save(*of: object) -> object:
        path = real(*of)  # type: ignore[arg-type]
        checkpoints[0] += 1
        if checkpoints[0] == saved and events > 0:
            sys.setprofile(count)
        elif checkpoints[0] == saved + (events > 0):
            stop()
        return path

    checkpoint.save = save  # type: ignore[assignment]
    demerit()


if __name__ == "__main__":
    main()
