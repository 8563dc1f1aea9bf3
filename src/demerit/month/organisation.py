"""An organisation's month.  Read `acted` and `closed` from top to bottom: together they are the eight steps.

All organisations of a community take steps 1 and 2 first; then their records are filed, since one's may be put down to
another; then each is rated, listed and burdened on its own.  Decisions read the state as of step 1; only step 7 writes.
"""

from demerit.draws import ONE, block, compiled
from demerit.draws import ORGANISATION as DRAWS
from demerit.month.organisation_burdens import answered, burdened, suspended_on
from demerit.month.organisation_note import ACT, DETERRED, LICENCE_REVOKED, RESTORED, said
from demerit.month.organisation_records import invented, observed
from demerit.month.organisation_standing import leaving, lists, rated, standing
from demerit.month.organisation_state import (
    ENTRIES_SHIFT,
    FILES,
    GROUND_SHIFT,
    IN_TRUTH,
    KEPT,
    LISTED,
    MARKS,
    ON_FILE,
    RATING_SHIFT,
    REVOKED,
    SUSPENDED,
    WATCHED,
    S,
    entries_marked,
    ground_marked,
    rating_marked,
)
from demerit.organisations.decisions import DETAILS, FALSE, KINDS, REOPENED, WORD
from demerit.organisations.desk import ALONE
from demerit.ranges import HIGHEST
from demerit.vocabulary import NO_DEMAND, ORGANISATION_ACTS, RULEBOOK_OF

REVOKING = ORGANISATION_ACTS.index("revoked")
KIND_BITS = 6  # of a thing to do this month: below its day, the kind


@compiled()
def opened(file, row, i, law, covered):  # type: ignore[no-untyped-def]
    """Put one file of an organisation, which is looked at or not, on the desk as of step 1.

    Where there is no scale, nobody has points.
    """
    marks = int(row.marks[i]) & MARKS
    file.points = row.points[i] if covered and law.lowest < law.highest else 0
    file.since = row.since[i]
    file.listed = marks & LISTED != 0
    file.watched = marks & WATCHED != 0
    file.rating = rating_marked(marks)
    file.entries = entries_marked(marks)
    file.ground = ground_marked(marks)
    file.kept = marks & KEPT != 0
    file.back = file.since + law.suspension_days if marks & SUSPENDED and law.suspends else 0
    file.new_ground = 0
    file.new_watch = 0


@compiled()
def loaded(org, desk, f, row, economy, now):  # type: ignore[no-untyped-def]
    """Put one organisation on the desk as of step 1; where it is, `province`, `covered`, `rank`, is set already."""
    org.position = f
    org.number = desk.number[f]
    org.kind = desk.kind[f]
    org.book = RULEBOOK_OF[org.kind]
    law = economy.law[org.book]
    org.covered = org.covered and law.active
    org.cell = (desk.kind[f] * 8 + desk.sector[f]) * 4 + desk.size_class[f]
    org.idle = desk.idle[f]
    org.enterprise = desk.enterprise[f]
    org.young = org.enterprise == ALONE and f >= desk.older
    org.established = org.enterprise != ALONE or f < desk.established[org.book]
    org.ratable = desk.books[f] < law.rated_share and law.rated_size[desk.size_class[f]]
    org.owner_listed = desk.owner_listed[f]
    org.closed = int(row.marks[ON_FILE]) & REVOKED != 0
    org.caution = row.caution
    org.strain = row.strain
    org.shared = org.enterprise != ALONE and economy.establishments[org.province, org.enterprise] > 0
    for i in range(FILES):
        opened(org.file[i], row, i, law, org.covered)
        org.common[i] = economy.common[org.province, org.enterprise, i] if org.shared else 0
        org.file[i].leaves = leaving(org, org.file[i], law, economy.trade.mends, now, desk)


@compiled()
def begun(org, nxt):  # type: ignore[no-untyped-def]
    """1. The month starts from what was decided before."""
    nxt.closed = org.closed
    nxt.burden = 0
    nxt.warning = 0
    for i in range(FILES):
        nxt.file[i] = org.file[i]


@compiled()
def licence(org, nxt, trade, now, desk, count, ledger):  # type: ignore[no-untyped-def]
    """1. Whoever lost a licence by ordinary law, and is not listed, may get it back."""
    if org.closed and not org.file[ON_FILE].listed and desk.words[REOPENED, org.position] < trade.reopens:
        nxt.closed = 0
        count.reopened[org.kind] += 1
        said(ledger, desk, org.position, now.first_day, RESTORED, 0, 0, 0)


@compiled()
def willing(org, trade, k, count):  # type: ignore[no-untyped-def]
    """Chance (of ONE) that a candidate becomes an act: strain presses, caution restrains."""
    pressed = 1024 + ((trade.strain[k] * org.strain) >> 7)
    careful = 1024 + ((trade.caution[k] * org.caution) >> 7)
    chance = (trade.acceptance[k] * pressed * careful) >> 20
    if chance > ONE:
        count.clipped[org.kind] += 1
        chance = ONE
    return chance


@compiled()
def deterred(chance, law, k):  # type: ignore[no-untyped-def]
    """What is left of a chance of whoever is inspected: part of what is forbidden stays undone."""
    return chance - ((chance * law.deterrence) >> 31) if law.deterred[k] else chance


@compiled()
def intended(org, trade, now, desk):  # type: ignore[no-untyped-def]
    """2. The candidates of the month, in the order of days; returns how many.  Each holds day of the month and kind."""
    found = 0
    for i in range(len(KINDS)):
        k = KINDS[i]
        if desk.words[WORD[i], org.position] < trade.ceiling[org.cell, k]:
            _, _, _, when = block(org.number, now.month, DETAILS + k, DRAWS, now.k0, now.k1)
            row = ((when >> 1) * now.days) // ONE << KIND_BITS | k
            at = found
            while at > 0 and desk.todo[at - 1] > row:
                desk.todo[at] = desk.todo[at - 1]
                at -= 1
            desk.todo[at] = row
            found += 1
    return found


@compiled()
def done(org, nxt, trade, law, now, day, k, n, desk, count, ledger):  # type: ignore[no-untyped-def]
    """2. and 3., for demands 6.: one candidate, done or not; an act is perhaps recorded, a demand answered."""
    will, seen, aside, _ = block(org.number, now.month, DETAILS + k, DRAWS, now.k0, now.k1)
    count.candidates[org.kind] += 1
    chance = willing(org, trade, k, count)
    if will >> 1 >= chance:
        return
    demand = trade.demand_of[k]
    if demand != NO_DEMAND:
        count.acts[org.kind, k] += 1
        said(ledger, desk, org.position, day, ACT, k, 0, 0)
        answered(org, nxt, law, now, day, demand, seen >> 1 < trade.declined[k], desk, count, ledger)
        return
    inspected = org.covered and standing(org.file[ON_FILE], day) & law.inspected != 0
    if inspected and will >> 1 >= deterred(chance, law, k):
        count.deterred[org.kind, k] += 1
        said(ledger, desk, org.position, day, DETERRED, k, 0, 0)
        return
    count.acts[org.kind, k] += 1
    said(ledger, desk, org.position, day, ACT, k, 0, 0)
    if k == REVOKING:
        nxt.closed = 1
        said(ledger, desk, org.position, day, LICENCE_REVOKED, 0, 0, 0)
    observed(org, law, now, day, k, seen >> 1, aside >> 1, inspected, n, desk, count, ledger)


@compiled()
def acted(org, nxt, economy, now, n, desk, count, ledger):  # type: ignore[no-untyped-def]
    """Steps 1 to 3 of the organisation on the desk, one of n here: nobody acts without a licence."""
    trade, law = economy.trade, economy.law[org.book]
    begun(org, nxt)
    licence(org, nxt, trade, now, desk, count, ledger)
    if not org.closed:
        for i in range(intended(org, trade, now, desk)):
            day = now.first_day + (desk.todo[i] >> KIND_BITS)
            if not nxt.closed and not suspended_on(org.file[ON_FILE], day):
                k = desk.todo[i] & ((1 << KIND_BITS) - 1)
                done(org, nxt, trade, law, now, day, k, n, desk, count, ledger)
    if org.covered and desk.words[FALSE, org.position] < law.false_record[S - 1]:
        invented(org, economy, now, desk)


@compiled()
def recovered(points, recovers):  # type: ignore[no-untyped-def]
    """Points on their way back to the start."""
    if points < 0:
        return min(points + recovers, 0)
    return max(points - recovers, 0)


@compiled()
def stood(org, nxt, count):  # type: ignore[no-untyped-def]
    """8. Who is rated and listed at the end of the month, and who only for wrong records."""
    kind, file, true_file = org.kind, nxt.file[ON_FILE], nxt.file[IN_TRUTH]
    count.rating[file.rating] += 1
    count.rated[kind] += file.rating > 0
    count.rated_lower_wrongful[kind] += 0 < true_file.rating < file.rating
    if file.listed:
        count.blacklist_stock[kind] += 1
        count.rating_listed[file.rating] += 1
        count.blacklist_wrongful_stock[kind] += not true_file.listed
    if file.watched:
        count.watchlist_stock[kind] += 1
        count.watchlist_wrongful_stock[kind] += not true_file.watched and not true_file.listed


@compiled()
def summed(org, nxt, desk, count):  # type: ignore[no-untyped-def]
    """8. Sums go to the province; an enterprise's establishments add up to its common points."""
    kind = org.kind
    count.stock[kind] += 1
    count.covered[kind] += org.covered
    count.closed[kind] += nxt.closed
    count.owned[kind] += desk.owner[org.position] >= 0
    count.owner_listed[kind] += org.owner_listed
    count.points[kind] += nxt.file[ON_FILE].points
    count.strain[kind] += org.strain
    count.caution[kind] += org.caution
    stood(org, nxt, count)
    if org.enterprise != ALONE:
        count.enterprise_points[org.enterprise] += nxt.file[ON_FILE].points
        count.enterprise_truth[org.enterprise] += nxt.file[IN_TRUTH].points
        count.enterprise_number[org.enterprise] += 1


@compiled()
def marked(file, closed, last):  # type: ignore[no-untyped-def]
    """The marks of a file at the end of a month, as a signed number of 16 bits."""
    marks = (file.listed != 0) * LISTED | (file.watched != 0) * WATCHED
    marks |= (file.back > last + 1) * SUSPENDED | (file.kept != 0) * KEPT
    marks |= file.rating << RATING_SHIFT | file.entries << ENTRIES_SHIFT | file.ground << GROUND_SHIFT
    marks |= (closed != 0) * REVOKED
    return (marks ^ REVOKED) - REVOKED


@compiled()
def written(org, nxt, trade, law, last, row):  # type: ignore[no-untyped-def]
    """7. The month is over: what `nxt` gathered becomes the organisation's state."""
    for i in range(FILES):
        file = nxt.file[i]
        row.points[i] = recovered(file.points, law.recovers)
        row.marks[i] = marked(file, nxt.closed, last)
        row.since[i] = file.since
    eased = max(org.strain - ((org.strain * trade.strain_passes + 1023) >> 10), 0)
    row.strain = min(eased + nxt.burden, HIGHEST)
    calmed = max(org.caution - ((org.caution * trade.caution_passes + 1023) >> 10), 0)
    row.caution = min(calmed + nxt.warning, HIGHEST)


@compiled()
def closed(org, nxt, economy, now, row, desk, count, ledger):  # type: ignore[no-untyped-def]
    """Steps 5 to 8: what was recorded has counted; rating, lists, burdens, response, sums."""
    trade, law = economy.trade, economy.law[org.book]
    last = now.first_day + now.days - 1
    rated(org, nxt, law, now, last, desk, count, ledger)
    lists(org, nxt, law, now, desk, count, ledger)
    burdened(org, nxt, law, now, desk, count, ledger)
    summed(org, nxt, desk, count)
    written(org, nxt, trade, law, last, row)
