"""The source article in its order, in our own words: each part with the claims that it makes."""

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import Field, TypeAdapter

from demerit.scenario.claims import claims
from demerit.scenario.reading import read
from demerit.scenario.values import Frozen, Line, Name, Row

FILE: Final = Path(__file__).with_name("article.yaml")


class Part(Frozen):
    """A part of the article.  claims: keys of claims.yaml; why_not: what in it is not simulated, and why."""

    title: Line
    text: Line
    claims: Annotated[Row[Name], Field(min_length=1)]
    why_not: Line | None = None


@lru_cache(maxsize=1)
def article() -> tuple[Part, ...]:
    """Every part in order.  Raises ValueError unless every claim stands in exactly one of them."""
    data, _, problems = read(FILE.read_text(encoding="utf-8"), FILE.name)
    if problems:
        raise ValueError("\n".join(str(problem) for problem in problems))
    adapter: TypeAdapter[Any] = TypeAdapter(list[Part])
    parts = tuple(adapter.validate_python(data))
    told = sorted(key for part in parts for key in part.claims)
    if told != sorted(claims().claims):
        odd = {key for key in {*told, *claims().claims} if told.count(key) != 1 or key not in claims().claims}
        raise ValueError(f"{FILE.name}: must hold every claim once; not so: {', '.join(sorted(odd))}")
    return parts
