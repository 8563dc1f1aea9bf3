"""Months: start before end, a burn-in that the society covers, interventions in between."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from demerit.calendar import text_of
from demerit.scenario.checks.found import Found

if TYPE_CHECKING:
    from demerit.scenario.scenario import Scenario
    from demerit.scenario.society import Society

BURN_IN = 24  # months


def months(scenario: "Scenario") -> Iterator[Found]:
    """Start and end within what the society covers."""
    society = scenario.society
    if scenario.end < scenario.start:
        yield Found(("end",), text_of(scenario.end), f"is before the start, {text_of(scenario.start)}")
    earliest = society.first_month + BURN_IN
    if scenario.start < earliest:
        message = f"is too early: society {society.name} allows {text_of(earliest)} or later (two years of burn-in)"
        yield Found(("start",), text_of(scenario.start), message)
    for key, month in (("start", scenario.start), ("end", scenario.end)):
        if month > society.last_month:
            message = f"is too late: society {society.name} ends with {text_of(society.last_month)}"
            yield Found((key,), text_of(month), message)


def interventions(scenario: "Scenario") -> Iterator[Found]:
    """Every intervention within the months of the scenario."""
    if scenario.end < scenario.start:
        return
    for number, intervention in enumerate(scenario.interventions):
        if intervention.date not in scenario.months:
            message = f"is outside the scenario, {text_of(scenario.start)} to {text_of(scenario.end)}"
            yield Found(("interventions", number, "date"), text_of(intervention.date), message)


def work(society: "Society") -> Iterator[Found]:
    """Working age begins before it ends."""
    begins, ends = society.work.ages
    if ends < begins:
        yield Found(("work", "ages"), [begins, ends], "ends before it begins")
