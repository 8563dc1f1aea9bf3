"""Where a run answers from: the world in memory that was lived, or a run folder."""

from collections.abc import Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from demerit import __version__
from demerit.api.copying import copied
from demerit.api.kept import Answers
from demerit.api.telling import tell
from demerit.world import folder

if TYPE_CHECKING:
    from demerit.life.replaying import Data
    from demerit.life.rules import Rules
    from demerit.report.folder import Run as Told
    from demerit.world.beside import Beside
    from demerit.world.in_memory import Lived


class Source(Protocol):
    """What a run is asked for.

    told: the scenario with where its values come from, and the figures of `summary.json`; weights: population and
    simulated people by province; digest: what tells the run from any other.
    """

    @property
    def told(self) -> "Told": ...
    @property
    def weights(self) -> Mapping[str, tuple[int, int]]: ...
    @property
    def digest(self) -> str: ...

    def months(self) -> Any:
        """The table of `months.parquet`."""

    def beside(self) -> "Beside | None":
        """The worlds that were lived beside the run."""

    def replay(self) -> "Data":
        """What a replay needs."""

    def rules(self) -> "Rules":
        """What the scenario says of its rules."""

    def save(self, out: Path, report: bool) -> None:
        """Write the run folder."""


class InMemory(Answers):
    """A run that was lived here."""

    def __init__(self, lived: "Lived") -> None:
        self._lived = lived

    @cached_property
    def told(self) -> "Told":
        from demerit.report.folder import Run as Told

        world = self._lived.world
        said = {
            "version": __version__,
            "seed": world.seed,
            "scale": world.scale,
            "people": sum(world.where.sampled),
            "weights": {name: list(pair) for name, pair in self.weights.items()},
        }
        each = {name: people / sampled for name, (people, sampled) in self.weights.items() if sampled}
        return Told(Path(), said, self._lived.figured.figures, world.scenario.resolved(), each)

    @property
    def weights(self) -> Mapping[str, tuple[int, int]]:
        where = self._lived.world.where
        pairs = zip(where.population, where.sampled, strict=True)
        return dict(zip(where.names, pairs, strict=True))

    @cached_property
    def digest(self) -> str:
        from demerit.world.manifest import digest

        return digest(self._lived.world)

    def months(self) -> Any:
        from demerit.world.months import months

        return months(self._lived.world)

    def beside(self) -> "Beside | None":
        return self._lived.figured.beside

    def replay(self) -> "Data":
        return self._replay

    @cached_property
    def _replay(self) -> "Data":
        from demerit.world.replay_data import content, held

        return held(content(self._lived.world))

    def rules(self) -> "Rules":
        return self._rules

    @cached_property
    def _rules(self) -> "Rules":
        from demerit.life.rules import Rules

        return Rules(self.told.data)

    def save(self, out: Path, report: bool) -> None:
        from demerit.world.in_memory import saved

        saved(self._lived, out, partial(tell, out, report=report))


class InFolder(Answers):
    """A run that lies in a folder.  Raises DemeritError where there is none of this version."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._manifest = folder.of_run(path)

    @cached_property
    def told(self) -> "Told":
        from demerit.report.folder import opened

        return opened(self.path)

    @property
    def weights(self) -> Mapping[str, tuple[int, int]]:
        return {name: (people, sampled) for name, (people, sampled) in self._manifest["weights"].items()}

    @property
    def digest(self) -> str:
        return str(self._manifest["digest"])

    def months(self) -> Any:
        return self.told.months()

    def beside(self) -> "Beside | None":
        from demerit.world.beside import opened

        return opened(self.path)

    def replay(self) -> "Data":
        return self._replay

    @cached_property
    def _replay(self) -> "Data":
        from demerit.world.replay_data import load

        return load(self.path)

    def rules(self) -> "Rules":
        return self._rules

    @cached_property
    def _rules(self) -> "Rules":
        from demerit.life.rules import of_run

        return of_run(self.path)

    def save(self, out: Path, report: bool) -> None:
        """A copy, with its report or without, as the folder has it."""
        copied(self.path, out)
