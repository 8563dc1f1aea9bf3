"""What went wrong, in the reader's language; what is only said in English is introduced, and marked as English."""

import errno
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from demerit.errors import DemeritError
from demerit.phrases import FIRST
from demerit.printable import printable
from demerit.serve.ask import Ask

QUOTING: Final = ("change",)  # kinds after which comes what the program says
MONTHS: Final = ("since", "first", "last")  # parts


class Excuse(NamedTuple):
    """sentence: in the reader's language; english: what follows it in English, empty for nothing."""

    sentence: str
    english: str = ""


def excuse(ask: Ask, error: DemeritError | None) -> Excuse:
    """An error; None: a fault of ours, about which readers can do nothing."""
    if error is None:
        return Excuse(ask.say("refused.fault"))
    english, key = printable(str(error)), f"wrong.{error.kind}"
    if ask.has(key):
        return Excuse(ask.say(key, None, **_parts(ask, error.parts)), english if error.kind in QUOTING else "")
    return introduced(ask, english)


def introduced(ask: Ask, english: str) -> Excuse:
    """What is only said in English."""
    return Excuse(english) if ask.lang == FIRST else Excuse(ask.say("wrong.english"), english)


def of_machine(ask: Ask, number: int | None) -> str:
    """Why the machine refused, by the number that it gave."""
    key = f"machine.{errno.errorcode.get(number or 0, '')}"
    return ask.say(key) if ask.has(key) else ask.say("machine.other", number=number or "-")


def _parts(ask: Ask, parts: Mapping[str, Any]) -> dict[str, str]:
    """What is filled in, as the reader reads it."""
    said = {
        name: ask.exact(value) if isinstance(value, int | float) else printable(str(value))
        for name, value in parts.items()
    }
    if "person" in parts:  # a name rather than an amount
        said["person"] = str(parts["person"])
    if "errno" in parts:
        said["why"] = of_machine(ask, parts["errno"])
    said |= {name: ask.month(str(parts[name])) for name in MONTHS if name in parts}
    if "occasion" in parts:
        month, _, what = str(parts["occasion"]).partition(".")
        said |= {"month": ask.month(month), "what": _occasion(ask, what.partition(".")[0])}
    return said


def _occasion(ask: Ask, what: str) -> str:
    """What there was to decide."""
    keys = (f"conduct.{what}", f"demand.{what}")
    return ask.say(next((key for key in keys if ask.has(key)), f"mechanism.rights_{what}"))
