"""The census month: family households from templates, then collective ones; everybody's birth, death, sex and group.

This is the anchor of all other months: homes before it are undone from here, homes after it go on from here
(`people.before`, `people.after`), and what somebody is stays what it is here.

A person of the census is one number, `desk.origin`: part in the household, sex, group, age in months, what is known of
the household (urban or rural, tenth of income), and the household.

Which draws decide what: `demerit.words`.
"""

from demerit.calendar import NEVER
from demerit.draws import COMMUNITY, GOLDEN, HOUSEHOLD, MASK, ONE, PERSON, block, compiled, fill_same
from demerit.people.desk import POSITION
from demerit.people.mortality import FINE, STEP
from demerit.people.occupations import urban_below
from demerit.people.placement import BIRTHS, DEATHS, phase, start
from demerit.people.templates import AGES, BAND, LODGER, MOST
from demerit.ranges import DECILES

REACH = 180  # months of the open age band: 85 and over
SLOT = 0xFFF  # masks the number of a template: no negative index
TEMPLATES = 12  # bits of it
ROW = 8  # members that are written at once
# A template is a row of a table, as wide as what a processor reads at once: its members, and then
WIDE = 16
SPAN, MARKS, AWAY, PAIRED = range(ROW, ROW + 4)  # months of span, `people.flags`, shares who have left home, paired
BANDS = 31  # masks the number of an age band
PART = 7  # masks a part in a household
SEX, GROUP, AGE, TOLD, HOUSE = 3, 4, 5, 16, 21  # bits of a person of the census
KNOWN = 31  # masks what is known of a household: bit 0 urban, then the tenth of income
TENTH = 1
COLLECTIVE = 32  # of where somebody lives: it is a collective household


@compiled()
def chosen(draw, n, keep, other):  # type: ignore[no-untyped-def]
    """A slot of an alias table of n slots."""
    scaled = int(draw) * n
    slot = scaled >> 31
    return slot + (other[slot] - slot) * (scaled & (ONE - 1) >= keep[slot])


@compiled()
def age_of(code):  # type: ignore[no-untyped-def]
    """The age in months at the census of the person that a number stands for."""
    return code >> AGE & 2047


@compiled()
def house_of(code):  # type: ignore[no-untyped-def]
    """The household of the census that a person belongs to."""
    return code >> HOUSE


@compiled()
def raw_of(code, majority):  # type: ignore[no-untyped-def]
    """The population group of a person whatever its label: 1 the smaller one."""
    return (code >> GROUP & 1) ^ majority


@compiled()
def band_of(age):  # type: ignore[no-untyped-def]
    """The age band of an age in months, 0 <= age < 1200: `age // 60`, and the last is open."""
    return min((age * 1093) >> 16, AGES - 1)


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
        kept = tables.alias[province, slot]
        moved = scaled & (ONE - 1) >= kept >> TEMPLATES
        desk.template[h] = slot + (low + (kept & SLOT) - slot) * moved


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
def recorded(tables, number, desk):  # type: ignore[no-untyped-def]
    """What is known of each family household, and its householder; h3: what members have beside the template's row."""
    for h in range(number):
        template = desk.template[h] & SLOT
        older = (int(desk.p0[desk.begin[h] & POSITION]) * int(tables.templates[template, SPAN])) >> 31
        told = desk.h0[h] << TENTH | desk.h2[h]
        desk.told[h] = told
        desk.marks[h] = tables.templates[template, MARKS]
        desk.h3[h] = h << HOUSE | told << TOLD | older << AGE | desk.h1[h] << GROUP
        desk.head[h] = tables.templates[template, 0] + desk.h3[h]


@compiled()
def lined_up(number, n_census, desk):  # type: ignore[no-untyped-def]
    """Where family households begin, as many as there is room for; returns how many members, and households."""
    x = 0
    for h in range(number):
        if x + desk.members[h] > n_census:
            return x, h
        desk.begin[h] = x
        x += desk.members[h]
    return x, number


@compiled()
def housed(tables, number, desk):  # type: ignore[no-untyped-def]
    """The members of family households.

    A whole row of members is written, and whoever comes next writes over those too many: cheaper than a loop whose end
    has to be guessed.
    """
    for h in range(number):
        template, begin, more = desk.template[h] & SLOT, desk.begin[h] & POSITION, desk.h3[h]
        for i in range(ROW):
            desk.origin[begin + i] = tables.templates[template, i] + more


@compiled()
def families(tables, c, n_census, province, tier, month, k0, k1, desk):  # type: ignore[no-untyped-def]
    """All family households; returns the number of their members, and of the households."""
    offset, rounding, _, _ = block(c & MASK, 0, 0, COMMUNITY, k0, k1)
    number = (n_census * tables.households[province] + (rounding >> 1)) >> 31
    fill_same(number, desk.who, 0, 0, HOUSEHOLD, k0, k1, desk.h0, desk.h1, desk.h2, desk.h3)
    sizes(tables, number, offset, province, desk)
    shapes(tables, number, province, desk)
    described(tables, number, province, tier, month, desk)
    x, settled = lined_up(number, n_census, desk)
    recorded(tables, settled, desk)
    housed(tables, settled, desk)
    return x, settled


@compiled()
def others(tables, low, n_census, n_departed, number, province, tier, month, k0, k1, desk):  # type: ignore[no-untyped-def]
    """Whoever lives in no family at the census, from position low on: in the collective household, or dead by then."""
    n = n_census + n_departed - low
    who = desk.who[low : low + n]
    fill_same(n, who, 0, 1, PERSON, k0, k1, desk.h0, desk.h1, desk.h2, desk.h3)
    fill_same(n, who, 0, 6, PERSON, k0, k1, desk.f0, desk.f1, desk.f2, desk.f3)
    living = n_census - low
    for i in range(living):
        desk.left[i] = chosen(desk.h0[i], 2 * AGES, tables.together[province], tables.together_else[province])
    for i in range(living, n):
        desk.left[i] = chosen(desk.h0[i], 2 * AGES, tables.dying[province], tables.dying_else[province])
    described(tables, n, province, tier, month, desk)
    for i in range(n):
        band = desk.left[i] >> 1
        span = REACH if band == AGES - 1 else BAND
        age = band * BAND + ((int(desk.f0[i]) * span) >> 31)
        told = desk.h0[i] << TENTH | desk.h2[i]
        person = age << AGE | desk.h1[i] << GROUP | (desk.left[i] & 1) << SEX | LODGER
        desk.origin[low + i] = number << HOUSE | told << TOLD | person


@compiled()
def aged(tables, n, number, desk):  # type: ignore[no-untyped-def]
    """Homes, births, deaths, sexes and groups of people at the census: what is looked up is apart from vector code."""
    for x in range(n):
        code = desk.origin[x]
        home = code >> HOUSE
        desk.home[x] = home
        desk.now[x] = code >> TOLD & KNOWN | (COLLECTIVE if home == number else 0)
        desk.birth[x] = tables.census - (code >> AGE & 2047)
        desk.group[x] = code >> GROUP & 1
        desk.sex[x] = code >> SEX & 1
        desk.h0[x] = band_of(code >> AGE & 2047)
    for x in range(n):
        desk.h0[x] = tables.survival[desk.h0[x] & BANDS, desk.sex[x] & 1]
    horizon = tables.horizon
    for x in range(n):
        desk.h0[x] = min((int(desk.p3[x]) * int(desk.h0[x])) >> 31, horizon)
    for x in range(n):
        desk.death[x] = tables.dies[desk.h0[x] & STEP]


@compiled()
def departed(tables, c, low, high, n_census, province, k0, k1, desk):  # type: ignore[no-untyped-def]
    """Births and deaths of those who died by the census, the last to die first: as many a month as the record has."""
    rounding = phase(c, start(DEATHS, k0, k1)) << (FINE - 31)
    ago = 1
    for x in range(low, high):
        while n_census * tables.gone[province, ago] + rounding < (x - low + 1) << FINE:
            ago += 1
        died = tables.census + 1 - ago
        code = desk.origin[x]
        desk.birth[x] = died - 1 - age_of(code)
        desk.death[x] = died
        desk.group[x] = code >> GROUP & 1
        desk.sex[x] = code >> SEX & 1
        desk.home[x] = desk.now[x] = 0


@compiled()
def born(tables, c, low, high, n_census, province, k0, k1, desk):  # type: ignore[no-untyped-def]
    """Months of birth and sexes of those born after the census, in order: as many a month as the record has."""
    rounding = phase(c, start(BIRTHS, k0, k1)) << (FINE - 31)
    after = 1
    for x in range(low, high):
        while n_census * tables.births[province, after] + rounding < (x - low + 1) << FINE:
            after += 1
        desk.birth[x] = tables.census + after
        desk.death[x] = NEVER
        desk.sex[x] = desk.p0[x] >= tables.boys
        desk.group[x] = desk.home[x] = desk.now[x] = desk.origin[x] = 0
