"""Whether nominal 90 % bands of chance hold the mean over all seeds in nine of ten runs.

`python -m tools.coverage [--preset NAME] [--seeds 64] [--scale 1:5000] [--until 2018-12] [--out FILE]`: lives a run a
seed, and as many coarse worlds, of which each run takes five others as those that it would live beside itself; counts,
figure by figure, how many bands hold the mean of all runs.  What was lived is kept, so it goes on where it was stopped.
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
    "detention.entries",
)
COARSE: Final = 20_000
TAKEN: Final = beside.SEEDS


def lived(name: str, seeds: int, scale: int, until: int, kept: Path) -> tuple[list[CountrySums], list[CountrySums]]:
    """Runs, and coarse worlds of other seeds."""
    scenario = load(name, assume=True)
    asked = beside.Asked(scenario, 0, scale, until, 0, 0, cores(), kept, told)
    runs = beside.worlds(asked, [(scenario, seed) for seed in range(seeds)], scale, "runs")
    coarse = beside.worlds(asked, [(scenario, 10_000 + seed) for seed in range(seeds)], COARSE, "coarse worlds")
    return [one for one in runs if one is not None], [one for one in coarse if one is not None]


def told(what: str, done: int, of: int) -> None:
    """Progress."""
    sys.stderr.write(f"\r{done} of {of} {what}   ")


def covered(
    runs: list[CountrySums], coarse: list[CountrySums], chances: Chances, name: str, year: int, scale: int
) -> dict[str, Any] | None:
    """How often the band of a figure holds the mean of all runs; None where it is never counted."""
    key = f"{name}.{year}"
    values = [run.years.get(key, 0.0) for run in runs]
    truth = float(np.mean(values))
    if truth == 0.0:
        return None
    held, widths = 0, []
    here = [i for i, month in enumerate(runs[0].months) if month.startswith(str(year))]
    for number, (run, value) in enumerate(zip(runs, values, strict=True)):
        events, one = events_of(name, {key: row / scale for key, row in run.series.items()}, here, scale)
        others = [coarse[(number * TAKEN + i) % len(coarse)].years.get(key, 0.0) for i in range(TAKEN)]
        low, high = chances.chance(value, events, one, others, made_from(name))
        held += low <= truth <= high
        widths.append((high - low) / (2 * truth))
    spread = float(np.std(values, ddof=1) / truth)
    return {"held": held, "of": len(runs), "spread": round(spread, 4), "half_width": round(float(np.median(widths)), 4)}


def main(words: list[str]) -> None:
    """Measure; writes JSON."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--preset", default="as-told")
    given.add_argument("--seeds", type=int, default=64)
    given.add_argument("--scale", default="1:5000")
    given.add_argument("--until", default="2018-12")
    given.add_argument("--kept", type=Path, default=Path(tempfile.gettempdir()) / "demerit-coverage")
    given.add_argument("--out", type=Path, default=Path("benchmarks/coverage.json"))
    given.add_argument("--note", default="")
    said = given.parse_args(words)
    scale, until = int(said.scale.removeprefix("1:")), month_of(said.until)
    runs, coarse = lived(said.preset, said.seeds, scale, until, said.kept)
    scenario, year = load(said.preset, assume=True), year_of(until)
    people = float(sum(row[-1] for key, row in runs[0].series.items() if key[0] == "people"))
    about = beside.Beside(COARSE, [], coarse, [], [], 0)
    chances = Chances(scenario, about, scale, people)
    found = {name: covered(runs, coarse, chances, name, year, scale) for name in FIGURES}
    figures = {name: one for name, one in found.items() if one is not None}
    held, of = (sum(one[key] for one in figures.values()) for key in ("held", "of"))
    out = {
        "note": said.note,
        "licence": "Apache-2.0",
        "preset": said.preset,
        "scale": scale,
        "coarse": COARSE,
        "taken": TAKEN,
        "seeds": len(runs),
        "year": year,
        "nominal": 0.9,
        "covered": round(held / of, 4),
        "figures": figures,
    }
    said.out.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
    sys.stderr.write(f"\n{held} of {of} bands hold the mean ({held / of:.1%})\n")


if __name__ == "__main__":
    main(sys.argv[1:])
