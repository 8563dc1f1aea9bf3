"""What is changed, in the reader's words."""

import re
from math import isfinite
from typing import Final

from demerit.scenario.reading import read
from demerit.scenario.shipped import names_in
from demerit.serve.ask import Ask
from demerit.serve.asking import beyond
from demerit.serve.asking.controls import Part, controls
from demerit.serve.asking.question import RIGHTS, Question
from demerit.serve.country.naming import first_large

WITHOUT: Final = "without "
WITH: Final = re.compile(r"with ([\w.-]+): (\S+)")  # one value alone


def changed(ask: Ask, asked: Question) -> str:
    """All changes, in sentences."""
    said = [f"{ask.preset(asked.base)}."]
    if asked.without:
        said.append(ask.say("changed.without", what=listed(ask, asked.base, asked.without)))
    if asked.given:
        said.append(ask.say("changed.given", what="; ".join(ask.say(f"right.{right}") for right in asked.given)))
    said += [_set(ask, asked.base, key, text) for key, text in asked.values]
    if asked.since:
        said.append(ask.say("changed.since", month=ask.month(asked.since)))
    return " ".join(said)


def variant(ask: Ask, base: str, before: str, title: str) -> str:
    """A variant of a comparison: what is changed in a preset, or its title where that says something else.

    base: the name of the preset; before: its title, with which titles of its variants begin.
    """
    clauses = title.removeprefix(f"{before}, ").split(", ")
    value = WITH.fullmatch(clauses[0])
    gone = clauses[1:] if value else clauses
    if base not in names_in("presets") or not all(each.startswith(WITHOUT) for each in gone):
        return title
    said = [f"{ask.preset(base)}."]
    said += [_other(ask, base, value[1], value[2])] if value else []
    keys = [each.removeprefix(WITHOUT) for each in gone]
    said += [ask.say("changed.without", what=listed(ask, base, keys))] if keys else []
    return " ".join(said)


def _other(ask: Ask, base: str, key: str, text: str) -> str:
    """Another value: a right that is given as the switches give it has their words."""
    given = next((right for right, values in RIGHTS.items() if values == {key: text.lower()}), None)
    return _set(ask, base, key, text) if given is None else ask.say("changed.given", what=ask.say(f"right.{given}"))


def listed(ask: Ask, base: str, keys: tuple[str, ...] | list[str]) -> str:
    """Parts of a preset, one after another."""
    return "; ".join(dict.fromkeys(part(ask, base, key) for key in keys))


def part(ask: Ask, base: str, key: str) -> str:
    """A part by its key, which stands for itself where it has no words."""
    return _named(ask, base, key) or key


def _named(ask: Ask, base: str, key: str) -> str | None:
    found = _parts(base).get(key)
    return beyond.said(ask, key, lambda around: _named(ask, base, around)) if found is None else in_words(ask, found)


def in_words(ask: Ask, of: Part) -> str:
    """A part as its switch calls it."""
    key, what = of.words
    more = ", ".join(_apart(ask, word) for word in of.more.replace(",", "").split())
    return ask.say(key, what=ask.say(what)) + (f" ({more})" if more else "")


def _apart(ask: Ask, word: str) -> str:
    """One word of what tells a part from others: a data source, a group, a province; anything else is a name."""
    key = next((key for key in (f"source.{word}", f"trait.group.{word}") if ask.has(key)), None)
    return ask.place(word) if key is None else ask.say(key)


def _parts(base: str) -> dict[str, Part]:
    return {each.key: each for parts in controls(base).parts.values() for each in parts}


def _set(ask: Ask, base: str, key: str, text: str) -> str:
    numbers = {one.key: (of, one) for of in _parts(base).values() for one in of.numbers}
    if key not in numbers:
        return ask.say("changed.key", name=key, value=text)
    of, one = numbers[key]
    field = ask.say(f"field.{one.field.replace('.', '_')}")
    return ask.say(
        "changed.set",
        what=first_large(in_words(ask, of)),
        field=field,
        value=_value(ask, key, text),
        was=ask.exact(one.value),
    )


def _value(ask: Ask, key: str, text: str) -> str:
    """A value of an address as the reader writes numbers; whatever is none as it stands."""
    value, _, problems = read(text, key)
    plain = not problems and isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
    return ask.exact(value) if plain else text
