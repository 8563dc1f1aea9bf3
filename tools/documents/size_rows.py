"""What benchmarks/sizes.json says: time for a year and memory by the number of people, and what ten times as many cost."""

import json
from dataclasses import dataclass
from math import log10
from pathlib import Path
from typing import Any, Final

FILE: Final = "sizes.json"
MEASURED: Final = "demerit bench --sizes"  # the source of a row that is not brought in by hand
DECADES: Final = 2.2  # below the largest size: where time is asked whether it goes up in a straight line

Row = dict[str, Any]


@dataclass(frozen=True)
class Sizes:
    """rows: from the smallest to the largest, each on so many threads; said: everything else in the file."""

    rows: list[Row]
    said: dict[str, Any]

    def threads(self) -> list[int]:
        """On how many threads sizes were measured."""
        return sorted({int(row["threads"]) for row in self.rows})

    def apart(self) -> list[Row]:
        """Rows that were brought in by hand, each with its own source."""
        return [row for row in self.rows if row["source"] != MEASURED]

    def of(self, threads: int) -> list[Row]:
        """Rows on so many threads, by people."""
        return sorted((row for row in self.rows if row["threads"] == threads), key=lambda row: row["people"])

    def together(self, threads: int) -> list[Row]:
        """Rows on so many threads that were measured in one call: only they can be compared closely."""
        return [row for row in self.of(threads) if row["source"] == MEASURED]

    def large(self, threads: int) -> list[Row]:
        """Rows on so many threads that were measured together, within DECADES of the largest of them."""
        rows = self.together(threads)
        return [row for row in rows if log10(rows[-1]["people"] / row["people"]) <= DECADES]

    def tenfold(self, threads: int) -> float:
        """Times the seconds of a year that ten times the people take, among large sizes."""
        first, *_, last = self.large(threads)
        per_decade: float = (last["seconds"] / first["seconds"]) ** (1 / log10(last["people"] / first["people"]))
        return per_decade

    def memory(self) -> tuple[float, float]:
        """Bytes that are always held, and bytes a person beyond: the line through the smallest and the largest size."""
        rows = self.of(self.threads()[-1])
        low, high = rows[0], rows[-1]
        each = (high["peak_rss_bytes"] - low["peak_rss_bytes"]) / (high["people"] - low["people"])
        return low["peak_rss_bytes"] - each * low["people"], each


def read(benchmarks: Path) -> Sizes:
    """The sizes that were measured.  Raises ValueError when they are too few for a line."""
    said = json.loads((benchmarks / FILE).read_text(encoding="utf-8"))
    sizes = Sizes(said.pop("rows"), said)
    if any(len(sizes.together(threads)) < 2 for threads in sizes.threads()) or not sizes.rows:
        raise ValueError(f"{FILE}: a line needs two sizes at least")
    return sizes


def on(machine: Row) -> str:
    """The machine that something was measured on, in words."""
    processor = f"{machine['processor'].replace('(R)', '')} ({machine['model']})"
    return f"{machine['cores']} virtual cores of {processor}, {machine['memory_bytes'] / 2**30:.0f} GiB"
