"""Points below which somebody is listed or refused, in words, each with the mark of the value that says so."""

from collections.abc import Iterable

from demerit.ranges import BEYOND
from demerit.report.in_force import last
from demerit.report.marks import KNOWN
from demerit.report.measures import Measures
from demerit.report.numbers import numeral

ENTRY = "regime.lists.blacklist.entry.below"


def marked(m: Measures, keys: Iterable[str]) -> str:
    """The marks of some values, as they stand behind a figure."""
    found = dict.fromkeys((p.mark if (p := m.run.provenance_of(key)) else None) or "assumed" for key in keys)
    several = "some " if len(found) > 1 else ""
    return ", ".join(f"{several}{KNOWN[mark]}" for mark in found)


def entry(m: Measures) -> tuple[str, str] | None:
    """The points below which people are listed, and the mark of that; None where points list nobody."""
    found = last(m).lists.blacklist.entry
    return None if found is None else (numeral(found.below), marked(m, [ENTRY]))


def listing(m: Measures) -> str:
    """Who is listed, in a clause; empty where points list nobody."""
    found = entry(m)
    if found is None:
        return ""
    start = m.run.scenario.regime.points.start
    return f"whoever falls below {found[0]} of the {numeral(start)} points that everybody begins with is listed ({found[1]})"


def bars(m: Measures) -> str:
    """Below which points the listed are refused something, in a clause; empty where no number of points decides."""
    held = {name: bar.below for name, bar in last(m).consequences.items() if bar.list and bar.below != BEYOND}
    if not held:
        return ""
    low, high = (numeral(each) for each in (min(held.values()), max(held.values())))
    points = f"{low} points" if low == high else f"{low} to {high} points, by what is asked for"
    marks = marked(m, (f"regime.consequences.{name}.below" for name in held))
    return f"the listed are refused something below {points} ({marks})"
