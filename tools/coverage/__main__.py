"""Whether nominal 90 % bands of chance hold the mean over all seeds in nine of ten runs.

`python -m tools.coverage [--preset NAME] [--seeds 64] [--coarse 64] [--scale 1:5000] [--until 2018-12] [--out FILE]`:
lives a run a seed, and coarse worlds, of which a run takes any five as those that it would live beside itself; counts,
figure by figure, how many of these bands hold the mean of all runs.  What was lived is kept, so it goes on where it was
stopped.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import numpy as np

from demerit.calendar import month_of, year_of
from demerit.scenario import load
from demerit.world import beside
from demerit.world.chances import Chances, events_of, made_from
from demerit.world.country_sums import CountrySums
from demerit.world.run import cores

Array = np.ndarray[Any, Any]
FIGURES: Final = (
    "refused.all",
    "refused.flight",
    "refused.train",
    "refused.high_speed",
    "refused.credit.people",
    "refused.for.points",
    "refused.for.learned",
    "refused.unaware_share",
    "blacklist.stock",
    "blacklist.entries",
    "blacklist.wrongful_share",
    "blacklist.wrongful_entries",
    "records.all",
    "records.wrong_share",
    "acts.criticism",
    "self_censored.share.criticism",
    "opinion.hidden_share",
    "detentions",
)
COARSE: Final = 20_000
TAKEN: Final = beside.SEEDS
TIMES: Final = 20  # that a run's band is made, each time from another five
BLOCKS: Final = 10  # of runs and of coarse worlds, each left out once to see what hangs on them (jackknife)
Z90: Final = 1.645


def lived(
    name: str, seeds: int, coarse: int, scale: int, until: int, kept: Path
) -> tuple[list[CountrySums], list[CountrySums]]:
    """Runs, and coarse worlds of other seeds."""
    scenario = load(name, assume=True)
    asked = beside.Asked(scenario, 0, scale, until, 0, 0, cores(), kept, told)
    runs = beside.worlds(asked, [(scenario, seed) for seed in range(seeds)], scale, "runs")
    others = beside.worlds(asked, [(scenario, 10_000 + seed) for seed in range(coarse)], COARSE, "coarse worlds")
    return [one for one in runs if one is not None], [one for one in others if one is not None]


def told(what: str, done: int, of: int) -> None:
    """Progress."""
    sys.stderr.write(f"\r{done} of {of} {what}   ")


class Bands:
    """The bands that runs would state of a figure of a year."""

    def __init__(self, runs: list[CountrySums], chances: Chances, name: str, year: int, scale: int) -> None:
        key = f"{name}.{year}"
        self.chances, self.name = chances, made_from(name)
        self.values = [run.years.get(key, 0.0) for run in runs]
        self.others = [world.years.get(key, 0.0) for world in chances.beside.chance]
        here = [i for i, month in enumerate(runs[0].months) if month.startswith(str(year))]
        self.events = [
            events_of(name, {key: row / scale for key, row in run.series.items()}, here, scale) for run in runs
        ]

    def made(self, runs: list[int], coarse: list[int]) -> Array:
        """Lower and upper ends (run, time), from any five of some coarse worlds each time, the same ones each call."""
        any_of = np.random.default_rng(0)
        return np.array(
            [
                [self.band(run, any_of.choice(coarse, TAKEN, replace=False).tolist()) for _ in range(TIMES)]
                for run in runs
            ]
        )

    def band(self, run: int, coarse: list[int]) -> tuple[float, float]:
        """What a run would state, had it lived these beside itself."""
        return self.chances.chance(self.values[run], *self.events[run], [self.others[i] for i in coarse], self.name)

    def held(self, runs: list[int], coarse: list[int]) -> float:
        """The share of bands that hold the mean of the runs."""
        truth, made = np.mean([self.values[run] for run in runs]), self.made(runs, coarse)
        return float(np.mean((made[..., 0] <= truth) & (truth <= made[..., 1])))


def left_out(many: int, block: int) -> list[int]:
    """All but one block of so many."""
    return [i for i in range(many) if i % BLOCKS != block]


def covered(bands: Bands) -> dict[str, Any] | None:
    """How often a band holds the mean of all runs, and by how much chance may have that off; None of nothing."""
    values = np.array(bands.values)
    truth = float(values.mean())
    if truth == 0.0:
        return None
    runs, coarse = list(range(len(values))), list(range(len(bands.others)))
    made = bands.made(runs, coarse)
    without = np.array([bands.held(left_out(len(runs), b), left_out(len(coarse), b)) for b in range(BLOCKS)])
    error = np.sqrt((BLOCKS - 1) / BLOCKS * ((without - without.mean()) ** 2).sum())
    return {
        "held": round(bands.held(runs, coarse), 4),
        "noise": round(Z90 * float(error), 4),
        "spread": round(float(values.std(ddof=1) / truth), 4),
        "half_width": round(float(np.median((made[..., 1] - made[..., 0]) / (2 * truth))), 4),
    }


def main(words: list[str]) -> None:
    """Measure; writes JSON."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--preset", default="as-told")
    given.add_argument("--seeds", type=int, default=64)
    given.add_argument("--coarse", type=int, default=64)
    given.add_argument("--scale", default="1:5000")
    given.add_argument("--until", default="2018-12")
    given.add_argument("--kept", type=Path, default=Path(tempfile.gettempdir()) / "demerit-coverage")
    given.add_argument("--out", type=Path, default=Path("benchmarks/coverage.json"))
    given.add_argument("--note", default="")
    said = given.parse_args(words)
    scale, until = int(said.scale.removeprefix("1:")), month_of(said.until)
    runs, coarse = lived(said.preset, said.seeds, said.coarse, scale, until, said.kept)
    scenario, year = load(said.preset, assume=True), year_of(until)
    people = float(sum(row[-1] for key, row in runs[0].series.items() if key[0] == "people"))
    about = beside.Beside(COARSE, [], coarse, [], [], 0)
    chances = Chances(scenario, about, scale, people)
    found = {name: covered(Bands(runs, chances, name, year, scale)) for name in FIGURES}
    figures = {name: one for name, one in found.items() if one is not None}
    held = float(np.mean([one["held"] for one in figures.values()]))
    out = {
        "note": said.note,
        "licence": "Apache-2.0",
        "preset": said.preset,
        "scale": scale,
        "coarse": COARSE,
        "coarse_worlds": len(coarse),
        "taken": TAKEN,
        "seeds": len(runs),
        "year": year,
        "nominal": 0.9,
        "covered": round(held, 4),
        "figures": figures,
    }
    said.out.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
    sys.stderr.write(f"\n{held:.1%} of the bands hold the mean\n")


if __name__ == "__main__":
    main(sys.argv[1:])
