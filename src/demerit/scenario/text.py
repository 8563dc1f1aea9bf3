"""A scenario as the text of a file that runs by itself: marks and ranges kept, a shipped society by its name."""

from dataclasses import dataclass, field
from functools import lru_cache
from io import StringIO
from typing import Any, Final

from demerit.scenario.changing.plain import held
from demerit.scenario.provenance import woven
from demerit.scenario.scenario import Scenario, path_of
from demerit.scenario.shipped import names_in

KEPT: Final = 64  # parts of scenarios that are written once; a scenario has some twenty


def text_of(scenario: Scenario) -> str:
    """The YAML of a scenario, as it was written (defaults left out).  Loaded again, it is the same scenario."""
    from demerit.scenario.loading import without_regime

    data = scenario.model_dump(mode="json", by_alias=True, exclude_unset=True)
    data["unwritten"] = [key for key in scenario.unwritten if held(data, path_of(key)) is not None]  # others are found
    for key in ("altered", "unwritten"):
        if not data.get(key):
            data.pop(key, None)
    data = woven(data, scenario._given)
    name = scenario.society.name
    if name in names_in("societies"):
        shipped = without_regime(name)
        if shipped.society == scenario.society and _of_society(shipped) == _of_society(scenario):
            data["society"] = name
    return yaml_text(data)


def _of_society(scenario: Scenario) -> dict[Any, Any]:
    return {path: said for path, said in scenario._given.items() if path[:1] == ("society",)}


def yaml_text(data: Any) -> str:
    """Plain data as YAML, in block style, keys in their order."""
    if not isinstance(data, dict) or not data:
        return _written(_Part(repr(data), data))
    return "".join(_written(_Part(repr({key: value}), {key: value})) for key, value in data.items())


@dataclass(frozen=True)
class _Part:
    """Plain data, told from other by what Python shows of it."""

    shown: str
    data: Any = field(compare=False, repr=False)


@lru_cache(maxsize=KEPT)
def _written(part: _Part) -> str:
    """The same of a part, once for each of the last: worlds on the same people write the same society."""
    from ruamel.yaml import YAML  # here, since importing it takes 0.1 s

    yaml: Any = YAML(typ="safe", pure=True)  # its attributes are typed as None
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False
    yaml.width = 120
    out = StringIO()
    yaml.dump(part.data, out)
    return out.getvalue()
