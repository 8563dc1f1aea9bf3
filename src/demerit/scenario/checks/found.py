"""What a check says: where, which value, what is wrong."""

from typing import Any, Final, NamedTuple

from demerit.scenario.problems import Path

CLOSE: Final = 1e-9  # sums and products of decimal fractions may miss one by this much


class Found(NamedTuple):
    """A path in the scenario, the value to blame (or None), what is wrong and what is allowed."""

    path: Path
    value: Any
    message: str

    def within(self, section: str) -> "Found":
        """The same, seen from one level further out."""
        return self._replace(path=(section, *self.path))
