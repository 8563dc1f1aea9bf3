"""What is wrong with a scenario: all of it at once, each with file, line, key, value and what is allowed."""

from typing import Any, Final, NamedTuple, TypeVar

from demerit.errors import DemeritError
from demerit.printable import coded, cut

Path = tuple[str | int, ...]
T = TypeVar("T")
_SHOWN: Final = 60  # characters of a value
_KEY: Final = 200  # characters of a key
CHANGE: Final = "change"  # kind of an error, and the begin of others that say more of it


def dotted(path: Path) -> str:
    """A key as it is written: `regime.rules.0.points`; an empty one as it must be."""
    return ".".join(_in_line(str(part)) or "''" for part in path)


def _in_line(text: str) -> str:
    return text if text.isprintable() else "".join(c if c.isprintable() else "?" for c in text)


def key_shown(key: str) -> str:
    """A key in a message: in one line, cut where it is long."""
    return cut(_in_line(key) or "''", _KEY)


def without(by_path: dict[Path, T], gone: Path) -> dict[Path, T]:
    """What is left when a key, or an element of a list, is taken away: later elements move up."""
    depth, last = len(gone) - 1, gone[-1]
    out = {}
    for path, value in by_path.items():
        here = path[depth] if len(path) > depth and path[:depth] == gone[:depth] else None
        if here is None or here != last:
            later = isinstance(here, int) and isinstance(last, int) and here > last
            out[(*path[:depth], path[depth] - 1, *path[depth + 1 :]) if later else path] = value  # type: ignore[operator]
    return out


class Wrong(str):
    """What is wrong, in English.  kind: under which pages have it in their reader's language, as far as they do; parts:
    what is filled in there, beside the key and the value.
    """

    kind: str
    parts: dict[str, Any]

    def __new__(cls, message: str, kind: str = "", **parts: Any) -> "Wrong":
        made = super().__new__(cls, message)
        made.kind, made.parts = kind, parts
        return made


class Problem(NamedTuple):
    """One thing that is wrong.  line counts from 1, 0 where there is none; value is None where none is to blame."""

    file: str
    line: int
    key: str
    value: Any
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        if not self.key and self.value is None:
            return f"{where}: this file {self.message}" if self.line else f"{where} {self.message}"
        about = [key_shown(self.key)] if self.key else []
        about += [] if self.value is None else [shorten(self.value)]
        return f"{where}: {': '.join(about)} {self.message}"


def shorten(value: Any) -> str:
    """A value in one line, cut where it is long."""
    if isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        text = str(int(value))
    elif isinstance(value, dict):
        text = "a mapping"
    elif isinstance(value, list | tuple):
        text = "a list"
    else:
        text = coded(value)
    return cut(text, _SHOWN)


class ScenarioError(DemeritError, ValueError):
    """A scenario that cannot be used.  `problems` holds everything that is wrong with it, in file order.

    kind, parts: see `DemeritError`.
    """

    def __init__(self, problems: list[Problem], kind: str = CHANGE, **parts: Any) -> None:
        self.problems = sorted(distinct(problems), key=lambda problem: (problem.file, problem.line, problem.key))
        keys = ", ".join(dict.fromkeys(problem.key for problem in self.problems))
        said = self.problems[0].message if len(self.problems) == 1 else ""
        if kind == CHANGE and isinstance(said, Wrong) and said.kind:
            kind, parts = f"{CHANGE}_{said.kind}", {"value": shorten(self.problems[0].value), **said.parts}
        super().__init__("\n".join(str(problem) for problem in self.problems), kind, **{"keys": keys, **parts})

    def __reduce__(self) -> tuple[Any, ...]:
        return ScenarioError, (self.problems,)


def briefly(error: Exception) -> str:
    """The first thing that is wrong, and how many more there are: of a file that nobody is to mend by hand."""
    first, *more = str(error).splitlines() or [type(error).__name__]
    return f"{first}; and {len(more)} more" if more else first


def distinct(problems: list[Problem]) -> list[Problem]:
    """Without repetitions (values need not be hashable)."""
    kept: dict[str, Problem] = {}
    for problem in problems:
        kept.setdefault(str(problem), problem)
    return list(kept.values())


class Positions:
    """Where each key stands: file and line by path."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._lines: dict[Path, tuple[str, int]] = {}

    def copy(self) -> "Positions":
        """The same, to be changed by itself."""
        made = Positions(self.file)
        made._lines = self._lines.copy()
        return made

    def put(self, path: Path, line: int) -> None:
        self._lines[path] = (self.file, line)

    def include(self, prefix: Path, other: "Positions") -> None:
        """Take over another file's positions under a path of this one."""
        for path in [known for known in self._lines if known[: len(prefix)] == prefix and known != prefix]:
            del self._lines[path]
        self._lines[prefix] = (other.file, 1)
        for path, where in other._lines.items():
            self._lines[prefix + path] = where

    def lift(self, path: Path, key: str) -> None:
        """What stands under a key of a path stands for the path itself."""
        within = (*path, key)
        lifted = [known for known in self._lines if len(known) > len(within) and known[: len(within)] == within]
        for known in lifted:
            self._lines[(*path, *known[len(within) :])] = self._lines.pop(known)

    def forget(self, path: Path) -> None:
        """Something is taken away; later elements of a list move up."""
        self._lines = without(self._lines, path)

    def point(self, path: Path, to: Path) -> None:
        """What is at a path now comes from another."""
        self._lines[path] = self.of(to)

    def of(self, path: Path) -> tuple[str, int]:
        """File and line of a path, or of the nearest key around it."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, (self.file, 1 if path else 0))

    def problem(self, path: Path, value: Any, message: str) -> Problem:
        """A problem at a path."""
        file, line = self.of(path)
        return Problem(file, line, dotted(path), value, message)
