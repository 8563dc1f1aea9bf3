"""An organisation's month.  Read `acted` and `closed` from top to bottom: together they are the eight steps.

All organisations of a community take steps 1 to 3 first, since one's record may be put down to another; then each is
rated, listed and burdened on its own.  Decisions read the state as of step 1; only step 7 writes.
"""

from demerit.draws import ONE, ORGANISATION, block, compiled
from demerit.month.organisation_note import (
    ACT,
    LICENCE_REVOKED,
    RESTORED,
    said,
)
from demerit.month.organisation_records import invented, observed
from demerit.month.organisation_standing import answered, blacklisted, burdened, rated, wrongful
from demerit.month.organisation_state import (
    INVENTED,
    LISTED,
    PHANTOM,
    RATING_SHIFT,
    REOPENING,
    REVOKED,
    K,
    S,
)
from demerit.ranges import HIGHEST
from demerit.vocabulary import NO_DEMAND, ORGANISATION_ACTS

REVOKING = ORGANISATION_ACTS.index("revoked")
DETAILS = 16  # numbers of draws of candidates begin here
RATING = 7 << RATING_SHIFT


@compiled()
def suspended(row, law, first_day):  # type: ignore[no-untyped-def]
    """Whether an organisation has lost its licence for being listed."""
    lost = row.marks & LISTED != 0 and row.marks & REVOKED == 0 and law.suspends != 0
    return lost and first_day < int(row.since) + law.suspension_days


@compiled()
def loaded(firm, desk, f, row, economy, first_day):  # type: ignore[no-untyped-def]
    """Put one organisation on the desk as of step 1; where it is, `province`, `covered`, `rank`, is set already."""
    firm.position = f
    firm.number = desk.number[f]
    firm.kind = desk.kind[f]
    firm.cell = (desk.kind[f] * 8 + desk.sector[f]) * 4 + desk.size_class[f]
    firm.idle = desk.idle[f]
    firm.owner_listed = desk.owner_listed[f]
    firm.points = row.points
    firm.wrong = row.wrong
    firm.marks = row.marks
    firm.since = row.since
    firm.due = row.due
    firm.caution = row.caution
    firm.strain = row.strain
    firm.rating = (int(row.marks) & RATING) >> RATING_SHIFT
    firm.suspended = suspended(row, economy.law, first_day)
    e = desk.enterprise[f]
    firm.shared = 0
    if e >= 0 and economy.establishments[firm.province, e] > 0:
        firm.shared = 1
        firm.common = economy.common[firm.province, e]
        firm.common_wrong = economy.common_wrong[firm.province, e]


@compiled()
def begun(nxt, row):  # type: ignore[no-untyped-def]
    """1. The month starts from what was decided before."""
    nxt.points = row.points
    nxt.wrong = row.wrong
    nxt.marks = row.marks
    nxt.since = row.since
    nxt.due = row.due
    nxt.burden = 0
    nxt.warning = 0
    nxt.ground = 0
    nxt.true_ground = 0
    nxt.rating = 0


@compiled()
def licence(firm, nxt, trade, draw, now, desk, count, ledger):  # type: ignore[no-untyped-def]
    """1. Whoever lost a licence by ordinary law, and is not listed, may get it back."""
    if firm.marks & REVOKED and firm.marks & LISTED == 0 and draw < trade.reopens:
        nxt.marks &= ~REVOKED
        count.reopened[firm.kind] += 1
        said(ledger, desk, firm.position, now.first_day, RESTORED, 0, 0, 0)


@compiled()
def willing(firm, trade, kind, count):  # type: ignore[no-untyped-def]
    """Chance (of ONE) that a candidate becomes an act: strain presses, caution restrains."""
    pressed = 1024 + ((trade.strain[kind] * firm.strain) >> 7)
    careful = 1024 + ((trade.caution[kind] * firm.caution) >> 7)
    chance = (trade.acceptance[kind] * pressed * careful) >> 20
    if chance > ONE:
        count.clipped[firm.kind] += 1
        chance = ONE
    return chance


@compiled()
def tried(firm, nxt, trade, law, now, kind, n, desk, count, ledger):  # type: ignore[no-untyped-def]
    """2. and 3., for demands 6.: one candidate, done or not; an act is perhaps recorded, a demand answered."""
    w0, w1, w2, w3 = block(firm.number, now.month, DETAILS + kind, ORGANISATION, now.k0, now.k1)
    count.candidates[firm.kind] += 1
    if w0 >> 1 >= willing(firm, trade, kind, count):
        return
    day = now.first_day + ((w3 >> 1) * now.days) // ONE
    count.acts[firm.kind, kind] += 1
    said(ledger, desk, firm.position, day, ACT, kind, 0, 0)
    demand = trade.demand_of[kind]
    if demand != NO_DEMAND:
        answered(firm, nxt, trade, law, now, day, kind, demand, w2 >> 1, desk, count, ledger)
        return
    if kind == REVOKING:
        nxt.marks |= REVOKED
        said(ledger, desk, firm.position, day, LICENCE_REVOKED, 0, 0, 0)
    observed(firm, law, day, kind, w1 >> 1, w2 >> 1, n, desk, count, ledger)


@compiled()
def acted(firm, trade, law, now, f, n, desk, count, ledger):  # type: ignore[no-untyped-def]
    """Steps 1 to 3 of the organisation on the desk, one of n here."""
    nxt = desk.next[f]
    licence(firm, nxt, trade, desk.words[REOPENING, f], now, desk, count, ledger)
    if firm.marks & REVOKED == 0 and not firm.suspended:
        for kind in range(K):
            if desk.words[kind, f] < trade.ceiling[firm.cell, kind]:
                tried(firm, nxt, trade, law, now, kind, n, desk, count, ledger)
    if firm.covered and desk.words[PHANTOM, f] < law.false_record[S - 1]:
        invented(firm, law, now, desk.words[PHANTOM, f], desk.words[INVENTED, f], desk, count, ledger)


@compiled()
def recovered(points, recovers):  # type: ignore[no-untyped-def]
    """Points on their way back to the start."""
    if points < 0:
        return min(points + recovers, 0)
    return max(points - recovers, 0)


@compiled()
def summed(firm, nxt, law, desk, f, count):  # type: ignore[no-untyped-def]
    """8. Sums go to the province; an enterprise's establishments add up to its common points."""
    kind = firm.kind
    count.stock[kind] += 1
    count.covered[kind] += firm.covered
    count.closed[kind] += nxt.marks & REVOKED != 0
    count.owned[kind] += desk.owner[f] >= 0
    count.owner_listed[kind] += firm.owner_listed
    count.points[kind] += nxt.points
    count.strain[kind] += firm.strain
    count.caution[kind] += firm.caution
    count.rating[nxt.rating] += 1
    if nxt.marks & LISTED:
        count.blacklist_stock[kind] += 1
        count.rating_listed[nxt.rating] += 1
        count.blacklist_wrongful_stock[kind] += wrongful(firm, nxt, law, nxt.marks)
    e = desk.enterprise[f]
    if e >= 0:
        count.enterprise_points[e] += nxt.points
        count.enterprise_wrong[e] += nxt.wrong
        count.enterprise_number[e] += 1


@compiled()
def written(firm, nxt, trade, row):  # type: ignore[no-untyped-def]
    """7. The month is over: what `nxt` gathered becomes the organisation's state."""
    row.points = nxt.points
    row.wrong = min(max(nxt.wrong, -32768), 32767)
    row.marks = (nxt.marks & ~RATING) | (nxt.rating << RATING_SHIFT)
    row.since = nxt.since
    row.due = nxt.due
    eased = max(firm.strain - ((firm.strain * trade.strain_passes + 1023) >> 10), 0)
    row.strain = min(eased + nxt.burden, HIGHEST)
    calmed = max(firm.caution - ((firm.caution * trade.caution_passes + 1023) >> 10), 0)
    row.caution = min(calmed + nxt.warning, HIGHEST)


@compiled()
def closed(firm, trade, law, now, f, row, desk, count, ledger):  # type: ignore[no-untyped-def]
    """Steps 4 to 8: what was recorded counts; rating, list, burdens, response, sums."""
    nxt = desk.next[f]
    last = now.first_day + now.days - 1
    rated(firm, nxt, law, last, desk, count, ledger)
    blacklisted(firm, nxt, law, now, desk, count, ledger)
    burdened(firm, nxt, law, now, desk, count, ledger)
    summed(firm, nxt, law, desk, f, count)
    nxt.points = recovered(nxt.points, law.recovers)
    nxt.wrong = recovered(nxt.wrong, law.recovers)
    written(firm, nxt, trade, row)
