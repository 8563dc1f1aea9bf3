"""Where an attribution answers from: what was lived in memory, or the folder of an attribution."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from demerit.api.chart import Chart
from demerit.api.copying import copied
from demerit.errors import DemeritError
from demerit.world import folder

if TYPE_CHECKING:
    from demerit.comparison.attribution import Attribution as Answer


class Source(Protocol):
    """What an attribution is asked for.  said: as in `attribution.json`."""

    @property
    def said(self) -> dict[str, Any]: ...

    def charts(self) -> dict[str, Chart]:
        """Its pictures by name."""

    def save(self, out: Path) -> None:
        """Write the folder."""


class InMemory:
    """An attribution that was lived here."""

    def __init__(self, answer: "Answer") -> None:
        self._answer = answer

    @cached_property
    def said(self) -> dict[str, Any]:
        return self._answer.told()

    def charts(self) -> dict[str, Chart]:
        from demerit.api.drawing import alone
        from demerit.report.attributed import figures
        from demerit.report.attributed.folder import MARK, stamp

        of = stamp(self._answer)
        return {
            one.key: alone(one.key, one.title, one.unit, one.chart, MARK, of, one.chart.note, one.alt)
            for one in figures(self._answer)
        }

    def save(self, out: Path) -> None:
        from demerit.report.attributed import owned, save

        with owned(out):
            save(self._answer, out)


class InFolder:
    """An attribution that lies in a folder."""

    def __init__(self, path: Path) -> None:
        from demerit.report.attributed import ATTRIBUTION

        self.path = path
        found = folder.read_json(path, ATTRIBUTION)
        whole = isinstance(found, dict) and isinstance(found.get("by"), dict) and "total" in found
        if not whole:
            raise DemeritError(f"{path / ATTRIBUTION} is damaged; attribute again")
        self.said: dict[str, Any] = found

    def charts(self) -> dict[str, Chart]:
        from demerit.report.attributed.folder import PICTURES

        there = [self.path / f"{name}.svg" for name in PICTURES]
        return {path.stem: Chart(_read(path), None) for path in there if path.exists()}

    def save(self, out: Path) -> None:
        """A copy, as the folder has it."""
        copied(self.path, out)


def _read(path: Path) -> Any:
    def text() -> str:
        try:
            return path.read_text("utf-8")
        except (OSError, ValueError) as error:
            raise DemeritError(f"{path} cannot be read ({getattr(error, 'strerror', None) or error})") from None

    return text
