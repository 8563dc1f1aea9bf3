"""Runs for tests: with checkpoints after their first months, and in processes of their own, compiled and not."""

import hashlib
import os
import pickle
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from tests.helpers.worlds import scenario

from demerit.people import tables
from demerit.world import checkpoint
from demerit.world.run import Plan, built, run


def plan(out, **more):
    """A small run into a folder."""
    given = {"scale": 200_000, "seed": 3, "until": scenario().start + 2, "quiet": True, **more}
    return Plan(given.pop("scenario", scenario()), out, **given)


def ran(of, **told):
    """The world of a run that is made, and not only told to its end."""
    world = run(of, **told)
    assert world is not None
    return world


def lived(out, saved=2):
    """A world with a checkpoint after each of its first months; the last two are kept."""
    world = built(plan(out))
    for _ in range(saved):
        world.step()
        checkpoint.save(world, out)
    return world


def printed_compiled_and_not(code, **env):
    """What a piece of Python prints with compiled functions, and with them as plain Python.

    Fitting the weights of households takes most of the time in plain Python: what is plain takes them over from what is
    compiled.
    """
    with tempfile.TemporaryDirectory() as folder:
        code = KEEPING.format(folder) + code
        compiled, kept = printed(code, NUMBA_DISABLE_JIT="0", **env), os.listdir(folder)
        plain = printed(code, NUMBA_DISABLE_JIT="1", **env)
        assert os.listdir(folder) == kept, "weights were fitted in plain Python"
        return [compiled, plain]


def printed(code, **env):
    """What a piece of Python prints in a process of its own."""
    if env.get("NUMBA_DISABLE_JIT") == "1":
        code = f"from tests.helpers import records\n{code}"
    made = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **env}, capture_output=True, text=True, check=True
    )
    return made.stdout


KEEPING = """
from tests.helpers.runs import keeping_households
kept = keeping_households({!r})
kept.__enter__()
"""


@contextmanager
def keeping_households(folder):
    """Weights of households that were fitted to the same margins before are read from a folder."""

    def kept(*margins):
        path = Path(folder) / hashlib.blake2b(repr(margins).encode()).hexdigest()[:20]
        if not path.exists():
            path.write_bytes(pickle.dumps(fitted(*margins)))
        return pickle.loads(path.read_bytes())  # noqa: S301 - own bytes

    fitted = vars(tables)["fitted"]
    with mock.patch.object(tables, "fitted", kept):
        yield
