"""What a change makes wrong, said of the key that the user named."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from demerit.calendar import month_given, text_of
from demerit.scenario.interventions import PREFIX
from demerit.scenario.problems import Path, Problem, ScenarioError, Wrong, dotted
from demerit.scenario.scenario import Scenario


@contextmanager
def also_wrong(also: Callable[[], list[Problem]]) -> Iterator[None]:
    """What is wrong inside is said together with what else is: that is looked for only then."""
    try:
        yield
    except ScenarioError as error:
        if more := also():
            raise ScenarioError([*error.problems, *more]) from None
        raise


def month_in(scenario: Scenario, since: str | date | None) -> int | None:
    """The month from which a change holds.  Raises ScenarioError where the scenario has no such month."""
    if since is None:
        return None
    first, last = text_of(scenario.start), text_of(scenario.end)
    allowed = f"{first} to {last}"
    try:
        month = month_given(since)
    except ValueError:
        message = f"is not a month; write YYYY-MM; allowed: {allowed}"
        raise ScenarioError([Problem(scenario.name, 0, "since", since, message)]) from None
    if month not in scenario.months:
        problem = Problem(scenario.name, 0, "since", since, f"is outside the scenario; allowed: {allowed}")
        raise ScenarioError([problem], "since", since=text_of(month), first=first, last=last)
    return month


def blamed(error: ScenarioError, scenario: Scenario, made: dict[Path, str]) -> ScenarioError:
    """The same problems, each of the change that it comes from.  made: what the user called the places changed."""
    return ScenarioError([_blamed(problem, scenario.name, made) for problem in error.problems])


def _blamed(problem: Problem, name: str, made: dict[Path, str]) -> Problem:
    def shared(path: Path) -> int:
        steps, wrong = dotted(path).split("."), problem.key.split(".")
        return next((n for n, (a, b) in enumerate(zip(steps, wrong)) if a != b), min(len(steps), len(wrong)))

    culprit = max(made, key=shared)
    inside = problem.key == dotted(culprit) or problem.key.startswith(f"{dotted(culprit)}.")
    if inside:
        return Problem(name, 0, f"{made[culprit]}{problem.key[len(dotted(culprit)) :]}", problem.value, problem.message)
    if shared(culprit) <= 1 and len(made) > 1:
        key = ", ".join(made.values())
    else:
        key = made[culprit]
    message = f"makes `{problem.key.removeprefix(PREFIX)}` wrong: it {problem.message}"
    return Problem(name, 0, key, problem.value, message)


def needed(error: ScenarioError, scenario: Scenario, made: dict[Path, str]) -> ScenarioError:
    """What the rest of a scenario needs cannot be taken away.  made: what the user called what is asked."""
    if not made:
        return error
    out = []
    for problem in blamed(error, scenario, made).problems:
        alone = problem.message == "is missing" and problem.key in made.values()
        message = "what it is in needs it" if alone else problem.message
        said = Wrong(f"cannot be taken away: {message}", "needed" if alone else "")
        out.append(problem._replace(value=None, message=said))
    return ScenarioError(out)


def all_wrong(scenario: Scenario, wrong: Iterable[tuple[str, Any, str]]) -> ScenarioError:
    """Keys, values, and what is wrong with each."""
    return ScenarioError([Problem(scenario.name, 0, *one) for one in wrong])
