"""Whatever is done to a scenario file, it loads or says what is wrong and where; nothing else ever happens."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from demerit.scenario import Problem, Scenario, ScenarioError, load
from demerit.scenario.loading import text_of_preset
from demerit.scenario.reading import read

TEXT = text_of_preset("as-told")
RESOLVED = load("as-told").resolved()
NASTY: list[Any] = [
    *(None, True, False, 0, -1, 1, 10**9, -(10**30), 10**400, 0.5, -0.5, 1e308, float("nan"), float("inf")),
    *("", "no", "NO", "2014-13", "2014-01", "9999-99", "\x00", "\ud800", "ü" * 3000, "{x}", "%s", "value"),
    *([], [[]], [None], {}, {"": None}, {"value": None}, {"value": {"value": 1}}, {"reference": 3}),
    *({"value": 1, "mark": "sure"}, {"2014-01": {}}, [1] * 600),
]
SCALARS = [
    *("no", "-1", "1e9", "2014-13", "{", "]", "&a 1", "*a", "!!python/object:x 1", "!x", "|", "'", "\t", "? a", ".nan"),
    *("0o17", "0x", "2014-01-01", "12:30:00", "<<", "9" * 5000, "[[" * 2000, "\x07", "\u2028", "- -", "a: b: c", "%"),
]


def paths(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in plain data."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return ([path] if path else []) + [deep for key, value in inside for deep in paths(value, (*path, key))]


PATHS = paths(RESOLVED)


def changed(path: tuple[Any, ...], how: str, value: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(RESOLVED))
    holder: Any = data
    for step in path[:-1]:
        holder = holder[step]
    if how == "delete":
        del holder[path[-1]]
    elif how == "rename" and isinstance(holder, dict):
        holder[f"{path[-1]}x" if value is None else str(value)] = holder.pop(path[-1])
    elif how == "wrap":
        holder[path[-1]] = [holder[path[-1]]]
    else:
        holder[path[-1]] = value
    return data


def problems_of(attempt: Callable[[], Any]) -> list[Problem]:
    """What is wrong, if anything; any other exception is a failure of the test."""
    try:
        attempt()
    except ScenarioError as error:
        return error.problems or [Problem("", 0, "", None, "nothing is said to be wrong")]
    return []


def is_clear(problem: Problem) -> bool:
    """Names a file and a place, in one line, in words of ours."""
    foreign = ("Error", "Input should", "pydantic", "Traceback")
    placed = bool(problem.file) and bool(problem.key or problem.line or problem.message.startswith("is not valid YAML"))
    return placed and "\n" not in str(problem) and not any(word in problem.message for word in foreign)


ODD = [{"date": "2015-01", "set": {"": None, "rules": None, "a.b": 1, "rights.notice.x": 1}}]


@settings(max_examples=200)
@given(st.sampled_from(PATHS), st.sampled_from(["delete", "rename", "wrap", "replace"]), st.sampled_from(NASTY))
@example(("interventions",), "replace", ODD)
def test_data_changed_anywhere_load_or_say_where_they_are_wrong(path, how, value):
    problems = problems_of(lambda: Scenario.from_resolved(changed(path, how, value)))
    assert all(is_clear(problem) for problem in problems)


KNOWN = [".".join(map(str, path)) for path in PATHS]
KEYS = st.text("abcdefghijklmnopqrstuvwxyz_.0123456789", max_size=30) | st.sampled_from(KNOWN)


@settings(max_examples=150)
@given(KEYS, st.sampled_from(NASTY))
def test_any_intervention_is_applied_or_named(key, value):
    data = RESOLVED | {"interventions": [{"date": "2016-01", "set": {key: value}}]}
    problems = problems_of(lambda: Scenario.from_resolved(data))
    assert all(is_clear(problem) for problem in problems)
    assert all(problem.key.startswith("interventions.0") for problem in problems)


LINES = TEXT.splitlines()
EDITS = st.sampled_from(["delete", "twice", "value", "insert", "indent", "cut"])


@settings(max_examples=150)
@given(st.integers(0, len(LINES) - 1), EDITS, st.sampled_from(SCALARS))
def test_a_file_changed_anywhere_loads_or_says_where_it_is_wrong(number, how, scalar):
    line = LINES[number]
    new = {
        "delete": [],
        "twice": [line, line],
        "value": [f"{line.split(':')[0]}: {scalar}"],
        "insert": [line, scalar],
        "indent": [f" {line}"],
        "cut": [line[: len(line) // 2]],
    }[how]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mine.yaml"
        file.write_text("\n".join(LINES[:number] + new + LINES[number + 1 :]), "utf-8")
        problems = problems_of(lambda: load(file))
        assert all(is_clear(problem) for problem in problems)
        assert all(problem.file in (str(file), "societies/china.yaml") for problem in problems)


@settings(max_examples=200)
@given(st.text(max_size=80) | st.binary(max_size=80).map(lambda raw: raw.decode("latin-1")))
def test_reading_never_fails(text):
    data, _, problems = read(text, "mine.yaml")
    assert data is None or isinstance(data, dict | list | str | int | float | bool)
    assert all(problem.file == "mine.yaml" for problem in problems)


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"\x80abc", b"", b"\x00"])
def test_bytes_that_are_no_text_are_a_problem(raw, tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_bytes(raw)
    with pytest.raises(ScenarioError):
        load(file)
