"""Runs for tests: with checkpoints after their first months, and in processes of their own, compiled and not."""

import os
import subprocess
import sys

from tests.worlds import scenario

from demerit.world import checkpoint
from demerit.world.run import Plan, built


def plan(out, **more):
    """A small run into a folder."""
    given = {"scale": 200_000, "seed": 3, "until": scenario().start + 2, "quiet": True, **more}
    return Plan(given.pop("scenario", scenario()), out, **given)


def lived(out, saved=2):
    """A world with a checkpoint after each of its first months; the last two are kept."""
    world = built(plan(out))
    for _ in range(saved):
        world.step()
        checkpoint.save(world, out)
    return world


def printed_compiled_and_not(code, **env):
    """What a piece of Python prints with compiled functions, and with them as plain Python."""
    return [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "NUMBA_DISABLE_JIT": off, **env},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for off in ("0", "1")
    ]
