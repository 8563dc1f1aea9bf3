"""What a person can do about a record or a listing: be told, object, be answered.

An objection is to one record (or, where somebody is listed for points, to all on file that never happened), is made on
a day, and is answered on another.  What is upheld takes away that record with all that rests on it: points, fine, pass,
claw-back, detention, listing.  What is dismissed changes nothing.  Who objects depends on schooling, on what is at
stake and on being in the right; whether a justified objection is upheld does not.
"""

from demerit.draws import MATTER as MATTER_DRAWS
from demerit.draws import ONE, block, compiled
from demerit.month.choosing import AS_DRAWN, TAKEN
from demerit.month.filing import returned, tag, ungrounded
from demerit.month.fright import frightened
from demerit.month.leaving import NEVER, NOTHING, annulled
from demerit.month.note import (
    CLAIM_RETURNED,
    CONTESTED_LISTING,
    DISMISSED,
    FINE_RETURNED,
    LEARNED_OF_LISTING,
    LISTING_CONFIRMED,
    NOTIFIED,
    OBJECTED,
    UPHELD,
    note,
)
from demerit.month.origins import FILE, about, drawn_as, goes_on, is_open, opened, origin, origin_of, what
from demerit.month.state import (
    AWARE,
    BLACK,
    CONDUCT_BITS,
    GROUND_SHIFT,
    LISTED_FOR,
    OF_CLAW_BACK,
    PAID,
    PAID_BACK,
    TRUTH_SHIFT,
    UNTRUE,
)
from demerit.month.suspending import counted_again, set_aside
from demerit.people.desk import POSITION
from demerit.people.schooling import schooling_of
from demerit.ranges import LEARNED_GROUND
from demerit.vocabulary import (
    ARREARS,
    CLAIM,
    CORRECT,
    CRITICISED,
    DETENTION,
    EXPIRY,
    FALSE,
    FINE,
    JUDGMENT,
    NOTICE,
    OBJECTION,
    PASS,
    RECORD,
    SET_ASIDE,
)

POINTS, PENALTY, LISTING = range(3)  # what is at stake
DECIDES = 1 << 24  # tells the draw of who objects from those of open matters
TO_LISTING = 1 << 18  # and an objection to a listing from one to the record that it rests on


@compiled()
def objects(me, soc, law, now, record, truth, stake):  # type: ignore[no-untyped-def]
    """Whether somebody who knows of a record, or (TO_LISTING | record) of a listing that rests on it, objects."""
    chance = law.objects[int(truth != CORRECT), stake]
    if law.objection == 0 or chance == 0:
        return False
    if me.chooser == me.who + 1 and me.objecting != AS_DRAWN:
        return me.objecting == TAKEN
    level = schooling_of(soc, me.who, me.province, me.birth, me.reared, now.month, now.k0, now.k1)
    chance = min((chance * law.objects_schooling[level]) >> 10, ONE)
    a, _, _, _ = block(me.who & 0xFFFFFFFF, now.month, DECIDES | stake << 16 | record, MATTER_DRAWS, now.k0, now.k1)
    return a >> 1 < chance


@compiled()
def contested(me, nxt, law, day, conduct, truth, change, record, count, ledger):  # type: ignore[no-untyped-def]
    """An objection is made; change: the points that hang on it so far.  Returns the day of the answer."""
    if nxt.held_from <= day < nxt.held_until:
        day = nxt.held_until  # nobody objects from detention
    answer = day + law.objection_days
    count.objections[me.group] += 1
    count.objections_justified[me.group] += truth != CORRECT
    if conduct == LISTED_FOR:
        note(ledger, day, CONTESTED_LISTING, int(truth != CORRECT), 0, 0)
    else:
        note(ledger, day, OBJECTED, about(conduct, record), 0, truth)
    nxt.next_answer = min(nxt.next_answer, answer)
    opened(nxt, me.place, OBJECTION, tag(conduct, truth), answer, change, record)
    return answer


@compiled()
def told(me, nxt, soc, law, now, day, conduct, truth, change, stake, record, count, ledger):  # type: ignore[no-untyped-def]
    """Somebody is told of a record, and may object.  Returns the day of the answer, 0 without objection."""
    count.notices[me.group] += 1
    note(ledger, day, NOTIFIED, 0, about(conduct, record), 0)
    if burdens(law, conduct) and objects(me, soc, law, now, record, truth, stake):
        return contested(me, nxt, law, day, conduct, truth, change, record, count, ledger)
    return 0


@compiled()
def uncontested(nxt):  # type: ignore[no-untyped-def]
    """Points for what never happened that nothing else open is about: no objection, and no notice still to come."""
    left = nxt.wrong
    for i in range(nxt.begins, nxt.written):
        m = nxt.out[i]
        if (m.kind == OBJECTION or m.kind == NOTICE) and what(m) >> TRUTH_SHIFT != CORRECT:
            left -= int(m.value)
    return min(left, 0)


@compiled()
def appealed(me, nxt, soc, law, now, day, ground, untrue, record, count, ledger):  # type: ignore[no-untyped-def]
    """Somebody who knows of being listed, or that it was decided, may object to that.

    ground: 0 for points: then to all on file that never happened and is not contested already.  A listing by a learned
    score rests on no record.
    """
    truth = FALSE if untrue else CORRECT
    if ground == 0:
        change = uncontested(nxt)
        if change == 0 and nxt.wrong < 0:
            return
        truth = FALSE if change < 0 else CORRECT
        record = origin_of(now, FILE)
    else:
        change = 0 if is_open(nxt, SET_ASIDE, record) else law.ground_points[ground]
        change = max(change, nxt.wrong) if untrue else change
    if objects(me, soc, law, now, TO_LISTING | record, truth, LISTING):
        contested(me, nxt, law, day, LISTED_FOR, truth, min(change, 0), record, count, ledger)


@compiled()
def burdens(law, conduct):  # type: ignore[no-untyped-def]
    """Whether a record is of any harm to whom it is about: nobody objects to one that only gives points."""
    return law.points[conduct] <= 0 or law.ground[conduct] > 0


@compiled()
def at_stake(law, conduct):  # type: ignore[no-untyped-def]
    """What somebody stands to lose by a record that brought no penalty."""
    return LISTING if law.ground[conduct] > 0 else POINTS


@compiled()
def learned_of(me, nxt, soc, law, now, day, by_notice, count, ledger):  # type: ignore[no-untyped-def]
    """Somebody learns of being on the list: by notice, or at the counter; it frightens, and may be objected to.

    Where there is notice, a single record was told of when it was made.
    """
    if nxt.marks & BLACK == 0 or nxt.marks & AWARE:
        return
    nxt.marks |= AWARE
    nxt.hurt = 1
    frightened(nxt, law.fear_listing)
    note(ledger, day, LEARNED_OF_LISTING, by_notice, 0, 0)
    listing = nxt.out[nxt.list_at - 1]
    ground = what(listing) >> GROUND_SHIFT & 15
    if ground != LEARNED_GROUND and (ground == 0 or not law.notice):
        untrue = what(listing) & UNTRUE != 0
        appealed(me, nxt, soc, law, now, day, ground, untrue, origin(listing), count, ledger)


@compiled()
def shaken(law, listing, m):  # type: ignore[no-untyped-def]
    """Whether a listing, or one in its days of grace, loses what it rests on.  m: the objection that is upheld.

    One for points does once the points that are given back would have kept the person off the list.
    """
    ground = what(listing) >> GROUND_SHIFT & 15
    if ground > 0:
        return ground != LEARNED_GROUND and origin(listing) == origin(m)
    if int(m.due) - law.objection_days - law.notice_days > int(listing.value):
        return False  # the record counted only after that was decided
    lacking = origin(listing) + int(m.value)
    listing.origin = max(lacking, 0)
    return lacking <= 0


@compiled()
def fallen(me, nxt, law, other, day, count, ledger):  # type: ignore[no-untyped-def]
    """What rested on a record that does not count any more."""
    kind = int(other.kind)
    if kind == FINE:
        nxt.relief += law.cost_of_fine
        count.fines_returned[me.group] += 1
        note(ledger, day, FINE_RETURNED, about(what(other) & CONDUCT_BITS, origin(other)), 0, 0)
        other.kind = NOTHING
    elif kind in (ARREARS, CLAIM, JUDGMENT) and what(other) & OF_CLAW_BACK:
        nxt.relief += law.cost_of_claw_back
        count.claw_backs_returned[me.group] += 1
        note(ledger, day, CLAIM_RETURNED, 0, 0, 0)
        other.kind = NOTHING
    elif kind == PASS:
        count.passes_returned[me.group] += 1
        other.due = min(int(other.due), day)
    elif kind == DETENTION and int(other.value) < day:
        other.due = min(int(other.due), day)
        nxt.held_until = min(nxt.held_until, day)
    elif kind == DETENTION:
        other.kind = NOTHING
        nxt.detention = 0
    elif kind == OBJECTION:
        other.value = 0  # to the listing as well as to the record, or the other way: points come back once
    elif kind in (EXPIRY, RECORD, NOTICE, CRITICISED, SET_ASIDE):
        other.kind = NOTHING


@compiled()
def answered(me, nxt, law, m, a, matters, low, high, count, ledger):  # type: ignore[no-untyped-def]
    """An objection is answered: returns whether it is upheld.  a: its draw; matters[low:high]: all that is held."""
    day = int(m.due)
    record = origin(m)
    truth = what(m) >> TRUTH_SHIFT
    conduct = what(m) & CONDUCT_BITS
    change = int(m.value)
    justified = truth != CORRECT
    upheld = a < (law.upheld if justified else law.upheld_right)
    if conduct == LISTED_FOR:
        if not upheld:
            note(ledger, day, LISTING_CONFIRMED, 0, 0, 0)
    else:
        note(ledger, day, UPHELD if upheld else DISMISSED, about(conduct, record), 0, truth)
    if upheld:
        ungrounded(nxt, record)
        count.objections_upheld[me.group] += 1
        count.objections_justified_upheld[me.group] += justified
        returned(me, nxt, law, day, conduct, truth, change, record, count, ledger)
    else:
        count.objections_dismissed[me.group] += 1
    for h in range(low, high):
        other = matters[h]
        if origin(other) == record:
            if upheld:
                change += int(other.value) if other.kind == SET_ASIDE else 0
                fallen(me, nxt, law, other, day, count, ledger)
            elif other.kind == SET_ASIDE and conduct != LISTED_FOR:
                counted_again(me, nxt, law, day, conduct, truth, other, record, count, ledger)
                other.kind = NOTHING
            elif kept_to_return(other):
                other.kind = NOTHING
    m.kind = NOTHING
    m.value = change  # by which the listing may fall
    return upheld


@compiled()
def kept_to_return(matter):  # type: ignore[no-untyped-def]
    """Whether a fine, or what was claimed back, was paid, and is kept only until an objection is answered."""
    if matter.kind == FINE:
        return what(matter) & PAID != 0
    return matter.kind == ARREARS and what(matter) & PAID_BACK != 0


@compiled()
def heard(me, nxt, law, now, desk, count, ledger):  # type: ignore[no-untyped-def]
    """Objections of earlier months that are answered in this: before all other open matters, whatever their order."""
    last = now.first_day + now.days - 1
    for h in range(nxt.holds):
        m = nxt.held[h]
        if m.kind == OBJECTION and m.due <= last:
            a = desk.fate[(nxt.foreseen + h) & POSITION]
            upheld = answered(me, nxt, law, m, a, nxt.held, 0, nxt.holds, count, ledger)
            if upheld and nxt.listing and shaken(law, nxt.held[nxt.listing - 1], m):
                nxt.annulled = int(m.due)


@compiled()
def carried(me, nxt):  # type: ignore[no-untyped-def]
    """Objections and notices of earlier months go on: after all other open matters, whose points may hang on them."""
    for h in range(nxt.holds):
        m = nxt.held[h]
        if m.kind == OBJECTION or m.kind == NOTICE:
            nxt.next_answer = min(nxt.next_answer, int(m.due))
            goes_on(nxt, me.place, m)
        elif m.kind == SET_ASIDE:
            goes_on(nxt, me.place, m)


@compiled()
def noticed(me, nxt, soc, law, now, m, count, ledger):  # type: ignore[no-untyped-def]
    """A notice arrives."""
    conduct = what(m) & CONDUCT_BITS
    truth = what(m) >> TRUTH_SHIFT
    day = int(m.due)
    m.kind = NOTHING
    if conduct == LISTED_FOR:
        learned_of(me, nxt, soc, law, now, day, 1, count, ledger)
    else:
        stake, change, record = at_stake(law, conduct), int(m.value), origin(m)
        answer = told(me, nxt, soc, law, now, day, conduct, truth, change, stake, record, count, ledger)
        if change != 0 and answer > 0 and law.suspends and law.objection_days > 0:
            made = answer - law.objection_days  # later than the notice, if that reached somebody in detention
            set_aside(me, nxt, law, made, conduct, truth, change, record, count, ledger)


@compiled()
def due_now(me, nxt, soc, law, now, until, count, ledger):  # type: ignore[no-untyped-def]
    """Notices, and answers to objections made this month, that fall due by a day of it."""
    nxt.next_answer = NEVER
    i = nxt.begins
    while i < nxt.written:  # what this brings is looked at too
        m = nxt.out[i]
        if (m.kind == NOTICE or m.kind == OBJECTION) and m.due > until:
            nxt.next_answer = min(nxt.next_answer, int(m.due))
        elif m.kind == NOTICE:
            noticed(me, nxt, soc, law, now, m, count, ledger)
        elif m.kind == OBJECTION:
            a, _, _, _ = block(me.who & 0xFFFFFFFF, now.month, drawn_as(m), MATTER_DRAWS, now.k0, now.k1)
            upheld = answered(me, nxt, law, m, a >> 1, nxt.out, nxt.begins, nxt.written, count, ledger)
            if upheld and nxt.list_at and shaken(law, nxt.out[nxt.list_at - 1], m):
                annulled(me, nxt, law, int(m.due), count, ledger)
        i += 1
    tidied(nxt)


@compiled()
def tidied(nxt):  # type: ignore[no-untyped-def]
    """Close the gaps that matters leave which are done with."""
    to = nxt.begins
    for i in range(nxt.begins, nxt.written):
        if nxt.out[i].kind != NOTHING:
            if nxt.list_at == i + 1:
                nxt.list_at = to + 1
            nxt.out[to] = nxt.out[i]
            to += 1
    nxt.written = to
