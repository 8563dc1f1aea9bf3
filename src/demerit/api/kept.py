"""What is made by Demerit alone, never by hand; and what holds a world, which is kept by saving it."""

from typing import ClassVar, Final, NoReturn

from demerit.errors import DemeritError

VOWELS: Final = "AEIOU"


def made(one: object, sound: bool, makers: str) -> None:
    """Raises DemeritError where something was put together by hand.  sound: whether its parts are those it has."""
    if not sound:
        raise DemeritError(f"{_a(one)} is made by {makers}, and not by hand")


def _a(one: object) -> str:
    name = type(one).__name__
    return f"{'an' if name[0] in VOWELS else 'a'} {name}"


class Answers:
    """From what a run, a comparison or an attribution answers: a world in memory, or a folder."""


class Kept:
    """What holds such answers: pickling and copying are refused in one sentence."""

    _makers: ClassVar[str]

    def __init__(self, source: object) -> None:
        made(self, isinstance(source, Answers), self._makers)

    def __reduce__(self) -> NoReturn:
        what = f"{_a(self)} is neither pickled nor copied"
        raise DemeritError(f"{what}; its save(path) writes it, and dm.open(path) reads it")
