"""The command line, in a process of its own."""

import subprocess
import sys


def demerit(*words, cwd=None):
    """(exit code, what was said, errors) of a command."""
    command = [sys.executable, "-m", "demerit", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)
    return done.returncode, done.stdout, done.stderr


def started(*words, **more):
    """The command line in a process of its own."""
    command = [sys.executable, "-m", "demerit", *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more)


def newest(out):
    """The month of the newest checkpoint."""
    return max((path.name for path in out.glob("checkpoint-*")), default="")
