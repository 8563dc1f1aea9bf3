"""Words and clauses in which a life is told, in three languages: a file each, with the same keys.

Whatever tells says it in one language, that of its context: English, unless `with speaking("de"):` is around it.  A
generator is told when it is read, so that what it yields is to be taken inside.
"""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import Any, Final

from demerit.amounts import numeral

LANGUAGES: Final = ("en", "nl", "de")
FIRST: Final = "en"
ONE, MORE = "one", "more"  # forms of a text that counts
_SPOKEN: Final = ContextVar("_SPOKEN", default=FIRST)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Tell in a language.  Raises ValueError for one that there is not."""
    if language not in LANGUAGES:
        raise ValueError(f"{language!r} is none of the languages {', '.join(LANGUAGES)}")
    before = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def spoken() -> str:
    """The language in which is told."""
    return _SPOKEN.get()


def say(key: str, n: int | None = None, /, **parts: Any) -> str:
    """A text with what is to be filled in.  n: what it counts, where one and more have a text each; stands for {n}.

    Raises KeyError for a text that is none.
    """
    known = texts(spoken())
    parts = {name: numeral(part) if isinstance(part, int) and part < 0 else part for name, part in parts.items()}
    if n is None:
        return known[key].format(**parts)
    counted = f"{key}.{ONE if n == 1 else MORE}"
    return known[counted if counted in known else key].format(n=n, **parts)


def has(key: str) -> bool:
    """Whether there is such a text."""
    return key in texts(FIRST)


@cache
def texts(language: str, of: str = "") -> Mapping[str, str]:
    """Every text of a language by its dotted key.  of: another file of the language, such as "places"."""
    name = f"{language}.{of}.toml" if of else f"{language}.toml"
    return dict(flat(tomllib.loads(files("demerit.phrases").joinpath(name).read_text(encoding="utf-8"))))


def place(name: str) -> str:
    """A province or state, as readers of the language call it."""
    return name if spoken() == FIRST else texts(spoken(), "places").get(name, name)


def flat(data: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    """Dotted keys and texts of a file."""
    for name, value in data.items():
        key = f"{path}.{name}" if path else str(name)
        if isinstance(value, Mapping):
            yield from flat(value, key)
        else:
            yield key, value


@cache
def wordings(language: str) -> Mapping[str, Any]:
    """What a language says where the catalogue has English: `event` and `right`, by name, lists in the same order."""
    return tomllib.loads(files("demerit.phrases").joinpath(f"{language}.events.toml").read_text(encoding="utf-8"))
