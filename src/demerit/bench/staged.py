"""`community_month` once more, from the same parts, with a look at the clock between them: what a profile is made of.

A test holds it to the original: the same state, open matters and sums.
"""

from typing import Final

from demerit.bench.clock import begin, lap
from demerit.draws import compiled
from demerit.month.candidates import categories, offered
from demerit.month.community import (
    exposed,
    flushed,
    gone,
    held_by,
    inhabited,
    loaded,
    pilloried,
    present,
    residing,
    surroundings,
)
from demerit.month.headcount import counted
from demerit.month.matters import foreseen
from demerit.month.month import lived
from demerit.month.opinion import climate, minded, traits
from demerit.month.owners import organisations
from demerit.month.state import FLUSHED
from demerit.people.desk import POSITION, STRIDE

# In the order of the month.
PHASES: Final = {
    "settling": "who lives in each community, computed anew",
    "surroundings": "who is listed or detained, by household and community",
    "opinion_climate": "first opinions and thresholds, and what is said at home and in the community",
    "presence": "who is alive, and the chances of false records here",
    "headcounts": "people, adults, tenths of income, customers of private scores",
    "organisations": "the month of the organisations of each community",
    "drawing_ahead": "draws of a tile of people, their candidates listed, those that nobody would act on set aside",
    "living": "the month itself, person by person: open matters, candidates, records, lists, opinion",
    "writing_matters": "next month's open matters written out",
}
SETTLING, SURROUNDINGS, CLIMATE, PRESENCE, HEADCOUNTS, ORGANISATIONS, AHEAD, LIVING, WRITING = range(len(PHASES))


@compiled()
def settled(clock, tables, soc, law, now, place, people, desk, me):  # type: ignore[no-untyped-def]
    """Everything before the first look at a person; returns positions, how many of them alive, and how many listed."""
    month = now.month
    begin(clock)
    n = inhabited(tables, place, now, desk)
    lap(clock, SETTLING)
    listed_here = surroundings(people, n, month, law, desk)
    lap(clock, SURROUNDINGS)
    if soc.opinionated:
        traits(soc, n, now.k0, now.k1, desk)
        climate(people, n, month, law, desk, me)
    lap(clock, CLIMATE)
    alive = present(n, month, desk)
    me.province = place.province
    me.tier = place.tier
    me.rank = place.rank
    me.covered = law.active and place.position < law.rollout[place.province, place.tier]
    exposed(me, law, now)
    lap(clock, PRESENCE)
    return n, alive, listed_here


@compiled()
def staged_month(  # type: ignore[no-untyped-def]
    clock,
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
    economy,
    orgs,
    org_desk,
    org_count,
):
    """`month.community.community_month`, with the time of each phase added to the clock."""
    month = now.month
    number = place.number * STRIDE
    n, alive, listed_here = settled(clock, tables, soc, law, now, place, people, desk, me)
    counted(desk, n, month, now.days, me.covered, law, count)
    lap(clock, HEADCOUNTS)
    if economy.trade.exists:
        organisations(economy, now, place, me.covered, orgs, people, desk, org_desk, org_count, None)
    else:
        for x in range(n):
            desk.company[x] = 0
    lap(clock, ORGANISATIONS)
    categories(soc, n, month, desk)
    lap(clock, AHEAD)
    published = pilloried(law, listed_here, alive)
    nxt.written = 0
    m = begins = drawn = 0
    at = 0
    for low in range(0, alive, tile):
        high = min(low + tile, alive)
        lap(clock, LIVING)
        offered(soc, law, low, high, month, number, now.k0, now.k1, people, me, desk, count)
        lap(clock, AHEAD)
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
            lived(me, nxt, soc, law, now, desk, x, first, last, row, count, None)
            if nxt.written > FLUSHED:
                lap(clock, LIVING)
                written = flushed(nxt, out, written)
                lap(clock, WRITING)
    lap(clock, LIVING)
    written = flushed(nxt, out, written)
    lap(clock, WRITING)
    gone(desk, at, n, people, matters, m, me, nxt, now, count)
    lap(clock, LIVING)
    return written


@compiled()
def staged(  # type: ignore[no-untyped-def]
    clock,
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
    economy,
    orgs,
    org_desk,
    org_sums,
):
    """`month.community.communities` with a clock; the caller sees to it that `out` has room for all of them."""
    origin = layout[0].start
    org_origin = layout[0].org_start
    for c in range(len(layout)):
        place = layout[c]
        out_bounds[c + 1] = staged_month(
            clock,
            tile,
            tables[0],
            soc[0],
            law[0],
            now[0],
            place,
            people[place.start - origin : place.start - origin + residing(place)],
            matters[bounds[c] : bounds[c + 1]],
            out,
            out_bounds[c],
            desk[0],
            me[0],
            nxt[0],
            sums[place.province],
            economy[0],
            orgs[place.org_start - org_origin : place.org_start - org_origin + place.organisations],
            org_desk[0],
            org_sums[place.province],
        )
