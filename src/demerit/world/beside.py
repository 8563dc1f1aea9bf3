"""Worlds lived beside a run, in coarse: other seeds, and other values for what nobody knows.

Each is kept as soon as it was lived, under a name that says what it was made from, until the run is whole: whoever was
stopped goes on with the next, and lives none twice.
"""

import hashlib
import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, NamedTuple

from demerit.scenario import Scenario, ScenarioError
from demerit.scenario.problems import dotted
from demerit.scenario.unknowns import Unknown, drawn, unknowns
from demerit.world import country_sums, folder, hypercube, parquet, sealed
from demerit.world.country_sums import CountrySums
from demerit.world.errors import DemeritError, NothingToLearnError
from demerit.world.identity import identity

COARSE: Final = 20_000  # 1 in so many people, unless the run itself is coarser
SEEDS: Final = 5  # other seeds that a run lives beside itself, unless it is told otherwise
KEPT: Final = ".worlds.part"  # while they are lived
TRIES: Final = 50  # for a point of the hypercube that can be
_KEY: Final = (1 << 63) - 1


class Input(NamedTuple):
    """One thing that nobody knows, and what it was in each world; a factor if `together`."""

    key: str
    low: float
    high: float
    together: bool
    values: list[float]


class Beside(NamedTuple):
    """What was lived: chance and unknown by world; what they were made from.

    unknown is empty, and inputs too, where nothing was drawn; left_out: draws in which nothing could be learnt.
    """

    scale: int
    seeds: list[int]
    chance: list[CountrySums]
    inputs: list[Input]
    unknown: list[CountrySums]
    left_out: int

    def told(self) -> dict[str, Any]:
        """How they were made, as plain data."""
        return {
            "scale": self.scale,
            "seeds": self.seeds,
            "draws": len(self.unknown),
            "left_out": self.left_out,
            "inputs": [one._asdict() for one in self.inputs],
        }


class Asked(NamedTuple):
    """What is to be lived beside a run of a scenario until a month: seeds and draws; on so many threads.

    kept: a folder that keeps each on the way; None: nothing is written.
    """

    scenario: Scenario
    seed: int
    scale: int
    until: int
    seeds: int
    draws: int
    threads: int
    kept: Path | None
    tell: Callable[[str, int, int], object] = lambda what, done, of: None


def lived(asked: Asked) -> Beside:
    """The worlds beside a run.  Raises DemeritError, ScenarioError where ranges leave no scenario that can be."""
    scale = max(asked.scale, COARSE)
    seeds = [other_seed(asked.seed, number) for number in range(asked.seeds)]
    chance = worlds(asked, [(asked.scenario, seed) for seed in seeds], scale, "other seeds")
    points = drawn_points(asked.scenario, asked.seed, asked.draws)
    unknown = worlds(asked, [(scenario, asked.seed) for scenario, _ in points], scale, "draws of what nobody knows")
    there = [number for number, one in enumerate(unknown) if one is not None]
    inputs = [
        Input(dotted(one.path), one.low, one.high, one.together, [points[n][1][one.path] for n in there])
        for one in unknowns(asked.scenario)
    ]
    return Beside(
        scale,
        [seed for seed, one in zip(seeds, chance, strict=True) if one is not None],
        [one for one in chance if one is not None],
        inputs if there else [],
        [one for one in unknown if one is not None],
        len(unknown) - len(there),
    )


def other_seed(seed: int, number: int) -> int:
    """A seed that nobody chose."""
    return int.from_bytes(hashlib.blake2b(f"{seed}/{number}".encode(), digest_size=8).digest(), "little") & _KEY


def drawable(draws: int, *scenarios: Scenario) -> None:
    """Raises DemeritError where something is to be drawn, and none of the scenarios has a range."""
    if draws and not any(map(unknowns, scenarios)):
        name = scenarios[0].name
        raise DemeritError(f"--draws {draws}: {name} has no value with a range, so there is nothing to draw")


def drawn_points(scenario: Scenario, seed: int, draws: int) -> list[tuple[Scenario, dict[Any, float]]]:
    """So many scenarios over a Latin hypercube of all ranges, each with its values (or factors) by path.

    Raises DemeritError where the scenario has no range, ScenarioError where no point can be.
    """
    if not draws:
        return []
    drawable(draws, scenario)
    free = unknowns(scenario)
    shares = {one.path: hypercube.shares(dotted(one.path), draws, seed) for one in free}
    return [_point(scenario, free, {path: row[i] for path, row in shares.items()}, i, seed) for i in range(draws)]


def _point(
    scenario: Scenario, free: list[Unknown], shares: dict[Any, float], draw: int, seed: int
) -> tuple[Scenario, dict[Any, float]]:
    """One point; where it cannot be (data sources that together would record more than happens), another at random."""
    for tried in range(TRIES):
        values = {one.path: one.at(float(shares[one.path])) for one in free}
        try:
            return drawn(scenario, values), values
        except ScenarioError as error:
            last = error
            shares = {one.path: hypercube.another(dotted(one.path), draw, tried, seed) for one in free}
    raise last


def worlds(asked: Asked, made_from: list[tuple[Scenario, int]], scale: int, what: str) -> list[CountrySums | None]:
    """The sums of worlds, in their order; one on each thread, as so coarse a world keeps no two busy."""
    out = []
    with ThreadPoolExecutor(asked.threads) as pool:
        lived = [pool.submit(_world, asked, scenario, seed, scale) for scenario, seed in made_from]
        try:
            for done, one in enumerate(lived, 1):
                out.append(one.result())
                asked.tell(what, done, len(lived))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return out


def _world(asked: Asked, scenario: Scenario, seed: int, scale: int) -> CountrySums | None:
    """The sums of a world, lived now or kept before; None where its learned score found nothing to learn."""
    if asked.kept is None:
        return _lived(asked, scenario, seed, scale)
    made_from = json.dumps(identity(scenario, seed, scale, asked.until), sort_keys=True).encode()
    path = asked.kept / f"{hashlib.blake2b(made_from, digest_size=16).hexdigest()}"
    kept = sealed.read(path)
    if kept is not None:
        return country_sums.unpacked(kept)
    found = _lived(asked, scenario, seed, scale)
    if found is not None:
        sealed.write(path, country_sums.packed(found))
    return found


def _lived(asked: Asked, scenario: Scenario, seed: int, scale: int) -> CountrySums | None:
    """The same, lived now."""
    from demerit.world.simulation import World  # whoever only reads what was lived needs none of it

    world = World(scenario, seed, scale, until=asked.until)
    try:
        world.run()
        return country_sums.country_sums(world)
    except NothingToLearnError:
        return None
    finally:
        world.close()


def left(run: Path) -> bool:
    """Whether worlds beside a run are kept, which was stopped before it was whole."""
    return (run / KEPT).is_dir() and any((run / KEPT).iterdir())


def forget(kept: Path) -> None:
    """What was kept on the way goes, once it stands in the run folder."""
    shutil.rmtree(kept, ignore_errors=True)


def save(run: Path, found: Beside) -> None:
    """Put the sums of all worlds into a run folder.  Raises DemeritError."""
    for name, worlds in ((folder.CHANCE, found.chance), (folder.UNKNOWN, found.unknown)):
        if worlds:
            made = country_sums.table(worlds)
            folder.written(run / name, lambda part, made=made: parquet.write(part, made, "zstd"))  # type: ignore[misc]
    folder.write_json(run / folder.BESIDE, found.told())


def opened(run: Path) -> Beside | None:
    """The worlds beside a run, as a report reads them; None where there are none.  Raises DemeritError."""
    said = folder.read_json(run, folder.MANIFEST)
    if folder.BESIDE not in said[folder.FILES]:
        return None
    told = folder.read_part(run, folder.BESIDE, said)
    try:
        inputs = [Input(**one) for one in told["inputs"]]
        both = [_read(run, name, said) for name in (folder.CHANCE, folder.UNKNOWN)]
        return Beside(int(told["scale"]), list(told["seeds"]), both[0], inputs, both[1], int(told["left_out"]))
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise DemeritError(f"{run / folder.BESIDE} is damaged ({error})") from None


def _read(run: Path, name: str, said: dict[str, Any]) -> list[CountrySums]:
    if name not in said[folder.FILES]:
        return []
    return country_sums.worlds_in(parquet.read(folder.part(run, name, said)))
