"""The kinds of value that a scenario is written in: months, shares, dated values, names out of a fixed vocabulary."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic import GetJsonSchemaHandler as JsonHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from demerit.calendar import EVER, MONTH_PATTERN, month_of, text_of
from demerit.errors import DemeritError
from demerit.printable import unprintable
from demerit.ranges import BANDS, HIGHEST, MOST_POINTS
from demerit.vocabulary import CONDUCT, DEMANDS, GROUPS, LISTS, SOURCES, TIERS

T = TypeVar("T")


class Frozen(BaseModel):
    """What every part of a scenario is: typed strictly, closed to unknown keys, unchangeable, without inf or nan."""

    # defer_build: importing the models builds no validators, so that `demerit --help` need not wait for them
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False, defer_build=True)


class Loaded(type(BaseModel)):  # type: ignore[misc]
    """Of what is read from a file whole, with everything that is wrong with it, and not put together by hand."""

    def __call__(self, *_: Any, **__: Any) -> Any:
        by = "load" if self.__name__ == "Scenario" else self.__name__.lower()
        raise DemeritError(f"a {self.__name__} is made by dm.{by}, and not by hand")


def similar(word: str, allowed: Iterable[str]) -> str:
    """A hint for a misspelt name, or nothing."""
    near = get_close_matches(word, list(allowed), n=1)
    return f"; did you mean `{near[0]}`?" if near else ""


class OneOf:
    """A text out of a fixed vocabulary, for `Annotated`."""

    def __init__(self, names: Iterable[str], what: str) -> None:
        self.names = tuple(names)
        self.what = what

    def _check(self, value: str) -> str:
        if value not in self.names:
            message = f"is not {self.what}{similar(value, self.names)}; allowed: {', '.join(self.names)}"
            raise PydanticCustomError("unknown_name", message.replace("{", "(").replace("}", ")"))
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: JsonHandler) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.names)}


def _month(value: Any) -> int:
    if not isinstance(value, str):
        raise PydanticCustomError("month", "is not a month; write year and month, such as 2014-01")
    try:
        return month_of(value)
    except ValueError:
        raise PydanticCustomError("month", "is not a month; write year and month, such as 2014-01") from None


Month = Annotated[
    int,
    BeforeValidator(_month),
    PlainSerializer(text_of, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": MONTH_PATTERN}),
]
Conduct = Annotated[str, OneOf(CONDUCT, "a kind of conduct")]
Demand = Annotated[str, OneOf(DEMANDS, "a demand")]
SourceName = Annotated[str, OneOf(SOURCES, "a data source")]
ListName = Annotated[str, OneOf(LISTS, "a list")]
Group = Annotated[str, OneOf(GROUPS, "a population group")]
Tier = Annotated[str, OneOf(TIERS, "a kind of place")]

Share = Annotated[float, Field(ge=0, le=1)]
Factor = Annotated[float, Field(ge=0, le=1000)]
Change = Annotated[float, Field(ge=-1, le=1)]  # of an acceptance: -1 never done, +1 done twice as often
Score = Annotated[int, Field(ge=-MOST_POINTS, le=MOST_POINTS)]
Days = Annotated[int, Field(ge=0, le=7300)]
Level = Annotated[int, Field(ge=0, le=HIGHEST)]  # of fear or hardship


def _shown(text: str) -> str:
    if code := unprintable(text):
        raise PydanticCustomError("unprintable", f"has a character that cannot be printed ({code})")
    if not any(each.isprintable() and not each.isspace() for each in text):
        raise PydanticCustomError("blank", "has nothing that can be seen; write a text")
    return text


Line = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_shown)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]

Row = Annotated[tuple[T, ...], Field(strict=False, max_length=500)]  # YAML sequences arrive as Python lists
Pair = Annotated[tuple[T, T], Field(strict=False)]
Ages = Annotated[tuple[Factor, Factor, Factor, Factor, Factor, Factor, Factor, Factor], Field(strict=False)]
Fifths = Annotated[tuple[T, T, T, T, T], Field(strict=False)]


def _apart(bands: dict[str, int]) -> dict[str, int]:
    if len(set(bands.values())) < len(bands):
        raise PydanticCustomError("bands", "has two bands that begin at the same value")
    return bands


Bands = Annotated[
    dict[Annotated[str, Field(min_length=1, max_length=20)], Score],
    Field(max_length=BANDS),
    AfterValidator(_apart),
]


def _span(value: tuple[int, int]) -> tuple[int, int]:
    if value[1] < value[0]:
        raise PydanticCustomError("span", "ends before it begins")
    return value


class Dated:
    """A number that changes at given months: 0 before the first; one number alone holds for ever."""

    __slots__ = ("steps",)

    def __init__(self, steps: dict[int, float]) -> None:
        self.steps = tuple(sorted(steps.items()))

    def at(self, month: int) -> float:
        """The value in force in a month: that of the last date passed, 0 before the first."""
        value = 0.0
        for since, number in self.steps:
            if since > month:
                break
            value = number
        return value

    def between(self, month: int) -> float:
        """The value in a month, linear between dates; 0 before the first, the last one's value after it."""
        before: tuple[int, float] | None = None
        for since, number in self.steps:
            if since > month:
                if before is None:
                    return 0.0
                return before[1] + (number - before[1]) * (month - before[0]) / (since - before[0])
            before = since, number
        return before[1] if before else 0.0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dated) and self.steps == other.steps

    def __hash__(self) -> int:
        return hash(self.steps)

    def __repr__(self) -> str:
        return f"Dated({ {text_of(month): value for month, value in self.steps} })"

    def __reduce__(self) -> tuple[Any, ...]:
        return Dated, (dict(self.steps),)


def _written(dated: Dated) -> Any:
    """As it would stand in YAML."""
    if len(dated.steps) == 1 and dated.steps[0][0] == EVER:
        return dated.steps[0][1]
    return {text_of(month): value for month, value in dated.steps}


class DatedOf:
    """Marks a Dated whose numbers lie between two limits, for `Annotated`."""

    def __init__(self, low: float, high: float) -> None:
        self.low = low
        self.high = high

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        number = core_schema.float_schema(ge=self.low, le=self.high, allow_inf_nan=False, strict=True)
        month = core_schema.no_info_before_validator_function(_month, core_schema.int_schema())
        steps = core_schema.dict_schema(month, number, min_length=1, strict=True)
        chain = core_schema.chain_schema([steps, core_schema.no_info_plain_validator_function(Dated)])
        return core_schema.no_info_before_validator_function(
            lambda value: {text_of(EVER): value} if isinstance(value, int | float) else value,
            chain,
            serialization=core_schema.plain_serializer_function_ser_schema(_written),
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: JsonHandler) -> dict[str, Any]:
        number = {"type": "number", "minimum": self.low, "maximum": self.high}
        dated = {"type": "object", "patternProperties": {MONTH_PATTERN: number}, "additionalProperties": False}
        return {"anyOf": [number, dated]}


DatedShare = Annotated[Dated, DatedOf(0, 1)]
DatedMillions = Annotated[Dated, DatedOf(0, 100_000)]
Span = Annotated[tuple[Month, Month], Field(strict=False), AfterValidator(_span)]
