"""Characters that steer a terminal, or turn the direction of what is read: no text of a scenario has any."""

import unicodedata
from typing import Final

ALLOWED: Final = "\n\t"
TURNING: Final = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
STEERING: Final = ("Cc", "Cs", "Zl", "Zp")


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
