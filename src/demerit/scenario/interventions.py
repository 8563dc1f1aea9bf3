"""Dated changes of a regime, applied to its plain data before validation, so that each result is checked as a whole."""

import copy
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from demerit.scenario.checks.found import Found
from demerit.scenario.explaining import problems_of
from demerit.scenario.naming import called, there_are
from demerit.scenario.problems import Path, Positions, Problem, dotted
from demerit.scenario.regime import Regime

PREFIX = "regime."


def applied(regime: Any, key: str, value: Any) -> Any:
    """A copy of plain regime data with one dotted key set; null takes it away.

    Elements of a list are called as in `naming` (a new id appends a new one).  Raises LookupError with what is wrong
    when there is no such place.
    """
    out = copy.deepcopy(regime)
    steps = key.removeprefix(PREFIX).split(".")
    holder = out
    for step in steps[:-1]:
        holder = _inside(holder, step)
    _put(holder, steps[-1], copy.deepcopy(value))
    return out


def _inside(holder: Any, step: str) -> Any:
    if isinstance(holder, list):
        return holder[_only(holder, step)]
    if not isinstance(holder, dict):
        raise LookupError(f"has nothing inside that could be called `{step}`")
    if holder.get(step) is None:
        holder[step] = {}  # a section that the regime leaves to its defaults
    return holder[step]


def _only(holder: list[Any], step: str) -> int:
    numbers = called(holder, step)
    if not numbers:
        raise LookupError(f"has no `{step}` to change; there are: {there_are(holder)}")
    if len(numbers) > 1:
        raise LookupError(f"has several called `{step}`; name one by its number: {', '.join(map(str, numbers))}")
    return numbers[0]


def _put(holder: Any, step: str, value: Any) -> None:
    if isinstance(holder, list):
        _put_into(holder, step, value)
    elif not isinstance(holder, dict):
        raise LookupError(f"has nothing inside that could be called `{step}`")
    elif value is None:
        holder.pop(step, None)
    else:
        holder[step] = value


def _put_into(holder: list[Any], step: str, value: Any) -> None:
    new = isinstance(value, dict) and not step.isdigit()
    if value is None and called(holder, step):
        for number in reversed(called(holder, step)):
            del holder[number]
    elif new and not called(holder, step):
        holder.append({"id": step, **value})
    else:
        number = _only(holder, step)
        has_id = isinstance(holder[number], dict) and "id" in holder[number]
        holder[number] = {"id": step, **value} if new and has_id else value


class Sequence:
    """Applies interventions in order of date; collects the regimes and the problems on the way."""

    def __init__(self, regime: Any, positions: Positions) -> None:
        self.regime = self.written = regime
        self.positions = positions
        self.regimes: list[tuple[int, Regime]] = []
        self.applied: list[int] = []  # numbers of the interventions that `regimes` come from
        self.problems: list[Problem] = []

    def apply(self, number: int, date: int, changes: dict[str, Any]) -> None:
        """One intervention; a problem names its key among `interventions`."""
        place: Path = ("interventions", number, "set")
        before = len(self.problems)
        changed = self.regime
        for key, value in changes.items():
            try:
                changed = applied(changed, key, value)
            except LookupError as error:
                self.problems.append(self.positions.problem((*place, key), None, str(error.args[0])))
        try:
            valid = Regime.model_validate(changed)
        except ValidationError as error:
            self._explain(error, number, changes)
            if len(self.problems) == before:  # all that is wrong with it was wrong before
                self.regime = changed
            return
        if len(self.problems) == before:
            self.regime = changed
            self.regimes.append((date, valid))
            self.applied.append(number)

    def _explain(self, error: ValidationError, number: int, changes: dict[str, Any]) -> None:
        for problem in problems_of(error, Regime, Positions("")):
            if _known(problem) in self._wrong_before:
                continue
            found = Found(tuple(problem.key.split(".")), problem.value, problem.message)
            self.problems.append(self.blamed(number, changes, found))

    @cached_property
    def _wrong_before(self) -> frozenset[tuple[str, ...]]:
        """What is wrong with the regime itself, for which no intervention is to blame."""
        try:
            Regime.model_validate(self.written)
        except ValidationError as error:
            return frozenset(map(_known, problems_of(error, Regime, Positions(""))))
        return frozenset()

    def blamed(self, number: int, changes: dict[str, Any], found: Found) -> Problem:
        """What an intervention makes wrong, as a problem of the intervention."""
        wrong = dotted(found.path)
        place: Path = ("interventions", number, "set", _culprit(wrong, changes))
        return self.positions.problem(place, found.value, f"makes `{PREFIX}{wrong}` wrong: it {found.message}")


def _known(problem: Problem) -> tuple[str, ...]:
    """A problem by what it is about, wherever in a list that stands."""
    steps = [step for step in problem.key.split(".") if not step.isdigit()]
    return (*steps, repr(problem.value), problem.message)


def _culprit(wrong: str, changes: dict[str, Any]) -> str:
    """The change that a wrong key comes from: the one that shares most of its beginning."""

    def shared(key: str) -> int:
        pairs = zip(key.removeprefix(PREFIX).split("."), wrong.split("."), strict=False)
        return next((n for n, (a, b) in enumerate(pairs) if a != b), min(key.count("."), wrong.count(".")) + 1)

    return max(changes, key=shared)
