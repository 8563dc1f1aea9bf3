"""How a scenario and a society show themselves in a notebook."""

from typing import TYPE_CHECKING

from demerit import notebook
from demerit.calendar import text_of

if TYPE_CHECKING:
    from demerit.scenario.scenario import Scenario
    from demerit.scenario.society import Society


def of_scenario(scenario: "Scenario") -> str:
    """What it is, what is claimed and on record, what was changed, and what can be taken away."""
    rows = [
        ("name", scenario.name),
        ("kind", scenario.kind),
        ("place", scenario.place),
        ("months", f"{text_of(scenario.start)} to {text_of(scenario.end)}"),
        ("society", scenario.society.name),
        ("claim", scenario.claim),
        ("record", scenario.record),
        *((kind, ", ".join(keys)) for kind, keys in scenario.parts.items() if keys),
    ]
    return notebook.shown(scenario.title, notebook.table(("", ""), rows))


def of_society(society: "Society") -> str:
    """Who it is of, and which months it has."""
    rows = [
        ("name", society.name),
        ("census", text_of(society.census)),
        ("months", f"{text_of(society.first_month)} to {text_of(society.last_month)}"),
        ("provinces", society.provinces),
    ]
    return notebook.shown(society.title, notebook.table(("", ""), rows))
