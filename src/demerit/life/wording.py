"""Texts of the catalogue in the language that is spoken: which one is chosen is the same in all."""

from collections.abc import Mapping, Sequence
from typing import Any

from demerit.catalogue.event import Event, Say
from demerit.catalogue.right import Right
from demerit.catalogue.rights import RIGHTS, in_words
from demerit.phrases import FIRST, spoken, wordings

Facts = Mapping[str, Any]


def name_of(event: Event) -> str:
    """What an event of a life is called in a table."""
    return event.words if spoken() == FIRST else str(_of("event", event.name)["words"])


def sentence(event: Event, facts: Facts) -> tuple[str, bool] | None:
    """What an event says, and whether its date goes before it; None where it says nothing."""
    n = _first(event.says, facts)
    if n is None:
        return None
    return event.says[n].text if spoken() == FIRST else _of("event", event.name)["says"][n], event.says[n].dated


def part(event: Event, name: str, facts: Facts) -> str:
    """What stands for a {name} in it; nothing where nothing holds."""
    n = _first(event.parts[name], facts)
    if n is None:
        return ""
    return event.parts[name][n].text if spoken() == FIRST else str(_of("event", event.name)["parts"][name][n])


def rights(values: Facts) -> str:
    """All rights that somebody has, in one line; empty for none.  values: of every term, by key."""
    return in_words(values) if spoken() == FIRST else "; ".join(said for r in RIGHTS if (said := _right(r, values)))


def _right(right: Right, values: Facts) -> str:
    n = _first(right.says, {key: bool(value) for key, value in values.items()})
    if n is None:
        return ""
    return str(_of("right", right.name)["says"][n]).format(**values)


def _first(forms: Sequence[Say], facts: Facts) -> int | None:
    return next((n for n, form in enumerate(forms) if form.holds(facts)), None)


def _of(kind: str, name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = wordings(spoken())[kind][name]
    return found
