"""Founding the organisations of a community, once its people are settled.

Nothing is stored: the same organisations, owners and employees come out whenever they are asked for.  Owners and
employees are people of the community who belong to the labour force and are 18 to 64 years old at the census, so that
who they are never changes; in a month in which such a person is a child, or dead, the place is empty.

The self-employed are domestic companies; nonprofits offer services, and need no income to be judged by.
"""

from demerit.draws import MASK, ONE, ORGANISATION, block, compiled, fill_same
from demerit.organisations.decisions import ENTERPRISE, MORE, TRAITS
from demerit.organisations.desk import ALONE, ENTERPRISES, NOBODY, ORG_STRIDE
from demerit.vocabulary import ORGANISATIONS, SECTORS, SIZES

SELF_EMPLOYED = SIZES.index("self_employed")
LARGE = len(SIZES) - 1
DOMESTIC = ORGANISATIONS.index("domestic")
NONPROFIT = ORGANISATIONS.index("nonprofit")
SERVICES = SECTORS.index("services")
WORKING = (18 * 12, 65 * 12)  # months of age at the census
PRIMES = (1009, 1013)  # steps from one employee to the next, so that a household does not share one employer


@compiled()
def parts(shares, n, draws, found):  # type: ignore[no-untyped-def]
    """Which part of cumulative shares each of n draws falls into: share by share, so in vector code."""
    for f in range(n):
        found[f] = 0
    for i in range(len(shares) - 1):
        share = shares[i]
        for f in range(n):
            found[f] += draws[f] >= share


@compiled()
def workers(census, n_census, people, desk):  # type: ignore[no-untyped-def]
    """Positions of those who can own or work for an organisation, by where they are at the census; returns how many."""
    found = 0
    for x in range(n_census):
        age = census - people.birth[x]
        desk.worker[found] = x
        found += (people.employable[x] != 0) & (age >= WORKING[0]) & (age < WORKING[1])
    return found


@compiled()
def enterprise_number(province, slot):  # type: ignore[no-untyped-def]
    """The number that an enterprise has for its draws."""
    return (province * ENTERPRISES + slot) & MASK


@compiled()
def founded(trade, c, n, n_census, province, k0, k1, people, desk):  # type: ignore[no-untyped-def]
    """Found the n organisations of community c; returns how many people can work for them.

    people: the desk on which the community is settled; n_census: its people at the census.
    """
    able = workers(trade.census, n_census, people, desk)
    for f in range(n):
        desk.number[f] = c * ORG_STRIDE + f
    fill_same(n, desk.number, 0, TRAITS, ORGANISATION, k0, k1, desk.d0, desk.d1, desk.d2, desk.d3)
    fill_same(n, desk.number, 0, MORE, ORGANISATION, k0, k1, desk.e0, desk.e1, desk.e2, desk.e3)
    parts(trade.sizes, n, desk.d2, desk.size_class)
    for f in range(n):
        desk.enterprise[f] = ALONE
        desk.books[f] = desk.e3[f]
        desk.idle[f] = desk.e1[f] < trade.without_income
        if desk.size_class[f] == LARGE:  # an establishment: what the enterprise is, all its establishments are
            slot = (int(desk.e2[f]) * ENTERPRISES) >> 31
            a, b, kept, _ = block(enterprise_number(province, slot), 0, ENTERPRISE, ORGANISATION, k0, k1)
            desk.enterprise[f] = slot
            desk.d0[f] = a >> 1
            desk.d1[f] = b >> 1
            desk.books[f] = kept >> 1
            desk.idle[f] = 0
    parts(trade.kinds, n, desk.d0, desk.kind)
    parts(trade.sectors, n, desk.d1, desk.sector)
    begins = 0
    for f in range(n):
        extent = desk.size_class[f]
        if extent == SELF_EMPLOYED:
            desk.kind[f] = DOMESTIC
        if desk.kind[f] == NONPROFIT:
            desk.sector[f] = SERVICES
            desk.idle[f] = 0
        least = trade.least_staff[extent]
        desk.staff[f] = least + ((int(desk.e0[f]) * (trade.most_staff[extent] - least + 1)) >> 31)
        desk.owner[f] = NOBODY
        if able > 0:
            desk.owner[f] = desk.worker[(int(desk.d3[f]) * able) // ONE]
        desk.first_worker[f] = begins
        begins += desk.staff[f]
    return able


@compiled()
def employee(desk, f, i, able):  # type: ignore[no-untyped-def]
    """Position of employee i of organisation f, i < staff; able: how many people can work."""
    step = PRIMES[0] if able % PRIMES[0] else PRIMES[1]
    return desk.worker[((desk.first_worker[f] + i) * step) % able]
