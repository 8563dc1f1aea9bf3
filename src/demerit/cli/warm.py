"""`demerit warm`: compile everything once."""

import subprocess
import sys
import time
from typing import Final

from demerit.cli.app import app
from demerit.world.errors import DemeritError

REPLAY: Final = "from demerit.life import warm; warm()"  # the month with a ledger: as long again, in a process beside


@app.command()
def warm() -> None:
    """Compile everything once, so that the first run does not wait."""
    begun = time.perf_counter()
    print("compiling, which takes some minutes where it has not been done yet", flush=True)
    replay = subprocess.Popen([sys.executable, "-P", "-c", REPLAY])  # noqa: S603 - own words
    _run()
    if replay.wait():
        raise DemeritError("what replays need was not compiled: see above")
    print(f"compiled in {time.perf_counter() - begun:.0f} s")


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
