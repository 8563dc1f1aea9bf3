"""What can be taken away from a scenario, by kind."""

import copy
from collections.abc import Iterator
from typing import Any, Final

from pydantic import ValidationError

from demerit.catalogue.rights import RIGHTS
from demerit.scenario.changing.lookup import places, told_together
from demerit.scenario.changing.plain import held
from demerit.scenario.problems import Path
from demerit.scenario.regime import Regime
from demerit.scenario.scenario import Scenario
from demerit.vocabulary import RULEBOOKS

BOOKS: Final = tuple(f"organisations.{book}" for book in RULEBOOKS)
ALL: Final = "*"  # every element, or every key, of what is there


def _in_books(*names: str) -> tuple[str, ...]:
    return tuple(f"{book}.{name}" for book in BOOKS for name in names)


KINDS: Final = {
    "rules": ("rules.*", *_in_books("rules.*")),
    "sources": ("data_sources.*", "organisations.data_sources.*"),
    "lists": ("lists.*", *_in_books("watchlist", "blacklist")),
    "rights": tuple(f"rights.{right.terms[0].key}" for right in RIGHTS),
    "consequences": (
        *("consequences.*", "favours.*", "automatic_penalties.*", "detention.*", "commercial_scores.*.refuses.*"),
        *("learned_score.refuses.*", "learned_score.lists_below"),
        *_in_books("consequences.*", "fines.*", "tax", "inspection", "suspension"),
        *_in_books("spillover.owner", "spillover.representatives.*"),
    ),
    "mechanisms": (
        *("points", "enforcement.critics", "enforcement.groups.*", "fear", "hardship", "health_pass", "opinion"),
        *("commercial_scores.*", "learned_score"),
        *BOOKS,
        *_in_books("points", "rating", "strain", "caution"),
    ),
}


def parts(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """Keys of what can be taken away, by kind, in the order of the file; of the regime a scenario starts with."""
    return parts_of(scenario.regime)


def parts_of(regime: Regime) -> dict[str, tuple[str, ...]]:
    """The same of any regime."""
    whole = regime.model_dump(mode="json", by_alias=True)
    return {kind: tuple(_of(whole, patterns)) for kind, patterns in KINDS.items()}


def _of(whole: Any, patterns: tuple[str, ...]) -> Iterator[str]:
    for pattern in patterns:
        paths = [path for path in _matching(whole, tuple(pattern.split("."))) if not idle(whole, path)]
        names = told_together(whole, paths)
        yield from dict.fromkeys(names[path] for path in paths)


def _matching(data: Any, steps: tuple[str, ...], at: Path = ()) -> list[Path]:
    """The paths that a pattern fits."""
    if not steps:
        return [at]
    if steps[0] == ALL:
        inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
        return [path for key, inner in inside for path in _matching(inner, steps[1:], (*at, key))]
    return _matching(data[steps[0]], steps[1:], (*at, steps[0])) if isinstance(data, dict) and steps[0] in data else []


def idle(whole: Any, path: Path) -> bool:
    """Whether a regime is the same without something: as if it were not there."""
    left = copy.deepcopy(whole)
    del held(left, path[:-1])[path[-1]]
    try:
        return Regime.model_validate(left) == Regime.model_validate(whole)
    except ValidationError:
        return False


def given_beside(whole: Any, steps: tuple[str, ...]) -> str:
    """What is given beside something that is not."""
    at = places(whole, steps[:-1])[0]
    holder = held(whole, at)
    names = [key for key in holder if not idle(whole, (*at, key))] if isinstance(holder, dict) else []
    return f"; given there: {', '.join(map(str, names)) or 'nothing'}"
