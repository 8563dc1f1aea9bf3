"""What a variant is, in words: keys are for whoever edits the file."""

from typing import Any, Final

from demerit.comparison.attribution.players import conduct_of, rules_on
from demerit.life.two.changes import Change
from demerit.marked import bare
from demerit.report.compared.folder import Compared
from demerit.report.movers import named
from demerit.report.numbers import SOURCE_WORDS, percent, plural, signed, words
from demerit.scenario.census import Regions, regions

RIGHTS: Final = {
    "notice": "notice of records and listings",
    "objection": "a right to contest records and listings",
    "suspends": "a stay of what is contested",
    "human_review": "what a person who looks first finds of the errors",
}
REVIEW: Final = "rights.human_review"
WHOLE: Final = ("a mapping", "a list")  # how titles say a value of many parts
LISTED: Final = 4  # words for what is changed, at most so many of a list


def called(c: Compared, name: str) -> str:
    """A variant as the end of a sentence: "without the rule on criticising the government"."""
    said = c.said["variants"][name]
    base, title = str(c.said["title"]), str(said["title"])
    if not title.startswith(f"{base}, "):
        return f"in “{title}”" if name != "as-it-is" else title
    return ", ".join(_clause(c, name, text) for text in _clauses(title.removeprefix(f"{base}, ")))


def _clauses(text: str) -> list[str]:
    """What a title says was changed."""
    return text.split(", ")


def _clause(c: Compared, name: str, text: str) -> str:
    for before in ("without ", "with "):
        if text.startswith(before):
            key, _, value = text.removeprefix(before).partition(": ")
            if before == "with " and value.lower() == "true":
                return f"with {part(c, key)}"
            if before == "with " and value.lower() == "false":
                return f"without {part(c, key)}"
            return f"{before}{part(c, key)}" if not value else _with(c, name, key, value)
    return text


def _with(c: Compared, name: str, key: str, value: str) -> str:
    """What another value is: beside that of the base, or that a part is another, of which the table has each value."""
    if value in WHOLE:
        return f"with other {part(c, key)}"
    was = next((_value(one.base) for one in c.changes(name) if one.key == key.removeprefix("regime.")), "")
    if key.endswith(REVIEW):
        return _looked(value, was)
    return f"with “{part(c, key)}” at {value}{f' instead of {was}' if was else ''}"


def _looked(value: str, was: str) -> str:
    """The share of errors that somebody who looks first finds, as a right."""
    found = [percent(float(each)) for each in (value, was) if each not in ("", "0", "none")]
    if value == "0":
        return "without a person who looks first"
    return f"with a person who looks first and finds {' instead of '.join(found)} of the errors"


def part(c: Compared, key: str) -> str:
    """A part of a regime in words: "the rule on criticising the government"."""
    steps = key.removeprefix("regime.").split(".")
    whose = "organisations, " if steps[0] == "organisations" else ""
    steps = steps[1:] if whose else steps
    section, last = steps[0], steps[-1]
    if len(steps) == 2:
        ways = {
            "rules": lambda: f"the rule on {_about(c, '.'.join(steps))}",
            "consequences": lambda: f"the bar on {plural(last)}",
            "data_sources": lambda: f"{SOURCE_WORDS.get(last, words(last))} as a data source",
            "rights": lambda: RIGHTS.get(last) or _named(c, f"rights.{last}").removeprefix("rights: "),
            "detention": lambda: f"detention without trial for {_for(last)}",
            "automatic_penalties": lambda: f"the fine without a hearing for {_for(last)}",
        }
        if section in ways:
            return whose + ways[section]()
    if section == "data_sources" and "sees" in steps:
        return f"what {SOURCE_WORDS.get(steps[1], words(steps[1]))} record of {words(last)}"
    return whose + _named(c, key.removeprefix("regime."))


def _about(c: Compared, key: str) -> str:
    """What a rule is about; several rules about one conduct are told apart by their names."""
    pair = c.pair(next(iter(c.said["variants"])))
    conduct = conduct_of(pair.base.scenario, key)
    alone = conduct is not None and len(rules_on(pair.base.scenario, key)) == 1
    return words(conduct if conduct and alone else key.rpartition(".")[2])


def _named(c: Compared, key: str) -> str:
    return named(f"regime.{key}", _plain(c), _here(c)).replace("_", " ")


def differing(c: Compared, change: Change) -> str:
    """A part that differs as the subject of a sentence; a single value in quotes, since its words are no noun."""
    values = (change.base, change.other)
    alone = not any(isinstance(value, dict | list | bool) or value is None for value in values)
    return f"“{part(c, change.key)}”" if alone else part(c, change.key)


def _for(name: str) -> str:
    """The name of an element that begins with a conduct, such as criticism-police."""
    conduct, *rest = name.split("-")
    return f"{words(conduct)} ({', '.join(rest)})" if rest else words(conduct)


def _plain(c: Compared) -> dict[str, Any]:
    name = next(iter(c.said["variants"]))
    found: dict[str, Any] = bare(c.pair(name).base.scenario.resolved()).get("regime", {})
    return found


def _here(c: Compared) -> Regions:
    return regions(c.pair(next(iter(c.said["variants"]))).base.data.names)


def told(c: Compared, change: Change) -> tuple[str, str, str]:
    """A change as a row: what, how it is in the base, how in the other world."""
    if change.key.endswith(".rules"):  # names of rules
        base, other = ([_about(c, f"rules.{name}") for name in value or []] for value in (change.base, change.other))
        return part(c, change.key), _value(base), _value(other)
    return part(c, change.key), _value(change.base), _value(change.other)


def _value(value: Any) -> str:
    if value is None or value == []:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return signed(value)
    if isinstance(value, str):
        return words(value)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(words(each) for each in value)
    if isinstance(value, list) and all(isinstance(each, int | float) for each in value):
        return ", ".join(signed(each) for each in value)
    return "there"
