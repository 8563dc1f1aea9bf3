"""What every number in a scenario moves: declared beside the field, read by the tests that turn each number.

A number that moves nothing is a defect.  So each field of numbers says which measure of a run rises or falls when it is
raised, for `typing.Annotated`; those that cannot say so give the reason, field by field or for a whole class
(`turning`), and still have to change something.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic_core import CoreSchema

from demerit.scenario.problems import Path


class Moves(NamedTuple):
    """measure: a field of a run's measures, summed over the run; of: one name on its axis, otherwise the name that
    stands in the number's own path, otherwise all; up: whether raising the number raises it.
    organisations: whether it is a measure of organisations.
    """

    measure: str
    up: bool
    of: str | None = None
    organisations: bool = False

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Editors show what a number moves."""
        return {**handler(schema), "x-raises" if self.up else "x-lowers": self.measure}


class Still(NamedTuple):
    """Why raising a number has no measure that moves in a known direction."""

    reason: str

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Editors show why."""
        return {**handler(schema), "x-moves-no-measure": self.reason}


def more(measure: str, of: str | None = None) -> Moves:
    """Raising the number raises this measure of people."""
    return Moves(measure, up=True, of=of)


def fewer(measure: str, of: str | None = None) -> Moves:
    """Raising the number lowers this measure of people."""
    return Moves(measure, up=False, of=of)


def org_more(measure: str) -> Moves:
    """Raising the number raises this measure of organisations."""
    return Moves(measure, up=True, organisations=True)


def org_fewer(measure: str, of: str | None = None) -> Moves:
    """Raising the number lowers this measure of organisations."""
    return Moves(measure, up=False, of=of, organisations=True)


Says = Moves | Still | None


class Number(NamedTuple):
    """A number of a scenario: where it stands (keys as written), the class and the field that say what it moves."""

    path: Path
    value: float
    field: str  # Class.field
    says: Says
    names: tuple[str, ...]  # words of its path, and of the elements of lists that it stands in
    written: bool = True  # whether somebody wrote it; otherwise it is a default


def numbers(part: BaseModel, path: Path = ()) -> Iterator[Number]:
    """Every number in a part of a scenario, as it was resolved (booleans and dates are none)."""
    whole = part.model_dump(mode="json", by_alias=True)
    for name, field in type(part).model_fields.items():
        says = next((one for one in field.metadata if isinstance(one, Moves | Still)), getattr(part, "turning", None))
        key = field.alias or name
        inside = _inside(getattr(part, name), whole[key], (*path, key), f"{type(part).__name__}.{name}", says)
        yield from inside if name in part.model_fields_set else (one._replace(written=False) for one in inside)


def _inside(value: Any, plain: Any, path: Path, field: str, says: Says) -> Iterator[Number]:
    """The numbers of one value; models in it say for themselves what theirs move."""
    if isinstance(value, BaseModel):
        words = tuple(one for one in plain.values() if isinstance(one, str))
        yield from (one._replace(names=(*words, *one.names)) for one in numbers(value, path))
    elif isinstance(plain, dict):
        held = {str(key): each for key, each in value.items()} if isinstance(value, dict) else {}
        for key, inner in plain.items():
            yield from _inside(held.get(key, inner), inner, (*path, key), field, says)
    elif isinstance(plain, list):
        for number, inner in enumerate(plain):
            yield from _inside(value[number], inner, (*path, number), field, says)
    elif isinstance(plain, int | float) and not isinstance(plain, bool):
        yield Number(path, plain, field, says, tuple(step for step in path if isinstance(step, str)))
