"""Steps 3 and 4: a data source records, misses, or takes one person for another; a record becomes points.

Every record keeps what truly happened: it is correct, false (nothing happened) or misattributed (somebody else did it).
A misattributed record reaches its victim through the rate that the province publishes (`demerit.world.published`), so
nobody's month needs to know who the other one was.
"""

from demerit.draws import MATTER as MATTER_DRAWS
from demerit.draws import ONE, block, compiled
from demerit.month.note import (
    CLAWED_BACK,
    FINED,
    LOST,
    MISSED,
    NOTIFIED,
    OBJECTED,
    PASS_LOST,
    POINTS,
    RECORDED,
    WARNED,
    note,
)
from demerit.month.note import (
    DETAINED as DETAINED_EVENT,
)
from demerit.month.state import ADULT, CHANGE_SHIFT, CONTESTED, CRITIC, DETAINED, NO_PASS, SPOTTED, TRUTH_SHIFT, C, S
from demerit.month.state import WARNED as WAS_WARNED
from demerit.vocabulary import ACTS, ARREARS, CORRECT, DETENTION, EXPIRY, FINE, MISATTRIBUTED, PASS, RECORD

CRITICISM = ACTS.index("criticism")
HEALTH = ACTS.index("health_breach")
CLAW_BACK = 2  # an automatic penalty that is no fine: see `demerit.rulebook.law`
REVIEW = 254  # tells the draw of a review from those of open matters
OF_CLAW_BACK = 1  # `what` of such arrears; 0 of those of a loan
NOBODY = -1  # what `witness` answers when no data source records


@compiled()
def opened(nxt, who, kind, what, due, value):  # type: ignore[no-untyped-def]
    """A new open matter of this person; the caller has made sure that there is room."""
    matter = nxt.out[nxt.written]
    matter.who = who
    matter.kind = kind
    matter.what = what
    matter.due = due
    matter.value = value
    nxt.written += 1


@compiled()
def scored(me, nxt, law, day, conduct, source, truth, points, count, ledger):  # type: ignore[no-untyped-def]
    """4. Points are given or taken, within the limits of the scale; those for what never happened are kept apart."""
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
        note(ledger, day, POINTS, conduct, change, law.start + nxt.points)


@compiled()
def filed(me, nxt, law, day, conduct, source, truth, count, ledger):  # type: ignore[no-untyped-def]
    """4. The rulebook turns a record into points, and perhaps into a ground for listing."""
    number = law.ground[conduct]
    if number > 0:
        nxt.ground = number if nxt.ground == 0 else min(nxt.ground, number)
        if truth == CORRECT:
            nxt.true_ground = 1
    scored(me, nxt, law, day, conduct, source, truth, law.points[conduct], count, ledger)


@compiled()
def fading(me, nxt, law, day, conduct, source, truth, change):  # type: ignore[no-untyped-def]
    """4. Where records expire, the change of points that one made is taken back on a day to come."""
    if law.expires[conduct] > 0 and change != 0:
        value = int(change) << CHANGE_SHIFT | truth << TRUTH_SHIFT | source
        opened(nxt, me.place, EXPIRY, conduct, day + law.expires[conduct], value)


@compiled()
def contested(me, nxt, law, day, conduct, source, truth, count, ledger):  # type: ignore[no-untyped-def]
    """A record reaches the file.  Where there is notice, a wrong one may be contested; it counts now or later.

    A first record of a minor matter may be a warning, and nothing else.
    """
    if law.warns[conduct] and nxt.marks & WAS_WARNED == 0:
        nxt.marks |= WAS_WARNED
        count.warnings[me.group] += 1
        note(ledger, day, WARNED, conduct, source, truth)
        return
    open_question = False  # an objection that is upheld takes the points back, and then nothing is left to expire
    if law.notice:
        count.notices[me.group] += 1
        note(ledger, day, NOTIFIED, 0, conduct, source)
        if law.objection and truth != CORRECT:
            count.objections[me.group] += 1
            note(ledger, day, OBJECTED, conduct, source, truth)
            opened(nxt, me.place, RECORD, conduct, day + law.objection_days, source | truth << TRUTH_SHIFT | CONTESTED)
            if law.suspends:
                return
            open_question = True
    before = nxt.points
    filed(me, nxt, law, day, conduct, source, truth, count, ledger)
    if not open_question:
        fading(me, nxt, law, day, conduct, source, truth, nxt.points - before)


@compiled()
def automatic(me, law, conduct, source):  # type: ignore[no-untyped-def]
    """What a record brings at once: 0 nothing, 1 a fine, CLAW_BACK; minors owe nothing that could be claimed back."""
    penalty = law.penalty[conduct, source]
    return 0 if penalty == CLAW_BACK and me.age < ADULT else penalty


@compiled()
def stopped(me, law, now, conduct, source, truth, count):  # type: ignore[no-untyped-def]
    """Whether somebody looks before an automatic penalty takes effect, and stops it: only what never happened is."""
    if truth == CORRECT or law.review == 0:
        return False
    if automatic(me, law, conduct, source) == 0 and (conduct != HEALTH or law.pass_days == 0):
        return False
    key = conduct << 16 | source << 8 | REVIEW
    a, b, c, d = block(me.who & 0xFFFFFFFF, now.month, key, MATTER_DRAWS, now.k0, now.k1)
    found = a >> 1 < law.review
    count.penalties_stopped[me.group] += found
    return found


@compiled()
def clawed_back(me, nxt, law, day, conduct, source, truth, count, ledger):  # type: ignore[no-untyped-def]
    """All or nothing: the person owes everything ever received: arrears like others, cured or taken to court."""
    count.claw_backs[me.group] += 1
    count.claw_backs_wrong[me.group] += truth != CORRECT
    nxt.burden += law.cost_of_claw_back
    nxt.fright = 1
    nxt.hurt = 1
    note(ledger, day, CLAWED_BACK, conduct, source, truth)
    opened(nxt, me.place, ARREARS, OF_CLAW_BACK, day + law.claw_back_due_days, day)


@compiled()
def punished(me, nxt, law, now, day, conduct, source, truth, count, ledger):  # type: ignore[no-untyped-def]
    """What some records bring at once, without a hearing: a fine or claw-back, arrest, the mark of a critic."""
    if conduct == CRITICISM:
        nxt.marks |= CRITIC
    halted = stopped(me, law, now, conduct, source, truth, count)
    if conduct == HEALTH and law.pass_days > 0 and not halted:
        nxt.marks |= NO_PASS
        count.passes_lost[me.group] += 1
        note(ledger, day, PASS_LOST, law.pass_days, 0, 0)
        opened(nxt, me.place, PASS, 0, now.first_day + now.days + law.pass_days, day)  # from next month on
    penalty = automatic(me, law, conduct, source)
    if penalty > 0 and not halted:
        if truth == CORRECT:
            count.penalties_correct[me.group, source] += 1
        else:
            count.penalties_wrong[me.group, source] += 1
        if penalty == CLAW_BACK:
            clawed_back(me, nxt, law, day, conduct, source, truth, count, ledger)
        else:
            count.fines[me.group] += 1
            nxt.burden += law.cost_of_fine
            nxt.fright = 1
            nxt.hurt = 1
            note(ledger, day, FINED, conduct, source, truth)
            opened(nxt, me.place, FINE, conduct, day + law.fine_due_days, source | truth << TRUTH_SHIFT)
    chance = law.detain[me.province, me.group, conduct, source]
    if chance > 0 and me.age >= ADULT and me.marks & DETAINED == 0 and nxt.marks & DETAINED == 0:
        a, b, c, d = block(
            me.who & 0xFFFFFFFF, now.month, conduct << 8 | source << 4 | DETENTION, MATTER_DRAWS, now.k0, now.k1
        )
        if a >> 1 < chance:
            nxt.marks |= DETAINED
            nxt.fright = 1
            count.detentions[me.group] += 1
            days = law.detain_days[me.province, me.group, conduct, source]
            note(ledger, day, DETAINED_EVENT, conduct, days, source)
            opened(nxt, me.place, DETENTION, conduct, day + days, day)


@compiled()
def registered(me, nxt, law, now, day, conduct, source, truth, count, ledger):  # type: ignore[no-untyped-def]
    """A data source makes a record; it reaches the file after the source's delay."""
    note(ledger, day, RECORDED, conduct, source, truth)
    count.records[me.group, conduct] += 1
    if truth == CORRECT:
        count.records_correct[me.group, source] += 1
    elif truth == MISATTRIBUTED:
        count.records_misattributed[me.group, source] += 1
    else:
        count.records_false[me.group, source] += 1
    punished(me, nxt, law, now, day, conduct, source, truth, count, ledger)
    arrives = day + law.delay[source]
    if arrives < now.first_day + now.days:
        contested(me, nxt, law, arrives, conduct, source, truth, count, ledger)
    else:
        opened(nxt, me.place, RECORD, conduct, arrives, source | truth << TRUTH_SHIFT)


@compiled()
def witness(me, law, conduct, seen):  # type: ignore[no-untyped-def]
    """Which data source records this conduct here, or NOBODY.  A rule may have known critics watched more closely."""
    scaled = int(seen)
    if me.marks & CRITIC:
        scaled = (int(seen) << 10) // law.critics[conduct]
    sees = law.sees[me.province, me.tier, me.group, conduct]
    if scaled >= sees[S - 1]:
        return NOBODY
    for source in range(S):
        if scaled < sees[source]:
            return source
    return NOBODY


@compiled()
def observed(me, nxt, law, now, day, conduct, seen, aside, count, ledger):  # type: ignore[no-untyped-def]
    """3. Something truly happened: recorded, missed, or put down to somebody else of the same group and province."""
    count.conduct[me.group, conduct] += 1
    if not me.covered or not law.watched[conduct]:
        return
    source = witness(me, law, conduct, seen)
    if law.critics[conduct] > 1024:
        if me.marks & CRITIC:
            count.enforcement_acts_critics[me.group] += 1
            count.enforcement_records_critics[me.group] += source != NOBODY
        else:
            count.enforcement_acts[me.group] += 1
            count.enforcement_records[me.group] += source != NOBODY
    if source == NOBODY:
        count.missed[me.group, conduct] += 1
        note(ledger, day, MISSED, conduct, 0, 0)
    elif aside < law.mistaken[me.group, source]:
        count.lost[me.group, conduct * S + source] += 1
        count.records_lost[me.group, source] += 1
        note(ledger, day, LOST, conduct, source, 0)
    else:
        registered(me, nxt, law, now, day, conduct, source, CORRECT, count, ledger)


@compiled()
def mistaken(me, nxt, law, now, day, draw, count, ledger):  # type: ignore[no-untyped-def]
    """3. A record of what somebody else did, drawn on the victim's side from last month's published rate."""
    cell = 0
    while cell < C * S - 1 and draw >= now.mistaken_for[me.province, me.group, cell]:
        cell += 1
    registered(me, nxt, law, now, day, cell // S, cell % S, MISATTRIBUTED, count, ledger)


@compiled()
def invented(me, nxt, law, now, day, draw, aside, count, ledger):  # type: ignore[no-untyped-def]
    """3. A false record: nothing happened, and yet."""
    for source in range(S):
        if draw < law.false_record[me.province, me.tier, me.group, source]:
            choices = law.false_choices[source]
            conduct = law.false_conduct[source, (aside * choices) // ONE]
            registered(me, nxt, law, now, day, conduct, source, 1, count, ledger)
            return
