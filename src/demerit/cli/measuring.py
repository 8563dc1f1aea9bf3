"""`demerit bench` and `demerit warm`."""

import json
import time


def bench(preset: str, scale: int, seed: int, threads: int | None, months: int, peers: bool) -> None:
    """Print one JSON object."""
    from demerit.bench.measure import measured
    from demerit.world.run import cores
    from demerit.world.simulation import TILE

    out = measured(preset, scale, seed, threads or cores(), months, TILE)
    if peers:
        from demerit.bench.peers import compare

        out["peers"] = compare()
    print(json.dumps(out, indent=1))


def warm() -> None:
    """Live a month of a tiny country, with and without a ledger."""
    from demerit.life import warm as warm_life
    from demerit.scenario import load
    from demerit.world.simulation import World

    begun = time.perf_counter()
    world = World(load("as-told"), 1, 600_000)
    world.step()
    world.people.digest()
    warm_life()
    print(f"compiled in {time.perf_counter() - begun:.0f} s")
