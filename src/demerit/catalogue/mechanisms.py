"""Where each mechanism lives: its room, by row of docs/mechanisms.md.

Its measures and events are those that name the row in their own entries, its rights those whose measures do; titles and
sections of the report are in claims.yaml, presets and tests in docs/mechanisms.md.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Room:
    """The modules of one mechanism, in the order in which a value travels.

    scenario: where it is written down; rulebook: where it becomes tables of whole numbers; month: where it happens;
    beside: what else belongs to it, by module.
    """

    row: str
    scenario: tuple[str, ...] = ()
    rulebook: tuple[str, ...] = ()
    month: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def _room(row: str, scenario: str = "", rulebook: str = "", month: str = "", beside: str = "") -> Room:
    return Room(row, *(tuple(names.split()) for names in (scenario, rulebook, month, beside)))


ROOMS: Final = (
    _room("M01", "rules checks.points checks.thresholds", "law", "recording filing month"),
    _room("M02", "rules society checks.conduct", "law society", "candidates conduct recording filing matters month"),
    _room("M03", "", "", "headcount community", "keys people world.register"),
    _room("M04", "organisations checks.organisations", "organisations", "organisation organisation_standing owners month", "organisations"),
    _room("M05", "sources checks.sight checks.chances", "coverage law places", "recording filing origins headcount", "world.published"),
    _room("M06", "sources rules", "coverage law", "recording penalties matters"),
    _room("M07", "learned checks.learned", "learned", "learned listing month consequences", "scorecard world.learning world.model_card"),
    _room("M08", "scores checks.scores", "scores", "commercial lending consequences headcount month", "study.separation"),
    _room("M09", "sources scores", "coverage", "recording"),
    _room("M10", "lists checks.lists", "law", "listing leaving matters month organisation organisation_burdens organisation_standing headcount", "world.lists"),
    _room("M11", "fear lists", "law", "fright response conduct month", "world.twins study.fear"),
    _room("M12", "rules", "law", "consequences penalties recording month"),
    _room("M13", "rules organisations", "law organisations", "consequences owners listing organisation organisation_standing", "life.kin life.owning"),
    _room("M14", "rights checks.rights", "law", "objections suspending recording filing listing leaving penalties matters consequences month organisation organisation_burdens organisation_standing", "catalogue.rights"),
    _room("M15", "regime society people", "law society", "response consequences matters lending listing leaving headcount month"),
    _room("M16", "rules", "law", "recording penalties matters month"),
    _room("M17", "sources", "law places", "headcount organisation"),
    _room("M18", "rules sources", "law", "recording penalties matters consequences month"),
    _room("M19", "organisations", "organisations", "alike organisation organisation_records organisation_standing", "life.organisation world.register"),
    _room("M20", "organisations", "organisations", "organisation organisation_burdens organisation_records organisation_standing"),
    _room("M21", "opinion", "opinion", "opinion conduct"),
    _room("M22", "lists", "law", "matters month", "catalogue.derived"),
    _room("M23", "scores rules opinion regime", "law scores opinion", "recording penalties opinion commercial month", "scenario.elsewhere"),
    _room("M24", "", "", "note organisation_note", "life"),
    _room("M25", "rules", "law", "recording matters month"),
)  # fmt: skip
BY_ROW: Final = {room.row: room for room in ROOMS}
# Modules that belong to no mechanism: they carry all of them.
COMMON: Final = {
    "scenario": (
        *(
            "altered",
            "article",
            "burn_in",
            "capping",
            "census",
            "checking",
            "checks",
            "checks.nowhere",
            "claims",
            "elsewhere",
            "explaining",
            "homes",
            "interventions",
            "loading",
            "naming",
            "notebook",
            "observed",
        ),
        *(
            "problems",
            "provenance",
            "pruning",
            "reading",
            "references",
            "scenario",
            "schema",
            "shipped",
            "text",
            "turning",
            "unknowns",
            "unwritten",
            "values",
            "writing",
            "years",
        ),
        *(
            f"changing.{name}"
            for name in (
                *("errors", "heads", "lookup", "moving", "parts", "plain", "resting", "resting_organisations"),
                *("setting", "taking", "timeline", "values", "working"),
            )
        ),
        *("checks.found", "checks.names", "checks.people", "checks.span", "checks.watching"),
    ),
    "rulebook": (),
    "month": (
        "alike_worlds",
        "choosing",
        "compared",
        "effects",
        "holdings",
        "kernels",
        "lane",
        "organisation_state",
        "sampling",
        "state",
    ),
}
