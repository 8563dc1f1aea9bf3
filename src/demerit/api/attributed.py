"""Where an attribution answers from: what was lived in memory, or the folder of an attribution."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from demerit.api.chart import Chart
from demerit.api.copying import copied
from demerit.api.kept import Answers

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


class InMemory(Answers):
    """An attribution that was lived here."""

    def __init__(self, answer: "Answer") -> None:
        self._answer = answer

    @cached_property
    def said(self) -> dict[str, Any]:
        import json

        plain: dict[str, Any] = json.loads(json.dumps(self._answer.told()))  # as it reads after having been written
        return plain

    def charts(self) -> dict[str, Chart]:
        return drawn(self.said)

    def save(self, out: Path) -> None:
        from demerit.report.attributed import owned, save

        with owned(out, self._answer.asked):
            save(self._answer, out)


class InFolder(Answers):
    """An attribution that lies in a folder.  Raises DemeritError where there is none of this version."""

    def __init__(self, path: Path) -> None:
        from demerit.comparison.attribution.folder import answer_of

        self.path = path
        self.said = answer_of(path)

    def charts(self) -> dict[str, Chart]:
        return drawn(self.said)

    def save(self, out: Path) -> None:
        """A copy, as the folder has it."""
        copied(self.path, out)


def drawn(said: dict[str, Any]) -> dict[str, Chart]:
    """Pictures of what `attribution.json` says, by name."""
    from demerit.api.drawing import alone
    from demerit.report.attributed import MARK, Told, figures

    told = Told(said)
    return {
        one.key: alone(one.key, one.title, one.unit, one.chart, MARK, told.stamp, one.chart.note, one.alt)
        for one in figures(told)
    }
