"""docs/coverage.md: whether bands hold what they should, from benchmarks/coverage.json (`python -m tools.coverage`)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from demerit.catalogue.found import measure_of
from demerit.report.numbers import percent
from tools.documents.markdown import MADE, grid

LOWEST, HIGHEST = 0.84, 0.96
HEAD: Final = """A band of chance is nominal: made so that nine in ten hold the mean over all seeds. Whether they do was measured: as many runs
as there are seeds, each with the band that it would state from five coarser worlds of other seeds, and the mean of all runs
as what is to be held. With {seeds} seeds, and all figures of a run going up and down together, the share of one figure may
differ from 90 % by some {noise} by chance alone.
"""


def document(benchmarks: Path) -> str:
    """The whole page in Markdown."""
    found: dict[str, Any] = json.loads((benchmarks / "coverage.json").read_text(encoding="utf-8"))
    noise = percent(1.645 * (0.9 * 0.1 / found["seeds"]) ** 0.5)
    outside = [name for name, one in found["figures"].items() if not LOWEST <= one["held"] / one["of"] <= HIGHEST]
    said = f"outside 84 to 96 %: {', '.join(f'`{name}`' for name in outside)}" if outside else "all within 84 to 96 %"
    return "\n".join(
        [
            "# Coverage of the bands",
            "",
            MADE,
            "",
            HEAD.format(seeds=found["seeds"], noise=noise),
            f"`{found['preset']}` at 1:{found['scale']:,}, seeds 0 to {found['seeds'] - 1}, figures of {found['year']}; "
            f"coarse worlds at 1:{found['coarse']:,}. Of all bands **{percent(found['covered'])}** hold the mean; {said}.",
            "",
            grid(("figure", "what it is", "held", "spread over seeds", "half of the band"), _rows(found["figures"])),
            "*Held*: of how many runs the band holds the mean. *Spread over seeds*: one standard deviation, as a share of the "
            "mean. *Half of the band*: half its width, the median over runs, as a share of the mean; where the spread is all "
            "there is, nine in ten need 1.6 times the spread, and some more since the spread itself is known from five worlds "
            "only.",
            "",
            "Bands of shares that hardly differ from seed to seed, such as that of dissent that is hidden, are too narrow: what they "
            "differ by does not shrink with the scale as people do. Bands of great counts are somewhat too wide.",
            "",
            "```\npython -m tools.coverage\npython -m tools.documents docs tests\n```",
            "",
        ]
    )


def _rows(figures: dict[str, dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    for name, one in figures.items():
        held = f"{one['held']} of {one['of']}"
        yield f"`{name}`", measure_of(name).meaning, held, percent(one["spread"]), percent(one["half_width"])
