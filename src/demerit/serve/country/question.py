"""What the page of a country is asked: all of it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from demerit.api.asked import allowed_by
from demerit.catalogue.found import THEMES, by_name, measure_of, sides
from demerit.catalogue.measure import LEVELS, SHARE, Measure, Ratio
from demerit.serve.country.opened import Opened
from demerit.serve.refusing import wrong

FIRST: Final = ("blacklist.stock", "refused.all", "claw_backs", "points_lost.all", "records.all", "people")
OFTEN: Final = (
    *("blacklist.stock", "blacklist.wrongful_stock", "redlist.stock", "refused.all", "refused.flight"),
    *("refused.credit.people", "points_lost.all", "records.all", "detained", "claw_backs"),
    *("organisation.blacklist.stock", "people"),
)
TOTAL, HEAD = "total", "head"
OF_TIME: Final = ("year", "month", "province")
OF_HEADS: Final = 100_000


@dataclass(frozen=True)
class Question:
    """measure: as published; month; by: what the series is told apart by, empty for nothing; per: TOTAL, or HEAD for
    every 100,000 people; place: a province that the series is of, empty for the country.
    """

    run: Opened
    measure: str
    month: str
    by: str
    per: str
    place: str

    @property
    def query(self) -> dict[str, str]:
        """The same as an address has it."""
        said = {"measure": self.measure, "month": self.month, "by": self.by, "per": self.per, "place": self.place}
        return {name: value for name, value in said.items() if value}

    @cached_property
    def of(self) -> Measure:
        """The measure."""
        return measure_of(self.measure)

    @property
    def is_share(self) -> bool:
        """Whether it is said in percent."""
        return self.of.unit == SHARE

    @property
    def is_ratio(self) -> bool:
        """Whether it is a share, which is the same for few people and many."""
        return isinstance(self.of, Ratio)


def can_be_per_head(name: str) -> bool:
    """Whether it makes sense to say of how many of 100,000 people it is."""
    measure = measure_of(name)
    return not isinstance(measure, Ratio) and measure.unit not in (SHARE, LEVELS)


def asked(run: Opened, query: Mapping[str, str]) -> Question:
    """What an address asks, with what it leaves open filled in.  Raises Refused."""
    measure = _chosen(run, query) if query.get("of") else query.get("measure", "")
    measure = measure or next(name for name in FIRST if counted(run, name) and _any(run, name))
    if measure not in by_name() or not counted(run, measure):
        raise wrong("refused.measure", measure=measure)
    month = query.get("month") or run.months[-1]
    if month not in run.months:
        raise wrong("refused.month", month=month, first=run.months[0], last=run.months[-1])
    by = query.get("by", "")
    if by and by not in ways(measure):
        by = ""
    place = query.get("place", "")
    if place and place not in run.provinces:
        raise wrong("refused.place", place=place)
    heads = can_be_per_head(measure)
    per = query.get("per") or (HEAD if heads and measure != "people" else TOTAL)
    return Question(run, measure, month, by, per if heads and per in (TOTAL, HEAD) else TOTAL, place)


def _chosen(run: Opened, query: Mapping[str, str]) -> str:
    """The measure that a form asks for: `of` is one that is often asked, or the first part of several names, of which
    `part` is one.
    """
    of, part, before = query["of"], query.get("part", ""), query.get("measure", "")
    if of in OFTEN and of != before:
        return of
    base = measure_of(of).name if of in by_name() else of
    for name in (part, before):
        if name in by_name() and measure_of(name).name == base:
            return name
    return next((name for name in parts_of(base) if counted(run, name)), of)


def ways(measure: str) -> list[str]:
    """What the series of a measure can be told apart by."""
    return [by for by in allowed_by(measure) if by not in OF_TIME]


def counted(run: Opened, name: str) -> bool:
    """Whether a run counts a measure."""
    return run.figures.counts.has([*sides(name)[0], *sides(name)[1]] if isinstance(measure_of(name), Ratio) else [name])


def _any(run: Opened, name: str) -> bool:
    found = run.figures.counts.counted(name)
    return found is not None and bool(found.any())


def parts_of(base: str) -> list[str]:
    """The names under which a measure is published."""
    return [name for name, found in by_name().items() if found.measure.name == base]


def themes(run: Opened) -> list[tuple[str, list[Measure]]]:
    """All measures that a run counts, under their headings."""
    return run.once("themes", lambda: _themes(run))


def _themes(run: Opened) -> list[tuple[str, list[Measure]]]:
    every = ((t.title, [one for one in t.measures if any(counted(run, n) for n in parts_of(one.name))]) for t in THEMES)
    return [(title, found) for title, found in every if found]
