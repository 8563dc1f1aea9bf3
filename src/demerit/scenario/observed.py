"""What was observed of a country, year by year: aggregates that its society is held against.  `observed.yaml`."""

from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import Field, TypeAdapter

from demerit.scenario.reading import read
from demerit.scenario.values import Frozen, Line
from demerit.scenario.years import ByYear

FILE = "observed.yaml"
MARKS = ("found", "recalled", "assumed")


class Observed(Frozen):
    """A figure by calendar year.  kind: a total must be met within 3 %, a share within 10 %.

    found, recalled, assumed: values by mark; why: what is to be said of years in which a society misses it.
    """

    title: Line
    unit: Line
    kind: Literal["total", "share"]
    reference: Line
    confidence: Literal["H", "M", "L"]
    found: ByYear[float] = Field(default_factory=dict)
    recalled: ByYear[float] = Field(default_factory=dict)
    assumed: ByYear[float] = Field(default_factory=dict)
    why: Line | None = None

    @property
    def values(self) -> dict[int, tuple[float, str]]:
        """Value and mark by year, in order."""
        every = {year: (value, mark) for mark in MARKS for year, value in getattr(self, mark).items()}
        return dict(sorted(every.items()))

    def value(self, year: int) -> float:
        """The value of a year.  Raises KeyError."""
        return self.values[year][0]


@lru_cache(maxsize=1)
def _all() -> dict[str, dict[str, Observed]]:
    text = files("demerit.scenario").joinpath(FILE).read_text(encoding="utf-8")
    data, _, problems = read(text, FILE)
    if problems:
        raise ValueError("\n".join(str(problem) for problem in problems))
    adapter: TypeAdapter[Any] = TypeAdapter(dict[str, dict[str, Observed]])
    known: dict[str, dict[str, Observed]] = adapter.validate_python(data)
    return known


def observed(society: str) -> dict[str, Observed]:
    """Every figure of a country, by name, in file order; none for a society of which nothing is kept."""
    return _all().get(society, {})
