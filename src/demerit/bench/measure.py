"""What a run costs: ns a person-day, bytes a person, seconds by phase, start-up; beside the limit of the machine."""

import subprocess
import time
from pathlib import Path
from typing import Any, Final

from demerit.bench import graphics_card
from demerit.bench.limits import bytes_a_second, seconds_of_draws
from demerit.bench.profile import profile
from demerit.bench.starting import starting
from demerit.calendar import text_of
from demerit.packing import BLOCKS
from demerit.scenario import Scenario, load
from demerit.shell import ITSELF
from demerit.world import burn_in
from demerit.world.drivers import Way
from demerit.world.errors import DemeritError
from demerit.world.machine import peak_bytes
from demerit.world.simulation import World

LEAST_LISTED: Final = 0.01
LEAST_ACTS: Final = 8.0
# Philox blocks a person-month beside those of candidates: two of traits and one of first opinions, one of the month,
# kinds (households are fewer than people)
BLOCKS_A_PERSON: Final = 2 + 1 + BLOCKS + 1


def start_up() -> dict[str, float]:
    """Seconds from nothing to help, and to a loaded model."""
    out = {}
    for name, words in {
        "help": ["-m", "demerit", "--help"],
        "import": ["-c", "import demerit.world.simulation"],
    }.items():
        begun = time.perf_counter()
        subprocess.run([*ITSELF, *words], check=True, capture_output=True)  # noqa: S603 - fixed words, no input
        out[name] = time.perf_counter() - begun
    return out


def started(preset: str, society: str | None, seed: int, scale: int, threads: int) -> dict[str, Any]:
    """What starting costs, by itself and to the end of the first month."""
    return {"start_up": start_up(), "to_first_month": starting(preset, society, seed, scale, threads)}


def last_year(world: World, months: int) -> dict[str, Any]:
    """Live `months`, the last twelve of them timed; what they cost and how busy they were."""
    first = world.month
    candidates = acts = people_months = person_days = 0
    begun = time.perf_counter()
    while world.month < first + months:
        if world.month == first + months - 12:
            begun = time.perf_counter()
        sums = world.step()
        if world.month > first + months - 12:
            candidates += int(sums["candidates"].sum())
            acts += int(sums["acts"].sum())
            people_months += int(sums["people"].sum())
            person_days += int(sums["person_days"].sum())
    seconds = time.perf_counter() - begun
    living, listed = int(sums["people"].sum()), int(sums["blacklist_stock"].sum())
    blocks = BLOCKS_A_PERSON * people_months + candidates
    result = {
        "seconds": seconds,
        "ns_a_person_day": seconds / person_days * 1e9,
        "people_months_a_second": people_months / seconds,
        "candidates_per_person_year": candidates / people_months * 12,
        "acts_per_person_year": acts / people_months * 12,
        "listed_share": listed / living,
        "bytes_per_person": world.people.bytes_held() / living,
        "philox_blocks": blocks,
    }
    result["valid"] = result["listed_share"] >= LEAST_LISTED and result["acts_per_person_year"] >= LEAST_ACTS
    return result


def limit(result: dict[str, Any], way: Way, state_bytes: int) -> dict[str, float]:
    """Seconds that the draws alone, and one copy of the state a month, take here; shares of what the run took.

    On a graphics card the copy is the way there and back.
    """
    blocks = result["philox_blocks"]
    draws = graphics_card.seconds_of_draws(blocks) if way.cuda else seconds_of_draws(blocks, way.threads)
    copied = 12 * 2 * state_bytes / (graphics_card.bytes_a_second() if way.cuda else bytes_a_second(way.threads))
    return {
        "draws_seconds": draws,
        "copy_seconds": copied,
        "draws_share": draws / result["seconds"],
        "copy_share": copied / result["seconds"],
    }


def enough(scenario: Scenario, months: int) -> None:
    """Raises DemeritError when a scenario ends before so many months, and the one that is profiled, are lived."""
    most = scenario.end - scenario.start
    if months > most:
        raise DemeritError(f"--months {months}: {scenario.name} ends in {text_of(scenario.end)}; at most {most} can be")


class Phases:
    """Seconds by phase of a whole run, one after the other without a gap."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.last = time.perf_counter()

    def over(self, name: str) -> None:
        """What came since the phase before belongs to this one."""
        moment = time.perf_counter()
        self.seconds[name] = moment - self.last
        self.last = moment


def measured(
    preset: str,
    scale: int,
    seed: int,
    way: Way,
    months: int,
    tile: int,
    society: str | None = None,
    kept: Path | None = None,
) -> dict[str, Any]:
    """One benchmark: `months` after a preset's burn-in, the last twelve timed.  JSON-able.  Raises DemeritError.

    kept: a folder that keeps burn-ins; a world that begins there ends with the months asked for, and has no profile.
    Nor has one that a graphics card moves: start and phases are those of processors.
    """
    enough(load(preset, society), months)
    apart = bool(kept) or way.cuda
    begun = {} if apart else started(preset, society, seed, scale, way.threads)
    phases = Phases()
    scenario = load(preset, society)
    phases.over("load")
    world = World(scenario, seed, scale, tile=tile, until=scenario.start + months - apart, way=way)
    phases.over("tables")
    if not (kept and burn_in.begin(world, kept)):
        world.step()
        phases.over("first_month")
        while world.month < scenario.start:
            world.step()
        if kept:
            burn_in.keep(world, kept)
    phases.over("rest_of_burn_in")
    result = last_year(world, months)
    phases.over("under_the_regime")
    peak = peak_bytes()
    world.close()
    return {
        "preset": preset,
        "society": scenario.society.name,
        "scale": scale,
        "seed": seed,
        **({"device": graphics_card.name()} if way.cuda else {"threads": way.threads}),
        "months": months,
        **begun,
        "phases": phases.seconds,
        "last_twelve_months": result,
        "limit": limit(result, way, world.people.bytes_held()),
        **({} if apart else {"profile": profile(world)}),
        "peak_rss_bytes": peak,
    }
