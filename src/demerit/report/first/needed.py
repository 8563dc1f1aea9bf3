"""As told: how many must be on the black list for the article's numbers, beside how many were."""

from demerit.calendar import month_of
from demerit.report.findings.lists import hangs, needed
from demerit.report.first.screen import First, blocks
from demerit.report.marks import cited, of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import people
from demerit.report.opening import met
from demerit.report.rests import on_refusals
from demerit.report.theme import BLUE, RED
from demerit.report.thresholds import entry
from demerit.scenario.claims import MILLION

MONTH, RECORD = "2018-05", "npcic-2018-05"


def first(m: Measures) -> First | None:
    """Two blocks of people, May 2018; None where the article is not told of China, or that month was not lived."""
    if not m.run.as_in_the_article or month_of(MONTH) not in m.months or not m.seen("blacklist.stock"):
        return None
    here = m.at("blacklist.stock", month_of(MONTH)).scaled
    there = m.run.references[RECORD].figures["subjects_m"] * MILLION
    sentence = (
        f"{_if(m)}{_whose(m)} {people(here)} people on the black list in May 2018; the record has {people(there)}"
    )
    return blocks(
        (
            (f"in this run: {people(here)}", here, RED),
            (f"on record: {people(there)}", there, BLUE),
        ),
        MILLION,
        sentence,
        "people on the black list",
        f"The record counts companies among its {people(there)} ({cited(m.run, RECORD)}). {hangs(m)}{needed(m, month_of(MONTH)).strip()}",
        of_inputs(m.run, *on_refusals(m)),
    )


def _whose(m: Measures) -> str:
    """A run that misses the article's numbers, such as a coarse one, does not say what they need."""
    return "the article's numbers need" if met(m) else "a run fitted to the article's numbers has"


def _if(m: Measures) -> str:
    """What the sentence holds under: the threshold of the list."""
    found = entry(m)
    return "" if found is None else f"If the list begins below {found[0]} points ({found[1]} here), "
