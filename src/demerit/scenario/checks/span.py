"""Months: start before end, a burn-in that the society covers, interventions in between."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from demerit.calendar import text_of
from demerit.scenario.checks.found import Found

if TYPE_CHECKING:
    from demerit.scenario.scenario import Intervention
    from demerit.scenario.society import Society


def order(start: int, end: int) -> Iterator[Found]:
    """The start is not after the end."""
    if end < start:
        yield Found(("end",), text_of(end), f"is before the start, {text_of(start)}")


def covered(society: "Society", start: int | None, end: int | None) -> Iterator[Found]:
    """Start and end lie within what the society covers."""
    if start is not None and start < society.first_month:
        message = f"is too early: society {society.name} begins with {text_of(society.first_month)}"
        yield Found(("start",), text_of(start), message)
    for key, month in (("start", start), ("end", end)):
        if month is not None and month > society.last_month:
            message = f"is too late: society {society.name} ends with {text_of(society.last_month)}"
            yield Found((key,), text_of(month), message)


def interventions(given: Sequence["Intervention | None"], start: int, end: int) -> Iterator[Found]:
    """Every intervention within the months of the scenario."""
    for number, intervention in enumerate(given):
        if intervention is not None and not start <= intervention.date <= end:
            message = f"is outside the scenario, {text_of(start)} to {text_of(end)}"
            yield Found(("interventions", number, "date"), text_of(intervention.date), message)


def vital(society: "Society") -> Iterator[Found]:
    """Births and deaths of every month that the society covers."""
    for name in ("births", "deaths"):
        steps = getattr(society.people, name).steps
        if steps[0][0] > society.first_month:
            message = f"must begin with {text_of(society.first_month)} or earlier, the society's first month"
            yield Found(("people", name), text_of(steps[0][0]), message)
        for month, millions in steps:
            if millions <= 0:
                yield Found(("people", name, text_of(month)), millions, "must be above 0")
