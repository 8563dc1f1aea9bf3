"""What a regime does with organisations in one month, as whole-number tables."""

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from demerit.draws import ONE, chance, record, structure
from demerit.ranges import BEYOND, MOST_POINTS
from demerit.vocabulary import (
    NOT_RATED,
    ORGANISATION_ACTS,
    ORGANISATION_DEMANDS,
    ORGANISATION_SOURCES,
    RATED_ANEW,
    RATED_ON,
    RATINGS,
)

if TYPE_CHECKING:
    from demerit.scenario import Regime
    from demerit.scenario.organisations import Burden, RegimeOrganisations

A: Final = ORGANISATION_ACTS.room
D: Final = ORGANISATION_DEMANDS.room
S: Final = ORGANISATION_SOURCES.room
R: Final = len(RATINGS)
LISTED: Final = 1  # bit 0 of a set of standings; bit 1 + r is for rating r

COMPANY_LAW: Final = structure(
    [
        ("sees", np.int64, (A, S)),  # cumulative over data sources, of ONE
        ("false_record", np.int64, (S,)),  # cumulative over data sources, of ONE
        ("false_conduct", np.int64, (S, A)),
        *[(name, np.int64, (S,)) for name in ("false_choices", "mistaken")],
        *[(name, np.int64, (A,)) for name in ("points", "watched", "ground", "fined")],
        ("band", np.int64, (R,)),  # fewest points of each rating
        *[(name, np.int64, (D,)) for name in ("barred", "bar_share", "cost")],  # barred: a set of standings
        *[
            (name, np.int64)
            for name in (
                *("active", "start", "lowest", "highest", "recovers"),
                *("rates", "unproven", "published", "lists", "listing_ratings", "least_days", "repeat_days"),
                *("taxed", "inspected", "attention", "suspension_days", "suspends", "register"),
                *("cost_of_fine", "cost_of_tax", "cost_of_suspension"),
                *("warned_by_record", "warned_by_rating", "warned_by_entry"),
                *("owner_points", "owner_lists"),
                *("bars_owner", "lists_owner", "touches_staff"),
            )
        ],
    ]
)


def no_company_law() -> Any:
    """The law of a month in which no regime looks at organisations."""
    law = record(COMPANY_LAW)
    law.attention = 1024
    law.band[:] = BEYOND
    law.lowest = -MOST_POINTS
    law.highest = MOST_POINTS
    return law


def company_law(regime: "Regime", month: int) -> Any:
    """The COMPANY_LAW record of a regime in a month (absolute)."""
    law = no_company_law()
    said = regime.organisations
    if said is not None:
        law.active = 1
        _rules(law, said, month)
        _sight(law, said, month)
        _rating(law, said, month)
        _list(law, said, month)
        _consequences(law, said, month)
        _burdens(law, said, month)
        _spillover(law, said, month)
    return law


def standings(ratings: tuple[str, ...], listed: bool) -> int:
    """A set of standings: being listed, and ratings."""
    return LISTED * listed + sum(2 << RATINGS.index(name) for name in ratings)


def _rules(law: Any, said: "RegimeOrganisations", month: int) -> None:
    points = said.points
    law.start = points.start
    law.lowest = points.lowest - points.start
    law.highest = points.highest - points.start
    law.recovers = points.recovers_a_month
    for rule in said.rules:
        conduct = ORGANISATION_ACTS.index(rule.conduct)
        law.watched[conduct] = 1
        if month >= points.since:
            law.points[conduct] += rule.points
    for name in said.blacklist.grounds if said.blacklist else ():
        law.watched[ORGANISATION_ACTS.index(name)] = 1
    for fine in said.fines:
        law.watched[ORGANISATION_ACTS.index(fine.conduct)] = 1
        law.fined[ORGANISATION_ACTS.index(fine.conduct)] |= month >= fine.since


def _sight(law: Any, said: "RegimeOrganisations", month: int) -> None:
    seen = [0.0] * A
    false = 0.0
    for s, name in ORGANISATION_SOURCES.numbered():
        source = said.data_sources.get(name)
        if source is not None:
            covered = source.coverage.at(month)
            sight = [0.0] * A
            for a, act in ORGANISATION_ACTS.numbered():
                sight[a] = covered * source.sees.get(act, 0.0) * (1.0 - source.miss_rate) * bool(law.watched[a])
            seen = [before + here for before, here in zip(seen, sight, strict=True)]
            law.mistaken[s] = chance(source.wrong_organisation_rate)
            bad = [a for a in range(A) if sight[a] > 0 and (law.points[a] < 0 or law.fined[a])]
            law.false_conduct[s, : len(bad)] = bad
            law.false_choices[s] = len(bad)
            false += source.false_record_rate if bad else 0.0
        law.sees[:, s] = [int(min(share, 1.0) * ONE + 0.5) for share in seen]
        law.false_record[s] = chance(min(false, 1.0))


def _rating(law: Any, said: "RegimeOrganisations", month: int) -> None:
    rating = said.rating
    if rating is None or month < rating.since:
        return
    law.rates = RATED_ON
    if rating.yearly is not None:
        law.rates = RATED_ANEW if month % 12 == rating.yearly - 1 else NOT_RATED
    lowest = min(rating.bands, key=lambda name: rating.bands[name])
    for r, name in enumerate(RATINGS):
        if name in rating.bands and name != "M":
            law.band[r] = -BEYOND if name == lowest else rating.bands[name]
    law.unproven = rating.bands.get("M", BEYOND)
    law.published = rating.published is not None and month >= rating.published.since


def _list(law: Any, said: "RegimeOrganisations", month: int) -> None:
    black = said.blacklist
    if black is None or month < black.since:
        return
    law.lists = 1
    law.listing_ratings = standings(black.ratings, False)
    law.least_days = black.least_days
    law.repeat_days = black.repeat_days
    law.register = black.published is not None and month >= black.published.since
    for name in black.grounds:
        law.ground[ORGANISATION_ACTS.index(name)] = 1


def _consequences(law: Any, said: "RegimeOrganisations", month: int) -> None:
    for name, bar in said.consequences.items():
        if month >= bar.since:
            demand = ORGANISATION_DEMANDS.index(name)
            law.barred[demand] = standings(bar.ratings, bar.listed)
            law.bar_share[demand] = chance(bar.share)


def _on(burden: "Burden | None", month: int) -> int:
    return standings(burden.ratings, burden.listed) if burden is not None and month >= burden.since else 0


def _burdens(law: Any, said: "RegimeOrganisations", month: int) -> None:
    law.taxed = _on(said.tax, month)
    law.inspected = _on(said.inspection, month)
    if said.inspection is not None:
        law.attention = round(1024 * said.inspection.factor)
    if said.suspension is not None and month >= said.suspension.since:
        law.suspends = 1
        law.suspension_days = said.suspension.days
    for name in ORGANISATION_DEMANDS:
        law.cost[ORGANISATION_DEMANDS.index(name)] = getattr(said.strain, name)
    law.cost_of_fine = said.strain.fine
    law.cost_of_tax = said.strain.tax
    law.cost_of_suspension = said.strain.suspension
    law.warned_by_record = said.caution.record
    law.warned_by_rating = said.caution.rating
    law.warned_by_entry = said.caution.entry


def _spillover(law: Any, said: "RegimeOrganisations", month: int) -> None:
    """What owner and organisation do to each other; for the owner's own month see `law.LAW`."""
    owner, representative = said.spillover.owner, said.spillover.representative
    if owner is not None and month >= owner.since:
        law.owner_points = owner.points
        law.owner_lists = owner.lists
    if representative is not None and month >= representative.since:
        law.bars_owner = len(representative.demands) > 0
        law.lists_owner = representative.lists
    if said.suspension is not None and month >= said.suspension.since:
        law.touches_staff = said.suspension.owner_hardship > 0 or said.suspension.staff_hardship > 0
