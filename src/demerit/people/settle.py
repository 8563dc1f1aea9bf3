"""Settling a community: households first, then their members, each a function of the seed and an id.

Nothing is stored: the same people come out whenever they are asked for.  Ids of a community: first those alive at the
census (families, then collective households), then those who died before it, then those born after it.
"""

from demerit.calendar import NEVER, YEAR
from demerit.draws import COMMUNITY, GOLDEN, HOUSEHOLD, MASK, ONE, PERSON, block, compiled, fill_same
from demerit.people.desk import POSITION, STRIDE
from demerit.people.households import MOST
from demerit.people.mortality import FINE
from demerit.people.occupations import occupied, urban_below
from demerit.people.placement import ROUNDING, phase, start
from demerit.ranges import DECILES

BAND = 60  # months of an age band
OLDEST = 17  # the open age band: 85 and over
REACH = 180  # months that it spans
SLOT = 0xFFF  # masks the number of a template: no negative index
BANDS = 31  # masks the number of an age band
# what a member knows of a family household, in one number: the position of the first member, and from these bits on
GROUP, URBAN, TENTH, TEMPLATE = 12, 13, 14, 18
FIRST = (1 << GROUP) - 1
TRIES = 8  # households asked before a newborn joins whichever comes next
PARENT = (20 * YEAR, 40 * YEAR)


@compiled()
def chosen(draw, n, keep, other):  # type: ignore[no-untyped-def]
    """A slot of an alias table of n slots."""
    scaled = int(draw) * n
    slot = scaled >> 31
    if scaled & (ONE - 1) >= keep[slot]:
        slot = other[slot]
    return slot


@compiled()
def sizes(tables, number, offset, province, desk):  # type: ignore[no-untyped-def]
    """How many members each of so many family households has: by an even spread, not by chance."""
    for h in range(number):
        desk.template[h] = ((offset + h * GOLDEN) & MASK) >> 1
        desk.members[h] = 1
    for i in range(MOST - 1):
        limit = tables.members[province, i]
        for h in range(number):
            desk.members[h] += desk.template[h] >= limit


@compiled()
def shapes(tables, number, province, desk):  # type: ignore[no-untyped-def]
    """Who the members of each family household are: the number of its template.

    Apart from the members themselves: so nothing waits for a table that is looked up at random.
    """
    for h in range(number):
        size = desk.members[h]
        low = tables.first[size - 1]
        scaled = desk.h0[h] * (tables.first[size] - low)
        slot = (low + (scaled >> 31)) & SLOT
        moved = scaled & (ONE - 1) >= tables.keep[province, slot]
        desk.template[h] = slot + (low + tables.other[province, slot] - slot) * moved


@compiled()
def described(tables, number, province, tier, month, desk):  # type: ignore[no-untyped-def]
    """Draws of so many households become what they stand for: h1 the group, h2 the place, h0 the tenth of income.

    In vector code, limit by limit.  The draw h0 has served its purpose by then; h3 was that of income.  The place is
    that of the month; the tenth of income is that of the census, and so goes with where the household lives then.
    """
    minority, majority = tables.minority[province], tables.majority
    then, now = urban_below(tables, province, tier, tables.census), urban_below(tables, province, tier, month)
    for h in range(number):
        desk.h0[h] = 0
        desk.h1[h] = ((desk.h1[h] < minority) ^ majority) | (desk.h2[h] < then) << 1
        desk.h2[h] = desk.h2[h] < now
    for i in range(DECILES - 1):
        country, town = tables.decile[province, 0, i], tables.decile[province, 1, i]
        for h in range(number):
            desk.h0[h] += desk.h3[h] >= (town if desk.h1[h] & 2 else country)
    for h in range(number):
        desk.h1[h] &= 1


@compiled()
def packed(number, desk):  # type: ignore[no-untyped-def]
    """What family households are, each in one number with its template."""
    for h in range(number):
        traits = desk.h0[h] << TENTH | desk.h2[h] << URBAN | desk.h1[h] << GROUP
        desk.template[h] = (desk.template[h] & SLOT) << TEMPLATE | traits


@compiled()
def housed(number, n_census, desk):  # type: ignore[no-untyped-def]
    """Family households one after the other, as many as there is room for; returns how many members, and households.

    As many members are written as a household can have, whoever comes next writes over those too many: cheaper than a
    loop whose end has to be guessed.
    """
    x = 0
    settled = 0
    for h in range(number):
        size = desk.members[h]
        if x + size > n_census:
            break
        family = desk.template[h] | x
        desk.house[h] = x
        for i in range(MOST):
            desk.family[(x & POSITION) + i] = family
        x += size
        settled = h + 1
    return x, settled


@compiled()
def members(tables, n, desk):  # type: ignore[no-untyped-def]
    """The household traits, age band and sex of the members of families, the first n; the exact age comes later."""
    for x in range(n):
        family = desk.family[x]
        home = family & FIRST
        desk.home[x] = home
        desk.group[x] = family >> GROUP & 1
        desk.urban[x] = family >> URBAN & 1
        desk.decile[x] = family >> TENTH & 15
        desk.collective[x] = 0
        desk.h0[x] = x - home
    for x in range(n):
        code = tables.member[desk.family[x] >> TEMPLATE & SLOT, desk.h0[x] & 7]
        desk.birth[x] = code >> 1
        desk.sex[x] = code & 1


@compiled()
def families(tables, c, n_census, province, tier, month, k0, k1, desk):  # type: ignore[no-untyped-def]
    """All family households; returns the number of their members, and of the households."""
    offset, rounding, _, _ = block(c & MASK, 0, 0, COMMUNITY, k0, k1)
    number = (n_census * tables.households[province] + (rounding >> 1)) >> 31
    fill_same(number, desk.who, 0, 0, HOUSEHOLD, k0, k1, desk.h0, desk.h1, desk.h2, desk.h3)
    sizes(tables, number, offset, province, desk)
    shapes(tables, number, province, desk)
    described(tables, number, province, tier, month, desk)
    packed(number, desk)
    x, settled = housed(number, n_census, desk)
    members(tables, x, desk)
    return x, settled


@compiled()
def together(tables, low, high, province, tier, month, k0, k1, desk):  # type: ignore[no-untyped-def]
    """Whoever lives in no family: one collective household, from position low to high."""
    who = desk.who[low:high]
    fill_same(high - low, who, 0, 1, PERSON, k0, k1, desk.h0, desk.h1, desk.h2, desk.h3)
    for i in range(high - low):
        code = chosen(desk.h0[i], 36, tables.together[province], tables.together_else[province])
        desk.birth[low + i] = code >> 1
        desk.sex[low + i] = code & 1
    described(tables, high - low, province, tier, month, desk)
    for i in range(high - low):
        x = low + i
        desk.home[x] = low
        desk.group[x] = desk.h1[i]
        desk.urban[x] = desk.h2[i]
        desk.decile[x] = desk.h0[i]
        desk.collective[x] = 1


@compiled()
def survivals(tables, low, high, desk):  # type: ignore[no-untyped-def]
    """The months in which each is sure to die, by age band and sex: looked up apart, so that `aged` is vector code."""
    for x in range(low, high):
        desk.band[x] = desk.birth[x]
        desk.h0[x] = tables.survival[desk.birth[x] & BANDS, desk.sex[x] & 1]


@compiled()
def infants(tables, low, high, province, desk):  # type: ignore[no-untyped-def]
    """Exact months of birth of the youngest band, of whom those under one are fewer, or more, than a fifth."""
    infant = tables.infant[province]
    for x in range(low, high):
        if desk.band[x] == 0:
            draw = int(desk.p0[x])
            if draw < infant:
                months = (draw * YEAR) // infant
            else:
                months = YEAR + (draw - infant) * (BAND - YEAR) // (ONE - infant)
            desk.birth[x] = tables.census - months


@compiled()
def aged(tables, low, high, province, desk):  # type: ignore[no-untyped-def]
    """Exact months of birth and death of people alive at the census, from their age bands."""
    survivals(tables, low, high, desk)
    for x in range(low, high):
        draw = int(desk.p0[x])
        band = desk.band[x]
        span = (draw * REACH) >> 31 if band == OLDEST else BAND
        desk.birth[x] = tables.census - (band * BAND + ((draw * span) >> 31))
        desk.death[x] = tables.census + 1 + ((int(desk.p3[x]) * int(desk.h0[x])) >> 31)
    infants(tables, low, high, province, desk)


@compiled()
def joined(desk, x, home):  # type: ignore[no-untyped-def]
    """Person x belongs to the household of person `home`."""
    desk.home[x] = desk.home[home]
    desk.group[x] = desk.group[home]
    desk.urban[x] = desk.urban[home]
    desk.decile[x] = desk.decile[home]
    desk.collective[x] = 0


@compiled()
def dead(tables, low, high, households, province, desk):  # type: ignore[no-untyped-def]
    """Those who died between the first month and the census, each in some family household."""
    window = tables.census - tables.first_month
    for x in range(low, high):
        code = chosen(desk.p0[x], 36, tables.dying[province], tables.dying_else[province])
        joined(desk, x, desk.house[(int(desk.p2[x]) * households) >> 31])
        band = code >> 1
        span = REACH if band == OLDEST else BAND
        died = tables.first_month + ((desk.p1[x] * window) >> 31)
        desk.sex[x] = code & 1
        desk.birth[x] = died - (band * BAND + ((int(desk.p3[x]) * span) >> 31))
        desk.death[x] = died + 1


@compiled()
def born(tables, c, low, high, n_census, households, province, k0, k1, desk):  # type: ignore[no-untyped-def]
    """Those born after the census, in order, each into a household with somebody of an age to be a parent."""
    rate = n_census * tables.births[province]
    rounding = phase(c, start(ROUNDING, k0, k1)) << (FINE - 31)
    for i in range(high - low):
        x = low + i
        month = tables.census + (((i + 1) << FINE) - rounding + rate - 1) // rate
        h = (int(desk.p2[x]) * households) >> 31
        for _ in range(TRIES):
            head = desk.house[h]
            years = month - desk.birth[head]
            if PARENT[0] <= years < PARENT[1]:
                break
            h = (h + 1) % households
        joined(desk, x, desk.house[h])
        desk.sex[x] = desk.p1[x] & 1
        desk.birth[x] = month
        desk.death[x] = NEVER


@compiled()
def settle(tables, c, n_census, n_departed, n_later, province, tier, month, k0, k1, desk):  # type: ignore[no-untyped-def]
    """Settle community c on the desk as it is in a month; returns the number of its people.

    Fills every trait of the desk but schooling.  Where people live (urban), who is online and in the labour force are
    those of the month; all others are the same in every month.
    """
    n = n_census + n_departed + n_later
    for x in range(n):
        desk.who[x] = c * STRIDE + x
    fill_same(n, desk.who, 0, 0, PERSON, k0, k1, desk.p0, desk.p1, desk.p2, desk.p3)
    x, households = families(tables, c, n_census, province, tier, month, k0, k1, desk)
    together(tables, x, n_census, province, tier, month, k0, k1, desk)
    aged(tables, 0, n_census, province, desk)
    dead(tables, n_census, n_census + n_departed, households, province, desk)
    born(tables, c, n_census + n_departed, n, n_census, households, province, k0, k1, desk)
    occupied(tables, n, province, month, k0, k1, desk)
    return n
