"""The regimes of a scenario one after the other, and interventions written anew so that they lead to other ones.

A change of the regime has to hold through interventions that say something of the same key, or count in a list out of
which something is gone.  So first every regime is made as it shall be, and then each intervention keeps what still
leads there, loses what does not, and gets what is missing.
"""

import copy
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from demerit.calendar import month_of, text_of
from demerit.scenario.altered import BY_USER
from demerit.scenario.changing.lookup import places
from demerit.scenario.changing.working import Working
from demerit.scenario.interventions import PREFIX, applied
from demerit.scenario.naming import called, name_of, step_of
from demerit.scenario.problems import Path
from demerit.scenario.provenance import Provenance
from demerit.scenario.regime import Regime

INTERVENTIONS: Final = "interventions"
OURS: Final = Provenance(mark="assumed", note=BY_USER)
Changes = dict[str, Any]


class Stage(NamedTuple):
    """An intervention: its number, its month, whether it is the user's; the regime before it and after it."""

    number: int
    month: int
    ours: bool
    before: Any
    after: Any


def stages(work: Working) -> list[Stage]:
    """The interventions in the order in which they come into force."""
    regime, out = copy.deepcopy(work.plain.get("regime") or {}), []
    for number, one in _in_order(work):
        before = regime
        for key, value in one["set"].items():
            regime = applied(regime, key, value)
        ours = work.given.get((INTERVENTIONS, number)) == OURS
        out.append(Stage(number, month_of(one["date"]), ours, before, regime))
    return out


def whole_of(regime: Any) -> Any:
    """A sound regime with its defaults."""
    return Regime.model_validate(regime).model_dump(mode="json", by_alias=True)


def _in_order(work: Working) -> list[tuple[int, Any]]:
    return sorted(enumerate(work.plain.get(INTERVENTIONS) or []), key=lambda pair: str(pair[1]["date"]))


def own(work: Working, month: int) -> int:
    """The number of the user's intervention of a month, which comes after all others of it; a new one if need be."""
    given = work.plain.setdefault(INTERVENTIONS, [])
    for number, one in enumerate(given):
        if month_of(one["date"]) == month and work.given.get((INTERVENTIONS, number)) == OURS:
            return number
    given.append({"date": text_of(month), "set": {}})
    work.given[(INTERVENTIONS, len(given) - 1)] = OURS
    return len(given) - 1


def lead_to(work: Working, then: list[Stage], wanted: list[Any]) -> list[str]:
    """Write interventions anew, so that each leads to the regime that is wanted after it.

    Returns the keys of interventions of which nothing is left.
    """
    regime = work.plain.get("regime") or {}
    for stage, target in zip(then, wanted, strict=True):
        regime = _lead(work, stage, regime, target)
    empty = [stage for stage in then if not work.plain[INTERVENTIONS][stage.number]["set"]]
    dates = [work.plain[INTERVENTIONS][stage.number]["date"] for stage in empty if not stage.ours]
    work.delete_all((INTERVENTIONS, stage.number) for stage in empty)
    left = {
        one["date"] for n, one in enumerate(work.plain[INTERVENTIONS]) if work.given.get((INTERVENTIONS, n)) != OURS
    }
    return [f"{INTERVENTIONS}.{date}" for date in dict.fromkeys(dates) if date not in left]


def _lead(work: Working, stage: Stage, regime: Any, target: Any) -> Any:
    at: Path = (INTERVENTIONS, stage.number, "set")
    then = stage.before
    for key, value in list(work.plain[INTERVENTIONS][stage.number]["set"].items()):
        later = applied(then, key, value)
        changed = _kept(regime, target, key, value)
        idle = changed is not None and same(changed, regime) and not same(later, then)
        if changed is None or idle or (stage.ours and value is None):
            work.delete((*at, key))
        else:
            regime = changed
        then = later
    for key, value in differences(regime, target):
        work.put((*at, key), value, {(*at, key): OURS})
        regime = applied(regime, key, value)
    return regime


def _kept(regime: Any, target: Any, key: str, value: Any) -> Any:
    """The regime after a change, or None where it does not lead to the target."""
    steps = key.removeprefix(PREFIX).split(".")
    if value is None and not places(regime, tuple(steps[:-1])):
        return None  # nothing that could be taken away is left
    try:
        changed = applied(regime, key, value)
    except LookupError:
        return None
    return changed if same(_held(changed, steps), _held(target, steps)) else None


def _held(data: Any, steps: list[str]) -> Any:
    """What a key leads to; of an element that is not there, the whole list."""
    for step in steps:
        if isinstance(data, list):
            numbers = called(data, step)
            if len(numbers) != 1 or step.isdigit():
                return data
            data = data[numbers[0]]
        else:
            data = data.get(step) if isinstance(data, dict) else None
    return data


def same(one: Any, other: Any) -> bool:
    """Whether plain data say the same; what is null, or empty, is as good as absent."""
    if isinstance(one, dict) or isinstance(other, dict):
        left, right = (each if isinstance(each, dict) else {} for each in (one, other))
        if not all(each is None or isinstance(each, dict) for each in (one, other)):
            return False
        return all(same(left.get(key), right.get(key)) for key in {**left, **right})
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other) or (one in (None, []) and other in (None, []))


def differences(before: Any, after: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """The changes, by dotted key, that make one regime the other, in the order in which to make them."""
    for key in {**before, **after}:
        old, new, where = before.get(key), after.get(key), f"{at}{key}"
        if same(old, new):
            continue
        if isinstance(old, dict) and isinstance(new, dict) and not any("." in inner for inner in {**old, **new}):
            yield from differences(old, new, f"{where}.")
        elif isinstance(old, list) and isinstance(new, list):
            yield from _in_list(old, new, where)
        else:
            yield where, copy.deepcopy(new)


def _in_list(old: list[Any], new: list[Any], where: str) -> Iterator[tuple[str, Any]]:
    left = _matched(old, new)
    if left is None:
        yield where, copy.deepcopy(new)
        return
    gone = [number for number in range(len(old)) if number not in left]
    for number, element in zip(left, new, strict=True):
        if not same(old[number], element):
            yield from differences(old[number], element, f"{where}.{step_of(old, number)}.")
    names = [name_of(old[number]) for number in gone]
    whole = all(name is not None and set(called(old, name)) <= set(gone) for name in names)
    steps = [str(name) for name in dict.fromkeys(names)] if whole else [str(number) for number in reversed(gone)]
    yield from ((f"{where}.{step}", None) for step in sorted(steps, key=int if not whole else str, reverse=not whole))


def _matched(old: list[Any], new: list[Any]) -> list[int] | None:
    """Which elements the new ones were, in order; None where some were none of them."""
    out, start = [], 0
    for element in new:
        found = next((n for n in range(start, len(old)) if _alike(old[n], element)), None)
        if found is None:
            return None
        out.append(found)
        start = found + 1
    return out


def _alike(one: Any, other: Any) -> bool:
    """Whether two elements are the same, or one of them is the other with something changed."""
    both = isinstance(one, dict) and isinstance(other, dict)
    return same(one, other) or (both and name_of(one) is not None and name_of(one) == name_of(other))
