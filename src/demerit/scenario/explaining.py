"""What pydantic found wrong, in words that say what is allowed."""

from functools import lru_cache
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from demerit.scenario.problems import Path, Positions, Problem, Wrong
from demerit.scenario.values import similar

_NUMBERS: Final = {"int_type": "whole", "int_from_float": "whole", "float_type": "number"}
_WORDS: Final = {
    "finite_number": "must be a finite number",
    "string_type": "must be a text",
    "bool_type": Wrong("must be true or false", "yes_or_no"),
    "dict_type": "must be a mapping",
    "model_type": "must be a mapping",
    "model_attributes_type": "must be a mapping",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "int_parsing_size": "is too large",
    "string_too_short": "must not be empty",
    "string_unicode": "is not valid Unicode",
}


@lru_cache(maxsize=8)
def _schema_of(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema(by_alias=True)


def problems_of(error: ValidationError, model: type[BaseModel], positions: Positions) -> list[Problem]:
    """One problem for each thing pydantic found in a model's data; none for what stands under a name that is none."""
    schema = _schema_of(model)
    found = error.errors(include_url=False)
    names = {wrong["loc"][:-1] for wrong in found if wrong["loc"] and wrong["loc"][-1] == "[key]"}
    out = []
    for wrong in found:
        loc = tuple(part for part in wrong["loc"] if part != "[key]")
        if any(loc[:depth] in names for depth in range(1, len(loc))):
            continue
        value = None if wrong["type"] in ("missing", "extra_forbidden") or "[key]" in wrong["loc"] else wrong["input"]
        if isinstance(value, dict | list) and wrong["type"] not in _WORDS:
            value = None
        out.append(positions.problem(loc, value, _message(wrong, loc, schema)))
    return out


def _message(wrong: Any, loc: Path, schema: dict[str, Any]) -> str:
    kind, limits = wrong["type"], wrong.get("ctx", {})
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        allowed = keys_at(schema, loc[:-1])
        return f"is an unknown key{similar(str(loc[-1]), allowed)}; allowed: {', '.join(allowed)}"
    if kind in _NUMBERS:
        return _number(kind, loc, schema)
    if kind in _WORDS:
        return _WORDS[kind]
    if kind in ("greater_than_equal", "less_than_equal", "greater_than", "less_than"):
        return _range(wrong, loc, schema)
    if kind == "literal_error":
        allowed = limits["expected"].replace(chr(39), "")
        plain = isinstance(wrong["input"], str | int | float)  # of anything else the message shows no value
        return f"is not allowed; allowed: {allowed}" if plain else f"must be one of these words: {allowed}"
    if (kind == "too_long" and limits.get("field_type") == "Tuple") or kind == "too_short":
        return f"must have {_count(limits)} entries, not {limits.get('actual_length')}"
    if kind == "string_pattern_mismatch":
        return f"must match {limits['pattern']}"
    return str(wrong["msg"]).removeprefix("Value error, ")


def _count(limits: dict[str, Any]) -> str:
    if "min_length" in limits:
        return f"at least {limits['min_length']}"
    return f"at most {limits['max_length']}"


def _number(kind: str, loc: Path, schema: dict[str, Any]) -> str:
    """That something is no number, and which numbers are allowed."""
    what = {"whole": "must be a whole number", "number": "must be a number"}[_NUMBERS[kind]]
    low, high = _limits(loc, schema)
    if low is not None and high is not None:
        return Wrong(f"{what} from {low:g} to {high:g}", f"{_NUMBERS[kind]}_between", low=low, high=high)
    if low is not None:
        return Wrong(f"{what} of at least {low:g}", f"{_NUMBERS[kind]}_from", low=low)
    return Wrong(what, _NUMBERS[kind])


def _limits(loc: Path, schema: dict[str, Any]) -> tuple[float | None, float | None]:
    """The lowest and the highest that is allowed, as far as the schema knows."""
    node = resolve(schema, _at(schema, loc))
    return node.get("minimum"), node.get("maximum")


def _range(wrong: Any, loc: Path, schema: dict[str, Any]) -> str:
    """Both limits where the schema knows both."""
    low, high = _limits(loc, schema)
    if low is not None and high is not None:
        return Wrong(f"must be between {low:g} and {high:g}", "between", low=low, high=high)
    return str(wrong["msg"]).replace("Input should be", "must be")


def resolve(schema: dict[str, Any], node: Any) -> dict[str, Any]:
    """What a reference stands for; of alternatives, the first that says more than `null`."""
    while isinstance(node, dict):
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
        elif "anyOf" in node:
            node = next((one for one in node["anyOf"] if one.get("type") != "null"), {})
        elif "allOf" in node:
            node = node["allOf"][0]
        else:
            return node
    return {}


def _at(schema: dict[str, Any], path: Path) -> dict[str, Any]:
    node = schema
    for part in path:
        node = resolve(schema, node)
        if isinstance(part, int):
            prefix = node.get("prefixItems", [])
            node = prefix[part] if part < len(prefix) else node.get("items", {})
        else:
            node = node.get("properties", {}).get(part) or node.get("additionalProperties", {})
        if not isinstance(node, dict):
            return {}
    return node


def keys_at(schema: dict[str, Any], path: Path) -> list[str]:
    """The keys that a mapping at this path may have."""
    node = resolve(schema, _at(schema, path))
    names = list(node.get("properties", {}))
    return names or list(resolve(schema, node.get("propertyNames", {})).get("enum", []))


def fields_at(model: type[BaseModel], path: Path) -> list[str] | None:
    """The keys of a part with fixed ones, such as `rights`; None of a part that may have others."""
    schema = _schema_of(model)
    node = resolve(schema, _at(schema, path))
    return list(node["properties"]) if "properties" in node else None
