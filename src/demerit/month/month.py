"""A person's month.  Read `lived` from top to bottom: it is the specification, and what Numba compiles."""

from demerit.draws import ONE, compiled, happens
from demerit.month.conduct import fearless, willing
from demerit.month.consequences import CREDIT, answered, lent, ordinary
from demerit.month.listing import blacklisting, redlisting, wrongful
from demerit.month.matters import moved
from demerit.month.note import ACT, LOST_WORK, SELF_CENSORED, note
from demerit.month.recording import invented, mistaken, observed, opened
from demerit.month.response import written
from demerit.month.state import (
    ADULT,
    AWARE,
    BIN,
    BINS,
    BLACK,
    CRITIC,
    DETAINED,
    NO_CREDIT,
    OF_AGE,
    OUT_OF_WORK,
    PENDING,
    RED,
)
from demerit.vocabulary import ACTS, JOBLESS, LISTING

N_ACTS = len(ACTS)


@compiled()
def begun(me, nxt, now):  # type: ignore[no-untyped-def]
    """1. The month starts from what was decided before; a new year forgets who was refused credit in the old one."""
    nxt.points = me.points
    nxt.wrong = me.wrong
    nxt.flags = me.flags
    nxt.entries = me.entries
    nxt.fright = 0
    nxt.burden = 0
    nxt.ground = 0
    nxt.true_ground = 0
    if now.year_begins:
        nxt.flags &= ~NO_CREDIT


@compiled()
def tried(me, nxt, soc, law, now, kind, will, seen, aside, when, out, count, ledger):  # type: ignore[no-untyped-def]
    """2. to 6. One candidate: done or not; if a demand, answered; if an act, perhaps recorded."""
    count.candidates[me.group, kind] += 1
    if me.flags & DETAINED:
        return
    day = now.first_day + (when * now.days) // ONE
    if will >= willing(me, soc, kind, count):
        if me.fear > 0 and kind < N_ACTS and soc.fear[kind] < 0 and will < fearless(me, soc, kind):
            count.self_censored[me.group, kind] += 1
            note(ledger, day, SELF_CENSORED, kind, 0, 0)
        return
    count.acts[me.group, kind] += 1
    note(ledger, day, ACT, kind, 0, 0)
    if kind < N_ACTS:
        observed(me, nxt, law, now, day, kind, seen, aside, out, count, ledger)
    else:
        demand = kind - N_ACTS
        granted = answered(me, nxt, law, day, demand, ordinary(me, soc, demand, aside), count, ledger)
        if granted and demand == CREDIT:
            lent(me, nxt, soc, day, out, count, ledger)


@compiled()
def recorded_wrongly(me, nxt, law, now, phantom, mistake, aside, out, count, ledger):  # type: ignore[no-untyped-def]
    """3. Records of what this person never did."""
    if not me.covered or me.age < OF_AGE:
        return
    if phantom < law.false_any[me.province, me.tier]:
        day = now.first_day + (mistake * now.days) // ONE
        invented(me, nxt, law, now, day, phantom, aside, out, count, ledger)
    if happens(now.mistaken[me.province, me.group], mistake, aside):
        day = now.first_day + (phantom * now.days) // ONE
        mistaken(me, nxt, law, now, day, phantom, out, count, ledger)


@compiled()
def work(me, nxt, soc, now, misfortune, aside, out, count, ledger):  # type: ignore[no-untyped-def]
    """2. Work is lost by misfortune alone; how it is found again, see `matters.jobless`."""
    if me.active and me.flags & OUT_OF_WORK == 0 and misfortune < soc.job_loss:
        if soc.work_from <= me.age < soc.work_until:
            day = now.first_day + (aside * now.days) // ONE
            nxt.flags |= OUT_OF_WORK
            count.jobs_lost[me.group] += 1
            note(ledger, day, LOST_WORK, 0, 0, 0)
            opened(nxt, out, me.place, JOBLESS, 0, 0, day)


@compiled()
def summed(me, nxt, law, now, count):  # type: ignore[no-untyped-def]
    """8. Sums go to the community, the province, the country."""
    g = me.group
    flags = nxt.flags
    count.people[g] += 1
    count.person_days[g] += now.days
    count.adults[g] += me.age >= ADULT
    count.of_age[g] += me.covered and me.age >= OF_AGE
    count.covered[g] += me.covered
    count.fear[g] += me.fear
    count.hardship[g] += me.hardship
    count.jobless[g] += (flags & OUT_OF_WORK) != 0
    count.points[g] += nxt.points
    count.decile_people[me.decile] += 1
    if me.covered:
        count.score[g, min(max(nxt.points // BIN + BINS - 8, 0), BINS - 1)] += 1
    if flags & (BLACK | RED | DETAINED | CRITIC):
        count.redlist_stock[g] += (flags & RED) != 0
        count.detained[g] += (flags & DETAINED) != 0
        count.critics[g] += (flags & CRITIC) != 0
        if flags & BLACK:
            count.blacklist_stock[g] += 1
            count.decile_stock[me.decile] += 1
            count.blacklist_unaware[g] += (flags & AWARE) == 0
            if me.flags & BLACK:
                count.blacklist_listed_days[g] += now.days
            if wrongful(law, nxt.points, nxt.wrong, flags):
                count.blacklist_wrongful_stock[g] += 1
                count.blacklist_wrongful_days[g] += now.days


@compiled()
def lived(me, nxt, soc, law, now, desk, x, low, high, matters, m, out, row, count, ledger):  # type: ignore[no-untyped-def]
    """One person's month, in the order of the design.

    me: the person as of step 1; nxt: what the month makes of it; candidates low <= c < high of the desk; open matters
    from position m of `matters` while they are this person's; new and surviving matters go to `out`; row: the state.
    Returns the position behind this person's matters.
    """
    begun(me, nxt, now)
    waiting = False
    while m < len(matters) and matters[m].who == me.place:
        waiting = waiting or (matters[m].kind == LISTING and matters[m].what & PENDING != 0)
        moved(me, nxt, soc, law, now, matters[m], out, count, ledger)
        m += 1
    for c in range(low, high):
        tried(
            me, nxt, soc, law, now, desk.which[c] & 31, desk.will[c], desk.seen[c], desk.aside[c], desk.when[c], out, count, ledger
        )
    work(me, nxt, soc, now, desk.misfortune[x], desk.aside_of[x], out, count, ledger)
    recorded_wrongly(me, nxt, law, now, desk.phantom[x], desk.mistake[x], desk.aside_of[x], out, count, ledger)
    if law.active:
        blacklisting(me, nxt, law, now, waiting, out, count, ledger)
        redlisting(me, nxt, law, now, count, ledger)
    summed(me, nxt, law, now, count)
    written(me, nxt, soc, law, now, row, ledger)
    return m


@compiled()
def buried(me, matters, m, row, law, now, count, ledger):  # type: ignore[no-untyped-def]
    """1. Death closes whatever was open."""
    while m < len(matters) and matters[m].who == me.place:
        if matters[m].kind == LISTING and matters[m].what & PENDING == 0:
            stay = now.first_day - matters[m].value
            count.blacklist_exits[me.group] += 1
            count.blacklist_stay_days[me.group] += stay
            count.decile_exits[me.decile] += 1
            count.decile_stay_days[me.decile] += stay
        m += 1
    if row.flags & RED:
        count.redlist_exits[me.group] += 1
    row.flags = 0
    return m
