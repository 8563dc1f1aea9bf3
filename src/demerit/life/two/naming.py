"""How parts of a regime that differ are called in sentences, and which world has what."""

from collections.abc import Callable
from typing import Any, Final

from demerit.life.two.changes import Change
from demerit.life.two.comparison import Pair
from demerit.life.words import capital
from demerit.phrases import has, say
from demerit.scenario.problems import shorten

SHOWN: Final = 3  # differing values that are told


def said(pair: Pair, found: list[Change], called: Callable[[Change], str]) -> str:
    """What differs between two worlds, in a sentence each.  called: what differs, in words, such as `described`."""
    told = [_of_change(pair, change, called(change)) for change in found[:SHOWN]]
    more = len(found) - len(told)
    return " ".join([*told, *([say("reason.more", more)] if more else [])])


def _of_change(pair: Pair, change: Change, called: str) -> str:
    base, other = pair.base.name, pair.other.name
    without = [value is None or value is False for value in (change.base, change.other)]
    if any(without) and not all(without):
        has_it, lacks = (other, base) if without[0] else (base, other)
        told = say("reason.has", has=has_it, lacks=lacks, what=called)
        return capital(told) if " " in has_it else told  # a scenario's name stays as it is
    if isinstance(change.base, dict | list) or isinstance(change.other, dict | list):
        return say("reason.another", what=capital(called), base=base, other=other)
    return say("reason.value", key=called, one=shorten(change.base), two=shorten(change.other), base=base, other=other)


def described(change: Change) -> str:
    """A key in words: "the rule rules.criticism (criticising the government)"; a single value by its key alone."""
    value = change.base if change.base is not None else change.other
    if not isinstance(value, dict):
        return change.key
    section, _, rest = change.key.partition(".")
    known = f"part.{section}" if has(f"part.{section}") else "part.other"
    called = say(known, key=change.key)
    about = _about(value, section, rest)
    return say("part.about", part=called, about=about) if about else called


def _about(value: dict[str, Any], section: str, rest: str) -> str:
    """What a part is about, where that is a word of the model."""
    if has(f"for.{value.get('conduct')}"):
        return say(f"for.{value['conduct']}")
    if section == "consequences" and has(f"all_demands.{rest}"):
        return say("part.refuses", what=say(f"all_demands.{rest}"))
    return say(f"source.{rest}") if section == "data_sources" and has(f"source.{rest}") else ""
