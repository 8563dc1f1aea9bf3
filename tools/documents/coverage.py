"""docs/coverage.md: whether bands hold what they should, from benchmarks/coverage.json (`python -m tools.coverage`)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from demerit.catalogue.found import measure_of
from demerit.report.numbers import percent
from tools.documents.markdown import MADE, grid

LOWEST, HIGHEST = 0.84, 0.96
HEAD: Final = """A band of chance is nominal: made so that nine in ten hold the mean over all seeds. Whether they do was measured: {seeds} runs,
each with the band that it would state from any five of {worlds} coarser worlds of other seeds, many times over, and the mean of all
runs as what is to be held. *Noise* is how far chance may have the share itself off (nine in ten), from leaving out a tenth of the
runs and of the worlds at a time; figures of a run go up and down together.
"""


def document(benchmarks: Path) -> str:
    """The whole page in Markdown."""
    found: dict[str, Any] = json.loads((benchmarks / "coverage.json").read_text(encoding="utf-8"))
    outside = [name for name, one in found["figures"].items() if not LOWEST <= one["held"] <= HIGHEST]
    said = f"outside 84 to 96 %: {', '.join(f'`{name}`' for name in outside)}" if outside else "all within 84 to 96 %"
    return "\n".join(
        [
            "# Coverage of the bands",
            "",
            MADE,
            "",
            HEAD.format(seeds=found["seeds"], worlds=found["coarse_worlds"]),
            f"`{found['preset']}` at 1:{found['scale']:,}, seeds 0 to {found['seeds'] - 1}, figures of {found['year']}; "
            f"coarse worlds at 1:{found['coarse']:,}. Of all bands **{percent(found['covered'])}** hold the mean; {said}.",
            "",
            grid(
                ("figure", "what it is", "held", "noise", "spread over seeds", "half of the band"),
                _rows(found["figures"]),
            ),
            "*Held*: the share of bands that hold the mean. *Spread over seeds*: one standard deviation, as a share of the "
            "mean. *Half of the band*: half its width, the median over runs, as a share of the mean; where the spread is all "
            "there is, nine in ten need 1.6 times the spread, and some more since the spread itself is known from five worlds "
            "only.",
            "",
            "Communities are drawn whole, so a band shrinks with their number, not with people: communities of a coarse world are "
            "smaller, and there are more of them than its people would make. Where more than nine in ten hold, as for great counts, "
            "the band is wider than it need be: what is spread evenly over places shrinks faster still.",
            "",
            f"```\npython -m tools.coverage --seeds {found['seeds']} --coarse {found['coarse_worlds']}\npython -m tools.documents docs tests\n```",
            "",
        ]
    )


def _rows(figures: dict[str, dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    for name, one in figures.items():
        shares = (percent(one[key]) for key in ("held", "noise", "spread", "half_width"))
        yield f"`{name}`", measure_of(name).meaning, *shares
