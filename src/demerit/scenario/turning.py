"""What every number in a scenario moves: declared beside the field, read by the tests that turn each number.

A number that moves nothing is a defect.  So each field of numbers says which measure of a run rises or falls when it is
raised, for `typing.Annotated`; those that cannot say so give the reason, field by field or for a whole class
(`turning`), and still have to change something.  What is said beside a field that holds a whole class is said of all
numbers in it, whatever that class says.
"""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic_core import CoreSchema

from demerit.scenario.problems import Path

Over = Literal["run", "then", "since"]


class Moves(NamedTuple):
    """measure: a field of a run's measures; of: one name on its axis, otherwise the name that stands in the number's
    own path, otherwise all; up: whether raising the number raises it.  organisations: whether it is a measure of
    organisations.  over: summed over the run; or only over the months from the number's own date until the next one's
    (`then`); or with each month counting for all that follow (`since`), where the number says how soon.
    """

    measure: str
    up: bool
    of: str | None = None
    organisations: bool = False
    over: Over = "run"

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Editors show what a number moves."""
        return {**handler(schema), "x-raises" if self.up else "x-lowers": self.measure}


class Still(NamedTuple):
    """Why raising a number has no measure that moves in a known direction."""

    reason: str

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Editors show why."""
        return {**handler(schema), "x-moves-no-measure": self.reason}


class Bound(NamedTuple):
    """Why a number moves nothing at all, such as an end of a scale that others are checked against."""

    reason: str

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Editors show why."""
        return {**handler(schema), "x-moves-nothing": self.reason}


def more(measure: str, of: str | None = None, over: Over = "run") -> Moves:
    """Raising the number raises this measure of people."""
    return Moves(measure, up=True, of=of, over=over)


def fewer(measure: str, of: str | None = None, over: Over = "run") -> Moves:
    """Raising the number lowers this measure of people."""
    return Moves(measure, up=False, of=of, over=over)


def org_more(measure: str) -> Moves:
    """Raising the number raises this measure of organisations."""
    return Moves(measure, up=True, organisations=True)


def org_fewer(measure: str, of: str | None = None) -> Moves:
    """Raising the number lowers this measure of organisations."""
    return Moves(measure, up=False, of=of, organisations=True)


Says = Moves | Still | Bound | None


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
        said = next((one for one in field.metadata if isinstance(one, Moves | Still | Bound)), None)
        key, called = field.alias or name, f"{type(part).__name__}.{name}"
        inside = _inside(getattr(part, name), whole[key], (*path, key), called, said or getattr(part, "turning", None))
        if said is not None:  # of a whole class, too
            inside = (one._replace(field=called, says=said) for one in inside)
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
