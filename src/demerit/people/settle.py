"""Settling a community in a month: who lives there, and with whom, as functions of the seed, an id and the month.

Nothing is stored: the same people come out whenever they are asked for.  Ids of a community: first those alive at the
census (families, then the collective household), then those who died before it, then those born after it.  The census
month is the anchor (`people.anchor`); homes of earlier months are undone from there (`people.before`), those of later
months go on from there (`people.after`).  Of months before the society's first, homes are those of the first.

Which draws decide what: `demerit.words`.
"""

from demerit.draws import GOLDEN, MASK, PERSON, compiled, fill_same
from demerit.people.after import after
from demerit.people.anchor import COLLECTIVE, PART, TENTH, TOLD, aged, born, departed, families, others, raw_of
from demerit.people.before import NOT_YET, OF_AGE, before, goes, pair
from demerit.people.desk import POSITION, STRIDE
from demerit.people.flags import COUPLE, ELDERS, KIDS, SHE_HEADS
from demerit.people.occupations import occupied
from demerit.people.templates import CHILD, ELDER, FEMALE


@compiled()
def minor(desk, x, month):  # type: ignore[no-untyped-def]
    """Whether person x lives in a month, and is under age."""
    return (month - OF_AGE < desk.birth[x]) & (desk.birth[x] <= month) & (month < desk.death[x])


@compiled()
def grown(month, n, slots, number, desk):  # type: ignore[no-untyped-def]
    """In which households somebody of age lives this month."""
    for h in range(slots):
        desk.grown_at[h] = 0
    for x in range(n):
        of_age = (desk.birth[x] <= month - OF_AGE) & (month < desk.death[x])
        desk.grown_at[desk.home[x] & POSITION] |= of_age
    desk.grown_at[number] = 1  # somebody is in charge of a collective household


@compiled()
def kin_for(home, raw, number, majority, desk):  # type: ignore[no-untyped-def]
    """The household that takes in the minors of one where nobody of age is left: of the same group if there is one."""
    begin = (((int(home) * GOLDEN) & MASK) * number) >> 32
    for other in range(2):
        for away in range(number):
            h = (begin + away) % number
            if desk.grown_at[h] and (other or raw_of(desk.head[h], majority) == raw):
                return h
    return home


@compiled()
def orphans(month, n, slots, number, majority, desk):  # type: ignore[no-untyped-def]
    """Minors without anybody of age at home live with kin."""
    grown(month, n, slots, number, desk)
    for x in range(n):
        home = desk.home[x] & POSITION
        if minor(desk, x, month) and desk.grown_at[home] == 0:
            goes(desk, x, kin_for(home, desk.group[x] ^ majority, number, majority, desk))


@compiled()
def placed(n, desk):  # type: ignore[no-untyped-def]
    """Place, income and kind of the household that everybody lives in, and income of the one they come from."""
    for x in range(n):
        desk.reared[x] = desk.origin[x] >> (TOLD + TENTH) & 15
        desk.urban[x] = desk.now[x] & 1
        desk.decile[x] = desk.now[x] >> TENTH & 15
        desk.collective[x] = desk.now[x] & COLLECTIVE != 0


@compiled()
def settle(tables, c, n_census, n_departed, n_later, province, tier, month, k0, k1, desk):  # type: ignore[no-untyped-def]
    """Settle community c on the desk as it is in a month; returns the number of its people.

    Fills every trait of the desk but schooling, and partners and mothers (`related`).  Where and with whom people live,
    who is online and in the labour force are those of the month.  A household that is founded after the census has the
    place and income of the one that its founder comes from; group goes with the person.  Of those not born yet, group
    and home say nothing.
    """
    high = n_census + n_departed
    n = high + n_later
    for x in range(n):
        desk.who[x] = c * STRIDE + x
        desk.partner[x] = -1
        desk.mother[x] = -1
    fill_same(n, desk.who, 0, 0, PERSON, k0, k1, desk.p0, desk.p1, desk.p2, desk.p3)
    low, number = families(tables, c, n_census, province, tier, month, k0, k1, desk)
    others(tables, low, n_census, n_departed, number, province, tier, month, k0, k1, desk)
    aged(tables, n_census, number, desk)
    departed(tables, c, n_census, high, n_census, province, k0, k1, desk)
    born(tables, c, high, n, n_census, province, k0, k1, desk)
    if month <= tables.census:
        slots, lost = before(tables, month, low, n_census, n_departed, number, k0, k1, desk)
    else:
        slots, lost = after(tables, month, low, n_census, high, n, number, desk)
    desk.houses[0] = number
    if lost or month < tables.first_month:  # who is of age in the first month may not be yet
        orphans(month, n, slots, number, tables.majority, desk)
    placed(n, desk)
    occupied(tables, n, province, month, k0, k1, desk)
    return n


@compiled()
def related(tables, month, n, desk):  # type: ignore[no-untyped-def]
    """Complete partners and mothers on a settled desk, of those who live together this month: no step asks for them.

    n: what `settle` returned.
    """
    for h in range(desk.houses[0]):
        flags, b = desk.marks[h], desk.begin[h]
        her = b + ((flags & COUPLE != 0) & (flags & SHE_HEADS == 0))
        last = b + desk.members[h] - 1
        if flags & COUPLE and desk.partner[b] != NOT_YET:
            pair(desk, b, b + 1)
        if flags & ELDERS and desk.origin[last - 1] & PART == ELDER:
            pair(desk, last - 1, last)
        if flags & ELDERS and desk.sex[last] == FEMALE:
            desk.mother[b] = last
        if flags & KIDS and desk.sex[her] == FEMALE:
            for x in range(b, last + 1):
                if desk.origin[x] & PART == CHILD:
                    desk.mother[x] = her
    for x in range(n):
        here = (desk.birth[x] <= month) & (month < desk.death[x])
        for other in (desk.partner, desk.mother):
            y = other[x]
            if y < 0 or not (here and desk.home[y] == desk.home[x] and month < desk.death[y]):
                other[x] = -1


@compiled()
def related_there(tables, month, n, desk):  # type: ignore[no-untyped-def]
    """The same, of arrays of one: Numba takes over a record in longer than all of this takes."""
    related(tables[0], month, n, desk[0])
