"""Step 4: what a record on file does: points, and perhaps a ground for listing.

Points for what never happened are kept apart (`wrong`), so that it can be said at any time where somebody would stand
had nothing been recorded that never happened.
"""

from demerit.draws import compiled
from demerit.month.note import EXPIRED, POINTS, RETURNED, SCALE_ENDED, note
from demerit.month.origins import about, opened, origin
from demerit.month.state import SPOTTED, TRUTH_SHIFT
from demerit.vocabulary import CORRECT, EXPIRY, NOTICE, OBJECTION, SET_ASIDE


@compiled()
def tag(conduct, truth):  # type: ignore[no-untyped-def]
    """`what` of a record, and of what rests on one."""
    return truth << TRUTH_SHIFT | conduct


@compiled()
def scored(me, nxt, law, day, conduct, source, truth, points, record, count, ledger):  # type: ignore[no-untyped-def]
    """Points are given or taken, within the limits of the scale; returns by how much they changed."""
    before = nxt.points
    nxt.points = min(max(before + points, law.lowest), law.highest)
    change = nxt.points - before
    if truth != CORRECT:
        nxt.wrong += change
    if change < 0 and law.clean_year > 0:
        nxt.marks |= SPOTTED
    if change > 0:
        count.points_gained[me.group, conduct] += change
        count.source_points_gained[me.group, source] += change
    else:
        count.points_lost[me.group, conduct] -= change
        count.source_points_lost[me.group, source] -= change
    if change != 0:
        note(ledger, day, POINTS, about(conduct, record), change, law.start + nxt.points)
    return change


@compiled()
def taken_back(nxt, law, truth, change):  # type: ignore[no-untyped-def]
    """What a record changed is undone, as far as the scale allows; returns by how much points changed."""
    before = nxt.points
    nxt.points = min(max(before - change, law.lowest), law.highest)
    if truth != CORRECT:
        nxt.wrong -= change
    return nxt.points - before


@compiled()
def returned(me, nxt, law, day, conduct, truth, change, record, count, ledger):  # type: ignore[no-untyped-def]
    """Points are given back, since the record does not count any more."""
    if change != 0:
        back = taken_back(nxt, law, truth, change)
        count.points_returned[me.group] += back
        note(ledger, day, RETURNED, about(conduct, record), back, law.start + nxt.points)


@compiled()
def expired(me, nxt, law, day, conduct, truth, change, record, count, ledger):  # type: ignore[no-untyped-def]
    """A record expires: the change of points that it made is taken back."""
    back = taken_back(nxt, law, truth, change)
    count.points_expired[me.group] += back
    if back != 0:
        note(ledger, day, EXPIRED, about(conduct, record), back, law.start + nxt.points)


@compiled()
def abolished(me, nxt, law, day, count, ledger):  # type: ignore[no-untyped-def]
    """Where there is no scale, or the system runs no more, nobody has points, and nothing gives any back."""
    if law.lowest < law.highest and me.covered:
        return
    for h in range(nxt.holds):
        m = nxt.held[h]
        if m.kind == EXPIRY or m.kind == OBJECTION or m.kind == NOTICE or m.kind == SET_ASIDE:
            m.value = 0
    lost = me.points
    me.points = me.wrong = nxt.points = nxt.wrong = 0
    if lost:
        count.points_expired[me.group] -= lost
        note(ledger, day, SCALE_ENDED, 0, -lost, law.start)


@compiled()
def grounded(nxt, number, truth, origin):  # type: ignore[no-untyped-def]
    """A ground for listing; the first in order counts, and of two records on one ground that of what happened."""
    if nxt.ground == 0 or number < nxt.ground or (number == nxt.ground and nxt.untrue and truth == CORRECT):
        nxt.ground = number
        nxt.untrue = truth
        nxt.origin = origin
    if truth == CORRECT and (nxt.true_ground == 0 or number < nxt.true_ground):
        nxt.true_ground = number
        nxt.true_origin = origin


@compiled()
def ungrounded(nxt, origin):  # type: ignore[no-untyped-def]
    """A record of this month is no ground any more."""
    if nxt.true_ground and nxt.true_origin == origin:
        nxt.true_ground = 0
    if nxt.ground and nxt.origin == origin:
        nxt.ground = nxt.true_ground
        nxt.origin = nxt.true_origin
        nxt.untrue = CORRECT


@compiled()
def filed(me, nxt, law, day, conduct, source, truth, origin, count, ledger):  # type: ignore[no-untyped-def]
    """A record counts from now on; returns by how much it changed the points.  Where records expire, it remembers."""
    if law.ground[conduct] > 0:
        grounded(nxt, law.ground[conduct], truth, origin)
    change = scored(me, nxt, law, day, conduct, source, truth, law.points[conduct], origin, count, ledger)
    if law.expires[conduct] > 0 and change != 0:
        opened(nxt, me.place, EXPIRY, tag(conduct, truth), day + law.expires[conduct], change, origin)
    return change


@compiled()
def hangs(nxt, record, change):  # type: ignore[no-untyped-def]
    """Points that hang on a record whose fate is open are added to what its objection, or notice, is about."""
    for h in range(nxt.holds):
        m = nxt.held[h]
        if (m.kind == OBJECTION or m.kind == NOTICE) and origin(m) == record:
            m.value = min(max(int(m.value) + change, -32768), 32767)


@compiled()
def hangs_new(nxt, record, change):  # type: ignore[no-untyped-def]
    """The same, wherever the objection is: held since before this month, or made in it."""
    hangs(nxt, record, change)
    for i in range(nxt.begins, nxt.written):
        m = nxt.out[i]
        if m.kind == OBJECTION and origin(m) == record:
            m.value = min(max(int(m.value) + change, -32768), 32767)


@compiled()
def disputed(nxt, record):  # type: ignore[no-untyped-def]
    """Whether an objection to a record is open, or may still come; returns the day of its answer, or 1, or 0."""
    found = 0
    for h in range(nxt.holds):
        m = nxt.held[h]
        if origin(m) == record:
            if m.kind == OBJECTION:
                found = max(found, int(m.due))
            elif m.kind == NOTICE:
                found = max(found, 1)
    for i in range(nxt.begins, nxt.written):
        m = nxt.out[i]
        if m.kind == OBJECTION and origin(m) == record:
            found = max(found, int(m.due))
    return found
