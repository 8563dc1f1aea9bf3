"""Where everybody of a community lived in a month up to the census: what was not founded yet is undone.

Hosts are households whose householder is of an age to have stayed put all the time (`homes.settled`); whoever had no
home of their own yet lives with one of them, chosen by draw among those of an age to be the parents.  Young households
have a month in which their people left their parents, or became a couple: ages by the society's tables, of those that
have passed.  Some who live alone today were a couple; some lived with their parents until late.  Who died since is
back: with the partner who is alone now, in a household of their own, or with kin.  A child lives where its mother does.

Everything here is a function of draws alone, so months can be asked for in any order.

Which draws decide what: `demerit.words`.
"""

from demerit.calendar import NEVER, YEAR
from demerit.draws import HOUSEHOLD, compiled, fill_same
from demerit.people.anchor import AWAY, COLLECTIVE, KNOWN, PAIRED, PART, SEX, SLOT, TOLD, age_of, raw_of
from demerit.people.flags import (
    COUPLE,
    ELDERS,
    HOST,
    KIDS,
    LATE,
    LEFT,
    LISTED,
    MATES,
    SHE_HEADS,
    SINGLE,
    WIDOWED,
    YOUNG,
)
from demerit.people.lists import drawn_from, ranked, taken_from
from demerit.people.templates import CHILD, FEMALE

LONG_AGO = -NEVER
NOT_YET = -2  # in place of a partner
CLASSES = 50  # of two years of age
SURVIVE = 30  # from which class of them on men alone may have lost a partner; younger ones may have parted
OLDEST = 1199  # months
PARENTS = (23 * YEAR, 34 * YEAR)  # how much older parents are who take somebody in
OF_AGE = 18 * YEAR
HALF = 16  # bits of the lower half of a draw
LOW = (1 << HALF) - 1
LODGING = 5 * YEAR
BEFORE_BIRTH = 10  # months from a couple's first to a first child
OLD = 50 * YEAR  # of those who died: who may have left a partner alone, or had a household
NEAR = 12 * YEAR  # between two of a couple who both died
MOTHERS = (18 * YEAR, 45 * YEAR)  # ages at the birth of a child that died
LEAVES_HOME = (15 * YEAR, 20 * YEAR, 35 * YEAR)  # lodgers: leave from and until, up to which age at the census


@compiled()
def upper(draw):  # type: ignore[no-untyped-def]
    """The upper 15 bits of a draw, as a draw of their own."""
    return (int(draw) >> HALF) << HALF


@compiled()
def lower(draw):  # type: ignore[no-untyped-def]
    """The lower 16 bits of a draw, as a draw of their own."""
    return (int(draw) & LOW) << 15


@compiled()
def age_class(age):  # type: ignore[no-untyped-def]
    """`age // 24` of an age in months, 0 <= age < 1200."""
    return (age * 2731) >> 16


@compiled()
def happened(tables, which, birth, share, draw):  # type: ignore[no-untyped-def]
    """The month of an event that has passed: an age of those that `share` (of ONE) of people reach it by."""
    quantile = (int(share) * int(draw)) >> 31
    return birth + tables.ages[which, quantile >> 23]


@compiled()
def goes(desk, x, there):  # type: ignore[no-untyped-def]
    """Person x lives in a family household this month."""
    desk.home[x] = there
    desk.now[x] = desk.told[there]


@compiled()
def lodges(desk, x, number):  # type: ignore[no-untyped-def]
    """Person x lives in the collective household this month, and keeps the place and income they come from."""
    desk.home[x] = number
    desk.now[x] = desk.origin[x] >> TOLD & KNOWN | COLLECTIVE


@compiled()
def somewhere(desk, x, number):  # type: ignore[no-untyped-def]
    """Person x, for whom no home was found, is with the first household, or with the collective one if that is all."""
    if number > 0:
        goes(desk, x, 0)
    else:
        lodges(desk, x, number)


@compiled()
def follows(desk, x, whom):  # type: ignore[no-untyped-def]
    """Person x lives where another does."""
    desk.home[x] = desk.home[whom]
    desk.now[x] = desk.now[whom]


@compiled()
def marked(tables, number, desk):  # type: ignore[no-untyped-def]
    """Lists of households: people without a partner whose past is looked at, young couples, hosts, people alone.

    Returns how many of the first, how many of those are women who may have parted, and how many of the second.  The
    other two are sorted: classes of two years of age within the two population groups, whose labels do not matter, and
    within those two of men and women.
    """
    for h in range(number):
        code = desk.head[h]
        years, raw = age_class(age_of(code)), raw_of(code, tables.majority)
        desk.keys[h] = raw * CLASSES + years
        desk.other_keys[h] = (raw * 2 + (code >> SEX & 1)) * CLASSES + years
        desk.parted[h] = 0
    listed = hosts = alone = left = young = 0
    for h in range(number):
        flags = desk.marks[h]
        desk.left_alone[left] = listed
        left += flags & LEFT != 0
        desk.listed[listed] = h
        listed += flags & LISTED != 0
        desk.young[young] = h
        young += flags & (YOUNG | COUPLE) == YOUNG | COUPLE
        desk.ids[hosts] = h
        hosts += (flags & HOST != 0) & (desk.p2[desk.begin[h]] < tables.takes_in[desk.members[h] & 15])
        desk.others[alone] = h
        alone += flags & (SINGLE | WIDOWED) != 0
    ranked(hosts, desk.ids, desk.keys, 2 * CLASSES, desk.starts, desk.order)
    ranked(alone, desk.others, desk.other_keys, 4 * CLASSES, desk.other_starts, desk.other_order)
    for k in range(4 * CLASSES):
        desk.other_turn[k] = 0
    return listed, left, young


@compiled()
def host(desk, raw, age, draw):  # type: ignore[no-untyped-def]
    """A household that takes in somebody of an age (at the census, in months); -1 where there is none.

    Of the same population group, as long as there is one.
    """
    low, high = age_class(age + PARENTS[0]), age_class(age + PARENTS[1])
    for group in (raw, 1 - raw):
        least = group * CLASSES
        found = drawn_from(least + low, least + high, least, least + CLASSES, draw, desk.starts, desk.order)
        if found >= 0:
            return found
    return -1


@compiled()
def began(tables, desk, h, flags, draw):  # type: ignore[no-untyped-def]
    """The month since when the woman of a household was one of a couple, never later than ten months before a child."""
    b = desk.begin[h]
    her = b + ((flags & COUPLE != 0) & (flags & SHE_HEADS == 0))
    since = happened(tables, 2, desk.birth[her], tables.templates[desk.template[h] & SLOT, PAIRED], draw)
    eldest = desk.birth[b + 1 + (flags & COUPLE != 0)] if flags & KIDS else NEVER
    return max(min(since, eldest - BEFORE_BIRTH), desk.birth[her] + OF_AGE)


@compiled()
def drawn(number, households, desk, k0, k1):  # type: ignore[no-untyped-def]
    """Draws of the first so many households of a list: when something happened, and how."""
    for i in range(number):
        desk.households[i] = desk.who[households[i]]
    fill_same(number, desk.households, 0, 1, HOUSEHOLD, k0, k1, desk.g0, desk.g1, desk.g2, desk.g3)


@compiled()
def drawn_more(number, households, desk, k0, k1):  # type: ignore[no-untyped-def]
    """Further draws of the first so many households of a list: with whom, and for how long."""
    for i in range(number):
        desk.households[i] = desk.who[households[i]]
    fill_same(number, desk.households, 0, 2, HOUSEHOLD, k0, k1, desk.e0, desk.e1, desk.e2, desk.e3)


@compiled()
def partings(tables, month, left, desk):  # type: ignore[no-untyped-def]
    """Women without a partner of whom some lived with a man who is alone today: he is in her household."""
    for j in range(left):
        i = desk.left_alone[j]
        if upper(desk.e3[i]) < tables.parted:
            h = desk.listed[i]
            code = desk.head[h]
            least = raw_of(code, tables.majority) * 2 * CLASSES
            wanted = least + age_class(age_of(code) + tables.older)
            man = taken_from(wanted, least, least + SURVIVE, desk.other_starts, desk.other_turn, desk.other_order)
            if man >= 0:
                since = began(tables, desk, h, desk.marks[h], desk.g1[i])
                low = max(since, tables.first_month)
                until = low + ((lower(desk.e3[i]) * (tables.census - low)) >> 31)
                desk.parted[h] = desk.parted[man] = 1
                desk.united[h] = desk.united[man] = since
                if since <= month < until:
                    her, him = desk.begin[h], desk.begin[man]
                    goes(desk, him, h)
                    desk.partner[him], desk.partner[her] = her, him


@compiled()
def lodging(tables, desk, x, month, until, draw):  # type: ignore[no-untyped-def]
    """Whether person x was in a dormitory or barracks in this month, before `until`."""
    since = desk.birth[x] + OF_AGE
    return (month < until) & (since <= month) & (month < since + LODGING) & (draw < tables.lodged)


@compiled()
def at_home(tables, month, listed, desk):  # type: ignore[no-untyped-def]
    """When people without a partner left their parents; keeps in the list those who had not in this month.

    Who lives with a partner of whom they parted later is not among them.  Returns how many.  Written without a branch.
    """
    kept = 0
    for i in range(listed):
        h = desk.listed[i]
        flags, b = desk.marks[h], desk.begin[h]
        young, parted = flags & YOUNG != 0, desk.parted[h] != 0
        left = happened(tables, 0, desk.birth[b], tables.templates[desk.template[h] & SLOT, AWAY], desk.g2[i])
        left = min(left, desk.united[h] if parted else NEVER)
        youngest = b + (desk.members[h] - 1 if flags & MATES else 0)
        left = max(left, desk.birth[b] + OF_AGE, desk.birth[youngest] + OF_AGE)
        late = tables.first_month + ((int(desk.e1[i]) * int(tables.census - tables.first_month)) >> 31)
        late = late if (flags & LATE != 0) & (upper(desk.e2[i]) < tables.late) else LONG_AGO
        left = left if young else late
        desk.listed[kept] = h
        desk.since_when[kept] = left
        desk.e0[kept] = desk.e0[i]
        desk.e2[kept] = desk.e2[i]
        kept += (month < left) & ((month < desk.united[h]) | (not parted))
    return kept


@compiled()
def undone(tables, month, kept, number, desk):  # type: ignore[no-untyped-def]
    """Homes of people without a partner, with children, with flat mates or alone, who had not left their parents yet.

    Returns for how many there was no host.
    """
    lost = 0
    for i in range(kept):
        h = desk.listed[i]
        flags, b = desk.marks[h], desk.begin[h]
        first = desk.birth[b + 1] if flags & KIDS else NEVER
        able = (flags & (YOUNG | MATES) == YOUNG) & (month < first)
        if able and lodging(tables, desk, b, month, desk.since_when[i], lower(desk.e2[i])):
            lodges(desk, b, number)
            continue
        raw = raw_of(desk.head[h], tables.majority)
        there = host(desk, raw, age_of(desk.head[h]), desk.e0[i])
        for x in range(b, b + desk.members[h]):
            if flags & MATES and x > b:
                there = host(desk, raw, age_of(desk.origin[x]), desk.p1[x])
            if there >= 0:
                goes(desk, x, there)
            lost += there < 0
    return lost


@compiled()
def couples(tables, month, young, slot, desk):  # type: ignore[no-untyped-def]
    """When young couples became one, and had a home of their own; lists those who had none yet in this month.

    Returns how many, and the next free number of a household.  Written without a branch.
    """
    found = 0
    for k in range(young):
        h = desk.young[k]
        flags = desk.marks[h]
        b = desk.begin[h]
        she = flags & SHE_HEADS != 0
        his, hers = desk.birth[b + she] + OF_AGE, desk.birth[b + 1 - she] + OF_AGE
        since = max(began(tables, desk, h, flags, desk.g1[k]), his)
        apart = flags & ELDERS == 0
        how = desk.g2[k]
        with_his = apart & (how < tables.with_parents)
        alone_first = apart & (how >= tables.with_parents) & (how < tables.alone_first)
        later = (int(desk.g3[k]) * int(min(tables.parents_months, tables.census - since))) >> 31
        his = max(since - ((upper(desk.g3[k]) * tables.alone_months) >> 31), his)
        hers = max(since - ((lower(desk.g3[k]) * tables.alone_months) >> 31), hers)
        desk.told[slot] = desk.told[h]
        desk.young[found] = h
        desk.since_when[found] = since
        desk.he_alone[found] = his if alone_first else since
        desk.she_alone[found] = hers if alone_first else since
        desk.her_place[found] = slot
        found += month < since + later * with_his
        slot += alone_first
    return found, slot


@compiled()
def coupled(tables, month, found, number, desk):  # type: ignore[no-untyped-def]
    """Where those couples lived: each with parents, alone, in a dormitory; then both with his.

    Returns for how many there was no host.
    """
    lost = 0
    for k in range(found):
        h = desk.young[k]
        flags = desk.marks[h]
        b = desk.begin[h]
        she = flags & SHE_HEADS != 0
        her, him = b + 1 - she, b + she
        raw = raw_of(desk.head[h], tables.majority)
        his_draw, her_draw = (desk.e1[k], desk.e0[k]) if she else (desk.e0[k], desk.e1[k])
        at_his = host(desk, raw, tables.census - desk.birth[him], his_draw)
        at_hers = host(desk, raw, tables.census - desk.birth[her], her_draw)
        if flags & ELDERS:  # whoever heads the household lives there with the parents
            at_his, at_hers = (at_his, h) if she else (h, at_hers)
        lost += (at_his < 0) + (at_hers < 0)
        at_his, at_hers = max(at_his, h) if at_his < 0 else at_his, max(at_hers, h) if at_hers < 0 else at_hers
        if month >= desk.since_when[k]:
            goes(desk, him, at_his)
            goes(desk, her, at_his)
        else:
            desk.partner[b] = NOT_YET
            goes(desk, him, h if desk.he_alone[k] <= month else at_his)
            goes(desk, her, desk.her_place[k] if desk.she_alone[k] <= month else at_hers)
            if month < (desk.birth[b + 2] if flags & KIDS else NEVER):
                if lodging(tables, desk, him, month, desk.he_alone[k], upper(desk.e2[k])):
                    lodges(desk, him, number)
                if lodging(tables, desk, her, month, desk.she_alone[k], lower(desk.e2[k])):
                    lodges(desk, her, number)
        for x in range(b + 2, b + desk.members[h]):
            if desk.origin[x] & PART == CHILD:
                follows(desk, x, her)
    return lost


@compiled()
def lodgers(tables, month, low, n_census, desk):  # type: ignore[no-untyped-def]
    """Those who live in collective households today, and are young: until they left home they lived with parents."""
    for x in range(low, n_census):
        code = desk.origin[x]
        age = age_of(code)
        late = min(age, LEAVES_HOME[1]) - LEAVES_HOME[0]
        left = desk.birth[x] + LEAVES_HOME[0] + ((int(late) * int(desk.f1[x - low])) >> 31)
        if LEAVES_HOME[0] <= age < LEAVES_HOME[2] and month < left:
            there = host(desk, raw_of(code, tables.majority), age, desk.f2[x - low])
            if there >= 0:
                goes(desk, x, there)


@compiled()
def mother_of(tables, number, raw, x, draw, desk):  # type: ignore[no-untyped-def]
    """A mother for a child that died: from a household chosen by draw on, the first who was of an age; -1 for none.

    Of the same population group, as long as there is one.
    """
    begin = (int(draw) * number) >> 31
    for other in range(2):
        for away in range(number):
            h = (begin + away) % number
            flags = desk.marks[h]
            her = desk.begin[h] + ((flags & COUPLE != 0) & (flags & SHE_HEADS == 0))
            code = desk.origin[her]
            age = desk.birth[x] - desk.birth[her]
            fits = (flags & KIDS != 0) & (code >> SEX & 1 == FEMALE) & (MOTHERS[0] <= age) & (age < MOTHERS[1])
            if fits and (other or raw_of(code, tables.majority) == raw):
                return her
    return -1


@compiled()
def survivor(tables, raw, sex, age, desk):  # type: ignore[no-untyped-def]
    """The household of somebody alone today whose partner was of this group, sex and age; -1 if nobody is left."""
    first = (raw * 2 + 1 - sex) * CLASSES
    older = tables.older if sex == FEMALE else -tables.older
    wanted = first + age_class(min(max(age + older, 0), OLDEST))
    least = first + (SURVIVE if sex == FEMALE else 0)
    return taken_from(wanted, least, first + CLASSES, desk.other_starts, desk.other_turn, desk.other_order)


@compiled()
def pair(desk, x, other):  # type: ignore[no-untyped-def]
    """Two people are a couple."""
    desk.partner[x] = other
    desk.partner[other] = x


@compiled()
def own_household(tables, x, place, draw, slot, desk):  # type: ignore[no-untyped-def]
    """A household of somebody old who died: with a partner who died too, or one that waits for such.

    place: twice the group, and the sex; desk.turn: whoever waits, by place.  Returns its number, and the next free one.
    """
    waits = desk.turn[place ^ 1]
    if waits >= 0 and abs(desk.birth[waits] - desk.birth[x]) < NEAR and draw < tables.both:
        pair(desk, x, waits)
        desk.turn[place ^ 1] = -1
        return desk.home[waits], slot
    desk.told[slot] = desk.origin[x] >> TOLD & KNOWN
    desk.turn[place] = x
    return slot, slot + 1


@compiled()
def back(tables, low, n_census, n_departed, number, slot, desk):  # type: ignore[no-untyped-def]
    """Where those lived who have died since; the last to die first, so that none depends on who died before.

    Returns the next free number of a household, and for how many no home was found.
    """
    lost = 0
    for k in range(4):
        desk.turn[k] = -1
    for x in range(n_census, n_census + n_departed):
        code = desk.origin[x]
        raw, sex, age = raw_of(code, tables.majority), code >> SEX & 1, age_of(code)  # at death
        now = min(tables.census - desk.birth[x], OLDEST)
        how, which = desk.f1[x - low], desk.f2[x - low]
        there = -1
        if age < OF_AGE:
            mother = mother_of(tables, number, raw, x, which, desk)
            if mother >= 0:
                desk.mother[x] = mother
                follows(desk, x, mother)
                continue
        elif age < OLD:
            there = host(desk, raw, now, which)
        else:
            if how < tables.survived:
                there = survivor(tables, raw, sex, now, desk)
                if there >= 0:
                    pair(desk, x, desk.begin[there])
            if there < 0 and how < tables.housed:
                there, slot = own_household(tables, x, raw * 2 + sex, desk.f3[x - low], slot, desk)
            elif there < 0 and how < tables.institution:
                lodges(desk, x, number)
                continue
            elif there < 0:
                there = host(desk, raw, max(now - PARENTS[0] - PARENTS[1], 0), which)
        if there >= 0:
            goes(desk, x, there)
        else:
            somewhere(desk, x, number)
            lost += 1
    return slot, lost


@compiled()
def before(tables, month, low, n_census, n_departed, number, k0, k1, desk):  # type: ignore[no-untyped-def]
    """Homes in a month up to the census, from those of the census.

    low: position of the first of the collective household, whose number is `number`.  Returns the number behind the
    last household's, and for how many people no home was found: where that is none, no minor lives without an adult.
    """
    month = max(month, tables.first_month)
    listed, left, young = marked(tables, number, desk)
    drawn(listed, desk.listed, desk, k0, k1)
    drawn_more(listed, desk.listed, desk, k0, k1)
    partings(tables, month, left, desk)
    lost = undone(tables, month, at_home(tables, month, listed, desk), number, desk)
    drawn(young, desk.young, desk, k0, k1)
    found, slot = couples(tables, month, young, number + 1, desk)
    drawn_more(found, desk.young, desk, k0, k1)
    lost += coupled(tables, month, found, number, desk)
    lodgers(tables, month, low, n_census, desk)
    slot, more = back(tables, low, n_census, n_departed, number, slot, desk)
    return slot, lost + more
