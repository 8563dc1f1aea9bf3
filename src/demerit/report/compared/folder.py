"""The folder of a finished comparison, as its report reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from demerit.comparison.cells import schema
from demerit.comparison.folder import COMPARISON, EFFECTS, said
from demerit.life.two.changes import Change, changes
from demerit.life.two.comparison import Comparison, Pair, open_comparison
from demerit.life.words import date_in_words
from demerit.report.numbers import few_counted
from demerit.world import folder as world_folder
from demerit.world import parquet
from demerit.world.errors import DemeritError

Effects = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Compared:
    """path; said: comparison.json; manifest: as written; lives: what tells one person in two worlds."""

    path: Path
    said: dict[str, Any]
    manifest: dict[str, Any]
    lives: Comparison

    @property
    def stamp(self) -> str:
        """What identifies the comparison in every picture."""
        return f"Demerit {self.said['version']}, base {self.said['base']}, seed {self.said['seed']}, scale 1:{self.said['scale']}"

    @property
    def span(self) -> str:
        """First and last month, in words."""
        return _spanned(str(self.said["start"]), str(self.said["until"]))

    @cached_property
    def _pairs(self) -> dict[str, Pair]:
        return {}

    def pair(self, variant: str) -> Pair:
        """The base and a variant."""
        if variant not in self._pairs:
            self._pairs[variant] = self.lives.pair(variant)
        return self._pairs[variant]

    def changes(self, variant: str) -> list[Change]:
        """What differs between both regimes, in the first month in which anything does."""
        pair = self.pair(variant)
        base, other = pair.base.scenario, pair.other.scenario
        every = (changes(base.regime_at(m), other.regime_at(m)) for m in range(base.start, self.last + 1))
        return next((found for found in every if found), [])

    @property
    def last(self) -> int:
        """The last month."""
        from demerit.calendar import month_of

        return int(month_of(self.said["until"]))

    @property
    def year(self) -> str:
        """The year that pictures show."""
        return year_shown(self.said["start"], self.said["until"])

    @property
    def months_shown(self) -> str:
        """The months of that year, in words."""
        return self.months_of(self.year)

    def months_of(self, year: str) -> str:
        """The months of a year that were lived, in words."""
        first, end = max(str(self.said["start"]), f"{year}-01"), min(str(self.said["until"]), f"{year}-12")
        return year if (first, end) == (f"{year}-01", f"{year}-12") else _spanned(first, end)

    @property
    def end_shown(self) -> str:
        """The last of them, YYYY-MM."""
        return min(str(self.said["until"]), f"{self.year}-12")

    def counted(self, scaled: float) -> int:
        """How many of the settled people a number of people, or of times, rests on: about, since weights differ a little."""
        return max(1, round(scaled / self.said["scale"])) if scaled else 0

    def few(self, scaled: float) -> str:
        """What is said behind a number that rests on a few; nothing where everybody was lived."""
        return few_counted(self.counted(scaled)) if scaled and self.said["scale"] > 1 else ""

    def variants(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each by name."""
        yield from self.said["variants"].items()


def _spanned(first: str, end: str) -> str:
    return f"{date_in_words(first)} to {date_in_words(end)}"


def year_shown(start: str, until: str) -> str:
    """The last year that was lived whole, or else the last.  start, until: first and last month."""
    last, whole = int(until[:4]), until.endswith("-12")
    if not whole and (last - 1 > int(start[:4]) or (last - 1 == int(start[:4]) and start.endswith("-01"))):
        return str(last - 1)
    return str(last)


def _cells(path: Path) -> None:
    """Raises DemeritError where a file has not the columns that a comparison writes."""
    needed = schema(None).names
    try:
        there = parquet.schema(path).names
    except parquet.BROKEN as error:
        raise DemeritError(f"{path} cannot be read ({parquet.reason(error)})") from None
    lacking = [name for name in needed if name not in there]
    if lacking:
        raise DemeritError(f"{path} is damaged (it has no column {lacking[0]})")


def opened(path: Path) -> Compared:
    """Raises DemeritError for what is no finished comparison of this version."""
    manifest = said(path)
    for name in (COMPARISON, EFFECTS):
        world_folder.part(path, name, manifest)
    _cells(path / EFFECTS)
    return Compared(path, world_folder.read_json(path, COMPARISON), manifest, open_comparison(path))
