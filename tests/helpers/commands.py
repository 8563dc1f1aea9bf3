"""The command line: within this process, in one of its own, or stopped on the way."""

import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from unittest import mock

from tests.helpers import stopped as stop

from demerit.cli import main


def demerit(*words):
    """(exit code, what was said, errors) of a command, within this process."""
    code, given = 0, mock.patch.object(sys, "argv", ["demerit", *_alone(words)])
    with redirect_stdout(StringIO()) as said, redirect_stderr(StringIO()) as errors, given:
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
    return code, said.getvalue(), errors.getvalue()


def apart(*words, cwd=None, python=()):
    """The same in a process of its own; python: options of the interpreter."""
    command = [sys.executable, *python, "-m", "demerit", *_alone(words)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)
    return done.returncode, done.stdout, done.stderr


def stopped(number, saved, events, *words):
    """A command that stops itself (see `tests.helpers.stopped`): (exit code, processes that it had started, errors)."""
    command = [sys.executable, stop.__file__, *(*map(str, (int(number), saved, events)), *_alone(words))]
    done = subprocess.run(command, capture_output=True, text=True, check=False, start_new_session=True)
    (there,) = re.findall(r"^started:(.*)$", done.stdout, re.M)
    return done.returncode, [int(each) for each in there.split()], done.stderr


def _alone(words):
    """The words of a command; a run lives no worlds beside itself unless it is told to."""
    said = [str(word) for word in words]
    return [*said, "--seeds", "0"] if "run" in said[:1] and "--seeds" not in said else said


def newest(out):
    """The month of the newest checkpoint."""
    return max((path.name for path in out.glob("checkpoint-*")), default="")
