"""Step 6 of an organisation's month: who is refused what, and what a rating or a list costs by itself."""

from demerit.draws import compiled
from demerit.month.organisation_note import DECLINED, GRANTED, REFUSED, TAXED, said
from demerit.month.organisation_standing import standing
from demerit.month.organisation_state import IN_TRUTH, ON_FILE
from demerit.people.placement import ORGANISATION_DEMAND, holds
from demerit.rulebook.organisations import ON_BLACKLIST, ON_WATCHLIST

FOR_RATING, FOR_BLACKLIST, FOR_WATCHLIST = range(3)  # why the ledger says that something was refused


@compiled()
def suspended_on(file, day):  # type: ignore[no-untyped-def]
    """Whether a file's licence is suspended on a day."""
    return day < file.back


@compiled()
def bars(file, law, demand, day):  # type: ignore[no-untyped-def]
    """The standings of a file that bar it from a demand on a day."""
    return standing(file, day) & law.barred[demand]


@compiled()
def refused(org, nxt, law, day, demand, because, desk, count, ledger):  # type: ignore[no-untyped-def]
    """6. Refused for where it stands; wrongfully, if it would not stand there without wrong records."""
    rating = org.file[ON_FILE].rating
    count.refused[org.kind, demand] += 1
    count.refused_wrongful[org.kind] += bars(org.file[IN_TRUTH], law, demand, day) == 0
    count.rating_refused[rating, demand] += 1
    nxt.burden += law.cost[demand]
    why = FOR_RATING
    if because & ON_BLACKLIST:
        why = FOR_BLACKLIST
    elif because & ON_WATCHLIST:
        why = FOR_WATCHLIST
    said(ledger, desk, org.position, day, REFUSED, demand, rating, why)


@compiled()
def answered(org, nxt, law, now, day, demand, declined, desk, count, ledger):  # type: ignore[no-untyped-def]
    """6. A demand is answered: ordinary reasons come first; whoever is barred is refused, always."""
    count.demand[org.kind, demand] += 1
    count.rating_demand[org.file[ON_FILE].rating, demand] += 1
    because = bars(org.file[ON_FILE], law, demand, day) if org.covered else 0
    if because and not holds(org.rank, ORGANISATION_DEMAND + demand, law.bar_share[demand], now.k0, now.k1):
        because = 0
    if declined:
        count.declined[org.kind, demand] += 1
        said(ledger, desk, org.position, day, DECLINED, demand, 0, 0)
    elif because:
        refused(org, nxt, law, day, demand, because, desk, count, ledger)
    else:
        count.granted[org.kind, demand] += 1
        said(ledger, desk, org.position, day, GRANTED, demand, 0, 0)


@compiled()
def days_here(file, now):  # type: ignore[no-untyped-def]
    """Days of this month on the blacklist, of a file that is on it as of step 1, and days without a licence."""
    listed = min(file.leaves - now.first_day, now.days) if file.listed else 0
    return listed, min(max(file.back - now.first_day, 0), now.days)


@compiled()
def burdened(org, nxt, law, now, desk, count, ledger):  # type: ignore[no-untyped-def]
    """6. What a month costs by itself: a higher tax, no licence, inspections; days on the list."""
    kind, file = org.kind, org.file[ON_FILE]
    here, right = standing(file, now.first_day), standing(org.file[IN_TRUTH], now.first_day)
    if org.covered and here & law.taxed:
        nxt.burden += law.cost_of_tax
        count.taxed[kind] += 1
        count.taxed_wrongful[kind] += right & law.taxed == 0
        count.rating_taxed[file.rating] += 1
        said(ledger, desk, org.position, now.first_day, TAXED, file.rating, 0, 0)
    if org.covered and here & law.inspected:
        count.inspected[kind] += 1
        count.inspected_wrongful[kind] += right & law.inspected == 0
        count.rating_inspected[file.rating] += 1
    listed, without = days_here(file, now)
    listed_in_truth, without_in_truth = days_here(org.file[IN_TRUTH], now)
    count.blacklist_listed_days[kind] += listed
    count.blacklist_wrongful_days[kind] += max(listed - listed_in_truth, 0)
    if without:
        nxt.burden += law.cost_of_suspension
        count.suspended[kind] += 1
        count.suspended_wrongful[kind] += without_in_truth == 0
        count.suspended_days[kind] += without
        count.suspended_wrongful_days[kind] += max(without - without_in_truth, 0)
        count.rating_suspended[file.rating] += 1
