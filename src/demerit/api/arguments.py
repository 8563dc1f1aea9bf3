"""What may be asked for from Python, and one clear message where it may not."""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from demerit.errors import DemeritError, together
from demerit.placing import unnameable
from demerit.printable import coded, cut
from demerit.whole import HIGHEST, HIGHEST_SEED, whole_number

if TYPE_CHECKING:
    from demerit.scenario import Scenario
    from demerit.world.drivers import Way

WHEN: Final = re.compile(r"[0-9]{4}(-[0-9]{2})?")  # a year or a month
OPTION: Final = re.compile(r"(?<![\w-])--([a-z]+)")  # as the command line calls what is an argument here
# Those that are called otherwise.
ARGUMENTS: Final = {
    "assume": "assume=True",
    "from": "since",
    "out": "path",
    "resume": "resuming it on the command line",
}
LONGEST: Final = 80  # that a value may be in a message, in letters
MOST_SEEDS, MOST_DRAWS, MOST_THREADS = 1000, 10_000, 256


@contextmanager
def said_plainly() -> Iterator[None]:
    """Errors from inside are of one class, and call arguments by their names rather than as options of a command."""
    try:
        yield
    except DemeritError as error:
        error.args = (in_python(str(error)),)
        raise


def in_python(text: str) -> str:
    """A message with arguments in place of options."""
    return OPTION.sub(lambda found: ARGUMENTS.get(found[1], found[1]), text)


def shown(value: Any) -> str:
    """A value in a message: what is long is cut, or said by what it is of."""
    text = coded(value)
    if len(text) <= LONGEST:
        return text
    return cut(text, LONGEST) if isinstance(value, str | bytes) else f"<{type(value).__name__}>"


def whole(name: str, value: Any, low: int, high: int | None = None) -> int:
    """A whole number from low to high.  Raises DemeritError."""
    allowed = f"from {low} on" if high is None else f"from {low} to {high}"
    number = whole_number(value)
    if high is None and number is not None and number > HIGHEST:
        high, allowed = HIGHEST, f"from {low} to {HIGHEST}"
    if number is None or number < low or (high is not None and number > high):
        raise DemeritError(f"{name}={shown(value)} must be a whole number {allowed}")
    return number


def scale_of(value: Any) -> int:
    """One person stands for so many.  Raises DemeritError."""
    try:
        return whole("scale", value, 1)
    except DemeritError as error:
        raise DemeritError(f"{error}: 1000 simulates one person in 1000, 1 everybody") from None


def month_of(name: str, value: Any) -> int:
    """An absolute month from YYYY-MM or a date.  Raises DemeritError."""
    from demerit import calendar

    try:
        return calendar.month_given(value)
    except ValueError:
        raise DemeritError(f"{name}={shown(value)} must be a month, YYYY-MM such as '2018-12', or a date") from None


def when_of(value: Any) -> str | None:
    """A year or a month as text, from one, a number, or a date (of which the month counts); None: all.

    Raises DemeritError for anything else.
    """
    from demerit.calendar import written

    if value is None:
        return None
    text = written(value)
    if not isinstance(text, str):
        number = whole_number(text)
        text = "" if number is None else coded(number)
    if WHEN.fullmatch(text) is None:
        raise DemeritError(f"when={shown(value)} must be a year or a month, such as 2018 or '2018-05', or a date")
    return str.__str__(text)


def either(name: str, value: Any) -> bool:
    """True or false, also of NumPy.  Raises DemeritError for anything else, which Python would take for one of them."""
    of_numpy = getattr(getattr(value, "dtype", None), "kind", None) == "b" and value.shape == ()
    if isinstance(value, bool) or of_numpy:
        return bool(value)
    raise DemeritError(f"{name}={shown(value)} must be True or False")


def threads_of(value: Any) -> "Way":
    """How people are moved: by so many threads of this process; None: all cores.  Raises DemeritError."""
    from demerit.world.drivers import Way
    from demerit.world.run import cores

    return Way(cores() if value is None else whole("threads", value, 1, MOST_THREADS))


def common(
    scale: Any, seed: Any, until: Any, threads: Any, draws: Any, quiet: Any, **others: Callable[[], object]
) -> dict[str, Any]:
    """What whoever lives people is asked, by the name of the field of a plan; others: what else is read, and how.

    Raises DemeritError that says everything that cannot be, a line each.
    """
    readers: dict[str, Callable[[], object]] = {
        "scale": lambda: scale_of(scale),
        "seed": lambda: whole("seed", seed, 0, HIGHEST_SEED),
        "until": lambda: None if until is None else month_of("until", until),
        "way": lambda: threads_of(threads),
        "draws": lambda: whole("draws", draws, 0, MOST_DRAWS),
        "quiet": lambda: either("quiet", quiet),
        **others,
    }
    return read(**readers)


def read(**readers: Callable[[], object]) -> dict[str, Any]:
    """Arguments by name, each as its reader gives it.  Raises DemeritError that says everything that cannot be."""
    return dict(zip(readers, together(readers.values()), strict=True))


def named(what: str, value: Any) -> str:
    """A name or a path, as text.  Raises DemeritError."""
    text = _path(value)
    if not text:
        raise DemeritError(f"{what}={shown(value)} must be a name or a path")
    if why := unnameable(text):
        raise DemeritError(f"{what}={shown(value)} cannot be the name of a file ({why})")
    return text


def _path(value: Any) -> str:
    """A name, or a path as text; empty for what is neither."""
    if isinstance(value, str):
        return str.__str__(value)
    try:
        text = os.fspath(value)
    except TypeError:
        return ""
    return str(Path(text)) if isinstance(text, str) else ""


def text_of(name: str, value: Any) -> str:
    """A name.  Raises DemeritError."""
    if not isinstance(value, str):
        raise DemeritError(f"{name}={shown(value)} must be a name")
    return value


def words_of(value: Any, such_as: str) -> str:
    """What is looked for, in words.  Raises DemeritError."""
    if not isinstance(value, str):
        raise DemeritError(f"text={shown(value)} must be words, such as {such_as!r}")
    return value


def scenario_of(value: Any) -> "Scenario":
    """A scenario, or the one of a name or a file.  Raises DemeritError."""
    from demerit.scenario import Scenario, load

    return value if isinstance(value, Scenario) else load(named("scenario", value))


def several_of(name: str, value: Any, allowed: list[str]) -> tuple[str, ...]:
    """One of some words, or several in an order, which a set has not.  Raises DemeritError that lists all."""
    try:
        given = None if isinstance(value, Set | Mapping | bytes) else islice(iter(value), len(allowed) + 1)
    except TypeError:
        given = None
    if given is None:
        raise DemeritError(f"{name}={shown(value)} must be a name, or several in a list; allowed: {', '.join(allowed)}")
    asked = (value,) if isinstance(value, str) else tuple(given)
    return tuple(one_of(name, each, allowed) for each in asked)


def one_of(name: str, value: Any, allowed: list[str]) -> str:
    """One of some words.  Raises DemeritError that names the nearest, and all."""
    from demerit.scenario.values import similar

    if isinstance(value, str) and value in allowed:
        return str.__str__(value)
    hint = similar(value, allowed) if isinstance(value, str) else ""
    raise DemeritError(f"{name}={shown(value)} is not known here{hint}; allowed: {', '.join(allowed)}")
