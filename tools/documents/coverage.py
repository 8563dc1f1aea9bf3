"""docs/coverage.md: whether bands hold what they should, from benchmarks/coverage.json (`python -m tools.coverage`) and
benchmarks/coverage-of-differences*.json (`python -m tools.coverage.differences`).
"""

import json
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any, Final

from demerit.catalogue.found import measure_of
from demerit.comparison.sureness import PEOPLE
from demerit.life.words import date_in_words, enumerated
from demerit.report.numbers import percent, plain, significant
from tools.coverage.__main__ import FIGURES
from tools.documents.markdown import MADE, grid

LOWEST, HIGHEST = 0.84, 0.96
COMMAND: Final = (
    "python -m tools.coverage.differences --without rules.criticism --set rights.notice=true --scale 1:5000"
)
FITTED_COMMAND: Final = f"{COMMAND} --until 2021-12 --coarse 64 --out benchmarks/coverage-of-differences-fitted.json"
HEAD: Final = """A band of chance is nominal: made so that nine in ten hold the mean over all seeds. Whether they do was measured: {seeds} runs,
each with the band that it would state from any five of {worlds} coarser worlds of other seeds, many times over, and the mean of all
runs as what is to be held. *Noise* is how far chance may have the share itself off (nine in ten), from leaving out a tenth of the
runs and of the worlds at a time; figures of a run go up and down together. All of this page was measured on 30 November 2026.
"""
OF_DIFFERENCES: Final = """## Differences

A comparison states a band of chance for each difference, from one pair of worlds: how far its communities lie apart. {seeds} comparisons
of `{preset}` at 1:{scale:,}, seeds 0 to {last}, to the end of {until}, each with its own bands; the mean difference of all is what is to be
held. Counted are figures that differ with nine of ten seeds or more. That is before a learned score is first fitted there.
"""
FITTED: Final = """## Differences after a learned score was fitted

Another fit of a learned score is in no band of a single comparison, and moves everybody at once
([Two bands](paired-comparison.md#two-bands)). So a comparison in which one is fitted compares five other seeds in coarse beside itself.
{seeds} comparisons of `{preset}` at 1:{scale:,} to the end of {until}, after fits in {fits}: each with any five of {others} others at
1:{coarse:,}, many times over. *Alone* is what bands hold that know of no other seed.
"""
AFTER: Final = """*Half of the band* is the median, at one standard error; *spread* is the standard deviation of the differences over seeds, and
*of independent runs* what it would be, had both worlds chances of their own, each as a share of the mean difference. The mean of
{seeds} seeds is itself off by an eighth of a spread or so. Where more than nine in ten hold, the band is wider than it need be: what
sets whole communities apart counts as chance, though not all of it is. Where fewer do, a few events decide, mostly of a ratio.
Chance alone has a share of {seeds} bands off by 6 %.

Were communities taken for drawn freely in each province, 95 % and 91 % would have held when that was tried, on 28 November, of bands up to
three times as wide as they need be: half of the figures of the first then lay within 84 to 96 %.
"""


def document(benchmarks: Path) -> str:
    """The whole page in Markdown."""
    found = _read(benchmarks, "coverage")
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
            f"coarse worlds at 1:{found['coarse']:,}. Of all bands **{percent(found['covered'])}** hold the mean; {said}. "
            f"{_beyond(found['figures'], outside)}",
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
            "the band is wider than it need be: what is spread evenly over places shrinks faster still. So it errs on the safe "
            "side; to narrow it by a factor found for one preset would leave other presets, where rules hold in few places, with "
            "bands that hold too little.",
            "",
            *_differences(_read(benchmarks, "coverage-of-differences")),
            *_fitted(_read(benchmarks, "coverage-of-differences-fitted")),
            "```",
            f"python -m tools.coverage --seeds {found['seeds']} --coarse {found['coarse_worlds']}",
            COMMAND,
            FITTED_COMMAND,
            "python -m tools.documents docs tests",
            "```",
            "",
        ]
    )


def _differences(found: dict[str, Any]) -> Iterator[str]:
    """What was measured of differences, variant by variant."""
    seeds = found["seeds"]
    yield OF_DIFFERENCES.format(**{**found, "last": seeds - 1})
    for name, one in found["variants"].items():
        figures = one["figures"]
        within = [key for key, it in figures.items() if LOWEST <= it["held"] <= HIGHEST]
        yield (
            f"`{name}`: of all bands of {len(figures)} figures **{percent(one['covered'])}** hold the mean; {len(within)} figures lie "
            f"within 84 to 96 %, the lowest at {percent(min(it['held'] for it in figures.values()))}, the highest at "
            f"{percent(max(it['held'] for it in figures.values()))}."
        )
        yield ""
        yield grid(("figure", "held", "half of the band", "spread", "of independent runs"), _told(figures))
    yield AFTER.format(seeds=seeds)


def _fitted(found: dict[str, Any]) -> Iterator[str]:
    """The same of comparisons with others beside them, of figures that may rest on a learned score."""
    coarse = found["coarse"]
    fits = enumerated([date_in_words(month) for month in found["fits"]])
    yield FITTED.format(**{**found, "fits": fits, "coarse": coarse["scale"], "others": coarse["seeds"]})
    for name, one in found["variants"].items():
        figures = one["figures"]
        within = [key for key, it in figures.items() if LOWEST <= it["held"] <= HIGHEST]
        alone = sum(it["alone"] for it in figures.values()) / len(figures)
        yield (
            f"`{name}`: of all bands of {len(figures)} figures **{percent(one['covered'])}** hold the mean, and {percent(alone)} alone; "
            f"{len(within)} figures lie within 84 to 96 %, the lowest at {percent(min(it['held'] for it in figures.values()))}. "
            f"Independent runs of both worlds would lie {plain(significant(_apart(figures), 2))} times as far apart in variance, the median of these figures."
        )
        yield ""
        yield grid(("figure", "held", "alone", "half of the band", "spread"), _told_fitted(figures))


def _apart(figures: dict[str, dict[str, Any]]) -> float:
    """How many times the variance of a paired difference that of independent runs is, the median over figures."""
    known = [one for one in figures.values() if one["spread"] and "independent" in one]  # of people spared it is not
    return median(float(one["independent"] / one["spread"]) ** 2 for one in known)


def _told_fitted(figures: dict[str, dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    for key, one in figures.items():
        if (key in PEOPLE or key.rsplit(".", 1)[0] in FIGURES) and one["mean"]:
            shares = (one[each] / abs(one["mean"]) for each in ("half_width", "spread"))
            said = ("over 1,000 %" if share > 10 else percent(share) for share in shares)  # of a mean next to none
            yield f"`{key}`", percent(one["held"]), percent(one["alone"]), *said


def _read(benchmarks: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((benchmarks / f"{name}.json").read_text(encoding="utf-8"))
    return found


def _told(figures: dict[str, dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    """The figures that the page has above, as far as they differ."""
    known = {name.rsplit(".", 1)[0]: (name, one) for name, one in figures.items()}
    for name, (key, one) in known.items():
        if name in FIGURES and one["mean"]:
            shares = (percent(one[each] / abs(one["mean"])) for each in ("half_width", "spread", "independent"))
            yield f"`{key}`", percent(one["held"]), *shares


def _beyond(figures: dict[str, dict[str, Any]], outside: list[str]) -> str:
    """Which of those outside chance alone does not explain."""
    least = {name: max(LOWEST - figures[name]["held"], figures[name]["held"] - HIGHEST) for name in outside}
    sure = [f"`{name}`" for name in outside if least[name] > figures[name]["noise"]]
    if not outside:
        return ""
    return f"By more than the noise: {', '.join(sure)}." if sure else "None of these is so by more than the noise."


def _rows(figures: dict[str, dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    for name, one in figures.items():
        shares = (percent(one[key]) for key in ("held", "noise", "spread", "half_width"))
        yield f"`{name}`", measure_of(name).meaning, *shares
