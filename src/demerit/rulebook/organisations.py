"""What a regime does with organisations in one month, as whole-number tables: a law for each of its rulebooks."""

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from demerit.draws import ONE, Fields, chance, record, structure
from demerit.ranges import BEYOND, MOST_POINTS
from demerit.vocabulary import (
    DEMANDS,
    FIRST_ACT_GROUND,
    NOT_RATED,
    ORGANISATION_ACTS,
    ORGANISATION_DEMANDS,
    ORGANISATION_GROUNDS,
    ORGANISATION_SOURCES,
    RATED_ANEW,
    RATED_ON,
    RATINGS,
    RULEBOOKS,
    SIZES,
)

if TYPE_CHECKING:
    from demerit.scenario import Regime
    from demerit.scenario.organisations import Bad, RegimeOrganisations, Rulebook

A: Final = ORGANISATION_ACTS.room
D: Final = ORGANISATION_DEMANDS.room
S: Final = ORGANISATION_SOURCES.room
R: Final = len(RATINGS)
G: Final = ORGANISATION_GROUNDS.room
# A set of standings: on the blacklist, one bit a rating from 1 on, on the watch list.
ON_BLACKLIST: Final = 1
ON_WATCHLIST: Final = 2 << R
NO_CHOICE: Final = ("revoked",)  # what nobody leaves undone for being inspected

ORGANISATION_LAW: Final = structure(
    [
        # what data sources record, cumulative over them, of ONE: of those not inspected, of those inspected
        *[(name, np.int64, (A, S)) for name in ("sees", "sees_inspected")],
        ("false_record", np.int64, (S,)),  # cumulative over data sources, of ONE
        ("mistaken", np.int64, (S,)),
        *[
            (name, np.int64, (A,))
            for name in ("points", "watched", "black_ground", "watch_ground", "fined", "deterred")
        ],
        ("band", np.int64, (R,)),  # fewest points of each rating
        ("keeps", np.int64, (R,)),  # whether each stays at the next rating too
        ("rated_size", np.int64, (len(SIZES),)),
        ("ground_days", np.int64, (G,)),  # that a listing lasts at least
        *[(name, np.int64, (D,)) for name in ("barred", "bar_share", "cost")],  # barred: a set of standings
        # what the owner of an organisation listed on a ground is refused, a bit for each of DEMANDS
        ("owner_bars", np.int64, (G,)),
        ("names_owner", np.int64, (G,)),  # whether such an owner is listed too
        *[
            (name, np.int64)
            for name in (
                *("active", "start", "lowest", "highest", "recovers"),
                *("unaudited", "audit_share", "audit_years"),
                *("rating", "rates", "unproven", "published", "rated_share", "best_months", "best_not_after"),
                *("lists", "listing_ratings", "repeat_days", "register"),
                *("watches", "watch_days", "escalates_days", "watch_register"),
                *("taxed", "inspected", "deterrence", "suspension_days", "suspends"),
                *("owner_hardship", "staff_hardship"),
                *("cost_of_fine", "cost_of_tax", "cost_of_suspension"),
                *("warned_by_record", "warned_by_rating", "warned_by_entry"),
                *("owner_points", "owner_lists"),
            )
        ],
    ]
)


def no_organisation_law() -> Any:
    """The law of a month in which nobody looks at organisations."""
    law = record(ORGANISATION_LAW)
    law.band[:] = BEYOND
    law.lowest = -MOST_POINTS
    law.highest = MOST_POINTS
    law.rated_share = ONE
    law.rated_size[:] = 1
    return law


def organisation_laws(regime: "Regime", month: int) -> Any:
    """An ORGANISATION_LAW record for each of RULEBOOKS, in a month (absolute): an array of them."""
    laws = np.array([no_organisation_law() for _ in RULEBOOKS], ORGANISATION_LAW)
    said = regime.organisations
    for number, name in enumerate(RULEBOOKS):
        book = getattr(said, name) if said is not None else None
        if said is not None and book is not None:
            organisation_law(Fields(laws[number : number + 1]), said, book, month)
    return laws


def organisation_law(law: Any, said: "RegimeOrganisations", book: "Rulebook", month: int) -> None:
    """Write what one rulebook says in a month into its law."""
    law.active = 1
    _rules(law, book, month)
    _rating(law, book, month)
    _lists(law, book, month)
    _consequences(law, book, month)
    _burdens(law, book, month)
    _spillover(law, book, month)
    _sight(law, said, book, month)


def standings(said: "Bad | None", month: int) -> int:
    """A set of standings: on a list, and ratings; none before its date."""
    if said is None or month < said.since:
        return 0
    of_ratings = sum(2 << RATINGS.index(name) for name in said.ratings)
    return ON_BLACKLIST * said.listed + ON_WATCHLIST * said.watched + of_ratings


def _rules(law: Any, book: "Rulebook", month: int) -> None:
    points = book.points
    law.start = points.start
    law.lowest = points.lowest - points.start
    law.highest = points.highest - points.start
    law.recovers = points.recovers_a_month
    if points.audits is not None:
        law.unaudited = points.start - points.audits.unaudited_start
        law.audit_share = chance(points.audits.share)
        law.audit_years = points.audits.years
    for rule in book.rules:
        conduct = ORGANISATION_ACTS.index(rule.conduct)
        law.watched[conduct] = 1
        if month >= points.since:
            law.points[conduct] += rule.points
    for name in (
        *(book.blacklist.grounds if book.blacklist else ()),
        *(book.watchlist.grounds if book.watchlist else ()),
    ):
        law.watched[ORGANISATION_ACTS.index(name)] = 1
    for fine in book.fines:
        law.watched[ORGANISATION_ACTS.index(fine.conduct)] = 1
        law.fined[ORGANISATION_ACTS.index(fine.conduct)] |= month >= fine.since


def _sight(law: Any, said: "RegimeOrganisations", book: "Rulebook", month: int) -> None:
    """What each data source records, of those inspected too; what it makes up, and puts down to another one."""
    seen = [[0.0] * S for _ in range(A)]
    false = 0.0
    for s, name in ORGANISATION_SOURCES.numbered():
        source = said.data_sources.get(name)
        if source is not None:
            covered = source.coverage.at(month) * (1.0 - source.miss_rate)
            for act, share in source.sees.items():
                a = ORGANISATION_ACTS.index(act)
                seen[a][s] = covered * share * bool(law.watched[a])
            law.mistaken[s] = chance(source.wrong_organisation_rate)
            false += source.false_record_rate if any(of[s] for of in seen) else 0.0
        law.false_record[s] = chance(min(false, 1.0))
    factor = book.inspection.factor if book.inspection is not None else 1.0
    for a, shares in enumerate(seen):
        if any(shares):
            law.sees[a] = cumulated = _cumulative(shares, 1.0)
            more = _more(float(np.sum(shares)), factor) if factor != 1.0 else 1.0
            law.sees_inspected[a] = cumulated if more == 1.0 else _cumulative(shares, more)


def _more(share: float, factor: float) -> float:
    """By how much the share that is recorded grows when its odds grow by a factor: never beyond all of it."""
    return factor / (1.0 - share + factor * share)


def _cumulative(shares: list[float], times: float) -> list[int]:
    """Shares times a number, cumulated in units of a draw."""
    out, so_far = [], 0.0
    for share in shares:
        so_far += share * times
        out.append(int(min(so_far, 1.0) * ONE + 0.5))
    return out


def _rating(law: Any, book: "Rulebook", month: int) -> None:
    rating = book.rating
    if rating is None or month < rating.since:
        return
    law.rating = 1
    law.rates = RATED_ON
    if rating.yearly is not None:
        law.rates = RATED_ANEW if month % 12 == rating.yearly - 1 else NOT_RATED
    lowest = min((name for name in rating.bands if name != "M"), key=lambda name: rating.bands[name])
    for r, name in enumerate(RATINGS):
        if name in rating.bands and name != "M":
            law.band[r] = -BEYOND if name == lowest else rating.bands[name]
        law.keeps[r] = name in rating.keeps
    law.unproven = rating.bands.get("M", BEYOND)
    law.published = rating.published is not None and month >= rating.published.since
    law.rated_size[:] = [name in rating.sizes for name in SIZES]
    law.rated_share = chance(rating.share)
    if rating.best is not None:
        law.best_months = 12 * rating.best.years
        law.best_not_after = sum(2 << RATINGS.index(name) for name in rating.best.not_after)


def _lists(law: Any, book: "Rulebook", month: int) -> None:
    black, watch = book.blacklist, book.watchlist
    if black is not None and month >= black.since:
        law.lists = 1
        law.listing_ratings = sum(2 << RATINGS.index(name) for name in black.ratings)
        law.ground_days[:] = black.least_days
        law.repeat_days = black.repeat_days
        law.register = black.published is not None and month >= black.published.since
        for name in black.grounds:
            law.black_ground[ORGANISATION_ACTS.index(name)] = 1
            law.ground_days[FIRST_ACT_GROUND + ORGANISATION_ACTS.index(name)] = black.terms.get(name, black.least_days)
    if watch is not None and month >= watch.since:
        law.watches = 1
        law.watch_days = watch.least_days
        law.escalates_days = watch.escalates_after_days
        law.watch_register = watch.published is not None and month >= watch.published.since
        for name in watch.grounds:
            law.watch_ground[ORGANISATION_ACTS.index(name)] = 1


def _consequences(law: Any, book: "Rulebook", month: int) -> None:
    for name, bar in book.consequences.items():
        demand = ORGANISATION_DEMANDS.index(name)
        law.barred[demand] = standings(bar, month)
        law.bar_share[demand] = chance(bar.share)


def _burdens(law: Any, book: "Rulebook", month: int) -> None:
    law.taxed = standings(book.tax, month)
    law.inspected = standings(book.inspection, month)
    if book.inspection is not None:
        law.deterrence = chance(book.inspection.deterrence)
        bad = (law.points < 0) | (law.fined != 0) | (law.black_ground != 0) | (law.watch_ground != 0)
        for a, name in ORGANISATION_ACTS.numbered():
            law.deterred[a] = bool(bad[a]) and name not in NO_CHOICE
    if book.suspension is not None and month >= book.suspension.since:
        law.suspends = 1
        law.suspension_days = book.suspension.days
        law.owner_hardship = book.suspension.owner_hardship
        law.staff_hardship = book.suspension.staff_hardship
    for name in ORGANISATION_DEMANDS:
        law.cost[ORGANISATION_DEMANDS.index(name)] = getattr(book.strain, name, 0)
    law.cost_of_fine = book.strain.fine
    law.cost_of_tax = book.strain.tax
    law.cost_of_suspension = book.strain.suspension
    law.warned_by_record = book.caution.record
    law.warned_by_rating = book.caution.rating
    law.warned_by_entry = book.caution.entry


def _spillover(law: Any, book: "Rulebook", month: int) -> None:
    """What owner and organisation do to each other."""
    owner = book.spillover.owner
    if owner is not None and month >= owner.since:
        law.owner_points = owner.points
        law.owner_lists = owner.lists
    for rule in book.spillover.representatives:
        if month >= rule.since:
            bars = sum(1 << DEMANDS.index(name) for name in rule.demands)
            for ground, name in ORGANISATION_GROUNDS.numbered():
                if not rule.grounds or name in rule.grounds:
                    law.owner_bars[ground] |= bars
                    law.names_owner[ground] |= rule.lists
