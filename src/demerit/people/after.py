"""Where everybody of a community lives in a month after the census: children leave, couples form and part, give birth.

Grown children at home, those who live in collective households, and those who live alone have a month in which they
leave, by the society's tables of what is left of an age; some found a couple, and the woman goes when he goes.  Births
come in order of month.  Each names an age of mother, and gets the next woman of that age who has a partner and no child
just born; it lives where she lives.  Everything is a function of draws alone, over all months that the society knows,
so months can be asked for in any order.

Which draws decide what: `demerit.words`.
"""

from demerit.calendar import YEAR
from demerit.draws import compiled
from demerit.people.anchor import KNOWN, PART, SEX, TOLD, age_of, house_of, raw_of
from demerit.people.before import LODGING, LONG_AGO, OF_AGE, age_class, follows, goes, lodges, lower, somewhere, upper
from demerit.people.flags import COUPLE, ELDERS, GROWN, LONE, SHE_HEADS, SMALL
from demerit.people.lists import ranked, taken_from
from demerit.people.templates import CHILD, ELDER, FEMALE, HEAD, MALE

CLASSES = 25  # of two years of age, of those who found couples
YEARS = 64  # classes of a year of age, of mothers
LEAVES = 12 * YEAR  # of age at the census: whoever is older may leave
LODGERS = (15 * YEAR, 35 * YEAR)
ALONE = 42 * YEAR
MOVES = 50 * YEAR
PARTS = 60 * YEAR
FERTILE = (15 * YEAR, 50 * YEAR)
APART = 18  # months from one child to the next
EXPECTING = 9  # months that two have been a couple at least
PASSED_OVER = 3  # times in a class of age
UNKNOWN = -1


@compiled()
def years(age):  # type: ignore[no-untyped-def]
    """`age // 12` of an age in months, 0 <= age < 1200."""
    return (age * 5462) >> 16


@compiled()
def movers(tables, month, number, low, n_census, desk):  # type: ignore[no-untyped-def]
    """Lists who may leave: grown children at home, lodgers, people alone; and who studies away from home.

    Returns how many of both, and in how many households no parent of the census is left.
    """
    found = away = bereft = 0
    for h in range(number):
        flags, b = desk.marks[h], desk.begin[h]
        if flags & SMALL:
            bereft += (desk.death[b] <= month) & (desk.death[b + (flags & COUPLE)] <= month)
        if flags & GROWN:
            for x in range(b + 1, b + desk.members[h]):
                code = desk.origin[x]
                age = age_of(code)
                child = (code & PART == CHILD) & (age >= LEAVES)
                desk.moving[found] = x
                found += child & (age < MOVES) & (desk.p2[x] >= tables.stays)
                desk.listed[away] = x
                away += child & (age < OF_AGE) & (lower(desk.p0[x]) < tables.students)
        elif flags & LONE:
            desk.moving[found] = b
            found += (age_of(desk.head[h]) < ALONE) & (desk.p2[b] < tables.pairs_alone)
    for x in range(low, n_census):
        age = age_of(desk.origin[x])
        desk.moving[found] = x
        found += (age >= LODGERS[0]) & (age < LODGERS[1]) & (desk.p2[x] >= tables.stays)
    return found, away, bereft


@compiled()
def leaving(tables, found, desk):  # type: ignore[no-untyped-def]
    """When each of those leaves, alone or as one of two; keeps those who do so in time and in life.

    The month of an event that has not passed is drawn from what is left of it at an age.  Returns how many are kept.
    """
    kept = 0
    for i in range(found):
        x = desk.moving[i]
        code = desk.origin[x]
        two = (code & PART == HEAD) | (upper(desk.p0[x]) < tables.pairs)
        which = (1 + (code >> SEX & 1)) * two
        share = int(tables.over[which, age_of(code)])
        quantile = share + ((((1 << 31) - share) * int(desk.p1[x])) >> 31)
        when = max(desk.birth[x] + tables.ages[which, quantile >> 23], desk.birth[x] + OF_AGE)
        desk.left[x] = when
        desk.since[x] = two
        desk.moving[kept] = x
        kept += (tables.census < when) & (when <= tables.last_month) & (when < desk.death[x])
    return kept


@compiled()
def founding(tables, kept, slot, desk):  # type: ignore[no-untyped-def]
    """Where those go who leave: to a household of their own, the woman of two to his; returns the next free number."""
    men = women = 0
    for i in range(kept):
        x = desk.moving[i]
        code = desk.origin[x]
        new = code & PART != HEAD
        desk.to[x] = slot if new else desk.home[x]
        desk.told[slot] = code >> TOLD & KNOWN
        slot += new
        two, sex, least = desk.since[x], code >> SEX & 1, raw_of(code, tables.majority) * CLASSES
        desk.ids[men] = x
        desk.keys[x] = least + min(age_class(age_of(code)), CLASSES - 1)
        men += two & (sex == MALE)
        desk.others[women] = x
        desk.other_keys[x] = least + min(age_class(age_of(code) + tables.older), CLASSES - 1)
        women += two & (sex != MALE)
    ranked(men, desk.ids, desk.keys, 2 * CLASSES, desk.starts, desk.order)
    for k in range(2 * CLASSES):
        desk.turn[k] = 0
    for i in range(women):
        her = desk.others[i]
        wanted = desk.other_keys[her]
        least = CLASSES if wanted >= CLASSES else 0
        him = taken_from(wanted, least, least + CLASSES, desk.starts, desk.turn, desk.order)
        if him >= 0 and desk.birth[her] + OF_AGE <= desk.left[him] < desk.death[her]:
            desk.left[her] = desk.left[him]
            desk.to[her] = desk.to[him]
            desk.partner[her], desk.partner[him] = him, her
    return slot


@compiled()
def moved(month, kept, away, number, desk):  # type: ignore[no-untyped-def]
    """Everybody who has left by this month is where they went; those who study are in a dormitory, or in barracks."""
    for i in range(away):
        x = desk.listed[i]
        since = desk.birth[x] + OF_AGE
        if since <= month < since + LODGING:
            lodges(desk, x, number)
    for i in range(kept):
        x = desk.moving[i]
        if desk.left[x] <= month:
            goes(desk, x, desk.to[x])


@compiled()
def partings(tables, month, number, slot, desk):  # type: ignore[no-untyped-def]
    """Couples of the census, of whom some part: he goes; lists the women of the others who can be mothers, by age.

    Returns how many, the next free number of a household, and how many of the women who were left have died.
    """
    mothers = bereft = 0
    for h in range(number):
        flags = desk.marks[h]
        if flags & COUPLE:
            b = desk.begin[h]
            she = flags & SHE_HEADS != 0
            her, him = b + 1 - she, b + she
            parts = tables.census + 1 + ((int(desk.p0[b + 1]) * tables.parting) >> 31)
            if parts <= tables.last_month and flags & ELDERS == 0 and age_of(desk.origin[him]) < PARTS:
                desk.told[slot] = desk.told[h]
                if parts <= month:
                    goes(desk, him, slot)
                    bereft += (desk.death[her] <= month) & (flags & SMALL != 0)
                slot += 1
            else:
                age = age_of(desk.origin[her])
                desk.others[mothers] = her
                desk.other_keys[her] = min(years(age), YEARS - 1)
                desk.since[her] = LONG_AGO
                desk.latest[her] = UNKNOWN
                mothers += age < FERTILE[1]
    return mothers, slot, bereft


@compiled()
def brides(kept, mothers, desk):  # type: ignore[no-untyped-def]
    """Adds the women of couples to come to the list of those who can be mothers; returns how many it has then."""
    for i in range(kept):
        x = desk.moving[i]
        code = desk.origin[x]
        if desk.partner[x] >= 0 and code >> SEX & 1 == FEMALE:
            desk.others[mothers] = x
            desk.other_keys[x] = min(years(age_of(code)), YEARS - 1)
            desk.since[x] = desk.left[x]
            desk.latest[x] = LONG_AGO
            mothers += 1
    return mothers


@compiled()
def youngest(her, desk):  # type: ignore[no-untyped-def]
    """When the youngest child of a mother of the census was born: the last behind whom only elders come."""
    h = house_of(desk.origin[her])
    x = desk.begin[h] + desk.members[h] - 1
    while desk.origin[x] & PART == ELDER:
        x -= 1
    return desk.birth[x] if desk.origin[x] & PART == CHILD else LONG_AGO


@compiled()
def able(month, her, desk):  # type: ignore[no-untyped-def]
    """Whether a woman can give birth in a month."""
    if desk.latest[her] == UNKNOWN:
        desk.latest[her] = youngest(her, desk)
    age = month - desk.birth[her]
    right = (FERTILE[0] <= age) & (age < FERTILE[1]) & (month < desk.death[her])
    return right & (desk.since[her] + EXPECTING <= month) & (desk.latest[her] + APART <= month)


@compiled()
def mother_for(month, wanted, desk):  # type: ignore[no-untyped-def]
    """Who gives birth in a month: a woman of a class of age, in turn, or of one beside it; -1 where nobody can."""
    for away in range(2 * YEARS):
        k = wanted + (away + 1) // 2 * (1 - 2 * (away & 1))
        if 0 <= k < YEARS:
            there = desk.starts[k + 1] - desk.starts[k]
            for _ in range(min(there, PASSED_OVER)):
                her = desk.order[desk.starts[k] + desk.turn[k]]
                desk.turn[k] = desk.turn[k] + 1 if desk.turn[k] + 1 < there else 0
                if able(month, her, desk):
                    return her
    return -1


@compiled()
def anybody(month, n_census, desk):  # type: ignore[no-untyped-def]
    """Some woman who can be a mother, where no couple can have a child; -1 in a community without any."""
    for her in range(n_census):
        age = month - desk.birth[her]
        if desk.sex[her] == FEMALE and month < desk.death[her] and OF_AGE <= age < FERTILE[1]:
            return her
    return -1


@compiled()
def births(tables, month, low, high, n_census, mothers, number, desk):  # type: ignore[no-untyped-def]
    """Those born by this month live with their mother, wherever she is; returns how many mothers have died, or lack."""
    ranked(mothers, desk.others, desk.other_keys, YEARS, desk.starts, desk.order)
    for k in range(YEARS):
        desk.turn[k] = 0
    bereft = 0
    for x in range(low, high):
        born = desk.birth[x]
        if born > month:
            break
        age = tables.mothers[desk.p1[x] >> 23] - (born - tables.census)
        her = mother_for(born, min(years(max(age, 0)), YEARS - 1), desk)
        if her < 0:
            her = anybody(born, n_census, desk)
        if her < 0:
            somewhere(desk, x, number)
            bereft += 1
            continue
        desk.latest[her] = born
        desk.mother[x] = her
        desk.group[x] = desk.group[her]
        desk.origin[x] = desk.origin[her] >> TOLD << TOLD  # the household, and what is known of it
        follows(desk, x, her)
        bereft += desk.death[her] <= month
    return bereft


@compiled()
def after(tables, month, low, n_census, high, n, number, desk):  # type: ignore[no-untyped-def]
    """Homes in a month after the census, from those of the census.

    low: position of the first of the collective household, whose number is `number`; high: of the first of those born
    after the census.  Returns the number behind the last household's, and in how many homes minors may have lost their
    parents: where that is none, no minor lives without an adult.
    """
    found, away, bereft = movers(tables, month, number, low, n_census, desk)
    kept = leaving(tables, found, desk)
    slot = founding(tables, kept, number + 1, desk)
    moved(month, kept, away, number, desk)
    mothers, slot, left = partings(tables, month, number, slot, desk)
    mothers = brides(kept, mothers, desk)
    without = births(tables, month, high, n, n_census, mothers, number, desk)
    return slot, bereft + left + without
