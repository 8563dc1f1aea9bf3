"""Steps 5 and 6 of an organisation's month: rating, blacklist, and who is refused what for them."""

from demerit.draws import compiled
from demerit.month.organisation_note import DECLINED, ENTERED, GRANTED, LEFT, RATED, REFUSED, SUSPENDED, TAXED, said
from demerit.month.organisation_records import standing
from demerit.month.organisation_state import (
    ENTRIES_SHIFT,
    GROUND,
    LISTED,
    MOST_ENTRIES,
    R,
)
from demerit.people.placement import ORGANISATION_DEMAND, holds
from demerit.vocabulary import FIRST_ACT_GROUND, NOT_RATED, ORGANISATION_GROUNDS, RATED_ANEW, RATINGS

UNPROVEN = RATINGS.index("M")
FOR_RATING = ORGANISATION_GROUNDS.index("rating")
FOR_OWNER = ORGANISATION_GROUNDS.index("owner")


@compiled()
def score(firm, nxt, law):  # type: ignore[no-untyped-def]
    """Points that count: an enterprise's are common to its establishments; an owner on the blacklist costs some."""
    points = firm.common if firm.shared else nxt.points
    return law.start + points + (law.owner_points if firm.owner_listed else 0)


@compiled()
def rating_of(firm, law, points):  # type: ignore[no-untyped-def]
    """The rating of so many points: 1 + position in RATINGS."""
    if firm.idle and points >= law.unproven:
        return 1 + UNPROVEN
    for r in range(R):
        if points >= law.band[r]:
            return 1 + r
    return 0


@compiled()
def rated(firm, nxt, law, day, desk, count, ledger):  # type: ignore[no-untyped-def]
    """5. Rated anew, where it is time; a lower rating that everybody can read makes careful."""
    nxt.rating = firm.rating
    if law.rates == NOT_RATED or not firm.covered:
        return
    points = score(firm, nxt, law)
    nxt.rating = rating_of(firm, law, points)
    if nxt.rating != firm.rating:
        said(ledger, desk, firm.position, day, RATED, nxt.rating, points, firm.rating)
        if law.published and nxt.rating > firm.rating > 0:
            nxt.warning += law.warned_by_rating
    if law.rates == RATED_ANEW:
        nxt.points = 0
        nxt.wrong = 0


@compiled()
def wrongful(firm, nxt, law, marks):  # type: ignore[no-untyped-def]
    """Whether a listed organisation would not be listed if wrong records had never been made."""
    wrong = firm.common_wrong if firm.shared else nxt.wrong
    if marks & GROUND or wrong >= 0:
        return False
    return (1 << rating_of(firm, law, score(firm, nxt, law) - wrong)) & law.listing_ratings == 0


@compiled()
def grounds(firm, nxt, law):  # type: ignore[no-untyped-def]
    """Why an organisation is to be listed, or -1: an act, its owner, its rating."""
    if not law.lists or not firm.covered:
        return -1
    if nxt.ground:
        return FIRST_ACT_GROUND + nxt.ground - 1
    if law.owner_lists and firm.owner_listed:
        return FOR_OWNER
    if (1 << nxt.rating) & law.listing_ratings:
        return FOR_RATING
    return -1


@compiled()
def entered(firm, nxt, law, day, ground, desk, count, ledger):  # type: ignore[no-untyped-def]
    """5. Onto the blacklist; where the law says so, the licence is gone for a while."""
    before = (nxt.marks >> ENTRIES_SHIFT) & MOST_ENTRIES
    wrong = ground == FOR_RATING and wrongful(firm, nxt, law, 0)
    wrong |= ground >= FIRST_ACT_GROUND and nxt.true_ground == 0
    nxt.marks |= LISTED
    nxt.marks &= ~GROUND
    if ground != FOR_RATING and not wrong:
        nxt.marks |= GROUND
    if before < MOST_ENTRIES:
        nxt.marks += 1 << ENTRIES_SHIFT
    nxt.since = day
    nxt.due = min(day + law.least_days + law.repeat_days * min(before, 3), 32767)
    nxt.warning += law.warned_by_entry
    count.blacklist_entries[firm.kind] += 1
    count.entries_for[firm.kind, ground] += 1
    count.blacklist_wrongful_entries[firm.kind] += wrong
    said(ledger, desk, firm.position, day, ENTERED, ground, score(firm, nxt, law), wrong)
    if law.suspends:
        said(ledger, desk, firm.position, day, SUSPENDED, law.suspension_days, 0, 0)


@compiled()
def blacklisted(firm, nxt, law, now, desk, count, ledger):  # type: ignore[no-untyped-def]
    """5. The blacklist.  Exits are decided on the standing as of step 1, so that nothing of this month matters."""
    last = now.first_day + now.days - 1
    ground = grounds(firm, nxt, law)
    if firm.marks & LISTED == 0:
        if ground >= 0:
            entered(firm, nxt, law, last, ground, desk, count, ledger)
        return
    held = (law.owner_lists and firm.owner_listed) or standing(firm) & law.listing_ratings != 0
    if not law.lists or (firm.due <= last and not held):
        day = min(max(firm.due, now.first_day), last)
        nxt.marks &= ~(LISTED | GROUND)
        count.blacklist_exits[firm.kind] += 1
        count.blacklist_stay_days[firm.kind] += day - firm.since
        said(ledger, desk, firm.position, day, LEFT, 0, score(firm, nxt, law), day - firm.since)


@compiled()
def answered(firm, nxt, trade, law, now, day, kind, demand, aside, desk, count, ledger):  # type: ignore[no-untyped-def]
    """6. A demand is answered: ordinary reasons come first; whoever is barred is refused, always."""
    count.demand[firm.kind, demand] += 1
    count.rating_demand[firm.rating, demand] += 1
    if aside < trade.declined[kind]:
        count.declined[firm.kind, demand] += 1
        said(ledger, desk, firm.position, day, DECLINED, demand, 0, 0)
    elif (
        firm.covered
        and standing(firm) & law.barred[demand]
        and holds(firm.rank, ORGANISATION_DEMAND + demand, law.bar_share[demand], now.k0, now.k1)
    ):
        count.refused[firm.kind, demand] += 1
        count.rating_refused[firm.rating, demand] += 1
        nxt.burden += law.cost[demand]
        said(ledger, desk, firm.position, day, REFUSED, demand, score(firm, nxt, law), firm.rating)
    else:
        count.granted[firm.kind, demand] += 1
        said(ledger, desk, firm.position, day, GRANTED, demand, 0, 0)


@compiled()
def burdened(firm, nxt, law, now, desk, count, ledger):  # type: ignore[no-untyped-def]
    """6. What a month costs by itself: a higher tax, no licence, inspections."""
    where = standing(firm)
    if firm.covered and where & law.taxed:
        nxt.burden += law.cost_of_tax
        count.taxed[firm.kind] += 1
        count.rating_taxed[firm.rating] += 1
        said(ledger, desk, firm.position, now.first_day, TAXED, firm.rating, 0, 0)
    if firm.covered and where & law.inspected:
        count.inspected[firm.kind] += 1
    if firm.suspended:
        nxt.burden += law.cost_of_suspension
        count.suspended[firm.kind] += 1
        count.suspended_days[firm.kind] += now.days
        count.rating_suspended[firm.rating] += 1
