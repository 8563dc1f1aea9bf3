"""Where a comparison answers from: the worlds in memory that were lived, or the folder of a comparison."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from demerit.api.copying import copied
from demerit.api.kept import Answers
from demerit.world import folder

if TYPE_CHECKING:
    from demerit.comparison import Compared
    from demerit.life.two.comparison import Pair
    from demerit.scenario import Scenario
    from demerit.world.beginnings import Beginnings


class Source(Protocol):
    """What a comparison is asked for.

    said: as in `comparison.json`; settled: population and simulated people by province; beginnings: from where others
    on the same people go on, None where no lives are held.
    """

    @property
    def said(self) -> dict[str, Any]: ...
    @property
    def settled(self) -> Mapping[str, tuple[int, int]]: ...
    @property
    def beginnings(self) -> "Beginnings | None": ...

    def scenario(self, world: str) -> "Scenario":
        """What was lived in a world."""

    def cells(self) -> Any:
        """The table of `effects.parquet`."""

    def sample(self) -> Any:
        """The table of `sample.parquet`."""

    def pair(self, variant: str) -> "Pair":
        """The base and a variant, for telling lives."""

    def save(self, out: Path) -> None:
        """Write the folder."""


class InMemory(Answers):
    """A comparison that was lived here."""

    def __init__(self, found: "Compared") -> None:
        self._found = found
        self._pairs: dict[str, Pair] = {}

    @property
    def beginnings(self) -> "Beginnings | None":
        return self._found.lived.beginnings

    @cached_property
    def said(self) -> dict[str, Any]:
        import json

        plain: dict[str, Any] = json.loads(json.dumps(self._found.said))  # as it reads after having been written
        return plain

    @property
    def settled(self) -> Mapping[str, tuple[int, int]]:
        where = self._found.lived.comparison.society.where
        pairs = zip(where.population, where.sampled, strict=True)
        return dict(zip(where.names, pairs, strict=True))

    def scenario(self, world: str) -> "Scenario":
        return self._found.lived.plan.scenarios[self._number(world)]

    def _number(self, world: str) -> int:
        return list(self.said["digests"]).index(world)

    def cells(self) -> Any:
        from demerit.comparison.cells import schema
        from demerit.world.row_groups import whole

        lived = self._found.lived
        about = schema(lived.since)
        return whole(about, lived.pieces.tables(about) if lived.pieces is not None else ())

    def sample(self) -> Any:
        from demerit.comparison import people
        from demerit.world.row_groups import plain

        lived = self._found.lived
        found = lived.people or people.nobody(len(lived.names), 0)
        table = people.table(found, lived.names, lived.comparison.parted)
        return table.cast(plain(people.SCHEMA))

    def pair(self, variant: str) -> "Pair":
        if variant not in self._pairs:
            from demerit.comparison.variants import BASE
            from demerit.life.two.comparison import matched

            self._pairs[variant] = matched(self._world(BASE), self._world(variant))
        return self._pairs[variant]

    def _world(self, name: str) -> Any:
        from demerit.life.rules import Rules
        from demerit.life.two.comparison import World
        from demerit.world.comparing import BASE as OF_BASE
        from demerit.world.replay_data import content, held

        comparison = self._found.lived.comparison
        world = comparison.worlds[self._number(name)]
        own = world.news
        if comparison.published == OF_BASE:
            world.news = comparison.base.news
        try:
            data = held(content(world))
        finally:
            world.news = own
        return World(name, world.scenario, data, Rules(world.scenario.resolved()))

    def save(self, out: Path) -> None:
        from demerit.comparison import saved

        saved(self._found, out)


class InFolder(Answers):
    """A comparison that lies in a folder.  Raises DemeritError where there is none of this version."""

    def __init__(self, path: Path) -> None:
        from demerit.comparison.folder import said

        self.path = path
        self.beginnings = None
        self._manifest = said(path)

    @cached_property
    def said(self) -> dict[str, Any]:
        from demerit.comparison.folder import COMPARISON

        found: dict[str, Any] = folder.read_json(self.path, self._sound(COMPARISON))
        return found

    def _sound(self, name: str) -> str:
        """A file that is what the comparison wrote.  Raises DemeritError where it is not."""
        from demerit.errors import DemeritError

        wrong = folder.wrong_with(self.path, name, self._manifest[folder.FILES].get(name))
        if wrong:
            raise DemeritError(f"{self.path / name} {wrong}; compare again")
        return name

    @property
    def settled(self) -> Mapping[str, tuple[int, int]]:
        return {name: (people, sampled) for name, (people, sampled) in self._manifest["weights"].items()}

    def scenario(self, world: str) -> "Scenario":
        from demerit.world.as_lived import as_lived

        place = self._sound(f"{world}/{folder.SCENARIO_JSON}")
        return as_lived(self.path / place, folder.read_json(self.path, place), "compare again")

    def cells(self) -> Any:
        from demerit.comparison.folder import EFFECTS

        return self._table(EFFECTS)

    def sample(self) -> Any:
        from demerit.comparison.folder import SAMPLE

        return self._table(SAMPLE)

    def _table(self, name: str) -> Any:
        from demerit.errors import DemeritError
        from demerit.world import parquet

        path = self.path / self._sound(name)
        try:
            return parquet.read(path)
        except (OSError, ValueError) as error:
            raise DemeritError(f"{path} cannot be read ({parquet.reason(error)}); compare again") from None

    def pair(self, variant: str) -> "Pair":
        from demerit.life.two.comparison import open_comparison

        return open_comparison(self.path).pair(variant)

    def save(self, out: Path) -> None:
        """A copy, as the folder has it."""
        copied(self.path, out)
