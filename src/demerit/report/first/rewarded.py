"""The first screen of a system that refuses nobody anything: how many have the points that its reward takes."""

from math import ceil
from typing import Final

from demerit.calendar import YEAR
from demerit.life.words import date_in_words
from demerit.report.first.screen import First, Share, of_whole
from demerit.report.first.whole import chance, long, of_every
from demerit.report.in_force import ever, last
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import numeral, several
from demerit.report.rests import on_lists
from demerit.report.thresholds import marked
from demerit.scenario.regime import Regime

START: Final = "regime.points.start"
CLEAN: Final = "regime.points.clean_year"


def first(m: Measures) -> First | None:
    """Adults by whether they have the points of the red list, where nobody can lose more than points."""
    red = last(m).lists.redlist
    if red is None or not m.seen("redlist.stock") or ever(m, _refuses) or m.seen("refused.all"):
        return None
    on, adults = (m.at(name, m.months[-1]).scaled for name in ("redlist.stock", "adults"))
    points = numeral(red.entry.since)
    shares = [Share(f"have the {points} points", on), Share("have fewer", adults - on, rest=True)]
    return of_whole(
        shares,
        f"After {long(len(m.months))} of points, {of_every(shares, 0)} adults have the {points} points that bring a reward; nobody is refused anything",
        "adults",
        f"At the end of {date_in_words(m.texts[-1])}. The model calls those who have them the red list.{_clean(m, red.entry.since)}"
        + chance(m, "those who have them", ["redlist.stock"], ["adults"], ends=True),
        of_inputs(m.run, *on_lists(m)),
    )


def _refuses(regime: Regime) -> bool:
    """Whether a regime could do worse to somebody than take points."""
    return bool(not regime.lists.blacklist.absent or regime.consequences or regime.automatic_penalties)


def _clean(m: Measures, since: int) -> str:
    """How whoever loses no points comes to have so many, in a sentence: two values that the file gives."""
    points = m.run.scenario.regime.points
    if not points.clean_year or points.start >= since:
        return ""
    needed = ceil((since - points.start) / points.clean_year)
    if needed > len(m.months) // YEAR:
        return ""
    contested = last(m).rights.objection
    missed = (
        " Whoever has a record taken away gets its points back, and not the bonus of that year." if contested else ""
    )
    return (
        f" Everybody begins with {numeral(points.start)} points ({marked(m, [START])}), and a calendar year without losing any gives "
        f"{points.clean_year} ({marked(m, [CLEAN])}): whoever loses none has enough after {several(needed, 'such year')}, and with other values "
        f"nearly everybody or hardly anybody would.{missed}"
    )
