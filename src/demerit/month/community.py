"""Communities: about a thousand people with consecutive ids, the unit of work.

Everything closer than the province happens inside one.  For each month a community is settled anew (who lives there is
computed, not stored), looks at last month's listings among relatives and neighbours, and then its people move in tiles:
all draws of a tile are made ahead, in vector code, and then each person lives the month.
"""

from typing import Any, Final

import numpy as np

from demerit.draws import block, compiled, structure
from demerit.month.candidates import categories, offered, years
from demerit.month.headcount import counted
from demerit.month.matters import foreseen
from demerit.month.month import buried, lived
from demerit.month.note import WHOSE, note
from demerit.month.opinion import climate, minded, traits
from demerit.month.origins import origin
from demerit.month.owners import organisations
from demerit.month.state import (
    AWARE,
    BLACK,
    DETAINED,
    ENTRY_BITS,
    FLUSHED,
    MOST_HELD,
    NO_ROOM,
    TOO_MANY,
    WRONG_ENTRIES,
    G,
    K,
)
from demerit.people.desk import POSITION, STRIDE
from demerit.people.settle import settle
from demerit.vocabulary import DETENTION, LISTING, NOTICE, OBJECTION, RIGHTFUL, SET_ASIDE, WRONG_POINTS

EVERYBODY: Final = -2  # whom to watch: a ledger of all, a row before each one's month
# Kinds that others depend on.
APART: Final = sum(1 << kind for kind in (LISTING, DETENTION, NOTICE, OBJECTION, SET_ASIDE, RIGHTFUL, WRONG_POINTS))

PLACE: Final = structure(
    [
        (name, np.int64)
        for name in (
            *("start", "census", "departed", "later", "province", "tier", "position", "rank", "number"),
            *("organisations", "org_start"),
        )
    ]
)


def residents(place: Any) -> Any:
    """How many people a community has over all months: alive at the census, dead by then, born after.

    place: its PLACE record, or an array of them.
    """
    return place["census"] + place["departed"] + place["later"]


residing = compiled()(residents)


@compiled()
def inhabited(tables, place, now, desk):  # type: ignore[no-untyped-def]
    """Settle a community on the desk as it is this month; returns the number of its people."""
    return settle(
        tables,
        place.number,
        place.census,
        place.departed,
        place.later,
        place.province,
        place.tier,
        now.month,
        now.k0,
        now.k1,
        desk,
    )


@compiled()
def pilloried(law, listed_here, alive):  # type: ignore[no-untyped-def]
    """The share (of 2^20) of neighbours whose listing is published."""
    return (listed_here << 20) // max(alive, 1) if law.black_published else 0


@compiled()
def surroundings(people, n, month, law, desk):  # type: ignore[no-untyped-def]
    """Last month's listings and detentions by household, and how many are listed here: taken before anyone moves.

    A listing is known to the others of a household if the list is published, or if whoever is on it knows.
    """
    total = 0
    telling = BLACK if law.black_published else AWARE
    for home in range(n + 1):  # no household has a higher number
        desk.listed_at[home] = 0
        desk.known_at[home] = 0
        desk.held_at[home] = 0
    for x in range(n):
        marks = people[x].marks
        if marks & (BLACK | DETAINED) and desk.birth[x] < month and desk.death[x] >= month:
            home = desk.home[x] & POSITION
            if marks & BLACK:
                total += 1
                desk.listed_at[home] += 1
                desk.known_at[home] += int(marks & telling != 0)
            if marks & DETAINED:
                desk.held_at[home] += 1
    return total


@compiled()
def present(n, month, desk):  # type: ignore[no-untyped-def]
    """Positions of those alive in this month, in order."""
    found = 0
    for x in range(n):
        desk.row[found] = x
        found += (desk.birth[x] <= month) & (month < desk.death[x])
    return found


@compiled()
def exposed(me, law, now):  # type: ignore[no-untyped-def]
    """How likely false records and those of somebody else are here, by population group; nothing without a regime."""
    for g in range(G):
        me.invented[g] = law.false_any[me.province, me.tier, g] if me.covered else 0
        me.mistaken[g] = now.mistaken[me.province, g] if me.covered else 0


@compiled(forceinline=True)
def loaded(me, law, desk, x, row, number, listed_here, month):  # type: ignore[no-untyped-def]
    """Put one person on the desk as of step 1."""
    telling = BLACK if law.black_published else AWARE
    me.who = number + x
    me.place = x
    me.group = desk.group[x]
    me.birth = desk.birth[x]
    me.age = years(month - desk.birth[x])
    me.filed = int(me.covered != 0) & int(me.age >= law.least_age)
    me.decile = desk.decile[x]
    me.reared = desk.reared[x]
    me.disposition = desk.disposition[x]
    me.active = desk.active[x]
    me.online = desk.online[x]
    me.urban = desk.urban[x]
    me.dealt = desk.dealt[x]
    me.marks = row.marks
    home = desk.home[x] & POSITION
    if desk.collective[x]:
        me.relatives = 0
        me.relatives_known = 0
        me.held = 0
    else:
        listed = row.marks & BLACK != 0
        me.relatives = desk.listed_at[home] - listed
        me.relatives_known = desk.known_at[home] - (listed and row.marks & telling != 0)
        me.held = desk.held_at[home] - (row.marks & DETAINED != 0)
    me.private = 8
    me.neighbours = listed_here
    me.points = row.points
    me.entries = row.entries & ENTRY_BITS
    me.wrong_entries = row.entries >> WRONG_ENTRIES
    me.fear = row.fear
    me.hardship = row.hardship
    me.company = desk.company[x]


@compiled()
def set_apart(nxt, kind, number):  # type: ignore[no-untyped-def]
    """Remember where a matter is that others depend on.  number: one more than where."""
    if kind == LISTING:
        nxt.listing = number
    elif kind == RIGHTFUL:
        nxt.right = number
    elif kind == WRONG_POINTS:
        nxt.falsely = number
    elif kind == DETENTION:
        nxt.detention = 1
    else:
        nxt.contests = 1


@compiled(forceinline=True)
def held_by(nxt, x, matters, m):  # type: ignore[no-untyped-def]
    """Put the open matters of the person at position x on the desk; returns the position behind them.

    One way out of the loop: with a second, Numba counts references to `matters` person by person, and waits for memory.
    """
    holds = 0
    nxt.listing = 0
    nxt.right = 0
    nxt.falsely = 0
    nxt.detention = 0
    nxt.contests = 0
    while m < len(matters) and matters[m].who == x:
        if holds < MOST_HELD:
            nxt.held[holds] = matters[m]
            holds += 1
            if APART >> int(matters[m].kind) & 1:
                set_apart(nxt, matters[m].kind, holds)
        else:
            nxt.overflow = TOO_MANY
        m += 1
    nxt.holds = holds
    return m


@compiled()
def flushed(nxt, out, written):  # type: ignore[no-untyped-def]
    """Write out what has been gathered of next month's open matters; returns the position behind it."""
    if written + nxt.written > len(out):
        nxt.overflow = NO_ROOM
        nxt.written = 0
        return written
    for i in range(nxt.written):
        out[written + i] = nxt.out[i]
    written += nxt.written
    nxt.written = 0
    return written


@compiled()
def gone(desk, low, high, people, matters, m, me, nxt, now, count):  # type: ignore[no-untyped-def]
    """Those of low <= x < high who died this month: their open matters close."""
    for x in range(low, high):
        if desk.death[x] == now.month and desk.birth[x] < now.month:
            me.group = desk.group[x]
            me.decile = desk.decile[x]
            count.deaths[me.group] += 1
            m = held_by(nxt, x, matters, m)
            buried(me, nxt, people[x], now, count)
    return m


@compiled()
def prepared(soc, n, now, desk):  # type: ignore[no-untyped-def]
    """What is fixed of the n people on the desk, and which no world changes: opinions at rest, cells of ceilings."""
    if soc.opinionated:
        traits(soc, n, now.k0, now.k1, desk)
    categories(soc, n, now.month, desk)


@compiled()
def running(law, place):  # type: ignore[no-untyped-def]
    """Whether a system runs in a community."""
    return law.active and place.position < law.rollout[place.province, place.tier]


@compiled()
def here(law, now, place, me):  # type: ignore[no-untyped-def]
    """What a community is in a world, whoever lives there."""
    me.province = place.province
    me.tier = place.tier
    me.rank = place.rank
    me.covered = running(law, place)
    exposed(me, law, now)


@compiled()
def surrounded(soc, law, now, place, people, n, alive, desk, me):  # type: ignore[no-untyped-def]
    """What a community's people meet with in a world, as of last month: taken before anyone moves.

    Returns the share (of 2^20) of neighbours whose listing is published.
    """
    month = now.month
    listed_here = surroundings(people, n, month, law, desk)
    if soc.opinionated:
        climate(people, n, month, law, desk, me)
    here(law, now, place, me)
    return pilloried(law, listed_here, alive)


@compiled()
def traded(economy, now, place, covered, orgs, people, n, desk, org_desk, org_count, ledger):  # type: ignore[no-untyped-def]
    """The month of the organisations of a community, and what its n people suffer for them."""
    if economy.trade.exists:
        organisations(economy, now, place, covered, orgs, people, desk, org_desk, org_count, ledger)
    else:
        for x in range(n):  # nobody suffers for one, whatever the desk held before
            desk.company[x] = 0


@compiled()
def community_month(  # type: ignore[no-untyped-def]
    tile,
    tables,
    soc,
    law,
    now,
    place,
    people,
    matters,
    out,
    written,
    desk,
    me,
    nxt,
    count,
    watch,
    ledger,
    economy,
    orgs,
    org_desk,
    org_count,
):
    """One month of a community, whose state rows are `people`; returns the position behind what it writes to `out`."""
    month = now.month
    number = place.number * STRIDE
    n = inhabited(tables, place, now, desk)
    prepared(soc, n, now, desk)
    alive = present(n, month, desk)
    published = surrounded(soc, law, now, place, people, n, alive, desk, me)
    counted(desk, n, month, now.days, me.covered, law, count)
    traded(economy, now, place, me.covered, orgs, people, n, desk, org_desk, org_count, ledger)
    nxt.written = 0
    m = begins = drawn = 0  # open matters: seen so far, and drawn ahead from where to where
    at = 0  # the first person whose open matters have not been looked at
    for low in range(0, alive, tile):
        high = min(low + tile, alive)
        offered(soc, law, low, high, month, number, now.k0, now.k1, people, me, desk, count)
        last = 0
        for x in range(high - low):
            here = desk.row[(low + x) & POSITION] & POSITION
            if at < here:
                m = gone(desk, at, here, people, matters, m, me, nxt, now, count)
            at = here + 1
            row = people[here]
            loaded(me, law, desk, here, row, number, published, month)
            if soc.opinionated:
                minded(me, desk, here, x, row)
            held = m
            m = held_by(nxt, here, matters, held)
            if m > drawn:
                begins = held
                drawn = foreseen(matters, begins, len(matters), number, now, desk)
            nxt.foreseen = held - begins
            first = last
            last += desk.number[x]
            if ledger is not None and (me.who == watch or watch == EVERYBODY):
                if watch == EVERYBODY:
                    note(ledger, me.who, WHOSE, 0, 0, 0)
                lived(me, nxt, soc, law, now, desk, x, first, last, row, count, ledger)
            else:
                lived(me, nxt, soc, law, now, desk, x, first, last, row, count, None)
            if nxt.written > FLUSHED:
                written = flushed(nxt, out, written)
    written = flushed(nxt, out, written)
    gone(desk, at, n, people, matters, m, me, nxt, now, count)
    return written


@compiled()
def room(people, held):  # type: ignore[no-untyped-def]
    """The most open matters that so many people who hold so many can have after a month; whole numbers, or arrays.

    A bound that holds, so that none is ever dropped.
    """
    return 5 * held + people * (9 + 12 * K)


@compiled()
def communities(  # type: ignore[no-untyped-def]
    low,
    tile,
    tables,
    soc,
    law,
    now,
    layout,
    people,
    matters,
    bounds,
    out,
    out_bounds,
    desk,
    me,
    nxt,
    sums,
    watch,
    ledger,
    economy,
    orgs,
    org_desk,
    org_sums,
):
    """One month of the communities of `layout` from `low` on.

    people: the state rows of all of them; matters and bounds: their open matters, sorted, and where each community's
    begin; out and out_bounds: the same for next month.  Returns the number of communities done: less than asked for
    when `out` might overflow, to be called again with a larger one.  desk, me, nxt belong to the caller; sums[province]
    are counts.  economy, orgs, org_desk, org_sums: the same for organisations.

    Each record is handed over as an array of one: Numba takes over a record field by field, which cost up to 5 % of a
    month.
    """
    origin = layout[0].start
    org_origin = layout[0].org_start
    for c in range(low, len(layout)):
        place = layout[c]
        held = matters[bounds[c] : bounds[c + 1]]
        written = out_bounds[c]
        if len(out) - written < room(residing(place), len(held)):
            return c
        out_bounds[c + 1] = community_month(
            tile,
            tables[0],
            soc[0],
            law[0],
            now[0],
            place,
            people[place.start - origin : place.start - origin + residing(place)],
            held,
            out,
            written,
            desk[0],
            me[0],
            nxt[0],
            sums[place.province],
            watch,
            ledger,
            economy[0],
            orgs[place.org_start - org_origin : place.org_start - org_origin + place.organisations],
            org_desk[0],
            org_sums[place.province],
        )
    return len(layout)


@compiled()
def digest(people, number, start, matters):  # type: ignore[no-untyped-def]
    """A sum over people and open matters of Philox(id, state): free of order, tiles and shards."""
    total = 0
    for x in range(len(people)):
        p = people[x]
        who = number + x
        a, b, c, d = block(
            who & 0xFFFFFFFF,
            int(p.points) & 0xFFFF,
            (int(p.marks) & 0xFFFF) << 16 | (int(p.entries) & 0xFFFF),
            (int(p.opinion) & 0xFF) << 16 | (int(p.fear) & 0xFF) << 8 | (int(p.hardship) & 0xFF),
            1,
            2,
        )
        total = (total + (a << 16 ^ b)) & 0xFFFFFFFFFFFF
    for x in range(len(matters)):
        m = matters[x]
        who = number + int(m.who)
        a, b, c, d = block(
            who & 0xFFFFFFFF,
            (int(m.kind) & 0xFF) << 8 | (int(m.what) & 0xFF),
            (int(m.due) & 0xFFFF) << 16 | (int(m.value) & 0xFFFF),
            7 << 16 | origin(m),
            1,
            2,
        )
        total = (total + (a << 16 ^ b)) & 0xFFFFFFFFFFFF
    return total
