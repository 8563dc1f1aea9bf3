"""What must be so for a scenario to be fitted: everything that is not is said before anything is lived for it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from demerit.calendar import text_of
from demerit.errors import DemeritError, together
from demerit.scenario import Scenario
from demerit.study.figures import last_month, value_at
from demerit.study.spans import span_of
from demerit.study.targets import Targets
from demerit.world.drivers import Way
from demerit.world.run import sized


def sound(
    scenario: Scenario, targets: Targets, scale: int, others: tuple[str, ...] = (), until: int | None = None
) -> None:
    """Raises DemeritError for a scale or an end that cannot be, values that the scenario does not have, and figures of
    months that are not lived.

    scale: one settled person stands for so many.  others: figures that are told beside the targets.  until: the last
    month, absolute; that of the targets unless given.
    """
    last = last_month(targets) if until is None else until
    named = [*(one.figure for one in targets.targets), *(f"--also {name}" for name in others)]
    calls: list[Callable[[], Any]] = [
        partial(sized, scenario, scale, last, 1, Way()),
        *(partial(value_at, scenario, one.fits) for one in targets.targets),
        *(partial(_lived, name, scenario.start, last) for name in named),
    ]
    together(calls)


def _lived(named: str, first: int, last: int) -> None:
    span = span_of(named.removeprefix("--also "))
    if first <= last and not first <= span.first <= span.last <= last:
        raise DemeritError(f"{named} is of months that are not lived; allowed: {text_of(first)} to {text_of(last)}")
