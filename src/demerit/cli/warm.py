"""`demerit warm`: compile everything once."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from demerit.cli.app import app
from demerit.cli.stopping import stoppable
from demerit.world.errors import DemeritError

REPLAY: Final = "from demerit.life import warm; warm()"  # the month with a ledger: as long again, in a process beside


@app.command()
def warm() -> None:
    """Compile everything once, so that the first run does not wait."""
    begun = time.perf_counter()
    print("compiling, which takes some minutes where it has not been done yet", flush=True)
    with stoppable("what was compiled is kept: demerit warm goes on"), _ended_with_us(REPLAY) as replay:
        _run()
        if replay.wait():
            raise DemeritError("what replays need was not compiled: see above")
    print(f"compiled in {time.perf_counter() - begun:.0f} s")


@contextmanager
def _ended_with_us(code: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A process of this Python beside this one, which does not go on without it."""
    beside = subprocess.Popen([sys.executable, "-P", "-c", code], start_new_session=True)  # noqa: S603 - own words
    try:
        yield beside
    finally:
        beside.kill()
        beside.wait()


def _run() -> None:
    """Compile what a run needs: a tiny country for a month, its digest and lists."""
    from demerit.scenario import load
    from demerit.world.lists import lists
    from demerit.world.manifest import digest
    from demerit.world.simulation import World

    world = World(load("as-told"), 1, 600_000)
    world.step()
    digest(world)
    lists(world)
