"""The command line, in a process of its own, to its end or stopped on the way."""

import re
import subprocess
import sys

from tests.helpers import stopped as stop


def demerit(*words, cwd=None, python=()):
    """(exit code, what was said, errors) of a command; python: options of the interpreter."""
    command = [sys.executable, *python, "-m", "demerit", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)
    return done.returncode, done.stdout, done.stderr


def stopped(number, saved, events, *words):
    """A command that stops itself (see `tests.helpers.stopped`): (exit code, processes that it had started, errors)."""
    command = [sys.executable, stop.__file__, *map(str, (int(number), saved, events, *words))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    (there,) = re.findall(r"^started:(.*)$", done.stdout, re.M)
    return done.returncode, [int(each) for each in there.split()], done.stderr


def newest(out):
    """The month of the newest checkpoint."""
    return max((path.name for path in out.glob("checkpoint-*")), default="")
