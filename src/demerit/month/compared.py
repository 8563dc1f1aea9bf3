"""A month of several worlds in lockstep: the same people, settled once, and the same draws, made once.

The first world is lived as ever.  In every other one only those live the month again whose month may differ; whoever
is not told apart (`month.alike_worlds`) comes out of it as in the first world.
"""

from demerit.draws import compiled
from demerit.month.alike_worlds import (
    OF_ALL,
    PARTLY,
    UNLIKE,
    around,
    companies_apart,
    everybody_apart,
    held_apart,
    holders_apart,
    kept_met,
    kinds_apart,
    matters_apart,
    met_again,
    records_apart,
    remembered,
    scores_apart,
    states_apart,
    strangers_apart,
)
from demerit.month.candidates import ahead, considered, weighed
from demerit.month.community import (
    flushed,
    held_by,
    here,
    inhabited,
    loaded,
    prepared,
    present,
    residing,
    room,
    running,
    surrounded,
    traded,
)
from demerit.month.effects import (
    ANYTHING,
    ASIDE,
    CELLS,
    COMMUNITY,
    DEBTS_TOO,
    EVERYDAY_ALONE,
    LEARNED_TOTAL,
    MARKS_TOO,
    SCRATCH,
    cell_of,
    counted_apart,
    moved_up,
    nothing_left,
    taken,
    taken_first,
    to_cells,
)
from demerit.month.headcount import counted
from demerit.month.learned import added_up, changing
from demerit.month.matters import foreseen
from demerit.month.month import buried, lived
from demerit.month.note import RANG
from demerit.month.opinion import minded, signalled, voice
from demerit.month.response import feared_otherwise, remembered_fear
from demerit.month.state import ADULT, BLACK, DETAINED, FLUSHED, NO_PASS, OUT_OF_WORK, RED, WRONGED, D
from demerit.people.desk import POSITION, STRIDE

# The first columns of cells: what everybody has in every month.
PEOPLE, POINTS, FEAR, HARDSHIP = 0, 1, 2, 3
STANDING = BLACK | RED | DETAINED | OUT_OF_WORK | NO_PASS | WRONGED  # marks that are counted month by month
NOT_TAKEN = 4  # `overflow`: somebody's counts were left where they were


@compiled()
def counting(nxt, me, row, bell):  # type: ignore[no-untyped-def]
    """What somebody's month may have counted: see `month.effects`."""
    if bell.rang != 0:
        return DEBTS_TOO if bell.rang == RANG else ANYTHING
    marked = (me.marks | row.marks) & STANDING != 0
    return MARKS_TOO if marked or nxt.listing != 0 or nxt.detention != 0 else EVERYDAY_ALONE


@compiled()
def leapt(matters, m, x):  # type: ignore[no-untyped-def]
    """The position behind the open matters of the person at position x."""
    while m < len(matters) and matters[m].who == x:
        m += 1
    return m


@compiled()
def copied(out, written, low, high, x):  # type: ignore[no-untyped-def]
    """Write out what the person at position x holds in the first world, out[low:high]; where from and where to now."""
    while low < high and out[low].who < x:
        low += 1
    while low < high and out[low].who == x:
        out[written] = out[low]
        written += 1
        low += 1
    return low, written


@compiled()
def settled(w, tally, books, counts, base, effect, kept, cell, x, group, pair, parted):  # type: ignore[no-untyped-def]
    """What somebody's month counted goes where it belongs.  tally, base, effect, kept: see `passed`."""
    mine, total = tally
    if w == 0:
        taken_first(mine, total, books, counts, x, group, pair)
        if counts != EVERYDAY_ALONE:
            to_cells(total, books, base, cell, group, counts != ANYTHING, pair)
    else:
        taken(mine, books, counts, effect, kept, cell, x, group, pair, parted)


@compiled()
def gathered(base, pair):  # type: ignore[no-untyped-def]
    """What everybody of a community has goes to the cells of the province, which are far apart, all at once."""
    for cell in range(CELLS):
        if pair.of_all[cell, PEOPLE] != 0:
            for column in range(OF_ALL):
                base.cells[cell, column] += pair.of_all[cell, column]
                pair.of_all[cell, column] = 0


@compiled()
def died(  # type: ignore[no-untyped-def]
    w,
    desk,
    low,
    high,
    people,
    first,
    matters,
    m,
    me,
    nxt,
    now,
    sums,
    tally,
    books,
    base,
    effect,
    kept,
    pair,
    parted,
):
    """Those of low <= x < high who died this month: their open matters close."""
    scratch = sums[len(sums) - SCRATCH]
    for x in range(low, high):
        if desk.death[x] == now.month and desk.birth[x] < now.month:
            if w > 0 and pair.apart[x] >> w & 1 == 0:
                m = leapt(matters, m, x)
                people[x] = first[x]
            else:
                me.group = desk.group[x]
                me.decile = desk.decile[x]
                scratch.deaths[me.group] += 1
                m = held_by(nxt, x, matters, m)
                buried(me, nxt, people[x], now, scratch)
                cell = cell_of(desk, x, now.month)
                settled(
                    w,
                    tally,
                    books,
                    ANYTHING,
                    base,
                    effect,
                    kept,
                    cell,
                    x,
                    me.group,
                    pair,
                    parted[x],
                )
    return m


@compiled()
def passed(  # type: ignore[no-untyped-def]
    w,
    soc,
    law,
    now,
    number,
    n,
    alive,
    published,
    people,
    first,
    bits,
    first_bits,
    matters,
    out,
    low,
    high,
    written,
    desk,
    me,
    nxt,
    sums,
    tally,
    books,
    base,
    effect,
    kept,
    pair,
    parted,
    since,
    few,
    bell,
):
    """Everybody of a community lives the month in world w; returns the position behind what is written to `out`.

    tally: what the person counts, and what the community.  first, out[low:high]: state and open matters in the first
    world, in which the month has been lived.  base: what the first world counts in the province by cell; effect, kept:
    what another one gains and loses there, and by how much more it counts in the community.
    """
    nxt.written = 0
    m = begins = drawn = 0
    at = last = 0
    for x in range(alive):
        here = desk.row[x] & POSITION
        if at < here:
            m = died(
                w,
                desk,
                at,
                here,
                people,
                first,
                matters,
                m,
                me,
                nxt,
                now,
                sums,
                tally,
                books,
                base,
                effect,
                kept,
                pair,
                parted,
            )
        at = here + 1
        row = people[here]
        from_ = last
        last += desk.number[x]
        if w > 0 and pair.apart[here] >> w & 1 == 0:
            m = leapt(matters, m, here)
            written = flushed(nxt, out, written)
            low, written = copied(out, written, low, high, here)
            fear = int(row.fear)
            people[here] = first[here]
            if pair.afraid >> w & 1:
                feared_otherwise(here, x, row, fear, published, now.month, law, desk, pair)
                if parted[here].since == 0 and bits[here] != first_bits[here]:
                    parted[here].since = since
            continue
        loaded(me, law, desk, here, row, number, published, now.month)
        if soc.opinionated:
            minded(me, desk, here, x, row)
        held = m
        m = held_by(nxt, here, matters, held)
        if nxt.holds and m > drawn:  # where few live the month again, each one's alone
            begins = held
            drawn = foreseen(matters, begins, m if few else len(matters), number, now, desk)
        nxt.foreseen = held - begins
        alike = w == 0 and pair.apart[here] == 0
        bell.rang = 0
        to = sums[len(sums) - (COMMUNITY if alike else SCRATCH)]
        lived(me, nxt, soc, law, now, desk, x, from_, last, row, to, bell)
        cell = pair.cell[here]
        counts = counting(nxt, me, row, bell)
        if not alike:
            settled(
                w,
                tally,
                books,
                counts,
                base,
                effect,
                kept,
                cell,
                here,
                me.group,
                pair,
                parted[here],
            )
        elif counts != EVERYDAY_ALONE:
            to_cells(tally[1], books, base, cell, me.group, counts != ANYTHING, pair)
        if w == 0:
            if pair.afraid:
                remembered_fear(here, me, nxt, law, pair)
            pair.of_all[cell, PEOPLE] += 1
            pair.of_all[cell, POINTS] += row.points
            pair.of_all[cell, FEAR] += me.fear
            pair.of_all[cell, HARDSHIP] += me.hardship
        elif parted[here].since == 0 and bits[here] != first_bits[here]:
            parted[here].since = since
        if nxt.written > FLUSHED:
            written = flushed(nxt, out, written)
    written = flushed(nxt, out, written)
    died(
        w,
        desk,
        at,
        n,
        people,
        first,
        matters,
        m,
        me,
        nxt,
        now,
        sums,
        tally,
        books,
        base,
        effect,
        kept,
        pair,
        parted,
    )
    return written


@compiled()
def same_rows(rows, w, low, high):  # type: ignore[no-untyped-def]
    """Whether rows agree with those of the first world."""
    unlike = 0
    for i in range(low, high):
        unlike += rows[w, i] != rows[0, i]
    return unlike == 0


@compiled()
def trading(  # type: ignore[no-untyped-def]
    economy,
    now,
    law,
    apart,
    place,
    people,
    orgs,
    org_bytes,
    n,
    moved,
    desk,
    companies,
    org_desk,
    org_sums,
    org_flat,
    provinces,
):
    """The organisations of a community live the month: in another world again only where it may differ there."""
    low, high = place.org_start, place.org_start + place.organisations
    size = org_bytes.shape[1] // max(orgs.shape[1], 1)
    first = running(law[0], place)
    alike = 0
    for w in range(1, len(law)):
        same = moved >> w & 1 == 0 and not apart[w].trade and running(law[w], place) == first
        if same and same_rows(org_bytes, w, low * size, high * size):
            alike |= 1 << w
    rows = people[:, place.start : place.start + residing(place)]
    mine = org_sums[len(org_sums) - SCRATCH]
    traded(economy[0], now[0], place, first, orgs[0, low:high], rows[0], n, desk, org_desk, mine, None)
    for x in range(n):
        companies[0, x] = desk.company[x]
    for w in range(1, len(law)):
        if alike >> w & 1:
            for i in range(low, high):
                orgs[w, i] = orgs[0, i]
            for x in range(n):
                companies[w, x] = companies[0, x]
        else:
            count = org_sums[w * provinces + place.province]
            traded(
                economy[w],
                now[w],
                place,
                running(law[w], place),
                orgs[w, low:high],
                rows[w],
                n,
                desk,
                org_desk,
                count,
                None,
            )
            for x in range(n):
                companies[w, x] = desk.company[x]
    if place.organisations:
        row = org_flat[len(org_flat) - SCRATCH]
        for w in range(len(law)):
            if w == 0 or alike >> w & 1:
                to = org_flat[w * provinces + place.province]
                for e in range(len(row)):
                    to[e] += row[e]
        for e in range(len(row)):
            row[e] = 0


@compiled()
def burdened(companies, w, n, desk):  # type: ignore[no-untyped-def]
    """Put on the desk what people suffer for organisations in a world."""
    for x in range(n):
        desk.company[x] = companies[w, x]


@compiled()
def too_low_in(law, score):  # type: ignore[no-untyped-def]
    """What a learned score keeps somebody from, a bit each: from no list, and from each demand."""
    found = int(score < law.learned_lists)
    for demand in range(D):
        found |= int(score < law.learned_bars[demand]) << (1 + demand)
    return found


@compiled()
def scored_apart(  # type: ignore[no-untyped-def]
    w, law, number, published, month, people, alive, desk, me, pair, effect, kept
):
    """Tell those apart whom another fit of the learned score treats otherwise; of all others, their scores differ."""
    for i in range(alive):
        x = desk.row[i] & POSITION
        if pair.apart[x] >> w & 1 == 0:
            loaded(me, law[0], desk, x, people[x], number, published, month)
            me.cell = desk.cell[x]
            if me.covered and me.age >= ADULT:
                changing(me)
                one, other = added_up(me, law[0]), added_up(me, law[w])
                if too_low_in(law[0], one) != too_low_in(law[w], other):
                    pair.apart[x] |= 1 << w
                else:
                    e = LEARNED_TOTAL + (me.group & 1)
                    kept.entries[e] += other - one
                    effect.gained[e] += max(other - one, 0)
                    effect.lost[e] += max(one - other, 0)


@compiled()
def told_apart(  # type: ignore[no-untyped-def]
    soc,
    law,
    now,
    apart,
    place,
    people,
    matters,
    bounds,
    c,
    n,
    alive,
    kept,
    moved,
    desk,
    me,
    pair,
    companies,
    parted,
    since,
    met,
    effects,
    kept_of,
):
    """Tell apart whose month may differ in any other world; returns a bit for each in which there is somebody.

    The people of the first world, and what they have occasion for, are on the desk.
    """
    low, high = place.start, place.start + residing(place)
    first = matters[bounds[0, c] : bounds[0, c + 1]]
    for w in range(1, len(law)):
        says = apart[w]
        matters_apart(first, matters[bounds[w, c] : bounds[w, c + 1]], w, pair, parted[w - 1, low:high], since - 1)
        if says.unlike == UNLIKE:
            everybody_apart(n, w, pair)
            continue
        companies_apart(says, n, w, companies, pair)
        if says.unlike == PARTLY:
            kinds_apart(says, kept, people[0, low:high], met[0], w, desk, pair)
            if says.held:
                held_apart(n, w, met[0], desk, pair)
            if says.about:
                records_apart(says.about, first, w, pair)
            if says.holding:
                holders_apart(says.holding, first, w, pair)
                scores_apart(says.low, says.high, people[0, low:high], alive, w, desk, pair)
        if says.strangers:
            here(law[w], now[w], place, me)
            strangers_apart(alive, w, me, desk, pair)
        if moved >> w & 1:
            around(w, soc[0], law, now, place, people[w, low:high], people[0, low:high], n, alive, desk, me, pair, met)
    for w in range(1, len(law)):
        if apart[w].learned:
            met_again(n, met[0], law[0], now[0], place, desk, me)
            number, p = place.number * STRIDE, place.province
            scored_apart(
                w,
                law,
                number,
                met[0].published,
                now[0].month,
                people[0, low:high],
                alive,
                desk,
                me,
                pair,
                effects[w - 1, p],
                kept_of[w - 1],
            )
    found = pair.afraid
    for x in range(n):
        found |= pair.apart[x]
    return found


@compiled()
def few_of(w, n, pair):  # type: ignore[no-untyped-def]
    """Whether few live the month again in a world."""
    number = 0
    for x in range(n):
        number += pair.apart[x] >> w & 1
    return 2 * number < n


@compiled()
def weighed_few(  # type: ignore[no-untyped-def]
    w, soc, law, alive, total, month, k0, k1, people, me, desk, pair, count
):
    """What becomes of the candidates of those who live the month again in world w: as `weighed` of everybody."""
    for i in range(alive):
        desk.number[i] = 0
        if soc.opinionated and pair.apart[desk.row[i] & POSITION] >> w & 1:
            voice(soc, law, i, 0, month, people, me, desk)
    if soc.opinionated and law.signal > 0:
        signalled(soc, law, alive, 0, month, k0, k1, people, desk)
    kept = c = 0
    while c < total:
        i = desk.whose[c] & POSITION
        first = c
        while c < total and desk.whose[c] == i:
            c += 1
        if pair.apart[desk.row[i] & POSITION] >> w & 1:
            kept = considered(soc, 0, first, c, kept, people, desk, count)


@compiled()
def community_compared(  # type: ignore[no-untyped-def]
    tables,
    soc,
    law,
    now,
    economy,
    apart,
    place,
    people,
    bits,
    orgs,
    org_bytes,
    matters,
    bounds,
    out,
    begins,
    ends,
    c,
    written,
    desk,
    me,
    nxt,
    pair,
    met,
    companies,
    sums,
    flat,
    org_desk,
    org_sums,
    org_flat,
    provinces,
    books,
    base,
    effects,
    base_of,
    kept_of,
    parted,
    since,
    bell,
):
    """One month of a community in all worlds; base_of, kept_of: what is kept of this community."""
    month, k0, k1 = now[0].month, now[0].k0, now[0].k1
    number = place.number * STRIDE
    low, high = place.start, place.start + residing(place)
    p = place.province
    aside, community = sums[len(sums) - ASIDE], sums[len(sums) - COMMUNITY]
    first = people[0, low:high]
    n = inhabited(tables, place, now[0], desk)
    prepared(soc[0], n, now[0], desk)
    alive = present(n, month, desk)
    total = ahead(soc[0], 0, alive, month, number, k0, k1, desk)
    for x in range(n):
        pair.apart[x] = 0
    pair.afraid = 0
    for i in range(alive):
        x = desk.row[i] & POSITION
        pair.cell[x] = cell_of(desk, x, month)
    for e in range(len(pair.before)):
        pair.before[e] = 0
    pair.used = pair.slots = 0
    moved = 0
    for w in range(1, len(law)):
        moved |= int(states_apart(bits, w, low, n, month, desk, pair)) << w
    trading(
        economy,
        now,
        law,
        apart,
        place,
        people,
        orgs,
        org_bytes,
        n,
        moved,
        desk,
        companies,
        org_desk,
        org_sums,
        org_flat,
        provinces,
    )
    published = surrounded(soc[0], law[0], now[0], place, first, n, alive, desk, me)
    remembered(pair, me)
    kept_met(n, published, desk, me, met[0])
    counted(desk, n, month, now[0].days, me.covered, law[0], community)
    kept = weighed(soc[0], law[0], 0, alive, total, month, k0, k1, first, me, desk, community)
    found = told_apart(
        soc,
        law,
        now,
        apart,
        place,
        people,
        matters,
        bounds,
        c,
        n,
        alive,
        kept,
        moved,
        desk,
        me,
        pair,
        companies,
        parted,
        since,
        met,
        effects,
        kept_of,
    )
    for w in range(len(law)):
        begins[w, c] = written
        if w > 0 and found >> w & 1 == 0:
            for i in range(begins[0, c], ends[0, c]):
                out[written] = out[i]
                written += 1
            for i in range(low, high):
                people[w, i] = people[0, i]
            ends[w, c] = written
            continue
        v = max(w - 1, 0)
        few = w > 0 and few_of(w, n, pair)
        rows = people[w, low:high]
        if w == 0 or apart[w].unlike != UNLIKE:
            which = w if moved >> w & 1 else 0
            published = met_again(n, met[which], law[w], now[w], place, desk, me)
        else:
            published = surrounded(soc[0], law[w], now[w], place, rows, n, alive, desk, me)
        burdened(companies, w, n, desk)
        if w > 0:
            if apart[w].counts:
                counted(desk, n, month, now[w].days, me.covered, law[w], sums[len(sums) - SCRATCH])
                counted(desk, n, month, now[0].days, pair.covered, law[0], aside)
                counted_apart(flat, effects[v, p], kept_of[v])
            if few:
                weighed_few(w, soc[0], law[w], alive, total, month, k0, k1, rows, me, desk, pair, aside)
            else:
                weighed(soc[0], law[w], 0, alive, total, month, k0, k1, rows, me, desk, aside)
            for g in range(2):  # candidates are the same in every world; a chance that is cut breaks a run
                aside.candidates[g] = 0
                community.clipped[g] += aside.clipped[g]
                aside.clipped[g] = 0
        written = passed(
            w,
            soc[0],
            law[w],
            now[w],
            number,
            n,
            alive,
            published,
            rows,
            first,
            bits[w, low:high],
            bits[0, low:high],
            matters[bounds[w, c] : bounds[w, c + 1]],
            out,
            begins[0, c],
            ends[0, c],
            written,
            desk,
            me,
            nxt,
            sums,
            (flat[len(flat) - SCRATCH], flat[len(flat) - COMMUNITY]),
            books,
            base[p],
            effects[v, p],
            kept_of[v],
            pair,
            parted[v, low:high],
            since,
            few,
            bell,
        )
        ends[w, c] = written
    if not nothing_left(flat[len(flat) - SCRATCH]) or pair.used == len(pair.entry):
        nxt.overflow = NOT_TAKEN
    moved_up(flat, p, base_of)
    gathered(base[p], pair)
    return written


@compiled()
def compared(  # type: ignore[no-untyped-def]
    low,
    tables,
    soc,
    law,
    now,
    economy,
    apart,
    layout,
    people,
    bits,
    orgs,
    org_bytes,
    matters,
    bounds,
    out,
    begins,
    ends,
    desk,
    me,
    nxt,
    pair,
    met,
    companies,
    sums,
    flat,
    org_desk,
    org_sums,
    org_flat,
    provinces,
    books,
    base,
    effects,
    base_of,
    apart_of,
    parted,
    since,
    bell,
):
    """One month of the communities of `layout` from `low` on, in as many worlds as there are laws.

    law, now, economy: one a world.  apart: by world, what it has in common with the first one (APART records).
    people, orgs: of all these communities, by world, from row 0 on; bits, org_bytes: the same memory as whole numbers.
    matters, bounds[w, c]: open matters; out, begins[w, c], ends[w, c]: the same for next month.
    sums, flat: COUNT records of provinces in the first world, and three of scratch; the same as whole numbers.
    org_sums, org_flat: of provinces, world by world, and one of scratch.  since: the month, the first of all being 1.
    books: BOOKS of `world.undergone`.  base: what the first world counts, by province; effects: what others gain and
    lose, by world and province; these, and what is kept of communities and people: see `month.effects`.

    Returns the number of communities done, less than asked for when `out` might overflow.
    """
    worlds = len(law)
    for c in range(low, len(layout)):
        place = layout[c]
        needed = 0
        for w in range(worlds):
            needed += room(residing(place), bounds[w, c + 1] - bounds[w, c])
        written = ends[worlds - 1, c - 1] if c > 0 else 0
        if len(out) - written < needed:
            return c
        community_compared(
            tables[0],
            soc,
            law,
            now,
            economy,
            apart,
            place,
            people,
            bits,
            orgs,
            org_bytes,
            matters,
            bounds,
            out,
            begins,
            ends,
            c,
            written,
            desk[0],
            me[0],
            nxt[0],
            pair[0],
            met,
            companies,
            sums,
            flat,
            org_desk[0],
            org_sums,
            org_flat,
            provinces,
            books[0],
            base,
            effects,
            base_of[c],
            apart_of[c],
            parted,
            since,
            bell[0],
        )
    return len(layout)
