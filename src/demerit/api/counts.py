"""What a run counted among its simulated people, by month, province and population group; and scaled to the country."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np

from demerit.catalogue.found import CAMERA_STOCK, terms
from demerit.vocabulary import GROUPS
from demerit.world.summary import weights_of

Array = np.ndarray[Any, Any]
EVERYBODY: Final = "all"  # where a measure is not told apart by group
KNOWN: Final = 128  # measures that are remembered
COLUMNS: Final = ("month", "province", "group", "measure")


class Counts:
    """The table of `months.parquet`, of the provinces where the system runs.

    months: "2014-01" and on; provinces: names; groups: as in the table.
    """

    def __init__(self, table: Any, settled: Mapping[str, tuple[int, int]], within: Sequence[str]) -> None:
        whole = table.unify_dictionaries().combine_chunks()
        self._values = whole["value"].to_numpy()
        coded = {name: _codes(whole[name]) for name in COLUMNS}
        self.months: tuple[str, ...] = tuple(sorted(coded["month"][1]))
        self.provinces = tuple(name for name in settled if not within or name in within)
        self.groups = (*GROUPS, EVERYBODY)
        self._at = [
            _places(*coded[name], order)
            for name, order in zip(COLUMNS[:3], (self.months, self.provinces, self.groups), strict=True)
        ]
        self._measure, self._names = coded["measure"]
        self._number = {name: number for number, name in enumerate(self._names)}
        self._settled = {name: settled[name] for name in self.provinces}
        self._weights = weights_of(self._settled)
        self._known: dict[str, Array | None] = {}

    def counted(self, name: str) -> Array | None:
        """int64 (month, province, group) of a count or a sum; None where this run does not count it."""
        if name not in self._known:
            if len(self._known) == KNOWN:
                self._known.clear()
            self._known[name] = self._added(name)
        return self._known[name]

    def has(self, names: Iterable[str]) -> bool:
        """Whether this run counts all of these: counts or sums."""
        return all(name in self._number or set(terms(name)) <= self._number.keys() for name in names)

    def _added(self, name: str) -> Array | None:
        parts = (name,) if name in self._number else terms(name)
        if not set(parts) <= self._number.keys():
            return None
        out = np.zeros((len(self.months), len(self.provinces), len(self.groups)), np.int64)
        for part in parts:
            rows = np.flatnonzero(self._measure == self._number[part])
            month, province, group = (places[rows] for places in self._at)
            here = rows[province >= 0]
            out[month[province >= 0], province[province >= 0], group[province >= 0]] += self._values[here]
        return out

    def scaled(self, name: str, by_province: Array) -> int:
        """Counts by province as people of the country, exactly, in parts of `unit`."""
        each = [self.unit] * len(self.provinces) if name == CAMERA_STOCK.name else self._weights.each
        return sum(value * weight for value, weight in zip(by_province.tolist(), each, strict=True) if value)

    @property
    def unit(self) -> int:
        """The parts of which a person is made."""
        return self._weights.unit

    def rounded(self, value: int) -> int:
        """Parts as whole people."""
        return self._weights.rounded(value)

    def each(self, province: int | None) -> float:
        """People that a simulated one stands for: of a province, or on the whole."""
        pairs = [*self._settled.values()] if province is None else [self._settled[self.provinces[province]]]
        return sum(people for people, _ in pairs) / sum(sampled for _, sampled in pairs)


def _codes(column: Any) -> tuple[Array, list[str]]:
    """The numbers of the words of a column, and the words."""
    coded = column.combine_chunks() if hasattr(column, "combine_chunks") else column
    coded = coded.chunk(0) if hasattr(coded, "chunk") else coded
    coded = coded if hasattr(coded, "indices") else coded.dictionary_encode()
    return coded.indices.to_numpy(), coded.dictionary.to_pylist()


def _places(codes: Array, words: list[str], order: Sequence[str]) -> Array:
    """Where in an order each row belongs; -1: nowhere."""
    known = {word: place for place, word in enumerate(order)}
    return np.array([known.get(word, -1) for word in words], np.int64)[codes]
