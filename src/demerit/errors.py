"""What every error is that a user can put right: on the command line one message, from Python one class to catch."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, ClassVar, Final, TypeVar

from demerit.printable import printable

Found = TypeVar("Found")


class DemeritError(Exception):
    """One clear message for whoever asked.  code: with which a command ends.

    kind: under which pages have the same in their reader's language, where they do; parts: what is filled in there.
    """

    code: ClassVar[int] = 2

    def __init__(self, message: str = "", kind: str = "", **parts: Any) -> None:
        super().__init__(printable(str(message)))
        self.kind, self.parts = kind, parts


UNWRITTEN: Final = "unwritten"  # the kind of what a full disk, a place that may not be written and the like give


class NobodyFoundError(DemeritError):
    """Nobody has the number, or is as somebody asked for: an answer, which pages say in words of their own."""


def together(calls: Iterable[Callable[[], Found]]) -> list[Found]:
    """What each call gives.  Raises DemeritError that says of every call that failed what is wrong, a line each."""
    out: list[Found] = []
    wrong: list[DemeritError] = []
    for call in calls:
        try:
            out.append(call())
        except DemeritError as error:
            wrong.append(error)
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        lines = dict.fromkeys(line for error in wrong for line in str(error).splitlines())
        raise DemeritError("\n".join(lines)) from wrong[0]
    return out


def of_system(error: OSError) -> str:
    """What the system says is wrong, with the file that it is about."""
    said = error.strerror or str(error) or type(error).__name__
    return said if error.filename is None else f"{error.filename}: {said}"


@contextmanager
def going_on(onward: Callable[[], str]) -> Iterator[None]:
    """Where something cannot be written or taken away inside, what is to be done then is said with it."""
    try:
        yield
    except DemeritError as error:
        if error.kind != UNWRITTEN:
            raise
        raise type(error)(f"{error}; {onward()}", error.kind, **error.parts) from None
    except OSError as error:
        raise DemeritError(f"{of_system(error)}; {onward()}") from None


@contextmanager
def besides(call: Callable[[], object] | None) -> Iterator[None]:
    """What goes wrong inside is said together with what is wrong with a call, if there is one: made only then."""
    try:
        yield
    except DemeritError as error:
        calls: list[Callable[[], object]] = [partial(_raised, error)]
        together([*calls, call] if call is not None else calls)


def refuse(wrong: dict[str, bool]) -> None:
    """Raises DemeritError that says, a line each, what is so of what may not be."""
    said = [text for text, so in wrong.items() if so]
    if said:
        raise DemeritError("\n".join(said))


def _raised(error: DemeritError) -> None:
    raise error
