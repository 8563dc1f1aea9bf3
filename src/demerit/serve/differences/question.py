"""What the page of a comparison's country is asked: all of it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from demerit.catalogue.measure import LEVELS, SHARE
from demerit.serve.country.question import HEAD, TOTAL
from demerit.serve.differences.opened import Opened, about
from demerit.serve.refusing import wrong

SHOWN: Final = ("difference", "lost", "gained", "base", "other")
SIGNED: Final = "difference"
FIRST: Final = ("refused.all", "blacklist.stock", "records.all", "self_censored.all", "people")
PEOPLE: Final = "people"


@dataclass(frozen=True)
class Question:
    """variant: a name; measure: a column that is told apart; shown: one of SHOWN, on the map; month; per: TOTAL, or
    HEAD for every 100,000 people; place: a province that the months are of, empty for the country.
    """

    of: Opened
    variant: str
    measure: str
    shown: str
    month: str
    per: str
    place: str

    @property
    def query(self) -> dict[str, str]:
        """The same as an address has it."""
        names = ("variant", "measure", "shown", "month", "per", "place")
        return {name: str(getattr(self, name)) for name in names if getattr(self, name)}


def asked(of: Opened, query: Mapping[str, str]) -> Question:
    """What an address asks, with what it leaves open filled in.  Raises Refused, DemeritError."""
    variant = query.get("variant") or next(iter(of.variants))
    if variant not in of.variants:
        raise wrong("refused.variant", variant=variant)
    there = of.measures()
    measure = query.get("measure") or next((name for name in FIRST if name in there), there[0])
    if measure not in there:
        raise wrong("refused.measure", measure=measure)
    month = query.get("month") or of.months[-1]
    if month not in of.months:
        raise wrong("refused.month", month=month, first=of.months[0], last=of.months[-1])
    place = query.get("place", "")
    if place and place not in of.provinces:
        raise wrong("refused.place", place=place)
    shown = query.get("shown", "")
    heads = can_be_per_head(measure)
    per = query.get("per") or (HEAD if heads else TOTAL)
    per = per if heads and per in (TOTAL, HEAD) else TOTAL
    return Question(of, variant, measure, shown if shown in SHOWN else SHOWN[0], month, per, place)


def can_be_per_head(measure: str) -> bool:
    """Whether it makes sense to say of how many of 100,000 people it is."""
    return measure != PEOPLE and about(measure).unit not in (SHARE, LEVELS)
