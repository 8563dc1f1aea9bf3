"""The switches of a preset: what can be taken out, what can be set, which rights can be given; each with its mark."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from demerit.ranges import BEYOND
from demerit.scenario import Scenario
from demerit.scenario.changing.lookup import places, steps_of
from demerit.scenario.changing.plain import held
from demerit.scenario.problems import Path, dotted
from demerit.scenario.references import references
from demerit.scenario.unknowns import room
from demerit.serve.asking.question import BASES, RIGHTS, loaded

KINDS: Final = ("rules", "sources", "consequences", "lists", "mechanisms", "rights")
COMPANIES: Final = "organisations."  # of which only whole rulebooks are switched here
BOOKS: Final = ("organisations.companies", "organisations.nonprofits")
# Numbers inside a part that can be set here, with the least and the most that is sensible where the file says no range.
NUMBERS: Final[dict[str, tuple[float, float]]] = {
    "points": (-1000, 1000),
    "false_record_rate": (0, 0.05),
    "miss_rate": (0, 1),
    "delay_days": (0, 365),
    "share": (0, 1),
    "below": (-1000, 2000),
    "days": (0, 365),
    "least_days": (0, 3650),
    "repeat_days": (0, 3650),
    "entry.below": (-1000, 2000),
}
SECTIONS: Final = frozenset(Scenario.model_fields)


@dataclass(frozen=True)
class Number:
    """key: as it is set; field: its name; value: in the preset; low, high: how far it goes; step; mark."""

    key: str
    field: str
    value: float
    low: float
    high: float
    step: float
    mark: str | None


@dataclass(frozen=True)
class Part:
    """key: as it is taken out; words: what it is, as a text and what is filled into it, both keys of texts; more:
    names that no language changes; mark, reference: where it comes from; numbers: that can be set in it.
    """

    key: str
    words: tuple[str, str]
    more: str
    mark: str | None
    reference: str | None
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Controls:
    """parts: by kind; rights: that can be given, in order; first, last: months."""

    parts: dict[str, tuple[Part, ...]]
    rights: tuple[str, ...]


@lru_cache(maxsize=BASES)
def controls(base: str) -> Controls:
    """Of a preset."""
    scenario = loaded(base)
    plain: Any = scenario.model_dump(mode="json", by_alias=True)
    found = {kind: tuple(_parts(scenario, plain, keys)) for kind, keys in scenario.parts.items()}
    there = {part.key.removeprefix("rights.") for part in found["rights"]}
    return Controls({kind: found[kind] for kind in KINDS if found[kind]}, tuple(r for r in RIGHTS if r not in there))


def _parts(scenario: Scenario, plain: Any, keys: tuple[str, ...]) -> Iterator[Part]:
    for key in keys:
        if key.startswith(COMPANIES) and key not in BOOKS:
            continue
        where = places(plain, steps_of(key, SECTIONS))
        said = scenario.provenance_of(dotted(where[0]))
        words, more = _words(key, held(plain, where[0]))
        numbers = tuple(_numbers(scenario, plain, key, where[0])) if len(where) == 1 else ()
        mark = None if said is None else said.mark
        yield Part(key, words, more, mark, None if said is None else _cited(said.reference), numbers)


def _numbers(scenario: Scenario, plain: Any, key: str, at: Path) -> Iterator[Number]:
    for field, (least, most) in NUMBERS.items():
        path: Path = (*at, *field.split("."))
        value = held(plain, path)
        if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) >= BEYOND:
            continue  # a threshold beyond every score is none
        said = room(scenario._given, path)
        given = said is not None and not said.together and said.low < said.high
        low, high = (said.low, said.high) if said is not None and given else (least, most)
        said_of = scenario.provenance_of(dotted(path))
        low, high, step = _notches(value, min(low, value), max(high, value))
        yield Number(f"{key}.{field}", field, value, low, high, step, None if said_of is None else said_of.mark)


def _notches(value: float, low: float, high: float) -> tuple[float, float, float]:
    """Ends and steps of a slider."""
    if isinstance(value, int):
        return math.ceil(low), math.floor(high), 1
    return low, high, round(10 ** (math.floor(math.log10(high - low)) - 2), 9) if high > low else 0.01


def _words(key: str, value: Any) -> tuple[tuple[str, str], str]:
    """The text that says what a part is, and what is filled into it."""
    section, _, name = key.partition(".")
    if section == "rules":
        return ("part.rule", f"conduct.{value['conduct']}"), ""
    if section == "data_sources":
        return ("part.source", f"source.{name}"), ""
    if section in ("consequences", "favours"):
        return (f"part.{section}", f"demand.{name}"), ""
    if section in ("automatic_penalties", "detention"):
        return (f"part.{section}", f"conduct.{value['conduct']}"), " ".join(name.split("-")[1:])
    if section in ("commercial_scores", "learned_score") and ".refuses." in key:
        return ("part.score_refuses", f"demand.{key.rsplit('.', 1)[1]}"), name.split(".")[0] if section[
            0
        ] == "c" else ""
    if section == "commercial_scores":
        return ("part.score", "mechanism.commercial_score"), name
    if section == "enforcement" and name.startswith("groups."):
        return ("part.whole", "mechanism.groups"), name.removeprefix("groups.").replace("-", ", ")
    return ("part.whole", f"mechanism.{key.replace('.', '_')}"), ""


def _cited(key: str | None) -> str | None:
    """A reference in short; None where there is none."""
    found = references().get(key or "")
    return None if found is None else found.title
