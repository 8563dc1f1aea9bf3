"""How much credit data tells apart: the default rate of a loan among people of whom more and more is known.

Four sets of adults, each inside the one before, by what is on file at the beginning of a month:

0. *nothing is known*: every adult;
1. *public register*: no court judgment entered within `lending.entry_days` (three years in Germany);
2. *agencies' own data*: nor a default that a lender reported within the same time;
3. *positive data*: and at least one loan that has run as agreed for 30 days or more.

To each of them the society lends one more loan of its usual term, on paper only: nobody's state changes.  Its default
rate is the mean over the set of 1 - (1 - r_1)(1 - r_2)...(1 - r_n), with r_k the chance of default in the k-th month of
the term as `month.lending.risk`, the month's own function, gives it for the person's hardship, age and entries *in that
month*.  So the only chance left in the figure is who the people are and what became of them.  Whoever dies during the
term no longer counts from then on.

Source of the idea and of the published figures: SCHUFA, Börsen-Zeitung, October 2022 (reference `schufa-2022`).
"""

from typing import Any, Final, NamedTuple

import numpy as np

from demerit.calendar import YEAR, first_day
from demerit.draws import record
from demerit.month.lending import OWN, PUBLIC, survived
from demerit.month.state import ADULT, LIFE
from demerit.people.survey import survey
from demerit.vocabulary import ENTRY, LOAN
from demerit.world.simulation import World

SETS: Final = ("nothing", "public", "agencies", "positive")
SEASONED: Final = 30  # days that a loan has run as agreed before it speaks for somebody
Array = np.ndarray[Any, Any]


class Separation(NamedTuple):
    """What is found.

    rates: default rate of one more loan, by SETS; shares: adults in each set; repaid: share of the loans that the
    society really gave which were repaid, of those that ended in the last year; entries: adults with a negative entry.
    """

    rates: tuple[float, ...]
    shares: tuple[float, ...]
    repaid: float
    entries: float


class OnFile(NamedTuple):
    """What is on file of everybody, by state row: negative entries (bits as in `month.lending`), a seasoned loan."""

    entry: Array
    seasoned: Array


def on_file(world: World) -> OnFile:
    """Entries and seasoned loans at the beginning of the world's next month."""
    today = first_day(world.month)
    entry = np.zeros(len(world.people.state), np.int64)
    seasoned = np.zeros(len(entry), bool)
    for place, _, held in world.people.communities():
        rows = int(place["start"]) + held["who"].astype(np.int64)
        for register in (OWN, PUBLIC):
            stands = (held["kind"] == ENTRY) & (held["what"] == register) & (held["due"] >= today)
            entry[rows[stands]] |= 1 << register
        seasoned[rows[(held["kind"] == LOAN) & (held["value"] <= today - SEASONED)]] = True
    return OnFile(entry, seasoned)


def sets(adults: Array, file: OnFile) -> list[Array]:
    """The four sets as masks."""
    no_judgment = adults & (file.entry & 1 << PUBLIC == 0)
    no_entry = no_judgment & (file.entry == 0)
    return [adults, no_judgment, no_entry, no_entry & file.seasoned]


def separation(world: World) -> Separation:
    """Measure in the world as it stands, and live it on for the term of a loan."""
    people = survey(world.tables, world.where, world.seed, world.month)
    birth, death = people["birth"].astype(np.int64), people["death"].astype(np.int64)
    alive = (birth <= world.month) & (world.month < death)
    adults = alive & (world.month - birth >= YEAR * ADULT)
    known = sets(adults, on_file(world))
    left = np.ones(len(birth))
    me = record(LIFE)
    for _ in range(world.scenario.society.lending.term_months):
        survived(
            np.flatnonzero(adults & (world.month < death)),
            (world.month - birth) // YEAR,
            people["decile"],
            people["disposition"],
            world.people.state["hardship"],
            on_file(world).entry,
            world.society_of(world.month),
            me,
            left,
        )
        world.step()
    rates = tuple(float((1.0 - left[mask]).mean()) for mask in known)
    shares = tuple(float(mask.sum() / adults.sum()) for mask in known)
    return Separation(rates, shares, repaid(world), 1.0 - shares[2])


def repaid(world: World) -> float:
    """Of the loans that ended in the last twelve months, the share that was repaid."""
    last = [sums for _, sums in world.history[-YEAR:]]
    well, badly = (sum(int(sums[name].sum()) for sums in last) for name in ("loans_repaid", "loans_defaulted"))
    return well / max(well + badly, 1)
