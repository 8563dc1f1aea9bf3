"""How parts of a regime that differ are called in sentences, and which world has what."""

from typing import Final

from demerit.life.two.changes import Change
from demerit.life.two.comparison import Pair
from demerit.life.words import ACTS, DEMANDS, SOURCES, counted
from demerit.scenario.problems import shorten

SHOWN: Final = 3  # differing values that are told
WORDS: Final = {
    "rules": "the rule",
    "data_sources": "the data source",
    "lists": "the list",
    "consequences": "the consequence",
    "favours": "the favour",
    "automatic_penalties": "the automatic penalty",
    "detention": "the rule on detention",
    "commercial_scores": "the commercial score",
}


def said(pair: Pair, found: list[Change]) -> str:
    """What differs between two worlds, in a sentence each."""
    told = [_of_change(pair, change) for change in found[:SHOWN]]
    more = len(found) - len(told)
    return " ".join([*told, *([f"{counted(more, 'more value differs', 'more values differ')} there."] if more else [])])


def _of_change(pair: Pair, change: Change) -> str:
    base, other = pair.base.name, pair.other.name
    called = described(change)
    if change.base is None or change.other is None:
        has, lacks = (base, other) if change.other is None else (other, base)
        return f"{has} has {called}; {lacks} does not."
    if isinstance(change.base, dict | list) or isinstance(change.other, dict | list):
        return f"{called[0].upper()}{called[1:]} is another in {base} than in {other}."
    return f"{called} is {shorten(change.base)} in {base} and {shorten(change.other)} in {other}."


def described(change: Change) -> str:
    """A key in words: "the rule rules.criticism (criticising the government)"; a single value by its key alone."""
    value = change.base if change.base is not None else change.other
    section, _, rest = change.key.partition(".")
    if not isinstance(value, dict):
        return change.key
    about = ""
    if value.get("conduct") in ACTS:
        about = ACTS[value["conduct"]][2]
    elif section == "consequences" and rest in DEMANDS:
        about = f"refuses {DEMANDS[rest][1]}"
    elif section == "data_sources" and rest in SOURCES:
        about = SOURCES[rest]
    return f"{WORDS.get(section, 'the part')} {change.key}{f' ({about})' if about else ''}"
