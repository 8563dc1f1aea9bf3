"""What elements of lists are called in dotted keys: by their `id`, by the words that tell them apart, or by number.

`rules.criticism`, `detention.criticism-police`, `lists.blacklist.grounds.judgment`, `interventions.2020-01`.  A name
stands for all elements that share it.
"""

from typing import Any, Final

WORDS: Final = ("grounds", "demand", "conduct", "source", "province", "group")  # what tells elements apart, in order
NAMED: Final = ("id", "date")


def name_of(element: Any) -> str | None:
    """What an element of a list is called; None where it has no words of its own."""
    if isinstance(element, str):
        return element
    if not isinstance(element, dict):
        return None
    for key in NAMED:
        if key in element:
            return str(element[key])
    said = [element.get(key) for key in WORDS]
    words = [word for one in said for word in (one if isinstance(one, list) else [one]) if isinstance(word, str)]
    return "-".join(words) or None


def called(holder: list[Any], step: str) -> list[int]:
    """The numbers of the elements that a step of a dotted key stands for: by name, otherwise by number; or none."""
    named = [number for number, element in enumerate(holder) if name_of(element) == step]
    if named or not (step.isascii() and step.isdigit() and len(step) < 6):
        return named
    return [int(step)] if int(step) < len(holder) else []


def step_of(holder: list[Any], number: int) -> str:
    """How an element is called: by its name if that is no other's and no number, otherwise by its number."""
    name = name_of(holder[number])
    plain = name is not None and "." not in name and not name.isdigit()
    return name if plain and name is not None and called(holder, name) == [number] else str(number)


def there_are(holder: Any) -> str:
    """What a list or a mapping holds, in words."""
    if isinstance(holder, dict):
        return ", ".join(map(str, holder)) or "none"
    names = dict.fromkeys(name_of(element) or str(number) for number, element in enumerate(holder))
    return ", ".join(names) or "none"
