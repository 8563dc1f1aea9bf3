"""Step 3: a data source records, misses, or takes one person for another; the record goes on its way to the file.

Every record keeps what truly happened: it is correct, false (nothing happened) or misattributed (somebody else did it).
A misattributed record reaches its victim through the rate that the province publishes (`demerit.world.published`), so
nobody's month needs to know who the other one was.  What is recorded falsely is like what that data source recorded
rightly in the year before.
"""

from demerit.draws import MONTH, ONE, block, compiled
from demerit.month.filing import disputed, filed, hangs_new, tag
from demerit.month.note import LOST, MISSED, PERFORMED_IN_TIME, RECORDED, WARNED, note
from demerit.month.objections import LISTING as MOST_AT_STAKE
from demerit.month.objections import PENALTY, at_stake, contested, objects, told
from demerit.month.origins import INVENTED, MISTAKEN, about, is_open, opened, origin_of
from demerit.month.penalties import CLAW_BACK, automatic, punished
from demerit.month.state import CRITIC, KNOWN, SUSPENDED, C, S
from demerit.month.state import WARNED as WAS_WARNED
from demerit.vocabulary import CONDUCT, CORRECT, FALSE, JUDGMENT, MISATTRIBUTED, NOTICE, RECORD

UNPERFORMED = CONDUCT.index("judgment")
NOBODY = -1  # what `witness` answers when no data source records
# Which blocks of a person's draws of a month are made only when they are asked for.
OF_INVENTED, OF_MISTAKEN = 2, 3


@compiled()
def reached(  # type: ignore[no-untyped-def]
    me, nxt, soc, law, now, day, conduct, source, truth, record, marks, count, ledger
):
    """A record reaches the file.  Where there is notice the person is told, and may object; it counts now or later.

    A judgment performed in time counts for nothing.  A first record of a minor matter may be a warning, and nothing
    else.  marks: KNOWN if the person knows already, SUSPENDED if an objection has kept it off the file until now.
    """
    if not me.covered:  # the system has been withdrawn since the record was made
        return
    judged = conduct == UNPERFORMED and truth == CORRECT
    if judged and not is_open(nxt, JUDGMENT, record):  # a judgment moves before the record of it does
        note(ledger, day, PERFORMED_IN_TIME, conduct, 0, 0)
        return
    if law.warns[conduct] and nxt.marks & WAS_WARNED == 0:
        nxt.marks |= WAS_WARNED
        count.warnings[me.group] += 1
        note(ledger, day, WARNED, about(conduct, record), source, truth)
        return
    answer = 0
    if marks & KNOWN:
        answer = 0 if marks & SUSPENDED else disputed(nxt, record)
    elif law.notice and law.notice_days == 0:
        answer = told(me, nxt, soc, law, now, day, conduct, truth, 0, at_stake(law, conduct), record, count, ledger)
    if answer > day and law.suspends:
        opened(nxt, me.place, RECORD, tag(conduct, truth), answer, source | KNOWN | SUSPENDED, record)
        return
    change = filed(me, nxt, law, day, conduct, source, truth, record, count, ledger)
    if answer > 0:
        hangs_new(nxt, record, change)
    elif law.notice and law.notice_days > 0 and marks & KNOWN == 0:
        nxt.next_answer = min(nxt.next_answer, day + law.notice_days)
        opened(nxt, me.place, NOTICE, tag(conduct, truth), day + law.notice_days, change, record)


@compiled()
def registered(  # type: ignore[no-untyped-def]
    me, nxt, soc, law, now, day, conduct, source, truth, record, count, ledger
):
    """A data source makes a record; it reaches the file after the source's delay."""
    note(ledger, day, RECORDED, about(conduct, record), source, truth)
    count.records[me.group, conduct] += 1
    if truth == CORRECT:
        count.records_correct[me.group, source] += 1
        count.correct[conduct * S + source] += 1
    elif truth == MISATTRIBUTED:
        count.records_misattributed[me.group, source] += 1
    else:
        count.records_false[me.group, source] += 1
    marks = 0
    if punished(me, nxt, law, now, day, conduct, source, truth, record, count, ledger):
        marks = KNOWN
        severe = automatic(me, law, conduct, source) == CLAW_BACK or law.ground[conduct] > 0
        if objects(me, soc, law, now, record, truth, MOST_AT_STAKE if severe else PENALTY):
            contested(me, nxt, law, day, conduct, truth, 0, record, count, ledger)
    arrives = day + law.delay[source]
    if arrives < now.first_day + now.days:
        reached(me, nxt, soc, law, now, arrives, conduct, source, truth, record, marks, count, ledger)
    else:
        opened(nxt, me.place, RECORD, tag(conduct, truth), arrives, source | marks, record)


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
def observed(  # type: ignore[no-untyped-def]
    me, nxt, soc, law, now, day, conduct, seen, aside, record, count, ledger
):
    """Something truly happened: recorded, missed, or put down to somebody else of the same group and province.

    Returns whether it was recorded about the one who did it.
    """
    count.conduct[me.group, conduct] += 1
    if not me.filed or not law.watched[conduct]:
        return False
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
        return False
    if aside < law.mistaken[me.group, source]:
        count.lost[me.group, conduct * S + source] += 1
        count.records_lost[me.group, source] += 1
        note(ledger, day, LOST, conduct, source, 0)
        return False
    registered(me, nxt, soc, law, now, day, conduct, source, CORRECT, record, count, ledger)
    return True


@compiled()
def mistaken(me, nxt, soc, law, now, count, ledger):  # type: ignore[no-untyped-def]
    """A record of what somebody else did, drawn on the victim's side from last month's published rate."""
    a, b, _, _ = block(me.who & 0xFFFFFFFF, now.month, OF_MISTAKEN, MONTH, now.k0, now.k1)
    cell = 0
    while cell < C * S - 1 and a >> 1 >= now.mistaken_for[me.province, me.group, cell]:
        cell += 1
    if law.watched[cell // S] == 0:
        return  # there was such a thing in the month before, and is none any more
    day = now.first_day + ((b >> 1) * now.days) // ONE
    record = origin_of(now, MISTAKEN)
    registered(me, nxt, soc, law, now, day, cell // S, cell % S, MISATTRIBUTED, record, count, ledger)


@compiled()
def made_up(law, now, source, draw):  # type: ignore[no-untyped-def]
    """Of what a false record is: as this source recorded rightly in the year before; at first, of what it could."""
    if law.false_as_recorded and now.recorded[source, C - 1] > 0:
        conduct = 0
        while conduct < C - 1 and draw >= now.recorded[source, conduct]:
            conduct += 1
        if law.watched[conduct]:  # else there is no such thing any more
            return conduct
    return law.false_conduct[source, (draw * law.false_choices[source]) // ONE]


@compiled()
def invented(me, nxt, soc, law, now, draw, count, ledger):  # type: ignore[no-untyped-def]
    """A false record: nothing happened, and yet.  draw: what decided that there is one, and by which source."""
    for source in range(S):
        if draw < law.false_record[me.province, me.tier, me.group, source]:
            a, b, _, _ = block(me.who & 0xFFFFFFFF, now.month, OF_INVENTED, MONTH, now.k0, now.k1)
            day = now.first_day + ((b >> 1) * now.days) // ONE
            conduct = made_up(law, now, source, a >> 1)
            record = origin_of(now, INVENTED)
            registered(me, nxt, soc, law, now, day, conduct, source, FALSE, record, count, ledger)
            return
