"""What rights are worth: `python -m tools.rights PRESET [1:SCALE] > docs/fits/rights-PRESET.json`.

Compares a preset with itself under one right after another, and under several, on the same people and by the same
chance.  Made into a page by `python -m tools.documents docs tests`.
"""

import json
import sys
from typing import Any, Final

from demerit.comparison import Plan, changed, compare
from demerit.scenario import load
from demerit.world.drivers import Way

# Who objects, and what comes of it, is said by no right alone: as `europe-with-rights` has it.
HEARD: Final = {"upheld": 0.8, "objecting": {"justified": 0.74, "unjustified": 0.74}}
NOTICE: Final = {"notice": True}
OBJECTION: Final = {"objection": True, **HEARD}
RIGHTS: Final[dict[str, dict[str, Any]]] = {
    "to be told": {"rights": NOTICE},
    "to have a person look first": {"rights": {"human_review": 0.5}},
    "to thirty days of grace": {"rights": {"grace_days": 30}},
    "to object": {"rights": OBJECTION},
    "to be told and to object": {"rights": {**NOTICE, **OBJECTION}},
    "all of these": {"rights": {**NOTICE, **OBJECTION, "human_review": 0.5, "grace_days": 30}},
}
FIGURES: Final = (
    "blacklist.wrongful_days",
    "blacklist.wrongful_entries",
    "claw_backs.wrong",
    "refused.all",
    "records.wrong",
)
SCALES: Final = {"as-told": 20_000, "benefits-clawback": 2_000}
SEED: Final = 1


def measured(preset: str, scale: int) -> dict[str, Any]:
    """What each right is worth under a preset; JSON-able."""
    base = load(preset)
    variants = [changed(base, values)._replace(name=name) for name, values in RIGHTS.items()]
    plan = Plan(base, tuple(variants), scale=scale, seed=SEED, way=Way(1), quiet=True)
    said = compare(plan).said
    out: dict[str, Any] = {
        "note": f"python -m tools.rights {preset} 1:{scale}; synthetic people; an experiment, not a forecast",
        "licence": "Apache-2.0",
        "preset": preset,
        "values_hash": base.values_hash,
        "scale": scale,
        "seed": SEED,
        "rights": {},
    }
    for (name, values), one in zip(RIGHTS.items(), said["variants"].values(), strict=True):
        out["rights"][name] = {
            "set": values,
            **{key: one[key] for key in ("share_differing", "spared", "harmed", "worth_runs")},
            "figures": {figure: totals(one["effects"], figure) for figure in FIGURES},
        }
    return out


def totals(effects: dict[str, Any], figure: str) -> dict[str, Any]:
    """Base, difference, gained and lost of a figure, added up over all years; the last year's difference and its band.

    Nothing where neither world ever counts any.
    """
    years = {name.rsplit(".", 1)[1]: one for name, one in effects.items() if name.rsplit(".", 1)[0] == figure}
    if not years:
        return {}
    last = max(years)
    out: dict[str, Any] = {
        key: sum(one[key] or 0 for one in years.values()) for key in ("base", "difference", "gained", "lost")
    }
    return {**out, "last": last, "in_last": years[last]["difference"], "chance": years[last]["chance"]}


def main() -> None:
    """Measure, and print."""
    preset = sys.argv[1]
    scale = int(sys.argv[2].removeprefix("1:")) if len(sys.argv) > len(("", preset)) else SCALES[preset]
    sys.stdout.write(json.dumps(measured(preset, scale), indent=1) + "\n")


if __name__ == "__main__":
    main()
