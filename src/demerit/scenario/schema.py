"""The JSON Schema of a scenario file, for editors: what `demerit check` allows of single values, provenance included.

`python -m demerit.scenario.schema` writes it anew beside this file.
"""

import json
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from demerit.marked import KEYS
from demerit.scenario.provenance import Provenance, Together
from demerit.scenario.references import references
from demerit.scenario.scenario import Scenario

FILE: Final = "schema.json"
LONG: Final = 150  # characters of a part that is worth a name
SCHEMA_WORDS: Final = {"type", "anyOf", "enum", "const"}  # a part with one of these keys is a schema, no map of names
NAMED: Final = {"type": "string"}
WRITTEN_OUT: Final = {"$ref": "#/$defs/Society"}
_SCALARS: Final = ("string", "number", "integer", "boolean", "array")


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a scenario file."""
    raw = Scenario.model_json_schema(by_alias=True)
    definitions = {name: _open(part, name) for name, part in raw.pop("$defs").items()}
    root: dict[str, Any] = _open(raw, "Scenario")
    root["properties"]["society"] = {
        "description": "The name of a society, a file, or a society written out.",
        "anyOf": [one for part in (NAMED, WRITTEN_OUT) for one in (part, _wrapped(part))],
    }
    root["title"] = "A scenario of Demerit"
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return _shared({**head, **root, "$defs": {**definitions, **_provenance()}})


def _shared(whole: dict[str, Any]) -> dict[str, Any]:
    """The same schema with every longer part that occurs more than once written once, and referred to."""
    times: Counter[str] = Counter()
    names: dict[str, str] = {}
    parts: dict[str, Any] = {}

    def count(part: Any) -> None:
        if isinstance(part, dict):
            times[json.dumps(part, sort_keys=True)] += 1
        for inner in _inside(part):
            count(inner)

    def refer(part: Any, top: bool = False) -> Any:
        if isinstance(part, list):
            return [refer(inner) for inner in part]
        if not isinstance(part, dict):
            return part
        text = json.dumps(part, sort_keys=True)
        if top or times[text] < 2 or len(text) < LONG or not set(part) & SCHEMA_WORDS:
            return {key: refer(inner) for key, inner in part.items()}
        if text not in names:
            names[text] = f"shared-{len(names) + 1}"
            parts[names[text]] = refer(part, top=True)
        return {"$ref": f"#/$defs/{names[text]}"}

    count(whole)
    out: dict[str, Any] = refer(whole, top=True)
    return {**out, "$defs": {**out["$defs"], **parts}}


def _inside(part: Any) -> Iterable[Any]:
    return part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()


def _provenance() -> dict[str, Any]:
    """Definitions of the provenance keys."""
    whole = Provenance.model_json_schema()
    properties = whole["properties"]
    names = ["none", *references()]
    out = {f"provenance-{name}": _without_null(part) for name, part in properties.items()}
    out["provenance-reference"] = {"description": "A key of references.yaml, or none.", "type": "string", "enum": names}
    out["provenance-together"]["additionalProperties"] = whole["$defs"][Together.__name__]
    return out


def _without_null(part: dict[str, Any]) -> dict[str, Any]:
    out: dict[str, Any] = next(one for one in part["anyOf"] if one.get("type") != "null")
    return out


def _keys() -> dict[str, Any]:
    return {name: {"$ref": f"#/$defs/provenance-{name}"} for name in Provenance.model_fields}


def _open(part: Any, name: str) -> Any:
    """The same schema with room for provenance: in every mapping, and around every other value."""
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        about = {key: inner for key, inner in part.items() if key != "$ref"}
        return {**about, "anyOf": [{"$ref": part["$ref"]}, _wrapped({"$ref": part["$ref"]})]}
    if "anyOf" in part:
        return {**part, "anyOf": [_open(one, name) for one in part["anyOf"]]}
    if part.get("type") == "object":
        opened = _open_mapping(part, name)
        return opened if "properties" in part else {"anyOf": [opened, _wrapped(opened)]}
    if part.get("type") in _SCALARS or "enum" in part or "const" in part:
        return _open_value(part, name)
    return part


def _wrapped(mapping: dict[str, Any]) -> dict[str, Any]:
    """Provenance around a mapping, instead of in it; or a question to the user."""
    given = {"value": {"anyOf": [mapping, {"type": "null"}]}, "assume": mapping, **_keys()}
    return {"type": "object", "required": ["value"], "additionalProperties": False, "properties": given}


def _open_mapping(part: dict[str, Any], name: str) -> dict[str, Any]:
    inner = {key: _open(one, key) for key, one in part.get("properties", {}).items()}
    out = {**part, "properties": {**inner, **_keys()}}
    if "maxProperties" in part:
        out["maxProperties"] = part["maxProperties"] + len(KEYS)
    if "enum" in part.get("propertyNames", {}):  # names of the user's own choosing have a pattern, not a list
        allowed = [*part["propertyNames"].get("enum", []), *_keys()]
        out["propertyNames"] = {"enum": allowed}
    for rest in ("additionalProperties", "patternProperties"):
        if isinstance(part.get(rest), dict):
            many = rest == "patternProperties"
            out[rest] = (
                {_apart(key): _open(one, key) for key, one in part[rest].items()} if many else _open(part[rest], name)
            )
    return out


def _apart(pattern: str) -> str:
    """A pattern of names that leaves the keys of provenance alone."""
    return f"^(?!(?:{'|'.join(KEYS)})$){pattern.removeprefix('^')}"


def _open_value(part: dict[str, Any], name: str) -> dict[str, Any]:
    about: dict[str, Any] = {key: part[key] for key in ("title", "description", "default") if key in part}
    bare = {key: one for key, one in part.items() if key not in about}
    for entries in ("items",):
        if isinstance(bare.get(entries), dict):
            bare[entries] = _open(bare[entries], name)
    if isinstance(bare.get("prefixItems"), list):
        bare["prefixItems"] = [_open(one, name) for one in bare["prefixItems"]]
    given = {
        "type": "object",
        "required": ["value"],
        "additionalProperties": False,
        "properties": {"value": {"anyOf": [bare, {"type": "null"}]}, "assume": bare, **_keys()},
    }
    return {**about, "anyOf": [bare, given]}


def text() -> str:
    """The schema as it is shipped."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def shipped() -> str:
    """The text of the shipped schema."""
    return files("demerit.scenario").joinpath(FILE).read_text(encoding="utf-8")


if __name__ == "__main__":
    Path(__file__).with_name(FILE).write_text(text(), encoding="utf-8")
