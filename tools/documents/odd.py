"""The model in ODD form: words from odd.txt beside this file, tables of parameters from the scenarios that ship.

A line `{{parameters regime.fear as-told}}` becomes the table of that section, in each of the presets named; of a
society's section, in both societies.  `{{kinds society.conduct}}` has a row for each kind of act or demand.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from demerit.scenario import load
from tools.documents.markdown import MADE
from tools.documents.parameters import Parameters

WORDS: Final = Path(__file__).with_name("odd.txt")
HEAD: Final = f"# The model in ODD form\n\n{MADE}\n"
DIRECTIVE: Final = re.compile(r"^\{\{(parameters|kinds) ([a-z_.]+)((?: [a-z-]+)*)\}\}$", re.MULTILINE)
SOCIETIES: Final = {"china": "as-told", "germany": "europe-as-told"}  # a preset that lives on each


@lru_cache(maxsize=8)
def preset(name: str) -> Parameters:
    """The parameters of a preset, with what it suggests."""
    return Parameters(load(name, assume=True))


def directives() -> Iterator[tuple[str, str, list[str]]]:
    """(table, section, presets) of every line of the words that stands for a table."""
    for found in DIRECTIVE.finditer(WORDS.read_text("utf-8")):
        yield found[1], found[2], found[3].split()


def tables(kind: str, section: str, names: list[str]) -> str:
    """The tables that a line stands for, each under the name of what it is from."""
    of = SOCIETIES if section.startswith("society.") else dict(zip(names, names, strict=True))
    out = []
    for shown, name in of.items():
        made = preset(name).kinds(section) if kind == "kinds" else preset(name).table(section)
        out.append(f"`{section}` in `{shown}`:\n\n{made}" if made else f"`{section}` in `{shown}`: absent.\n")
    return "\n".join(out).rstrip("\n")


def document() -> str:
    """The whole document in Markdown."""
    words = WORDS.read_text("utf-8")
    return f"{HEAD}\n{DIRECTIVE.sub(lambda found: tables(found[1], found[2], found[3].split()), words)}"
