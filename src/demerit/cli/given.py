"""What is given on the command line, read at once: one message says of every word that cannot be what is allowed.

Of a command that calls `asked`, the same message says what else cannot be: without the words that are wrong the command
is called, and ends where it calls that.
"""

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import typer

from demerit.cli.options import (
    figures_named,
    measure_named,
    month_named,
    one_of_published,
    player_named,
    scale_of,
    seeds_of,
    too_large,
)
from demerit.errors import DemeritError, besides, together
from demerit.placing import unnameable
from demerit.whole import HIGHEST

Words = dict[str, Any]  # by the name of a parameter, as they were written
WHOLE: Final = re.compile(r"[+-]?[0-9]{1,40}")
READ: Final[dict[str, Callable[[str], object]]] = {  # by the name of a parameter; raises DemeritError
    "scale": scale_of,
    "until": partial(month_named, "--until"),
    "since": partial(month_named, "--from"),
    "published": one_of_published,
    "seeds": partial(seeds_of, "--seeds"),
    "judge": partial(seeds_of, "--judge"),
    "also": figures_named,
    "by": partial(player_named, "--by"),
    "attribute": partial(player_named, "--attribute"),
    "outcome": partial(measure_named, "--outcome"),
}


# By the name of a parameter: names of files and folders, one or several.
FILES: Final = frozenset(
    ("scenario", "base", "others", "society", "targets", "preset", "source", "run", "runs", "file", "folder", "out")
    + ("history", "verdict", "html", "burn_in")
)
SHOWN: Final = 40  # letters of a name that is too long


class Given(NamedTuple):
    """The words of a command.  wrong: options that it does not have, or that lack their value; more: what is left over,
    where nothing is wrong.
    """

    words: Words
    wrong: list[str]
    more: list[str]


class Asked(Exception):  # noqa: N818 - no error: what is asked of a command has been looked at, and it ends
    """What is asked can be done."""


_ONLY_ASKING: ContextVar[bool] = ContextVar("only_asking", default=False)
# For a word that is wrong, where without it something else would be missing.
STANDS_IN: Final = {"by": "rules", "outcome": "refused.all", "number": "0", "organisation": "0"}
WRITING: Final = ("run", "compare", "attribute")  # which name their folder after words that may be wrong


def asked() -> None:
    """Where a command has looked at all that it is asked, and has done nothing yet.  Raises Asked if that is all."""
    if _ONLY_ASKING.get():
        raise Asked


class Command(typer.core.TyperCommand):
    """A command that looks at all its words before it refuses any.

    whole: whether it calls `asked`.
    """

    whole: bool = False

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Raises DemeritError for words that are missing or too many, that are no numbers, scales, months or names, or
        outside what is allowed; then for what else is wrong.
        """
        given = self._given(ctx, args)
        if not given.words.get("help"):
            self._sound(given)
        return list(super().parse_args(ctx, args))

    def _given(self, ctx: Any, args: list[str]) -> Given:
        wrong: list[str] = []
        left = list(args)
        while True:
            try:
                words, more, _ = self.make_parser(ctx).parse_args(args=list(left))
            except Exception as error:
                named = str(getattr(error, "option_name", ""))
                word = next((word for word in left if named and _names(word, named)), None)
                if word is None:
                    raise
                wrong.append(self._unfit(named if word.startswith("--") else word))
                left = [other for other in left if other != word]
            else:
                return Given(words, wrong, [] if wrong else more)

    def _unfit(self, option: str) -> str:
        """What is wrong with an option that the parser does not take."""
        known = {name: one for one in self.params for name in one.opts}
        if option in known:
            flag = getattr(known[option], "is_flag", False)
            return f"{option} takes no value" if flag else f"{option} needs a value: {_meaning(known[option])}"
        from demerit.scenario.values import similar

        if WHOLE.fullmatch(option):
            return f"{option} is below zero; numbers that are no value of an option are from 0 on"
        if not option.startswith("--"):
            return f"{option} is no option of {self.name}; write ./{option} for what is called so"
        near = similar(option, [*known])
        return f"{option} is no option of {self.name}{near}; demerit {self.name} --help lists them"

    def _sound(self, given: Given) -> None:
        words = given.words
        calls: list[Callable[[], object]] = [
            *(partial(_said, text) for text in given.wrong),
            *(partial(_said, f"{word} is a word too many for {self.name}") for word in given.more),
        ]
        wrong: list[Any] = []
        for one, read in _readers(self.params, words, complete=not given.wrong):
            calls.append(partial(_noted, read, one, wrong))
        with besides(partial(self._also, words, wrong) if self.whole else None):
            together(calls)

    def _also(self, words: Words, wrong: list[Any]) -> None:
        """Raises DemeritError for what else is wrong: with what is asked, without the words that are wrong."""
        left = words | {one.name: STANDS_IN.get(one.name) for one in wrong}
        if self.name in WRITING and not left.get("out"):
            left["out"] = str(Path(tempfile.gettempdir()) / f"demerit-{os.getpid()}" / "none")
        if not all(left.get(one.name) for one in self.params if one.required):
            return
        only = _ONLY_ASKING.set(True)
        try:
            self.invoke(self.make_context(self.name, _written(self.params, left)))
        except Asked:
            return
        except DemeritError as error:
            lines = [line for line in str(error).splitlines() if not _about(line, wrong)]
            if lines:
                raise DemeritError("\n".join(lines)) from None
        finally:
            _ONLY_ASKING.reset(only)


def _noted(read: Callable[[], object], one: Any, wrong: list[Any]) -> None:
    """Read a word; a parameter whose word is wrong is noted."""
    try:
        read()
    except DemeritError:
        wrong.append(one)
        raise


def _about(line: str, wrong: list[Any]) -> bool:
    """Whether a message is about what stands in for a word that is wrong."""
    return any(name.startswith("--") and name in line.split() for one in wrong for name in one.opts)


def _written(parameters: list[Any], words: Words) -> list[str]:
    """Words as they are written on the command line: options, then the rest."""
    options: list[str] = []
    rest: list[str] = []
    for one in parameters:
        word = words.get(one.name)
        if word is None:
            continue
        several = list(word) if isinstance(word, list | tuple) else [word]
        if one.param_type_name != "option":
            rest += several
        elif getattr(one, "is_flag", False):
            options += one.opts[:1] if word else one.secondary_opts[:1]
        else:
            options += [f"{one.opts[0]}={each}" for each in several]
    return [*options, "--", *map(str, rest)]


def _names(word: str, option: str) -> bool:
    """Whether a word is an option, has its value, or begins with it: -d of -dash."""
    return word == option or word.startswith(f"{option}=" if option.startswith("--") else option)


def _said(text: str) -> None:
    raise DemeritError(text)


def _readers(parameters: list[Any], given: Words, complete: bool) -> Iterator[tuple[Any, Callable[[], object]]]:
    """What reads each word, with its parameter.

    complete: whether every word is where it belongs, so that what is missing is missing.
    """
    for one in parameters:
        word = given.get(one.name)
        if complete and one.required and not word:
            yield one, partial(_said, f"{_called(one)} is missing: {_meaning(one)}")
        elif one.name in FILES and word:
            yield from ((one, partial(_nameable, one, name)) for name in _names_in(one, given))
        elif isinstance(word, str):
            kind = one.type_descriptor.annotation
            if kind is int:
                yield one, partial(_whole, one, word)
            elif kind is float:
                yield one, partial(_number, one, word)
            elif one.name in READ:
                yield one, partial(READ[one.name], word)


def _called(one: Any) -> str:
    return str(one.opts[0] if one.param_type_name == "option" else one.metavar or one.name)


def _meaning(one: Any) -> str:
    """What an option or argument is, as help says it, in the middle of a sentence."""
    said = str(one.help or "").rstrip(".")
    return said[:1].lower() + said[1:]


def _whole(one: Any, word: str) -> None:
    low, high = getattr(one, "min", None), getattr(one, "max", None)
    number = int(word) if WHOLE.fullmatch(word) else None
    if number is None and high is None and too_large(word):
        high = HIGHEST
    if number is None or (low is not None and number < low) or (high is not None and number > high):
        allowed = "" if low is None else f" from {low} on" if high is None else f" from {low} to {high}"
        raise DemeritError(f"{_called(one)} {word} must be a whole number{allowed}")


def _names_in(one: Any, given: Words) -> list[str]:
    """The names of files or folders that are given for a parameter."""
    word = given.get(one.name) if one.name in FILES else None
    return [word] if isinstance(word, str) else list(word or [])


def _nameable(one: Any, word: str) -> None:
    why = unnameable(word)
    if why:
        short = f"{word[:SHOWN]}..." if len(word) > SHOWN else word
        raise DemeritError(f"{_called(one)} {short} cannot be the name of a file ({why})")


def _number(one: Any, word: str) -> None:
    try:
        float(word)
    except ValueError:
        raise DemeritError(f"{_called(one)} {word} must be a number, such as 1e6") from None
