"""The blacklist and the redlist: who enters, who leaves, how long, since when published."""

from typing import Annotated, Final

from pydantic import Field

from demerit.ranges import LEARNED_GROUND
from demerit.scenario.turning import fewer, more
from demerit.scenario.values import Conduct, Days, Frozen, Month, Row, Score

MOST_GROUNDS: Final = LEARNED_GROUND - 2  # the last two numbers are for an organisation's listing and a learned score


class Below(Frozen):
    """A threshold of points: below it."""

    below: Score


class AtLeast(Frozen):
    """A threshold of points: from it on."""

    since: Score = Field(alias="from")


class Published(Frozen):
    """From which month a list is published."""

    since: Month = Field(alias="from")


class Blacklist(Frozen):
    """Entry below a point value or on a single ground; least days on it, more for each earlier entry (up to three).

    grounds: in the order in which they take precedence.  terms: days by ground instead of least_days.  until_performed:
    grounds that end only once no judgment stands unperformed.  pressure: how many times as often a listed person
    performs a judgment.  Absent: nobody enters.
    """

    entry: Annotated[Below | None, more("blacklist_entries")] = None
    leave: Annotated[AtLeast | None, more("blacklist_stock")] = None
    grounds: Annotated[Row[Conduct], Field(max_length=MOST_GROUNDS)] = ()
    terms: Annotated[dict[Conduct, Days], more("blacklist_stock")] = Field(default_factory=dict)
    until_performed: Row[Conduct] = ()
    pressure: Annotated[float, Field(ge=1, le=20), more("judgments_performed_under_pressure")] = 1.0
    least_days: Annotated[Days, more("blacklist_stock")] = 0
    repeat_days: Annotated[Days, more("blacklist_stock")] = 0
    published: Published | None = None

    @property
    def absent(self) -> bool:
        """Whether nothing is said of it: there is no such list."""
        return self == Blacklist()


class Redlist(Frozen):
    """Entry from a point value on; whoever falls below another leaves."""

    entry: Annotated[AtLeast, fewer("redlist_entries")]
    leave: Annotated[Below, fewer("redlist_stock")]
    published: Published | None = None


class Lists(Frozen):
    """Both lists.  Absent: nobody is on any."""

    blacklist: Blacklist = Field(default_factory=Blacklist)
    redlist: Redlist | None = None
