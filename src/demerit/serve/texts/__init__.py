"""All words of the pages, in three languages: a file each, with the same keys."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from demerit.phrases import FIRST, MORE, ONE, flat

LANGUAGES: Final = {"en": "English", "nl": "Nederlands", "de": "Deutsch"}
PARTS: Final = ("", ".what_if", ".lives", ".trying", ".words", ".catalogue")  # files of a language


@cache
def texts(lang: str) -> Mapping[str, str]:
    """Every text of a language by its dotted key."""
    from ruamel.yaml import YAML

    out: dict[str, str] = {}
    for part in PARTS:
        said = files("demerit.serve.texts").joinpath(f"{lang}{part}.yaml").read_text(encoding="utf-8")
        out |= {key: str(text).strip() for key, text in flat(YAML(typ="safe", pure=True).load(said))}
    return out


@cache
def measures(lang: str, what: str) -> Mapping[str, str]:
    """What a language other than English calls measures by their names, or headings by their English.

    what: "meanings" or "themes".
    """
    from ruamel.yaml import YAML

    said = files("demerit.serve.texts").joinpath(f"{lang}.measures.yaml").read_text(encoding="utf-8")
    found: Mapping[str, str] = YAML(typ="safe", pure=True).load(said)[what]
    return found


def say(lang: str, key: str, n: int | None = None, **said: Any) -> str:
    """A text, with what is to be filled in.  n: what it counts, where one and more have a text each.

    Raises KeyError for a text that is none.
    """
    known = texts(lang)
    if n is not None and f"{key}.{ONE}" in known:
        key = f"{key}.{ONE if n == 1 else MORE}"
    return known[key].format(**said)


def preferred(accepted: str) -> str:
    """The language that a reader's browser asks for first, of those that there are."""
    for each in accepted.lower().split(","):
        lang = each.strip()[:2]
        if lang in LANGUAGES:
            return lang
    return FIRST
