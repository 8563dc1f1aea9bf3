"""The worlds that `demerit compare` is asked for: a base, and what is compared with it."""

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from demerit.cli.changed import changing, loaded, values_of
from demerit.errors import besides, together

if TYPE_CHECKING:
    from demerit.comparison import Variant
    from demerit.scenario import Scenario


def worlds_of(
    base: str,
    society: str | None,
    assume: bool,
    others: list[str],
    without: list[str],
    values: list[str],
    since: str | None,
    asked: "Callable[[Scenario], object] | None" = None,
) -> "tuple[Scenario, tuple[Variant, ...]]":
    """The base, and what is compared with it, in the order of the command.

    asked: what raises DemeritError for all else that cannot be asked of the base, if some change cannot be made.
    Raises DemeritError with all that is wrong with any of them.
    """
    from demerit.comparison import other
    from demerit.comparison.plan import few_enough

    calls: list[Callable[[], Any]] = [
        *(partial(loaded, one, society, assume) for one in (base, *others)),
        partial(changing, values, without, since),
        partial(few_enough, len(others) + len(without) + len(values)),
        *(partial(values_of, [text]) for text in values),
    ]
    found = together(calls)
    scenarios, given = found[: len(others) + 1], found[len(found) - len(values) :]
    with besides(asked and partial(asked, scenarios[0])):
        return scenarios[0], (*map(other, scenarios[1:]), *_made(scenarios[0], without, given, since))


def _made(base: "Scenario", without: list[str], values: list[dict[str, Any]], since: str | None) -> "list[Variant]":
    from demerit.comparison import changed

    def taken(key: str) -> "Variant":
        one = changed(base, without=[key], since=since)
        if one.along:
            print(f"demerit: with {key} go: {', '.join(one.along)}", file=sys.stderr)
        return one

    def given(one: dict[str, Any]) -> "Variant":
        return changed(base, values=one, since=since)

    return together([*(partial(taken, key) for key in without), *(partial(given, one) for one in values)])
