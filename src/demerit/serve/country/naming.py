"""How values of axes are called, and the axes: words of the model, in the reader's language."""

from collections.abc import Callable
from typing import Final

from demerit.catalogue.found import by_name, measure_of
from demerit.serve.ask import Ask

OF_ORGANISATIONS: Final = "organisation."
Keys = tuple[str, ...]
# Texts that a value of an axis may have, the first that there is; of people, and of organisations.
PEOPLE: Final[dict[str, Callable[[str], Keys]]] = {
    **dict.fromkeys(("kind", "conduct", "act", "offence"), lambda value: (f"conduct.{value}", f"demand.{value}")),
    "source": lambda value: (f"source.{value}",),
    "demand": lambda value: (f"demand.{value}",),
    "cause": lambda value: (f"cause.{value}",),
    "group": lambda value: (f"group.{value}",),
}
ORGANISATIONS: Final[dict[str, Callable[[str], Keys]]] = {
    **dict.fromkeys(
        ("kind", "conduct", "ground", "rating"),
        lambda value: (
            f"organisation.{value}",
            f"organisation_conduct.{value}",
            f"organisation_demand.{value}",
            f"organisation_ground.{value}",
        ),
    ),
    "source": lambda value: (f"organisation_source.{value}",),
    "demand": lambda value: (f"organisation_demand.{value}",),
}
ENDS: Final = {"1": "trait.tenth.first", "10": "trait.tenth.last"}


def axis(ask: Ask, by: str) -> str:
    """What an axis is."""
    return ask.say(f"axis.{by.replace('.', '_')}")


def value(ask: Ask, measure: str, by: str, name: str) -> str:
    """A value of an axis of a measure."""
    if by == "tenth":
        return ask.say(ENDS.get(name, "trait.tenth.nth"), None, number=name)
    if by in ("band", "score"):
        return ask.say(f"nth.{by}", None, number=name)
    if by == "score.band":
        number, _, band = name.partition(".")
        return ask.say("nth.score_band", None, number=number, band=band)
    keys = (ORGANISATIONS if measure.startswith(OF_ORGANISATIONS) else PEOPLE).get(by)
    return next((ask.say(key) for key in keys(name) if ask.has(key)), name) if keys else name.replace("-", "−")


def part(ask: Ask, measure: str) -> str:
    """Of several names of a measure, what tells this one from the others; empty for one that stands for all."""
    found = by_name()[measure]
    if found.part is not None:
        return value(ask, measure, "kind", measure.rpartition(".")[2])
    axes = zip(found.measure.axes, found.values, strict=False)
    return ", ".join(value(ask, measure, one.name, one.values[number]) for one, number in axes)


def first_large(text: str) -> str:
    """The text as a heading."""
    return f"{text[0].upper()}{text[1:]}"


def meaning(ask: Ask, measure: str) -> str:
    """What a measure means, and which part of it."""
    of = measure_of(measure)
    said, which = ask.meaning(of.name, of.meaning), part(ask, measure)
    return f"{said}: {which}" if which else said
