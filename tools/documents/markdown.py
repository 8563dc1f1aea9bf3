"""Small pieces of Markdown that every made page shares."""

from collections.abc import Iterable, Sequence
from typing import Final

from demerit.report.claims import citation, shipped

MADE: Final = "<!-- Made by `python -m tools.documents docs tests`; do not edit by hand. -->"
CONFIDENCE: Final = "Confidence: H high, M medium, L low."


def grid(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; an empty one is nothing."""
    body = ["| " + " | ".join(cell(each) for each in row) + " |" for row in rows]
    if not body:
        return ""
    return "\n".join(["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads), *body]) + "\n"


def cell(text: str) -> str:
    """A text that cannot break a table's row."""
    return " ".join(text.split()).replace("|", "\\|")


def preset(name: str, folder: str) -> str:
    """A preset: a link to its page if it ships, its name and a star if it is still to come."""
    return f"[`{name}`]({folder}{name}.md)" if shipped([name]) else f"`{name}`*"


def cited(keys: Iterable[str]) -> str:
    """References as people read them."""
    return "; ".join(citation(key) for key in keys)
