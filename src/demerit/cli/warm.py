"""`demerit warm`: compile everything once, and have a first look at what it is for."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from demerit.cli.app import app
from demerit.cli.stopping import stoppable
from demerit.shell import ITSELF
from demerit.world.errors import DemeritError

if TYPE_CHECKING:
    from demerit.world.simulation import World

REPLAY: Final = "from demerit.life import warm; warm()"  # the month with a ledger: as long again, in a process beside
COARSE: Final = 20_000  # one person in so many is looked at first


@app.command(whole=False)
def warm() -> None:
    """Compile everything once, so that the first run does not wait."""
    import demerit.draws  # noqa: F401 - from here on it is known where compiled code is kept
    from demerit.world.compiling import cold

    begun = time.perf_counter()
    print("compiling, which takes a minute or more where it has not been done yet", flush=True)
    with stoppable("what was compiled is kept: demerit warm goes on"), _ended_with_us(REPLAY) as replay:
        (_look if cold() else _run)()
        if replay.wait():
            raise DemeritError("what replays need was not compiled: see above")
    print(f"compiled in {time.perf_counter() - begun:.0f} s")


@contextmanager
def _ended_with_us(code: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A process of this Python beside this one, which does not go on without it."""
    beside = subprocess.Popen([*ITSELF, "-c", code], start_new_session=True)  # noqa: S603 - own words
    try:
        yield beside
    finally:
        beside.kill()
        beside.wait()


def _run() -> None:
    """Compile what a run needs, if something of it is missing: a tiny country for a month."""
    from demerit.scenario import load
    from demerit.world.simulation import World

    world = World(load("as-told"), 1, 600_000)
    world.step()
    _read(world)


def _read(world: "World") -> None:
    """Read a world as the end of a run does."""
    from demerit.world.lists import lists
    from demerit.world.manifest import digest

    digest(world)
    lists(world)


def _look() -> None:
    """Compile what a run needs by living a coarse one, and say what came out, while what replays need is compiled."""
    from demerit.calendar import month_of
    from demerit.scenario import load
    from demerit.world import folder
    from demerit.world.findings import findings
    from demerit.world.simulation import World
    from demerit.world.summary import summed_up

    world = World(load("as-told"), 1, COARSE, until=month_of("2018-12"))
    world.run()
    print(f"a first look at as-told, one person in {COARSE:,}; a run has more of them, and says how sure it is:")
    for line in findings(dict(summed_up(world)), one_in=COARSE):
        print(f"  - {line}")
    print(f"  ({folder.NOTE})", flush=True)
    _read(world)
