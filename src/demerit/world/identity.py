"""What must be the same for a run to go on from a checkpoint, and how to say what is not."""

import json
from collections.abc import Iterator
from typing import Any, Final

from demerit import __version__
from demerit.calendar import text_of
from demerit.marked import bare
from demerit.scenario import Scenario

SHOWN: Final = 3  # values of a scenario that differ
SHORT: Final = 40  # characters of a value that is still shown
Given = dict[str, Any]


def identity(scenario: Scenario, seed: int, scale: int, last: int) -> Given:
    """Plain data: what a run is made from.  No file name, and nothing of the machine."""
    return {
        "version": __version__,
        "scenario_hash": scenario.hash,
        "scenario": json.loads(json.dumps(scenario.resolved())),  # as it reads after having been written
        "seed": seed,
        "scale": scale,
        "until": text_of(last),
    }


def differences(was: Given, now: Given) -> list[str]:
    """Everything that differs between two identities, each in a few words."""
    out = [_said("version", was.get("version"), now["version"])] if was.get("version") != now["version"] else []
    if was.get("scenario_hash") != now["scenario_hash"]:
        out += _of_scenarios(was.get("scenario") or {}, now["scenario"])
    plain = {"seed": "{}", "scale": "1:{}", "until": "{}"}
    out += [
        _said(key, form.format(was.get(key)), form.format(now[key]))
        for key, form in plain.items()
        if was.get(key) != now[key]
    ]
    return out


def _of_scenarios(was: Given, now: Given) -> list[str]:
    bare_was, bare_now = bare(was), bare(now)
    name = bare_now["name"]
    names = [("scenario", bare_was.get("name"), name), ("society", _society(bare_was), _society(bare_now))]
    out = [_said(*pair) for pair in names if pair[1] != pair[2]]
    if out:
        return out  # another one altogether: every value would be listed
    for before, after in ((bare_was, bare_now), (was, now)):  # values first; where they agree, what is said of them
        out = _differing(dict(_values(before)), dict(_values(after)), name)
        if out:
            return out
    return [f"the census files of {_society(bare_now)} differ"]


def _differing(before: Given, after: Given, name: str) -> list[str]:
    keys = sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
    out = [_said(key, before.get(key), after.get(key)) for key in keys[:SHOWN]]
    return [*out, f"{len(keys) - SHOWN} more values of {name} differ"] if len(keys) > SHOWN else out


def _society(scenario: Given) -> Any:
    return scenario.get("society", {}).get("name")


def _values(data: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """Dotted keys and what stands there; a list is one value."""
    if isinstance(data, dict) and data:
        for key, value in data.items():
            yield from _values(value, f"{at}.{key}" if at else str(key))
    else:
        yield at, data


def _said(key: str, was: Any, now: Any) -> str:
    texts = ["not set" if value is None else str(value) for value in (was, now)]
    if any(len(text) > SHORT for text in texts):
        return f"{key} differs"
    return f"{key} was {texts[0]}, is {texts[1]}"
