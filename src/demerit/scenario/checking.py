"""Asks every check of as much of a scenario as is sound, so that one wrong value does not hide what else is wrong."""

import copy
from collections.abc import Iterable
from typing import Any, NamedTuple

from pydantic import BaseModel, TypeAdapter, ValidationError

from demerit.scenario.checks import (
    certain_of_regime,
    certain_of_society,
    check_interventions,
    check_regime,
    check_society,
    check_span,
    impossible,
)
from demerit.scenario.checks.found import Found
from demerit.scenario.checks.nowhere import nowhere
from demerit.scenario.interventions import Sequence
from demerit.scenario.problems import Positions, Problem
from demerit.scenario.pruning import Sound, sound
from demerit.scenario.regime import Regime
from demerit.scenario.scenario import Intervention, Scenario
from demerit.scenario.society import Society
from demerit.scenario.values import Month


class Parts(NamedTuple):
    """The parts of a scenario that checks are about; None where a part is not sound.

    remains: of society and regime, where one of them is not sound, what is.
    """

    society: Society | None
    start: int | None
    end: int | None
    regime: Regime | None
    interventions: tuple[Intervention | None, ...]
    remains: tuple[Sound | None, Sound | None] = (None, None)

    @classmethod
    def whole(cls, scenario: Scenario) -> "Parts":
        """The parts of a scenario that is sound."""
        return cls(scenario.society, scenario.start, scenario.end, scenario.regime, scenario.interventions)

    @classmethod
    def sound(cls, plain: dict[str, Any], error: ValidationError) -> "Parts":
        """The sound parts of plain data; keys that mean nothing are left out."""
        data = _without_unknown(plain, error)
        society, regime = _valid(Society, data.get("society")), _valid(Regime, data.get("regime", {}))
        changes = data.get("interventions", [])
        whole = society is not None and regime is not None
        return cls(
            society,
            _valid(Month, data.get("start")),
            _valid(Month, data.get("end")),
            regime,
            tuple(_valid(Intervention, each) for each in changes) if isinstance(changes, list) else (),
            (None, None) if whole else (sound(Society, plain.get("society")), sound(Regime, plain.get("regime", {}))),
        )

    @property
    def months(self) -> range:
        """The months under the regime; where they are not known, all that the society allows."""
        if self.start is not None and self.end is not None and self.start <= self.end:
            return range(self.start, self.end + 1)
        return range(self.society.first_month, self.society.last_month + 1) if self.society else range(0)


def _valid(kind: Any, data: Any) -> Any:
    """The data as a kind of value, or None."""
    try:
        return kind.model_validate(data) if _is_model(kind) else TypeAdapter(kind).validate_python(data)
    except ValidationError:
        return None


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _named(wrong: Any) -> bool:
    """Whether it is a key that is wrong and not its value."""
    return bool(wrong["loc"][-1] == "[key]")


def _without_unknown(plain: dict[str, Any], error: ValidationError) -> dict[str, Any]:
    data = copy.deepcopy(plain)
    errors = [wrong for wrong in error.errors(include_url=False) if wrong["type"] == "extra_forbidden" or _named(wrong)]
    unknown = [[step for step in wrong["loc"] if step != "[key]"] for wrong in errors]
    for steps in sorted(unknown, key=len, reverse=True):  # the innermost first, while they are still there
        holder: Any = data
        for step in steps[:-1]:
            holder = holder[step]
        holder.pop(steps[-1], None)
    return data


def checked(parts: Parts, sequence: Sequence, positions: Positions) -> list[Problem]:
    """What no single value can show.  Interventions are applied on the way: `sequence` then holds their regimes."""
    found = [*check_span(parts.society, parts.start, parts.end)]
    found += check_interventions(parts.interventions, parts.start, parts.end)
    if parts.society is not None:
        found += [one.within("society") for one in check_society(parts.society)]
        if parts.regime is not None:
            regime = check_regime(parts.regime, parts.society, parts.months)
            found += [one.within("regime") for one in regime]
    problems = [positions.problem(*one) for one in found]
    for number, intervention in sorted(enumerate(parts.interventions), key=lambda pair: pair[1].date if pair[1] else 0):
        if intervention is not None:
            sequence.apply(number, intervention.date, intervention.changes)
    problems += sequence.problems
    if parts.regime is not None:
        problems += _made_impossible(parts, parts.regime, sequence)
        problems += _named_nowhere(parts, parts.regime, sequence)
    return problems + [positions.problem(*one) for one in _certain(*parts.remains, parts.months)]


def _certain(society: Sound | None, regime: Sound | None, months: range) -> list[Found]:
    """What is wrong with what is left, and would be whatever took the place of what is not."""
    if society is None:
        return []
    found = certain_of_society(society.model, society.gone)
    out = [one._replace(path=society.written(one.path)).within("society") for one in found]
    if regime is not None:
        found = certain_of_regime(regime.model, regime.gone, society.model, society.gone, months)
        out += [one._replace(path=regime.written(one.path)).within("regime") for one in found]
    return out


def _made_impossible(parts: Parts, before: Regime, sequence: Sequence) -> list[Problem]:
    """What interventions bring about that no regime may contain."""
    if parts.society is None:
        return []
    start = impossible(before, parts.society, parts.months)
    later = (impossible(regime, parts.society, parts.months) for _, regime in sequence.regimes)
    return _brought_about(parts, sequence, start, later)


def _named_nowhere(parts: Parts, before: Regime, sequence: Sequence) -> list[Problem]:
    """What is named and what no regime has, neither at the start nor after any intervention."""
    if len(sequence.applied) < len(parts.interventions):
        return []  # what is wrong with an intervention may be what brings it
    start, *later = nowhere([before, *(regime for _, regime in sequence.regimes)])
    problems = [sequence.positions.problem(*one.within("regime")) for one in start]
    return problems + _brought_about(parts, sequence, start, later)


def _brought_about(
    parts: Parts, sequence: Sequence, start: Iterable[Found], later: Iterable[Iterable[Found]]
) -> list[Problem]:
    """What is wrong after interventions, blamed on the first after which it is; what was so before is not its fault.

    start: what is wrong at the start; later: what is wrong after each intervention that was applied.
    """
    problems = []
    known = {str(one) for one in start}
    for number, found in zip(sequence.applied, later, strict=True):
        intervention = parts.interventions[number]
        for one in found:
            if intervention is not None and str(one) not in known:
                known.add(str(one))
                problems.append(sequence.blamed(number, intervention.changes, one))
    return problems
