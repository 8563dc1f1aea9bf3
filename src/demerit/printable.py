"""Characters that steer a terminal, or turn the direction of what is read: no text of a scenario has any.

And values as a message shows them: whatever somebody gave, in one line.
"""

import unicodedata
from typing import Any, Final

ALLOWED: Final = "\n\t"
TURNING: Final = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
STEERING: Final = ("Cc", "Cs", "Zl", "Zp")
MOST_DIGITS: Final = 60  # of a whole number that is written out


def _steers(character: str) -> bool:
    if character in ALLOWED:
        return False
    return character in TURNING or unicodedata.category(character) in STEERING


def unprintable(text: str) -> str:
    """The first character of a text that cannot be printed, as U+001B; empty where there is none."""
    if text.isascii() and text.isprintable():
        return ""
    return next((f"U+{ord(each):04X}" for each in text if _steers(each)), "")


def printable(text: str) -> str:
    """The text with all such characters written out, as a terminal may be shown it."""
    return "".join(f"\\u{ord(each):04x}" if _steers(each) else each for each in text)


def cut(text: str, most: int) -> str:
    """A text that is as long as may be, with dots where some is left out."""
    return text if len(text) <= most else f"{text[:most]}..."


def coded(value: Any) -> str:
    """A value as code in one line; of what cannot be written so, what kind of thing it is."""
    if isinstance(value, int) and abs(value) >= 10**MOST_DIGITS:
        return f"a whole number of more than {MOST_DIGITS} digits"
    try:
        text = repr(value)
    except Exception:  # whatever its own code does, a message about it must not fail
        text = ""
    return text if text.isprintable() and text else f"<{type(value).__name__}>"
