"""Whether nominal 90 % bands of paired differences hold the mean over all seeds in nine of ten comparisons.

`python -m tools.coverage.differences [--preset NAME] [--without KEY]... [--set KEY=VALUE]... [--seeds 64]
[--scale 1:20000] [--until 2016-12] [--coarse 0] [--out FILE]`: compares once a seed; counts, figure by figure, how many
of the bands of a difference hold the mean difference of all seeds, and how much wider differences of independent runs
lie.  With coarse comparisons each takes any five of them as those that it would live beside itself, many times over.
What was compared is kept, so it goes on where it was stopped.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from demerit.calendar import month_of
from demerit.cli.worlds import worlds_of
from demerit.comparison import Plan, compare
from demerit.comparison.refits import FEWEST, refitted
from demerit.comparison.sureness import PEOPLE
from demerit.comparison.widening import widened, widened_people
from demerit.world.beside import COARSE
from demerit.world.clusters import clusters
from demerit.world.drivers import Way
from demerit.world.run import cores
from demerit.world.spread import Z90
from tools.coverage.__main__ import FIGURES

Array = np.ndarray[Any, Any]
MOST: Final = (
    0.9  # of the seeds a figure differs in, for its bands to be counted: where nothing differs there is no band
)
OTHERS: Final = 10_000  # the first seed of coarse comparisons
TAKEN: Final = FEWEST
TIMES: Final = 10  # that a comparison's band is made, each time with another five
NOTHING: Final = {"base": 0.0, "other": 0.0, "difference": 0.0, "chance": (0.0, 0.0)}


def compared(plan: Plan, kept: Path) -> Any:
    """What `comparison.json` says, kept from an earlier call."""
    names = "+".join(one.name for one in plan.variants)
    path = kept / f"{plan.base.name}-{names}-{plan.scale}-{plan.last}-{plan.seed}.json"
    if not path.exists():
        said = compare(plan).said
        kept.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(said), encoding="utf-8")
    return json.loads(path.read_text(encoding="utf-8"))


class Figure(NamedTuple):
    """A difference, comparison by comparison: base and other, value, band of chance (low, high); all (comparison, ...).

    beside: the same of coarse ones: value, half of the band.  fitted: whether a score was fitted before.  people:
    whether it is a number of people over all months.
    """

    worlds: Array
    values: Array
    bands: Array
    beside: Array
    fitted: bool
    people: bool

    def widened(self, finer: float) -> Array:
        """The bands that each would state with any five beside it, time after time (time, comparison, 2)."""
        any_of, made = np.random.default_rng(0), widened_people if self.people else widened
        return np.array(
            [
                [
                    made(
                        band,
                        value,
                        list(map(tuple, any_of.choice(self.beside, TAKEN, replace=False))),
                        finer,
                        self.fitted,
                    )
                    for value, band in zip(self.values.tolist(), self.bands.tolist(), strict=True)
                ]
                for _ in range(TIMES)
            ]
        )


def figure(found: list[Any], beside: list[Any], variant: str, name: str) -> Figure | None:
    """One figure; None where too few seeds differ."""
    there, coarse = ([one for said in of if (one := _of(said, variant, name))] for of in (found, beside))
    if np.count_nonzero([one["difference"] for one in there]) < MOST * len(found):
        return None
    return Figure(
        np.array([[one["base"], one["other"]] for one in there], float),
        np.array([one["difference"] for one in there], float),
        np.array([one["chance"] for one in there], float),
        np.array([[one["difference"], (one["chance"][1] - one["chance"][0]) / 2] for one in coarse], float),
        refitted(found[0], None if name in PEOPLE else name.rsplit(".", 1)[1]),
        name in PEOPLE,
    )


def _of(said: Any, variant: str, name: str) -> dict[str, Any] | None:
    """What one comparison says of a figure; None where it cannot be told."""
    of = said["variants"][variant]
    if name in PEOPLE:
        (low, high), value = of[name]["chance"], of[name]["people"]
        return {
            "base": None,
            "other": None,
            "difference": value,
            "chance": [2 * value - high if low == 0 else low, high],
        }
    one: dict[str, Any] = of["effects"].get(name, NOTHING)
    return None if one["difference"] is None else one


def covered(of: Figure, finer: float) -> dict[str, Any]:
    """How often a band holds the mean of all differences, alone and, where there are any, with others beside it."""
    truth, (low, high) = float(of.values.mean()), of.bands.T
    alone = round(float(np.mean((low <= truth) & (truth <= high))), 4)
    if len(of.beside):
        low, high = np.moveaxis(of.widened(finer), 2, 0)
    out = {
        "held": round(float(np.mean((low <= truth) & (truth <= high))), 4),
        "mean": truth,
        "spread": float(f"{of.values.std(ddof=1):.4g}"),
        "half_width": float(f"{np.median((high - low) / 2) / Z90:.4g}"),
        "differ": int(np.count_nonzero(of.values)),
    }
    if not np.isnan(of.worlds).any():
        out["independent"] = float(f"{np.sqrt(of.worlds.var(axis=0, ddof=1).sum()):.4g}")
    return out | ({"alone": alone} if len(of.beside) else {})


def main(words: list[str]) -> None:
    """Measure; writes JSON."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--preset", default="as-told")
    given.add_argument("--without", action="append", default=[])
    given.add_argument("--set", dest="values", action="append", default=[])
    given.add_argument("--seeds", type=int, default=64)
    given.add_argument("--scale", default="1:20000")
    given.add_argument("--until", default="2016-12")
    given.add_argument("--coarse", type=int, default=0)
    given.add_argument("--kept", type=Path, default=Path(tempfile.gettempdir()) / "demerit-coverage-of-differences")
    given.add_argument("--out", type=Path, default=Path("benchmarks/coverage-of-differences.json"))
    said = given.parse_args(words)
    base, variants = worlds_of(said.preset, None, True, [], said.without, said.values, None)
    scale, until = int(said.scale.removeprefix("1:")), month_of(said.until)

    def lived(many: int, first: int, scale: int) -> list[Any]:
        found = []
        for seed in range(first, first + many):
            plan = Plan(base, variants, None, scale, seed, Way(cores()), until, quiet=True)
            found.append(compared(plan, said.kept))
            sys.stderr.write(f"\r{len(found)} of {many} at 1:{scale}   ")
        return found

    found, coarse = lived(said.seeds, 0, scale), lived(said.coarse, OTHERS, COARSE)
    few, many = (clusters(base.society, one) for one in (COARSE, scale))
    year = said.until[:4]
    of_variants: dict[str, dict[str, Any]] = {}
    for variant in found[0]["variants"]:
        names = dict.fromkeys([*(f"{name}.{year}" for name in FIGURES), *_others(found, variant, year)])
        every = [*PEOPLE, *names] if coarse else list(names)
        figures = {name: of for name in every if (of := figure(found, coarse, variant, name)) is not None}
        told = {name: covered(of, many / few) for name, of in figures.items()}
        of_variants[variant] = {
            "covered": round(float(np.mean([it["held"] for it in told.values()])), 4) if told else None,
            "figures": told,
        }
    out = {
        "licence": "Apache-2.0",
        "preset": said.preset,
        "scale": scale,
        "seeds": len(found),
        "coarse": {"scale": COARSE, "seeds": len(coarse), "taken": TAKEN} if coarse else None,
        "fits": found[0]["fits"],
        "until": said.until,
        "nominal": 0.9,
        "variants": of_variants,
    }
    said.out.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
    for name, it in of_variants.items():
        sys.stderr.write(f"\n{name}: {it['covered']} over {len(it['figures'])} figures")
    sys.stderr.write("\n")


def _others(found: list[Any], variant: str, year: str) -> dict[str, None]:
    """Figures that differ with most seeds."""
    names: dict[str, int] = {}
    for said in found:
        for name, one in said["variants"][variant]["effects"].items():
            if name.endswith(f".{year}") and one["difference"]:
                names[name] = names.get(name, 0) + 1
    return {name: None for name, often in names.items() if often >= MOST * len(found)}


if __name__ == "__main__":
    main(sys.argv[1:])
