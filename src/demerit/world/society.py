"""The people of a world, as they are before any regime: who lives where, through which tables, in which communities.

It knows no regime.  Whether companies exist is its own affair too, and so is the span of months: many worlds, each with
a regime of its own, may live on one society (`demerit.world.comparing`).
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from demerit.calendar import YEAR
from demerit.month.community import PLACE
from demerit.people.places import Places, places
from demerit.people.tables import Margins, Settled, margins
from demerit.people.tables import placed as settled
from demerit.rulebook.places import Country
from demerit.rulebook.society import society_table
from demerit.scenario import Scenario
from demerit.world.economy import concerned, placed
from demerit.world.rooms import Array

TILE: Final = 256  # people whose draws are made ahead together


MOST_KNOWN: Final = 4  # societies whose margins are kept
_known: dict[str, Margins] = {}  # by all that they depend on, the latest last


def build(society: Any, where: Places) -> Any:
    """The TABLES record of a society (`demerit.people.tables.build`).

    Making margins takes a second or so, and many worlds live on one society: those of the latest societies are kept.
    """
    said = society.model_dump_json(include=set(Settled.__annotations__))
    if said not in _known:
        while len(_known) >= MOST_KNOWN:
            _known.pop(next(iter(_known)))
        _known[said] = margins(society)
    return settled(_known[said], society, where)


def layout(where: Places) -> Array:
    """One PLACE record a community."""
    out = np.zeros(len(where.census), PLACE)
    out["start"] = where.start[:-1]
    out["number"] = np.arange(len(out))
    for name in ("census", "departed", "later", "province", "tier", "position", "rank"):
        out[name] = getattr(where, name)
    return out


class Society:
    """People from the first month of the burn-in to the last month, at 1:scale, by the chance of a seed.

    Attributes: spec (scenario.society), first, start, last (absolute months: of all, of the regimes, of all), where
    (Places), tables (TABLES), layout (PLACE records), country (Country), companies (whether there are any).

    Raises ValueError for a scale that cannot be, CensusError for tables that are refused.
    """

    def __init__(self, scenario: Scenario, seed: int, scale: int, last: int, beside: Sequence[Scenario] = ()) -> None:
        """beside: scenarios of the same society whose regimes are lived too; companies exist if any looks at them."""
        self.spec = scenario.society
        self.seed, self.scale = seed, scale
        self.first, self.start, self.last = scenario.burn_in_start, scenario.start, last
        self._of_burn_in = scenario.quiet
        self.where = places(self.spec, scale, last, seed, self.start)
        self.tables = build(self.spec, self.where)
        self.layout = layout(self.where)
        self.companies = any(concerned(one) for one in (scenario, *beside))
        if self.companies:
            placed(self.spec, self.layout, last, seed)
        self.country = Country(list(self.where.names), self.where.people)
        self._societies: dict[Any, Any] = {}  # by calendar year, which kinds of act there are, whether it is quiet

    def of(self, month: int) -> Any:
        """The SOCIETY record of a month."""
        quiet = self._of_burn_in(month)
        which = month // YEAR, self.spec.passing(month), quiet
        if which not in self._societies:
            self._societies[which] = society_table(self.spec, month, self.tables, quiet)
        return self._societies[which]
