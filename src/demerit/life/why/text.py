"""What would have spared somebody, as lines of text for a terminal."""

import textwrap
from collections.abc import Iterator
from typing import Any, Final

from demerit.life.text import width_of_terminal

SHOWN: Final = 4  # of what goes along with a change
WHOLE: Final = "Would have spared all of it, the smallest change first"
PART: Final = "Would have spared a part of it, the smallest change first"
NOT: Final = "Tried, and would not have helped"


def lines(said: dict[str, Any]) -> Iterator[str]:
    """What was tried, line by line, as wide as the terminal allows."""
    width = width_of_terminal()
    yield str(said["statement"])
    yield ""
    for text in (said["head"]["text"], said["text"], said["how"]):
        if text:
            yield from _wrapped(text, width, "", "")
            yield ""
    for heading, whole in ((WHOLE, True), (PART, False)):
        helping = [each for each in said["helps"] if each["whole"] is whole]
        if helping:
            yield heading
            for number, each in enumerate(helping, 1):
                yield from _wrapped(f"{number}. {capital(each['what'])}.{along(each)}", width, "  ", "     ")
                yield from _wrapped(each["text"], width, "     ", "     ")
            yield ""
    if said["not_helping"]:
        yield from _wrapped(f"{NOT}: {'; '.join(said['not_helping'])}.", width, "", "  ")
        yield ""


def capital(text: str) -> str:
    """A text that begins with a capital letter."""
    return text[0].upper() + text[1:]


def along(each: dict[str, Any]) -> str:
    """What went with a change, as a sentence behind it."""
    names = each["along"]
    if not names:
        return ""
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f" With it {'goes' if len(names) == 1 else 'go'} {', '.join(names[:SHOWN])}{more}."


def _wrapped(text: str, width: int, first: str, rest: str) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
