"""A comparison that is looked at: what was counted in both worlds, read where it lies."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

from demerit.calendar import month_of, text_of
from demerit.catalogue.found import by_name, is_stock, measure_of
from demerit.catalogue.measure import Measure
from demerit.serve.ask import Ask
from demerit.serve.folders import COMPARISON, Held, finished, sound
from demerit.serve.kept import once
from demerit.serve.reading import reading
from demerit.serve.refusing import Refused, missing
from demerit.world import folder
from demerit.world.summary import Weights, weights_of

T = TypeVar("T")
SAID: Final = "comparison.json"
CELLS: Final = "effects.parquet"
ALL: Final = ".all"  # the end of a column that adds up the parts of a measure
Sums = dict[tuple[str, str], list[int]]


@dataclass(frozen=True)
class Opened:
    """held: the folder; said: `comparison.json`; cells: the file, known to be what was written; kept: see `once`."""

    held: Held
    said: dict[str, Any]
    cells: Path
    kept: dict[Any, Any] = field(default_factory=dict)

    @property
    def variants(self) -> dict[str, str]:
        """Titles of the variants by name."""
        return {name: str(one["title"]) for name, one in self.said["variants"].items()}

    @property
    def months(self) -> tuple[str, ...]:
        """Those in which the worlds may differ."""
        first, last = month_of(self.said["parted"] or self.said["start"]), month_of(self.said["until"])
        return tuple(text_of(month) for month in range(first, last + 1))

    @cached_property
    def weights(self) -> Weights:
        """What a simulated person of each province stands for."""
        return weights_of(self.held.said["weights"], self.said["within"])

    @cached_property
    def each(self) -> Mapping[str, int]:
        """The same by province, of those where the system runs."""
        return {name: n for name, n in zip(self.held.said["weights"], self.weights.each, strict=True) if n}

    @property
    def provinces(self) -> tuple[str, ...]:
        """Those where the system runs."""
        return tuple(self.each)

    @property
    def stamp(self) -> str:
        """Of which comparison figures are."""
        said = self.said
        return f"Demerit {said['version']}, scenario {said['base']}, seed {said['seed']}, scale 1:{said['scale']}"

    @property
    def digest(self) -> str:
        """What tells the worlds from any others."""
        return ", ".join(self.said["digests"].values())

    def once(self, key: Any, make: Callable[[], T]) -> T:
        """What takes a while and does not change, for some keys."""
        return once(self.kept, key, make)

    def measures(self) -> list[str]:
        """Those that are told apart person by person, in the order of the catalogue.  Raises DemeritError."""
        return self.once("measures", self._measures)

    def _measures(self) -> list[str]:
        with reading(self.cells) as asking:
            there = {row[0] for row in asking.execute("select distinct measure::text from rows").fetchall()}
        order = {name: n for n, name in enumerate(by_name())}
        return sorted((name for name in there if _is_known(name)), key=lambda name: (order.get(name, len(order)), name))

    def sums(self, variant: str, measure: str) -> Sums:
        """Base, other, gained and lost among the simulated people, by month and province.  Raises DemeritError."""
        return self.once((variant, measure), lambda: self._sums(variant, measure))

    def _sums(self, variant: str, measure: str) -> Sums:
        query = """select strftime(month, '%Y-%m'), province::text, sum(base), sum(other), sum(gained), sum(lost)
                   from rows where variant = $variant and measure = $measure group by 1, 2"""
        with reading(self.cells) as asking:
            rows = asking.execute(query, {"variant": variant, "measure": measure}).fetchall()
        return {(month, province): [int(n) for n in numbers] for month, province, *numbers in rows}


def _is_known(name: str) -> bool:
    return name in by_name() or name.endswith(ALL)


def about(name: str) -> Measure:
    """The measure of a column."""
    if name in by_name():
        return measure_of(name)
    start = name.removesuffix("all")
    return next(found.measure for key, found in by_name().items() if key.startswith(start))


def stock(name: str) -> bool:
    """Whether a column is a number at the end of a month rather than what happened in it."""
    return is_stock(name) if name in by_name() else about(name).stock


def opened(ask: Ask) -> Opened:
    """The comparison that an address names.  Raises Refused, DemeritError."""
    held = sound(ask.site.folder, ask.names["name"])
    if held.kind != COMPARISON:
        raise Refused(400, "refused.no_comparison", name=held.name)
    finished(held)
    found: Opened = ask.site.shared(f"differences {held.stamp}", lambda: _opened(held))
    if not found.variants or not found.measures():
        raise missing("refused.empty")
    return found


def _opened(held: Held) -> Opened:
    if CELLS not in held.said[folder.FILES]:
        raise missing("refused.empty")
    return Opened(held, folder.read_part(held.path, SAID, held.said), folder.part(held.path, CELLS, held.said))
