"""What is given on the command line, read at once: one message says of every word that cannot be what is allowed."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

import typer

from demerit.cli.options import month_named, one_of_published, player_named, scale_of
from demerit.errors import DemeritError, together

WHOLE: Final = re.compile(r"[+-]?[0-9]{1,40}")
READ: Final[dict[str, Callable[[str], object]]] = {  # by the name of a parameter; raises DemeritError
    "scale": scale_of,
    "until": partial(month_named, "--until"),
    "since": partial(month_named, "--from"),
    "published": one_of_published,
    "by": partial(player_named, "--by"),
    "attribute": partial(player_named, "--attribute"),
}


class Command(typer.core.TyperCommand):
    """A command that looks at all its words before it refuses any."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Raises DemeritError for words that are no numbers, scales, months or names, or outside what is allowed."""
        given, _, _ = self.make_parser(ctx).parse_args(args=list(args))
        if not given.get("help"):
            together(_readers(self.params, given))
        return list(super().parse_args(ctx, args))


def _readers(parameters: list[Any], given: dict[str, Any]) -> Iterator[Callable[[], object]]:
    for one in parameters:
        word = given.get(one.name)
        if isinstance(word, str):
            kind = one.type_descriptor.annotation
            if kind is int:
                yield partial(_whole, one, word)
            elif kind is float:
                yield partial(_number, one, word)
            elif one.name in READ:
                yield partial(READ[one.name], word)


def _called(one: Any) -> str:
    return str(one.opts[0] if one.param_type_name == "option" else one.metavar or one.name)


def _whole(one: Any, word: str) -> None:
    low, high = getattr(one, "min", None), getattr(one, "max", None)
    number = int(word) if WHOLE.fullmatch(word) else None
    if number is None or (low is not None and number < low) or (high is not None and number > high):
        allowed = "" if low is None else f" from {low} on" if high is None else f" from {low} to {high}"
        raise DemeritError(f"{_called(one)} {word} must be a whole number{allowed}")


def _number(one: Any, word: str) -> None:
    try:
        float(word)
    except ValueError:
        raise DemeritError(f"{_called(one)} {word} must be a number, such as 1e6") from None
