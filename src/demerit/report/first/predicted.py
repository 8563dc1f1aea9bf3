"""As documented: a world fitted to 2018 and lived on, beside what was published years later."""

from demerit.report.finding import Finding
from demerit.report.findings.record import LATER, afterwards, by_judgments
from demerit.report.first.screen import First, blocks
from demerit.report.measures import Measures
from demerit.report.numbers import people
from demerit.report.theme import BLUE, RED

UNIT = 250_000.0


def first(m: Measures) -> First | None:
    """Two blocks of people, December 2023; None where the run has no such list, or ended before."""
    found = afterwards(m)
    line = LATER[0]
    if not isinstance(found, Finding) or not line.whole(m) or m.run.scenario.kind != "documented":
        return None
    here, there = line.modelled(m), line.recorded(m)
    limits = m.band(line.modelled, line.modelled(m, counted=True))
    return blocks(
        (
            (f"in this run: {people(here)}", here, RED),
            (f"counted by the court: {people(there)}", there, BLUE),
        ),
        UNIT,
        f"Without any score, {people(here)} people are on the black list of this run in December 2023; the real courts' list had {people(there)}",
        "people on the list",
        f"Whoever is on it may not fly. {by_judgments(m)} Nothing was fitted to a year after 2018; what was published for 2024 and 2025 stands "
        f"beside this run further down. By chance alone (90 %) this run could have {people(limits['low'])} to {people(limits['high'])}.",
        found.mark,
    )
