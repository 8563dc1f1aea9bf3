"""Names as a shell takes them: what is printed as a command can be copied, whatever a folder is called.

And how this program starts itself: without the code that happens to lie where it is called.
"""

import os
import shlex
import sys
from typing import Final

ITSELF: Final = (sys.executable, "-P")  # Python, which looks for no code in the current folder
SPECIAL: Final = {"\\": "\\\\", "'": "\\'"}


def quoted(name: str | os.PathLike[str]) -> str:
    """A name of a file as one word of a command, never taken for an option; other bytes by their numbers."""
    text = os.fspath(name)
    if text.startswith("-"):
        text = f"./{text}"
    return shlex.quote(text) if all(map(_shown, text)) else "$'" + "".join(map(_spelt, text)) + "'"


def _shown(letter: str) -> bool:
    return letter.isprintable()


def _spelt(letter: str) -> str:
    if _shown(letter):
        return SPECIAL.get(letter, letter)
    return "".join(f"\\x{byte:02x}" for byte in os.fsencode(letter))
