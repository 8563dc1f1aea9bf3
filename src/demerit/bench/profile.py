"""Where the time of a person-month goes: each phase on a clock, their sum beside the whole, the rest said."""

from statistics import median
from typing import Any, Final

from demerit.bench.sample import Scratch, batches, digest_seconds, lap_of, next_moment, people_in, zeroed
from demerit.bench.staged import PHASES
from demerit.world.simulation import World

REPEATS: Final = 7
NOTE: Final = (
    "one thread; phases: the parts of the month with a look at the clock between them; whole: the month as it runs, "
    "without a clock; each the median of its repeats on the same people; rest: whole less the sum of phases: what lies "
    "between them, less what looking at the clock costs, and that the compiler lays the two out differently"
)


def profile(world: World, repeats: int = REPEATS) -> dict[str, Any]:
    """Ns a person-month by phase, of the month that `world` would live next; the world's people stay as they are.

    Raises ValueError when no month of the scenario is left.
    """
    if world.month > world.last:
        raise ValueError("no month of the scenario is left to be measured")
    of = batches(world)
    moment = next_moment(world)
    scratch = Scratch(len(world.where.names), of)
    for timed in (False, True):  # compiled, or loaded
        lap_of(of[:1], scratch, moment, timed)
    digest_seconds(of[:1])
    whole, phases, digests = [], [], []
    for _ in range(repeats):
        zeroed(scratch)
        whole.append(lap_of(of, scratch, moment, timed=False) * 1e9 / people_in(scratch))
        clock = zeroed(scratch)
        lap_of(of, scratch, moment, timed=True)
        phases.append([int(spent) / people_in(scratch) for spent in clock["spent"][: len(PHASES)]])
        digests.append(digest_seconds(of) * 1e9 / people_in(scratch))
    return shares(median(whole), [median(each) for each in zip(*phases, strict=True)]) | {
        "digest_ns_a_person": median(digests),
        "people": people_in(scratch),
        "repeats": repeats,
        "note": NOTE,
    }


def shares(whole: float, phases: list[float]) -> dict[str, Any]:
    """Phases, their sum, the whole and what no phase explains: ns a person-month, and shares of the whole."""
    rest = whole - sum(phases)
    return {
        "phases": {
            name: {"ns_a_person_month": ns, "share": ns / whole, "what": PHASES[name]}
            for name, ns in zip(PHASES, phases, strict=True)
        },
        "sum_ns_a_person_month": sum(phases),
        "whole_ns_a_person_month": whole,
        "rest_ns_a_person_month": rest,
        "rest_share": rest / whole,
    }
