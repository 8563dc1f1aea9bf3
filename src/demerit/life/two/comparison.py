"""What a comparison left for telling lives: a world that is compared with, and others of the same people and chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from demerit.life.replaying import Data
from demerit.life.rules import Rules
from demerit.life.two.place import BASE, COMPARISON, SAMPLE
from demerit.scenario import Scenario
from demerit.world import folder
from demerit.world.as_lived import as_lived
from demerit.world.errors import DemeritError
from demerit.world.replay_data import read

AGAIN: Final = "compare again"


@dataclass(frozen=True)
class World:
    """One world of a comparison.  name: "base", or that of a variant."""

    name: str
    scenario: Scenario
    data: Data
    rules: Rules

    @property
    def title(self) -> str:
        """What its scenario is called."""
        return self.rules.title


@dataclass(frozen=True)
class Pair:
    """Two worlds of the same people and the same chance: the one that is compared with, and the other."""

    base: World
    other: World

    @property
    def turned(self) -> "Pair":
        """The same two, the other way round."""
        return Pair(self.other, self.base)

    def called(self, base: str, other: str) -> "Pair":
        """The same two by other names, as a reader is told them."""
        return Pair(replace(self.base, name=base), replace(self.other, name=other))


@dataclass(frozen=True)
class Comparison:
    """The folder of a comparison, the names of its variants in order, and the hash of each of its files."""

    path: Path
    variants: tuple[str, ...]
    hashes: Mapping[str, str]

    def pair(self, variant: str | None = None) -> Pair:
        """The base and one variant, by default the first.  Raises DemeritError for a name that is none of them."""
        name = self.variants[0] if variant is None else variant
        if name not in self.variants:
            there = ", ".join(self.variants)
            raise DemeritError(f"--variant {name}: {self.path} has no such variant; there are: {there}")
        return matched(self.world(BASE), self.world(name))

    def world(self, name: str) -> World:
        """One world of it.  Raises DemeritError."""
        said = self._file(name, folder.SCENARIO_JSON)
        plain = folder.read_json(self.path, said)
        scenario = as_lived(self.path / said, plain, AGAIN)
        return World(name, scenario, read(self.path / self._file(name, folder.REPLAY)), Rules(plain))

    def sample(self, variant: str) -> list[dict[str, Any]]:
        """Those whose lives part most in a variant: person, parted, spared, harmed; nobody where none were kept."""
        from demerit.world import parquet

        if SAMPLE not in self.hashes:
            return []
        path = self.path / self._file("", SAMPLE)
        try:
            rows: list[dict[str, Any]] = parquet.read(path).to_pylist()
            return [row for row in rows if row["variant"] == variant and isinstance(row["person"], int)]
        except (OSError, ValueError, KeyError) as error:
            raise DemeritError(f"{path} cannot be read ({parquet.reason(error)}); {AGAIN}") from None

    def every(self, sample: list[dict[str, Any]]) -> bool:
        """Whether a variant's sample holds all whose lives differ: the folder is whole, and there was room for more."""
        from demerit.comparison.people import MOST

        return SAMPLE in self.hashes and len(sample) < MOST

    def _file(self, world: str, name: str) -> str:
        """The place of a file in the folder; what the manifest says of it must be so.  Raises DemeritError."""
        place = f"{world}/{name}" if world else name
        wrong = folder.wrong_with(self.path, place, self.hashes.get(place))
        if wrong:
            raise DemeritError(f"{self.path / place} {wrong}; {AGAIN}")
        return place


def open_comparison(path: Path) -> Comparison:
    """Raises DemeritError for what is no comparison, damaged, or of another version."""
    said = folder.of_kind(path, folder.COMPARED)
    found = folder.read_part(path, COMPARISON, said)
    variants = found.get("variants") if isinstance(found, dict) else None
    if not isinstance(variants, dict) or not variants:
        raise DemeritError(f"{path / COMPARISON} is damaged (variants); {AGAIN}")
    return Comparison(path, tuple(variants), said[folder.FILES])


def matched(base: World, other: World) -> Pair:
    """Two worlds, known to be of the same people and the same chance.  Raises DemeritError where they are not."""
    one, two = base.data, other.data
    same = _who(one) == _who(two) and _seed(one) == _seed(two) and (one.first, one.last) == (two.first, two.last)
    if not same:
        raise DemeritError(
            f"{base.name} and {other.name} are not worlds of the same people, months and chance, so that nobody lives "
            f"in both; {AGAIN}"
        )
    return Pair(base, other)


def _who(data: Data) -> tuple[Sequence[str], list[bytes]]:
    """Who lives where."""
    names = ("number", "census", "departed", "later", "province", "tier", "position")
    return tuple(data.names), [data.layout[name].tobytes() for name in names]


def _seed(data: Data) -> tuple[int, int]:
    now = data.news_of(data.last)
    return int(now.k0), int(now.k1)
