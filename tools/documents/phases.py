"""Where the time of a month and of a start goes, as tables from benchmarks/phases.json (what `demerit bench` printed)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from demerit.report.numbers import percent, plain
from tools.documents.markdown import grid

FILE: Final = "phases.json"
PARTS: Final = {
    "interpreter": "the interpreter, up to the first line",
    "imports": "modules",
    "load": "the scenario, read and checked",
    "tables": "tables of the population",
    "code_loaded": "compiled code, read from the cache",
    "code_compiled": "compiling: nothing, with a warm cache",
    "first_month": "the month itself",
}
RUN: Final = {
    "load": "scenario",
    "tables": "tables",
    "first_month": "first month",
    "rest_of_burn_in": "rest of the burn-in",
    "under_the_regime": "under the regime",
}


def read(benchmarks: Path) -> dict[str, Any]:
    """What was measured."""
    found: dict[str, Any] = json.loads((benchmarks / FILE).read_text(encoding="utf-8"))
    return found


def month(profile: dict[str, Any]) -> str:
    """The phases of a month, their sum, the whole, and what no phase explains."""
    rows = [
        (name.replace("_", " "), each["what"], plain(each["ns_a_person_month"]), percent(each["share"]))
        for name, each in profile["phases"].items()
    ]
    total, whole, rest = (profile[f"{name}_ns_a_person_month"] for name in ("sum", "whole", "rest"))
    rows += [
        ("**sum**", "of the phases", plain(total), percent(total / whole)),
        ("**whole**", "the month as it runs, without a clock", plain(whole), "100 %"),
        ("**rest**", "what no phase explains", plain(rest), percent(profile["rest_share"])),
    ]
    return grid(("phase", "what it is", "ns a person-month", "share"), rows)


def start(found: dict[str, Any]) -> str:
    """From a new process to the end of the first month."""
    seconds = found["seconds"]
    rows = [(name, f"{seconds[part]:.2f}") for part, name in PARTS.items()]
    return grid(("part", "seconds"), [*rows, ("**total**", f"**{seconds['total']:.2f}**")])


def tables(found: dict[str, Any]) -> Iterator[str]:
    """The sections, a block at a time."""
    profile, begun = found["profile"], found["to_first_month"]
    run = ", ".join(f"{name} {plain(found['phases'][part])} s" for part, name in RUN.items())
    yield "## Where the time of a month goes\n"
    yield month(profile)
    yield f"""{profile["people"]:,} people; {profile["note"]}. The digest takes {plain(profile["digest_ns_a_person"])} ns a person; no month needs it.

The whole run of {found["months"]} months at 1:{found["scale"]} on {found["threads"]} threads: {run}.
"""
    yield "## From nothing to the end of the first month\n"
    yield start(begun)
    yield f"""{begun["people"]:,} people on {begun["threads"]} threads; the median of {len(begun["all_totals"])} starts with a warm compile cache, from
{min(begun["all_totals"]):.2f} to {max(begun["all_totals"]):.2f} s. The bar of {plain(begun["bar_seconds"])} s is {"kept" if begun["within_bar"] else "**not kept**"}.
"""
