"""From nothing to the end of the first month, in a process of its own: `python -m demerit.bench.first_month`.

Arguments: preset, society ("" for the preset's own), seed, scale, threads.  Prints one line of JSON: when each part was
over, on the system's clock, and the seconds in which Numba loaded or made machine code.
"""

import time

STARTED = time.perf_counter()  # before anything is imported: what came before is the interpreter's

import json  # noqa: E402
import sys  # noqa: E402
from collections.abc import Callable  # noqa: E402
from typing import Any  # noqa: E402


class Loading:
    """Seconds in which compiled functions were read from the cache, while it is entered."""

    def __init__(self) -> None:
        from numba.core import caching

        self.seconds = 0.0
        self.inside = False
        self.cache = caching.Cache
        self.plain: Callable[..., Any] = caching.Cache.load_overload

    def __enter__(self) -> "Loading":
        def load(cache: Any, *words: Any) -> Any:
            if self.inside:  # one function may bring another
                return self.plain(cache, *words)
            begun, self.inside = time.perf_counter(), True
            try:
                return self.plain(cache, *words)
            finally:
                self.inside = False
                self.seconds += time.perf_counter() - begun

        self.cache.load_overload = load
        return self

    def __exit__(self, *_: object) -> None:
        self.cache.load_overload = self.plain


def spent(compiling: Any) -> float:
    """Seconds in which Numba has compiled so far."""
    return float(compiling.duration) if compiling.done else 0.0


def stamps(preset: str, society: str, seed: int, scale: int, threads: int) -> dict[str, Any]:
    """Live one month; when each part of it was over, and what loading and compiling took of it."""
    over = {"interpreter": STARTED}
    from numba.core import event

    from demerit.scenario import load
    from demerit.world.simulation import World

    over["imports"] = time.perf_counter()
    compiling = event.TimingListener()
    with Loading() as loading, event.install_listener("numba:compile", compiling):
        scenario = load(preset, society or None)
        over["load"] = time.perf_counter()
        world = World(scenario, seed, scale, threads)
        over["tables"] = time.perf_counter()
        in_tables = loading.seconds, spent(compiling)
        sums = world.step()
        over["first_month"] = time.perf_counter()
    world.close()
    return {
        "over": over,
        "code_loaded": [in_tables[0], loading.seconds - in_tables[0]],
        "code_compiled": [in_tables[1], spent(compiling) - in_tables[1]],
        "people": int(sums["people"].sum()),
    }


if __name__ == "__main__":
    preset, society, *numbers = sys.argv[1:6]
    sys.stdout.write(json.dumps(stamps(preset, society, *map(int, numbers))))
