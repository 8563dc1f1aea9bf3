"""Whether nominal 90 % bands of paired differences hold the mean over all seeds in nine of ten comparisons.

`python -m tools.coverage.differences [--preset NAME] [--without KEY]... [--set KEY=VALUE]... [--seeds 64]
[--scale 1:20000] [--until 2016-12] [--out FILE]`: compares once a seed; counts, figure by figure, how many of the bands
of a difference hold the mean difference of all seeds, and how much wider differences of independent runs lie.  What
was compared is kept, so it goes on where it was stopped.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import numpy as np

from demerit.calendar import month_of
from demerit.cli.compare import variants_of
from demerit.comparison import Plan, compare
from demerit.scenario import load
from demerit.world.drivers import Way
from demerit.world.run import cores
from tools.coverage.__main__ import FIGURES

MOST: Final = (
    0.9  # of the seeds a figure differs in, for its bands to be counted: where nothing differs there is no band
)


def compared(plan: Plan, kept: Path) -> Any:
    """What `comparison.json` says, kept from an earlier call."""
    names = "+".join(one.name for one in plan.variants)
    path = kept / f"{plan.base.name}-{names}-{plan.scale}-{plan.last}-{plan.seed}.json"
    if not path.exists():
        said = compare(plan).said
        kept.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(said), encoding="utf-8")
    return json.loads(path.read_text(encoding="utf-8"))


def covered(found: list[Any], variant: str, name: str) -> dict[str, Any] | None:
    """How often a band holds the mean of all differences; None where too few seeds differ."""
    effects = [said["variants"][variant]["effects"].get(name) for said in found]
    there = [one for one in effects if one is not None and one["difference"] is not None]
    values = np.array([one["difference"] for one in there])
    if np.count_nonzero(values) < MOST * len(found):
        return None
    low, high = np.array([one["chance"] for one in there]).T
    truth = float(values.mean())
    apart = np.array([[one["base"], one["other"]] for one in there])
    return {
        "held": round(float(np.mean((low <= truth) & (truth <= high))), 4),
        "mean": truth,
        "spread": float(f"{values.std(ddof=1):.4g}"),
        "half_width": float(f"{np.median((high - low) / 2) / 1.645:.4g}"),
        "independent": float(f"{np.sqrt(apart.var(axis=0, ddof=1).sum()):.4g}"),
        "differ": int(np.count_nonzero(values)),
    }


def main(words: list[str]) -> None:
    """Measure; writes JSON."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--preset", default="as-told")
    given.add_argument("--without", action="append", default=[])
    given.add_argument("--set", dest="values", action="append", default=[])
    given.add_argument("--seeds", type=int, default=64)
    given.add_argument("--scale", default="1:20000")
    given.add_argument("--until", default="2016-12")
    given.add_argument("--kept", type=Path, default=Path(tempfile.gettempdir()) / "demerit-coverage-of-differences")
    given.add_argument("--out", type=Path, default=Path("benchmarks/coverage-of-differences.json"))
    said = given.parse_args(words)
    base = load(said.preset, assume=True)
    variants = variants_of(base, [], said.without, said.values, None)
    scale, until = int(said.scale.removeprefix("1:")), month_of(said.until)
    found = []
    for seed in range(said.seeds):
        plan = Plan(base, variants, None, scale, seed, Way(cores()), until, quiet=True)
        found.append(compared(plan, said.kept))
        sys.stderr.write(f"\r{seed + 1} of {said.seeds}   ")
    of_variants: dict[str, dict[str, Any]] = {}
    for one in plan.variants:
        figures = {f"{name}.{said.until[:4]}": None for name in FIGURES} | _others(found, one.name, said.until[:4])
        told = {name: it for name in figures if (it := covered(found, one.name, name)) is not None}
        of_variants[one.name] = {
            "covered": round(float(np.mean([it["held"] for it in told.values()])), 4) if told else None,
            "figures": told,
        }
    out = {
        "licence": "Apache-2.0",
        "preset": said.preset,
        "scale": scale,
        "seeds": len(found),
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
