"""The scenario that a command is asked for: loaded, with other values, without some parts."""

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from demerit.errors import DemeritError, besides, together

if TYPE_CHECKING:
    from demerit.scenario import Scenario


def loaded(scenario: str, society: str | None, assume: bool) -> "Scenario":
    """The scenario; what falls away on other people than it was written for is said.  Raises ScenarioError."""
    from demerit.scenario import load

    said = load(scenario, society, assume)
    if said.transplanted is not None and said.transplanted.changes:
        print(f"demerit: {said.name} {said.transplanted.told(said.society.name)}", file=sys.stderr)
    return said


def changing(values: list[str] | None, without: list[str] | None, since: str | None) -> bool:
    """Whether anything is to be changed.  Raises DemeritError for a month from which nothing is."""
    if since is not None and not values and not without:
        raise DemeritError(f"--from {since}: nothing changes; say what, with --set or --without")
    return bool(values or without)


def changed(
    scenario: str,
    society: str | None,
    assume: bool,
    values: list[str] | None,
    without: list[str] | None,
    since: str | None,
    asked: "Callable[[Scenario], object] | None" = None,
) -> "Scenario":
    """The scenario with other values, then without some parts; what goes with these is said.

    asked: what raises DemeritError for all else that cannot be asked of a scenario: where no change can be made, it is
    asked of the scenario that there is.  Raises DemeritError with all that is wrong with any of it.
    """
    calls: list[Callable[[], Any]] = [
        partial(loaded, scenario, society, assume),
        partial(values_of, values or []),
        partial(changing, values, without, since),
    ]
    said, read, _ = together(calls)
    with besides(asked and partial(asked, said)):
        return _changed(said, read, without or [], since)


def _changed(said: "Scenario", values: dict[str, object], without: list[str], since: str | None) -> "Scenario":
    if not values and not without:
        return said
    from demerit.scenario.changing import taken_away

    calls: list[Callable[[], Any]] = [lambda: said.set(values, since)]
    if values and without:
        calls.append(lambda: taken_away(said, without, since))  # for what is wrong with that, too
    out, along = taken_away(together(calls)[0], without, since)
    if along:
        print(f"demerit: with what was taken away go: {', '.join(along)}", file=sys.stderr)
    return out


def values_of(given: list[str]) -> dict[str, object]:
    """Values by key, each read as YAML.  Raises DemeritError, ScenarioError."""
    from demerit.scenario.problems import ScenarioError
    from demerit.scenario.reading import read

    keys: set[str] = set()

    def value_of(text: str) -> tuple[str, object]:
        key, equals, value = text.partition("=")
        if not key or not equals:
            raise DemeritError(f"--set {text}: write KEY=VALUE, such as rights.notice=true")
        if key in keys:
            raise DemeritError(f"--set {text}: sets {key} a second time")
        keys.add(key)
        said, _, problems = read(value, f"--set {key}")
        if problems:
            raise ScenarioError([problem._replace(line=0) for problem in problems])
        return key, said

    return dict(together([partial(value_of, text) for text in given]))
