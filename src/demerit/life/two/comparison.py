"""What a comparison left for telling lives: a world that is compared with, and others of the same people and chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from demerit import __version__
from demerit.life.replaying import Data
from demerit.life.rules import Rules
from demerit.life.two.place import BASE, COMPARISON, SAMPLE
from demerit.scenario import Scenario
from demerit.scenario.problems import ScenarioError
from demerit.world import folder
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


@dataclass(frozen=True)
class Comparison:
    """The folder of a comparison, and the names of its variants in order."""

    path: Path
    variants: tuple[str, ...]

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
        try:
            plain = folder.read_json(self.path, said)
            scenario, rules = Scenario.from_resolved(plain), Rules(plain)
        except (ScenarioError, ValueError, KeyError, AttributeError, TypeError) as error:
            raise DemeritError(f"{self.path / said} is damaged ({error}); {AGAIN}") from None
        return World(name, scenario, read(self.path / self._file(name, folder.REPLAY)), rules)

    def sample(self, variant: str) -> list[dict[str, Any]]:
        """Those whose lives part most in a variant: person, parted, spared, harmed; nobody where none were kept."""
        from demerit.world import parquet

        if not (self.path / SAMPLE).exists():
            return []
        path = self.path / self._file("", SAMPLE)
        try:
            rows: list[dict[str, Any]] = parquet.read(path).to_pylist()
            return [row for row in rows if row["variant"] == variant and isinstance(row["person"], int)]
        except (OSError, ValueError, KeyError) as error:
            raise DemeritError(f"{path} cannot be read ({parquet.reason(error)}); {AGAIN}") from None

    def every(self, sample: list[dict[str, Any]]) -> bool:
        """Whether a variant's sample holds all whose lives differ: the folder is whole, and there was room for more."""
        from demerit.comparison.folder import is_comparison
        from demerit.comparison.people import MOST

        return is_comparison(self.path) and (self.path / SAMPLE).exists() and len(sample) < MOST

    def _file(self, world: str, name: str) -> str:
        """The place of a file in the folder; what the manifest says of it must be so.  Raises DemeritError."""
        place = f"{world}/{name}" if world else name
        hashed = _hashes(self.path).get(place)
        wrong = folder.wrong_with(self.path, place, hashed) if hashed is not None else ""
        if wrong:
            raise DemeritError(f"{self.path / place} {wrong}; {AGAIN}")
        return place


def open_comparison(path: Path) -> Comparison:
    """Raises DemeritError for what is no comparison, damaged, or of another version."""
    said = folder.read_json(path, COMPARISON)
    version = _version(path, said)
    if version != __version__:
        raise DemeritError(f"{path} was made by version {version}; this is {__version__}; {AGAIN}")
    variants = said.get("variants") if isinstance(said, dict) else None
    if not isinstance(variants, dict) or not variants:
        raise DemeritError(f"{path / COMPARISON} is damaged (variants); {AGAIN}")
    return Comparison(path, tuple(variants))


def _version(path: Path, said: Any) -> Any:
    """Which version made a comparison: as its manifest says, that of its worlds, or itself."""
    for place in (path, path / BASE):
        if (place / folder.MANIFEST).exists():
            found = folder.read_json(place, folder.MANIFEST)
            return found.get("version") if isinstance(found, dict) else None
    return said.get("version", __version__) if isinstance(said, dict) else None


def _hashes(path: Path) -> dict[str, Any]:
    if not (path / folder.MANIFEST).exists():
        return {}
    said = folder.read_json(path, folder.MANIFEST)
    found = said.get(folder.FILES) if isinstance(said, dict) else None
    return found if isinstance(found, dict) else {}


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
