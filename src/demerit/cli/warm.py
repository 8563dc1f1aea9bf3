"""`demerit warm`: compile everything once."""

import time

from demerit.cli.app import app


@app.command()
def warm() -> None:
    """Compile everything once, so that the first run does not wait."""
    begun = time.perf_counter()

    from demerit.life import warm as warm_replay
    from demerit.scenario import load
    from demerit.world.lists import lists
    from demerit.world.manifest import digest
    from demerit.world.simulation import World

    world = World(load("as-told"), 1, 600_000)
    world.step()
    digest(world)
    lists(world)
    warm_replay()
    print(f"compiled in {time.perf_counter() - begun:.0f} s")
