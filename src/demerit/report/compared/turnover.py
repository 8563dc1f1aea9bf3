"""Why more people come onto the black list although it is shorter, or fewer although it is longer.

A list grows by entries less exits, and both worlds begin with the same: more entries and a shorter list are even more
exits.  How many were listed before is not counted; that stays are shorter is.
"""

from typing import Any, Final, NamedTuple

from demerit.life.words import date_in_words
from demerit.report.compared.folder import Compared
from demerit.report.numbers import people, plain

ENTRIES, EXITS, STOCK, STAYS = (f"blacklist.{name}" for name in ("entries", "exits", "stock", "stay_days"))
DIGITS: Final = 3  # of days


class Both(NamedTuple):
    """A sum in the base, and in the other world."""

    base: float
    other: float

    @property
    def more(self) -> float:
        """What there is more in the other world."""
        return self.other - self.base


def turnover(c: Compared, name: str) -> str:
    """Sentences on why entries and list go different ways; empty where they do not, or for another reason."""
    effects = c.said["variants"][name]["effects"]
    years = sorted({year for key in effects if (year := key.rsplit(".", 1)[1]) <= c.year})
    entries, exits, stays = (_added(effects, measure, years) for measure in (ENTRIES, EXITS, STAYS))
    stock = _added(effects, STOCK, [c.year])
    if min(abs(entries.more), abs(stock.more)) < c.said["scale"] / 2:
        return ""  # as many were counted in both worlds: what is left is what weights of provinces make of it
    sooner = entries.more > 0 > stock.more
    if not (sooner or entries.more < 0 < stock.more) or not exits.base or not exits.other:
        return ""
    before, after = (float(f"{days:.{DIGITS}g}") for days in (stays.base / exits.base, stays.other / exits.other))
    if before == after or (after < before) != sooner:
        return ""
    again = (
        ", and may be put on again, which is another entry"
        if sooner
        else "; whoever has not left cannot be put on again"
    )
    return (
        f"From {date_in_words(c.said['start'])} to {date_in_words(c.end_shown)}, {_many(entries.more)} entries onto the black "
        f"list and {_many(exits.more)} exits from it than in the base, deaths among them: at the end, {_many(stock.more)} "
        f"people are on it. Whoever left had been on it for {plain(after)} days on average instead of {plain(before)}{again}."
    )


def _added(effects: dict[str, Any], measure: str, years: list[str]) -> Both:
    """A measure over years; a year in which there is nothing in either world has no effect."""
    found = [one for year in years if (one := effects.get(f"{measure}.{year}")) is not None]
    return Both(*(sum(one[world] or 0 for one in found) for world in ("base", "other")))


def _many(more: float) -> str:
    return f"{people(abs(more))} {'more' if more > 0 else 'fewer'}"
