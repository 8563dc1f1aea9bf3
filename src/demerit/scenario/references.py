"""References: what figures are cited from."""

from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from demerit.scenario.reading import read
from demerit.scenario.values import Frozen, Line


class Reference(Frozen):
    """A publication: title, year, kind, whether it was read (found) or is from memory (recalled), confidence.

    figures: what is cited from it, by name.
    """

    title: Line
    year: Annotated[int, Field(ge=1949, le=2030)] | None = None
    kind: Literal["statistics", "law", "rulebook", "news", "research", "report", "market", "documentation"]
    status: Literal["found", "recalled"]
    confidence: Literal["H", "M", "L"]
    figures: dict[str, float] = Field(default_factory=dict)


@lru_cache(maxsize=1)
def references() -> dict[str, Reference]:
    """Every reference by its key, in file order."""
    text = files("demerit.scenario").joinpath("references.yaml").read_text(encoding="utf-8")
    data, _, problems = read(text, "references.yaml")
    if problems:
        raise ValueError("\n".join(str(problem) for problem in problems))
    adapter: TypeAdapter[dict[str, Reference]] = TypeAdapter(dict[str, Reference])
    known: Any = adapter.validate_python(data)
    return dict(known)
