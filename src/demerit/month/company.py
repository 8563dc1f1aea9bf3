"""What organisations and their owners do to each other, on last month's states only: looked at before anybody moves."""

from demerit.calendar import YEAR
from demerit.draws import ORGANISATION, block, compiled, fill_same
from demerit.month.filing import grounded
from demerit.month.organisation import acted, begun, closed, loaded, suspended
from demerit.month.organisation_state import GROUND, LISTED, WORDS
from demerit.month.origins import OF_COMPANY as FOR_COMPANY
from demerit.month.origins import origin_of
from demerit.month.state import ADULT, BLACK, OF_COMPANY
from demerit.organisations.settle import employee, founded
from demerit.vocabulary import CORRECT, FALSE

ADULT_MONTHS = ADULT * YEAR
# What a person suffers for an organisation.
OWNS_LISTED, OWNS_SUSPENDED, WORKS_FOR_SUSPENDED, NEWLY, RIGHTLY = 1, 2, 4, 8, 16


@compiled()
def present(people, x, month):  # type: ignore[no-untyped-def]
    """Whether somebody is there as an adult in a month."""
    return people.birth[x] + ADULT_MONTHS <= month and month < people.death[x]


@compiled()
def touched(firms, n, able, economy, now, people, desk, count):  # type: ignore[no-untyped-def]
    """Who suffers for one of the n organisations here: owners of those listed, everybody of those without licence."""
    law = economy.law
    for f in range(n):
        marks = int(firms[f].marks)
        if marks & LISTED == 0:
            continue
        owner = desk.owner[f]
        there = owner >= 0 and present(people, owner, now.month)
        if there:
            people.company[owner] |= OWNS_LISTED
            if firms[f].since == now.first_day - 1 and law.lists_owner:
                people.company[owner] |= NEWLY | (RIGHTLY if marks & GROUND else 0)
                count.owners_named += 1
        if suspended(firms[f], law, now.first_day) and law.touches_staff:
            if there:
                people.company[owner] |= OWNS_SUSPENDED
                count.owners_burdened += 1
            for i in range(desk.staff[f] if able > 0 else 0):
                x = employee(desk, f, i, able)
                if present(people, x, now.month) and people.company[x] & WORKS_FOR_SUSPENDED == 0:
                    people.company[x] |= WORKS_FOR_SUSPENDED
                    count.staff_burdened += 1


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
    for j in range(WORDS // 4):
        fill_same(
            n,
            desk.number,
            now.month,
            j,
            ORGANISATION,
            now.k0,
            now.k1,
            words[4 * j],
            words[4 * j + 1],
            words[4 * j + 2],
            words[4 * j + 3],
        )


@compiled()
def organisations(economy, now, place, covered, firms, state, people, desk, count, ledger):  # type: ignore[no-untyped-def]
    """One month of the organisations of a community; its people, on their desk, have not moved yet.

    firms: their ORG_STATE rows, changed in place; state: rows of the people; count: ORG_COUNT of the province.
    """
    n = place.organisations
    for x in range(len(state)):
        people.company[x] = 0
    able = founded(economy.trade, place.number, n, place.census, place.province, now.k0, now.k1, people, desk)
    touched(firms, n, able, economy, now, people, desk, count)
    owners(state, n, now.month, people, desk)
    drawn(n, now, desk)
    firm = desk.firm
    firm.province = place.province
    firm.covered = covered and economy.law.active
    firm.rank = place.rank
    for f in range(n):
        begun(desk.next[f], firms[f])
    for f in range(n):
        loaded(firm, desk, f, firms[f], economy, now.first_day)
        acted(firm, economy.trade, economy.law, now, f, n, desk, count, ledger)
    for f in range(n):
        loaded(firm, desk, f, firms[f], economy, now.first_day)
        closed(firm, economy.trade, economy.law, now, f, firms[f], desk, count, ledger)


@compiled()
def shared(me, nxt, law, now):  # type: ignore[no-untyped-def]
    """1. What this person suffers for an organisation: no income while it has no licence; its listing, as a ground."""
    if me.company & OWNS_SUSPENDED:
        nxt.burden += law.company_owner_hardship
    elif me.company & WORKS_FOR_SUSPENDED:
        nxt.burden += law.company_staff_hardship
    if me.company & NEWLY and law.company_lists and me.covered:
        truth = CORRECT if me.company & RIGHTLY else FALSE
        grounded(nxt, OF_COMPANY, truth, origin_of(now, FOR_COMPANY))


@compiled()
def firms_digest(firms, number):  # type: ignore[no-untyped-def]
    """A sum over organisations of Philox(number, state): free of order and shards.  number: of the first."""
    total = 0
    for f in range(len(firms)):
        row = firms[f]
        a, b, _, _ = block(
            (number + f) & 0xFFFFFFFF,
            (int(row.points) & 0xFFFF) << 16 | (int(row.wrong) & 0xFFFF),
            (int(row.marks) & 0xFFFF) << 16 | (int(row.since) & 0xFFFF),
            (int(row.due) & 0xFFFF) << 16 | (int(row.caution) & 0xFF) << 8 | (int(row.strain) & 0xFF),
            3,
            4,
        )
        total = (total + (a << 16 ^ b)) & 0xFFFFFFFFFFFF
    return total
