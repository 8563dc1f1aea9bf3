"""What organisations and their owners do to each other, on last month's states only: looked at before anybody moves."""

from demerit.calendar import YEAR
from demerit.draws import ORGANISATION as DRAWS
from demerit.draws import block, compiled, fill_same
from demerit.month.filing import grounded
from demerit.month.organisation import acted, closed, loaded
from demerit.month.organisation_burdens import suspended_on
from demerit.month.organisation_records import all_filed
from demerit.month.organisation_state import FILES, IN_TRUTH, ON_FILE, B
from demerit.month.origins import OF_COMPANY as FOR_COMPANY
from demerit.month.origins import origin_of
from demerit.month.state import ADULT, BLACK, OF_COMPANY
from demerit.organisations.decisions import AHEAD
from demerit.organisations.growth import existing
from demerit.organisations.settle import employee, founded
from demerit.people.placement import ORGANISATIONS, start
from demerit.vocabulary import CORRECT, FALSE, RULEBOOK_OF

ADULT_MONTHS = ADULT * YEAR
# What a person suffers for an organisation, as one whole number.  From the lowest bits on: listed for owning one,
# rightly; the hardship of a missing licence; a bit for each of DEMANDS that is refused all month; the same for those
# refused only until a day in this month on which the organisation leaves its list; the lowest bits of that day.
NEWLY, RIGHTLY = 1, 2
HARDSHIP_SHIFT, HARDSHIP = 2, 127
BARS_SHIFT, BARS = 9, (1 << 24) - 1
BRIEFLY_SHIFT = BARS_SHIFT + 24
UNTIL_SHIFT, UNTIL = BRIEFLY_SHIFT + 24, 63


@compiled()
def present(people, x, month):  # type: ignore[no-untyped-def]
    """Whether somebody is there as an adult in a month."""
    return people.birth[x] + ADULT_MONTHS <= month and month < people.death[x]


@compiled()
def harder(suffered, hardship):  # type: ignore[no-untyped-def]
    """The hardship that a missing licence brings, or what another one brings already, if that is more."""
    before = suffered >> HARDSHIP_SHIFT & HARDSHIP
    return suffered + (max(hardship - before, 0) << HARDSHIP_SHIFT)


@compiled()
def earlier(one, other):  # type: ignore[no-untyped-def]
    """The earlier of two days of one month, given their lowest bits."""
    return one if (other - one) & UNTIL <= UNTIL // 2 else other


@compiled()
def barred_for(suffered, bars, leaves, last):  # type: ignore[no-untyped-def]
    """What is suffered, and these demands refused: all month, or until the organisation leaves its list."""
    if leaves > last:
        return suffered | bars << BARS_SHIFT
    until = leaves & UNTIL
    if suffered >> BRIEFLY_SHIFT & BARS:
        until = earlier(until, suffered >> UNTIL_SHIFT & UNTIL)
    kept = suffered & ~(UNTIL << UNTIL_SHIFT)
    return kept | bars << BRIEFLY_SHIFT | until << UNTIL_SHIFT


@compiled()
def listing_felt(org, law, owner, now, people, count):  # type: ignore[no-untyped-def]
    """What the owner of a listed organisation suffers for it."""
    file = org.file[ON_FILE]
    bars = law.owner_bars[file.ground - 1]
    if bars:
        last = now.first_day + now.days - 1
        people.company[owner] = barred_for(people.company[owner], bars, file.leaves, last)
        count.owners_barred += 1
    if file.since == now.first_day - 1 and law.names_owner[file.ground - 1]:
        people.company[owner] |= NEWLY | (RIGHTLY if org.file[IN_TRUTH].listed else 0)
        count.owners_named += 1


@compiled()
def suspension_felt(law, f, owner, able, now, people, desk, count):  # type: ignore[no-untyped-def]
    """What owner (-1: nobody there) and employees suffer while it has no licence."""
    if owner >= 0 and law.owner_hardship > 0:
        people.company[owner] = harder(people.company[owner], law.owner_hardship)
        count.owners_burdened += 1
    if law.staff_hardship > 0:
        for i in range(desk.staff[f] if able > 0 else 0):
            x = employee(desk, f, i, able)
            before = people.company[x]
            if present(people, x, now.month):
                people.company[x] = harder(before, law.staff_hardship)
                count.staff_burdened += people.company[x] != before


@compiled()
def touched(n, able, economy, now, people, desk, count):  # type: ignore[no-untyped-def]
    """Who suffers for one of the n organisations here: owners of those listed, everybody of those without licence."""
    for f in range(n):
        org, law = desk.orgs[f], economy.law[desk.orgs[f].book]
        file = org.file[ON_FILE]
        without = suspended_on(file, now.first_day)
        if file.listed or without:
            owner = desk.owner[f]
            if owner >= 0 and not present(people, owner, now.month):
                owner = -1
            if file.listed and owner >= 0:
                listing_felt(org, law, owner, now, people, count)
            if without:
                suspension_felt(law, f, owner, able, now, people, desk, count)


@compiled()
def owners(state, n, month, people, desk):  # type: ignore[no-untyped-def]
    """Which organisations have an owner on the people's blacklist."""
    for f in range(n):
        x = desk.owner[f]
        desk.owner_listed[f] = 0
        if x >= 0:
            desk.owner_listed[f] = present(people, x, month) and state[x].marks & BLACK != 0


@compiled()
def drawn(n, now, desk):  # type: ignore[no-untyped-def]
    """Draw a month ahead for the n organisations of a community."""
    words = desk.words
    for j in range(len(AHEAD)):
        fill_same(
            n,
            desk.number,
            now.month,
            AHEAD[j],
            DRAWS,
            now.k0,
            now.k1,
            words[4 * j],
            words[4 * j + 1],
            words[4 * j + 2],
            words[4 * j + 3],
        )


@compiled()
def aged(economy, place, n, month, begins, desk):  # type: ignore[no-untyped-def]
    """How many of the n organisations here are old enough for what depends on age, and how many each rulebook has."""
    trade = economy.trade
    desk.older = existing(trade, place.census, place.number, begins, month - YEAR, n)
    for b in range(B):
        ago = month - economy.law[b].best_months
        desk.established[b] = existing(trade, place.census, place.number, begins, ago, n)
        desk.alike[b] = 0
    for f in range(n):
        desk.alike[RULEBOOK_OF[desk.kind[f]]] += 1


@compiled()
def organisations(economy, now, place, covered, orgs, state, people, desk, count, ledger):  # type: ignore[no-untyped-def]
    """One month of the organisations of a community; its people, on their desk, have not moved yet.

    orgs: their ORG_STATE rows, changed in place; state: rows of the people; count: ORG_COUNT of the province.
    """
    trade = economy.trade
    begins = start(ORGANISATIONS, now.k0, now.k1)
    n = existing(trade, place.census, place.number, begins, now.month, place.organisations)
    for x in range(len(state)):
        people.company[x] = 0
    able = founded(trade, place.number, n, place.census, place.province, now.k0, now.k1, people, desk)
    owners(state, n, now.month, people, desk)
    drawn(n, now, desk)
    aged(economy, place, n, now.month, begins, desk)
    desk.recorded = 0
    for f in range(n):
        org = desk.orgs[f]
        org.province = place.province
        org.covered = covered
        org.rank = place.rank
        loaded(org, desk, f, orgs[f], economy, now)
    touched(n, able, economy, now, people, desk, count)
    for f in range(n):
        acted(desk.orgs[f], desk.next[f], economy, now, n, desk, count, ledger)
    all_filed(economy, now, desk, count, ledger)
    for f in range(n):
        closed(desk.orgs[f], desk.next[f], economy, now, orgs[f], desk, count, ledger)


@compiled()
def shared(me, nxt, now):  # type: ignore[no-untyped-def]
    """1. What this person suffers for an organisation: no income while it has no licence; its listing, as a ground."""
    nxt.burden += me.company >> HARDSHIP_SHIFT & HARDSHIP
    if me.company & NEWLY and me.covered:
        grounded(nxt, OF_COMPANY, CORRECT if me.company & RIGHTLY else FALSE, origin_of(now, FOR_COMPANY))


@compiled()
def owner_barred(me, demand, day):  # type: ignore[no-untyped-def]
    """Whether the person is refused a demand on a day for owning an organisation that is listed then."""
    asked = 1 << demand
    left = ((me.company >> UNTIL_SHIFT & UNTIL) - day) & UNTIL
    still = me.company >> BRIEFLY_SHIFT & asked != 0 and left > 0 and left <= UNTIL // 2
    return me.covered != 0 and (me.company >> BARS_SHIFT & asked != 0 or still)


@compiled()
def orgs_digest(orgs, number):  # type: ignore[no-untyped-def]
    """A sum over organisations of Philox(number, state): free of order and shards.  number: of the first."""
    total = 0
    for f in range(len(orgs)):
        row = orgs[f]
        for i in range(FILES):
            a, b, _, _ = block(
                (number + f) & 0xFFFFFFFF,
                (int(row.points[i]) & 0xFFFF) << 16 | (int(row.marks[i]) & 0xFFFF),
                (int(row.since[i]) & 0xFFFF) << 16 | (int(row.caution) & 0xFF) << 8 | (int(row.strain) & 0xFF),
                i,
                3,
                4,
            )
            total = (total + (a << 16 ^ b)) & 0xFFFFFFFFFFFF
    return total
