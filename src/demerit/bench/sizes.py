"""The same country at many sizes, each in a fresh process: what ten times the people cost."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from demerit import calendar
from demerit.bench.size_point import TIMED
from demerit.people.census import read
from demerit.scenario import Scenario, load
from demerit.shell import ITSELF
from demerit.world.drivers import Way
from demerit.world.errors import DemeritError
from demerit.world.estimate import available_memory, estimate, size_of

LEAST: Final = 10_000  # people
SOURCE: Final = "demerit bench --sizes"  # of a row that was measured here; others are brought in by hand
ROW: Final = (
    *("scale", "threads", "people", "seconds", "ns_a_person_day", "state_bytes", "peak_rss_bytes"),
    "source",
)  # what every row says, those brought in by hand too


def scales(scenario: Scenario, most: float) -> list[int]:
    """N of 1:N for 10^4 people, ten times as many and so on up to the most; then everybody, if they are not more.

    Raises DemeritError for less than 10^4.
    """
    everybody = sum(province.population for province in read(scenario.society))
    if most < LEAST:
        raise DemeritError(f"--most {most:g}: must be at least {LEAST}")
    wanted = [LEAST]
    while 10 * wanted[-1] <= min(most, everybody // 2):
        wanted.append(10 * wanted[-1])
    out = [max(1, round(everybody / people)) for people in wanted]
    return [*out, 1] if most >= everybody else out


def measured(
    preset: str, society: str | None, seed: int, threads: list[int], most: float, say: Callable[[str], object]
) -> Iterator[dict[str, Any]]:
    """Row by row: a size measured, or `refused` with what it would need."""
    scenario = load(preset, society)
    wanted = scales(scenario, most)
    once(preset, society, seed, wanted[0], 1)  # so that no size waits, or has memory, for the compiler
    for scale in wanted:
        for each in threads:
            row: dict[str, Any] = {"scale": scale, "threads": each}
            refused = lacking(scenario, scale, each)
            if refused:
                row["refused"] = refused
            else:
                row = once(preset, society, seed, scale, each) | {"source": SOURCE}
            say(told(row))
            yield row


def lacking(scenario: Scenario, scale: int, threads: int) -> str | None:
    """Why a size does not fit the memory that is free; None if it does."""
    needed = estimate(size_of(scenario, scale, scenario.start + TIMED - 1), Way(threads)).memory
    free = available_memory()
    return None if needed <= free else f"needs {needed / 2**30:.1f} GiB of memory, and {free / 2**30:.1f} GiB are free"


def once(preset: str, society: str | None, seed: int, scale: int, threads: int) -> dict[str, Any]:
    """One size in a fresh process.  Raises DemeritError when it fails."""
    words = [*ITSELF, "-m", "demerit.bench.size_point", preset, society or "", *map(str, (seed, scale, threads))]
    done = subprocess.run(words, check=False, capture_output=True, text=True)  # noqa: S603 - own words
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"])[-1]
        raise DemeritError(f"1:{scale} on {threads} threads: {last}")
    row: dict[str, Any] = json.loads(done.stdout)
    return row


def told(row: dict[str, Any]) -> str:
    """A row in one line."""
    head = f"1:{row['scale']}, {row['threads']} thread{'s' * (row['threads'] > 1)}: "
    if "refused" in row:
        return f"{head}refused: {row['refused']}"
    return (
        f"{head}{row['people']:,} people, {row['seconds']:.3g} s a year, {row['ns_a_person_day']:.3g} ns a person-day, "
        f"{row['peak_rss_bytes'] / 2**30:.2f} GiB at most"
    )


def protocol(scenario: Scenario) -> dict[str, Any]:
    """What is done at every size."""
    return {
        "burn_in": f"{calendar.text_of(scenario.burn_in_start)} to {calendar.text_of(scenario.start - 1)}",
        "burn_in_months": scenario.start - scenario.burn_in_start,
        "timed_months": TIMED,
        "what": (
            "each size in a fresh process with a warm compile cache: the burn-in, then the first year under the "
            "regime, timed; people: the mean of that year; state: people, open matters, organisations; "
            "busy_share: of the threads' time"
        ),
    }


def by_hand(path: Path) -> list[dict[str, Any]]:
    """Rows of an earlier file that were brought in by hand: a new measurement keeps them."""
    if not path.exists():
        return []
    return [row for row in json.loads(path.read_text(encoding="utf-8"))["rows"] if row["source"] != SOURCE]


def ordered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows from the smallest to the largest.  Raises ValueError for one that does not say everything it must."""
    for row in rows:
        missing = [name for name in ROW if name not in row]
        if missing:
            raise ValueError(f"a row without {', '.join(missing)}: {row}")
    return sorted(rows, key=lambda row: (-row["scale"], row["threads"]))
