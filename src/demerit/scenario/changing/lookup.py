"""Finds dotted keys in plain data, and says what is nearest to one that is not there."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any, Final

from demerit.scenario.changing.plain import held as held_at
from demerit.scenario.interventions import PREFIX
from demerit.scenario.naming import called, name_of, step_of, there_are
from demerit.scenario.problems import Path, Wrong

REGIME: Final = "regime"
LONGEST: Final = 400  # characters of a key
MOST: Final = 24  # names that a message lists


def unsound(key: Any) -> str:
    """Why something can be no key of a scenario, in words; empty where it can."""
    if not isinstance(key, str) or not key.strip():
        return "is no key; allowed: keys one by one, as text"
    if len(key) > LONGEST:
        return f"is no key: it has more than {LONGEST} characters"
    return "is no key: it has a character that cannot be printed" if not key.isprintable() else ""


def steps_of(key: str, sections: frozenset[str]) -> tuple[str, ...]:
    """The steps of a key from the top of a scenario; one that begins with no section of it is one of the regime."""
    steps = tuple(key.split("."))
    return steps if steps[0] in sections else (REGIME, *steps)


def places(data: Any, steps: tuple[str, ...], at: Path = ()) -> list[Path]:
    """Where the steps of a key lead, in a list perhaps to several elements; nowhere where one is missing."""
    if not steps:
        return [at]
    step, *rest = steps
    if isinstance(data, list):
        return [found for n in called(data, step) for found in places(data[n], tuple(rest), (*at, n))]
    if not isinstance(data, dict):
        return []
    if step in data:
        return places(data[step], tuple(rest), (*at, step))
    whole = ".".join(steps)  # keys of interventions have dots
    return [(*at, whole)] if whole in data else []


def told(data: Any, path: Path) -> str:
    """A path as a key: elements of lists by name; without `regime.`."""
    steps, held = [], data
    for step in path:
        steps.append(step_of(held, step) if isinstance(held, list) and isinstance(step, int) else str(step))
        held = held[step]
    return ".".join(steps).removeprefix(PREFIX)


def told_together(data: Any, paths: Iterable[Path]) -> dict[Path, str]:
    """Paths as keys: where all elements that share a name are among them, by that name."""
    given = set(paths)
    return {path: _told_among(data, path, given) for path in given}


def _told_among(data: Any, path: Path, given: set[Path]) -> str:
    holder, last = held_at(data, path[:-1]), path[-1]
    name = name_of(holder[last]) if isinstance(holder, list) and isinstance(last, int) else None
    if name is None or "." in name or not all((*path[:-1], other) in given for other in called(holder, name)):
        return told(data, path)
    return f"{told(data, path[:-1])}.{name}"


def missing(data: Any, steps: tuple[str, ...]) -> Wrong:
    """What is wrong with a key that leads nowhere: the nearest that does, and what there is where it ends."""
    known = tuple(steps[: next(n for n in range(len(steps), -1, -1) if places(data, steps[:n]))])
    at = places(data, known)[0]
    held = held_at(data, at)
    where = f"`{'.'.join(known).removeprefix(PREFIX)}`" if known not in ((), (REGIME,)) else "the scenario"
    near = nearest(data, steps)
    hint = f"; did you mean `{near}`?" if near else ""
    if isinstance(held, dict | list):
        names = there_are(held).split(", ")
        more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
        said = f"{', '.join(names[:MOST])}{more}"
        message = f"is not there{hint}; in {where} there are: {said}"
        return Wrong(message, "like", near=near) if near else Wrong(message, "absent", there=said)
    message = f"is not there: {where} is a single value{hint}"
    return Wrong(message, "like", near=near) if near else Wrong(message)


def nearest(data: Any, steps: tuple[str, ...]) -> str | None:
    """The key that is there and most like one that is not."""
    wanted = ".".join(steps).removeprefix(PREFIX)
    keys = [key.removeprefix(PREFIX) for key in _keys(data, "")]
    near = [key for key in keys if _near(wanted.split("."), key.split("."))]
    close = get_close_matches(wanted, near, n=1, cutoff=0.75)
    shorter = [key for key in keys if _within(wanted.split("."), key.split("."))]
    ends = get_close_matches(wanted, shorter, n=1, cutoff=0.0)
    found = close or ends or get_close_matches(wanted, near, n=1)
    return found[0] if found else None


def _near(wanted: list[str], key: list[str]) -> bool:
    """Whether what tells two keys apart is alike: much that they have in common makes them near no more."""
    begin = next((n for n, (a, b) in enumerate(zip(wanted, key)) if a != b), min(len(wanted), len(key)))
    apart, other = wanted[begin:], key[begin:]
    if len(apart) != len(other):
        return bool(get_close_matches(".".join(apart), [".".join(other)]))
    return all(get_close_matches(a, [b]) for a, b in zip(apart, other, strict=True))


def _within(wanted: list[str], key: list[str]) -> bool:
    """Whether a key ends as wanted, and has all that is wanted in this order."""
    steps = iter(key)
    return key[-1] == wanted[-1] and all(step in steps for step in wanted)


def _keys(data: Any, at: str) -> Iterator[str]:
    """Every key in plain data."""
    if isinstance(data, dict):
        inside = [(str(key), held) for key, held in data.items()]
    elif isinstance(data, list):
        inside = [(step_of(data, n), held) for n, held in enumerate(data)]
    else:
        inside = []
    for step, held in inside:
        yield f"{at}{step}"
        yield from _keys(held, f"{at}{step}.")
