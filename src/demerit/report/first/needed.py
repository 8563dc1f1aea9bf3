"""As told: how many must be on the black list for the article's numbers, beside how many were."""

from demerit.calendar import month_of
from demerit.report.findings.lists import needed
from demerit.report.first.screen import First, blocks
from demerit.report.marks import cited, of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import people
from demerit.report.theme import BLUE, RED
from demerit.scenario.claims import MILLION

MONTH, RECORD = "2018-05", "npcic-2018-05"


def first(m: Measures) -> First | None:
    """Two blocks of people, May 2018; None where the article is not told of China, or that month was not lived."""
    if not m.run.as_in_the_article or month_of(MONTH) not in m.months or not m.seen("blacklist.stock"):
        return None
    here = m.at("blacklist.stock", month_of(MONTH)).scaled
    there = m.run.references[RECORD].figures["subjects_m"] * MILLION
    sentence = (
        f"With this file's thresholds, the article's numbers take {people(here)} people on the black list in May 2018; "
        f"the record has {people(there)}"
    )
    return blocks(
        (
            (f"in this run: {people(here)}", here, RED),
            (f"on record: {people(there)}", there, BLUE),
        ),
        MILLION,
        sentence,
        "people on the black list",
        f"The record counts companies among its {people(there)} ({cited(m.run, RECORD)}). How many it takes hangs on the points below which "
        f"people are refused something: here {_thresholds(m)}. {needed(m, month_of(MONTH)).strip()}",
        of_inputs(m.run, "regime.consequences.flight", "regime.lists.blacklist.entry", "regime.rules"),
    )


def _thresholds(m: Measures) -> str:
    """From the highest to the lowest score below which anything is refused, in words."""
    below = sorted({bar.below for bar in m.run.scenario.regime.consequences.values() if bar.below is not None})
    start = m.run.scenario.regime.points.start
    return f"{below[0]} to {below[-1]} of the {start} points that everybody begins with" if below else f"{start} points"
