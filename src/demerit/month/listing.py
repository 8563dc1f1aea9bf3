"""Step 5: lists.  Who enters, who stays, who leaves, and whether that is rightful.

A listing is *wrongful* as long as there would be none had nothing been recorded that never happened: decided when it
begins, and again only when something happens that would have begun or ended a rightful one.  Where the rightful listing
would have other terms than the one that is, it is carried beside it (`RIGHTFUL`).
"""

from demerit.draws import compiled
from demerit.month.fright import frightened
from demerit.month.learned import learned, too_low
from demerit.month.leaving import NEVER, forgotten, replaced, unlisted
from demerit.month.note import AVERTED, ENTERED, FELL_AWAY, LEFT, LISTING_ANNULLED, NOTIFIED, note
from demerit.month.objections import appealed
from demerit.month.origins import FILE, goes_on, opened, origin, origin_of, what
from demerit.month.state import (
    ADULT,
    AWARE,
    BLACK,
    BY_SCORE,
    GROUND_SHIFT,
    LISTED_FOR,
    PENDING,
    RED,
    SETTLED,
    UNTRUE,
    WRONGED,
    WRONGLY,
)
from demerit.ranges import LEARNED_GROUND
from demerit.vocabulary import LISTING, NOTICE, RIGHTFUL


@compiled()
def ground_of(listing):  # type: ignore[no-untyped-def]
    """The number of the ground of a listing, 0 for points."""
    return what(listing) >> GROUND_SHIFT & 15


@compiled()
def term(law, ground, entries):  # type: ignore[no-untyped-def]
    """Days that a listing on this ground (0: points) lasts at least; longer for those who were listed before."""
    return law.ground_days[ground] + law.repeat_days * min(entries, 3)


@compiled()
def beside(me, nxt, law, day, ground, origin):  # type: ignore[no-untyped-def]
    """The rightful listing, where it is on another ground or has another term than the one that is."""
    due = min(day + term(law, ground, nxt.entries - nxt.wrong_entries), 32767)
    opened(nxt, me.place, RIGHTFUL, ground << GROUND_SHIFT, due, day, origin)


@compiled()
def truly_below(law, points, wrong):  # type: ignore[no-untyped-def]
    """Whether points list without those for what never happened."""
    return law.start + points - wrong < law.black_entry


@compiled()
def listed(me, nxt, soc, law, now, day, points, grounds, count, ledger):  # type: ignore[no-untyped-def]
    """Onto the blacklist.  points: those that decide; grounds: the number of the single ground (0: points), whether it
    never happened, its record; the first ground that did happen (0: none), its record.
    """
    ground, untrue, origin, true_ground, true_origin = grounds
    deficit = law.black_entry - law.start - points
    below = truly_below(law, points, nxt.wrong)
    wrong = ground != LEARNED_GROUND and true_ground == 0 and not below
    if ground == 0:
        untrue = int(wrong)
        origin = min(max(deficit, 1), 32767)
    due = min(day + term(law, ground, nxt.entries), 32767)
    mark = (WRONGLY if wrong else 0) | (UNTRUE if untrue else 0)
    nxt.list_at = nxt.written + 1
    opened(nxt, me.place, LISTING, mark | ground << GROUND_SHIFT, due, day, origin)
    if not wrong and (untrue or (law.repeat_days > 0 and nxt.wrong_entries > 0)):
        if true_ground or not untrue:
            beside(me, nxt, law, day, true_ground if untrue else ground, true_origin if untrue else origin)
        else:
            beside(me, nxt, law, day, 0, min(max(deficit + nxt.wrong, 1), 32767))
    nxt.marks |= BLACK
    nxt.marks &= ~(AWARE | WRONGED | RED | BY_SCORE)
    if ground == LEARNED_GROUND:
        nxt.marks |= BY_SCORE
        count.blacklist_learned_entries[me.group] += 1
    nxt.entries += 1
    count.blacklist_entries[me.group] += 1
    count.decile_entries[me.decile] += 1
    if wrong:
        nxt.marks |= WRONGED
        nxt.wrong_entries += 1
        nxt.wrong_from = day
        count.blacklist_wrongful_entries[me.group] += 1
    flag = 2 if ground == LEARNED_GROUND else int(wrong)
    about = origin if ground else 0
    if ledger is not None:  # apart from the other condition: compiled away where there is none
        about = learned(me, law) if ground == LEARNED_GROUND else about
    note(ledger, day, ENTERED, 0, law.start + points, flag | ground << 2 | untrue << 6 | about << 8)
    if law.notice:
        announced(me, nxt, soc, law, now, day, ground, untrue, origin, count, ledger)


@compiled()
def announced(me, nxt, soc, law, now, day, ground, untrue, origin, count, ledger):  # type: ignore[no-untyped-def]
    """Where there is notice, somebody who is listed is told, now or some days later.

    Whoever had days of grace knows since it was decided.  Of a single record the person was told when it was made; all
    that is on file can be objected to now.
    """
    if law.notice_days > 0 and law.grace_days == 0:
        nxt.next_answer = min(nxt.next_answer, day + law.notice_days)
        opened(nxt, me.place, NOTICE, LISTED_FOR, day + law.notice_days, 0, origin_of(now, FILE))
        return
    nxt.marks |= AWARE
    nxt.hurt = 1
    frightened(nxt, law.fear_listing)
    count.notices[me.group] += 1
    note(ledger, day, NOTIFIED, 1, 0, 0)
    if ground == 0 and law.grace_days == 0:
        appealed(me, nxt, soc, law, now, day, ground, untrue, origin, count, ledger)


@compiled()
def owed(nxt, law, listing):  # type: ignore[no-untyped-def]
    """Whether a listing cannot end yet because a judgment that a court reported stands unperformed.

    Whoever is listed for somebody else's cannot perform it, and waits until the other does.
    """
    if law.ground_until[ground_of(listing)] == 0:
        return False
    marks = what(listing)
    return marks & SETTLED == 0 if marks & UNTRUE else nxt.reported > 0


@compiled()
def over(me, nxt, law, now, listing, score):  # type: ignore[no-untyped-def]
    """The day of this month on which a listing ends by itself, given the score as of step 1, or NEVER."""
    if listing.due >= now.first_day + now.days or score < law.black_leave or owed(nxt, law, listing):
        return NEVER
    if ground_of(listing) == LEARNED_GROUND and law.learned and too_low(me, law, law.learned_lists):
        return NEVER
    return max(int(listing.due), now.first_day, nxt.performed)


@compiled()
def shaken_off(nxt, listing, count, me, ledger):  # type: ignore[no-untyped-def]
    """A listing that was annulled gives way to the rightful one, if there is one; returns whether it is gone."""
    count.blacklist_annulled[me.group] += 1
    note(ledger, nxt.annulled, LISTING_ANNULLED, 0, 0, 0)
    if nxt.right == 0:
        return True
    waiting = what(listing) & PENDING
    replaced(nxt, listing, nxt.held[nxt.right - 1])
    listing.what = ((what(listing) | waiting) ^ 0x80) - 0x80
    nxt.right = 0
    return False


@compiled()
def effective(me, nxt, soc, law, now, listing, count, ledger):  # type: ignore[no-untyped-def]
    """A listing takes effect after its days of grace."""
    ground = ground_of(listing)
    untrue = int(what(listing) & UNTRUE != 0)
    true_ground, true_origin = 0, 0
    if nxt.right:
        true_ground, true_origin = ground_of(nxt.held[nxt.right - 1]), origin(nxt.held[nxt.right - 1])
    elif not untrue:
        true_ground, true_origin = ground, origin(listing)
    day = int(listing.due)
    record = origin(listing)
    grounds = ground, untrue, record, true_ground, true_origin
    listed(me, nxt, soc, law, now, day, me.points, grounds, count, ledger)
    nxt.list_from = day
    nxt.list_until = now.first_day + now.days
    nxt.list_ground = ground


@compiled()
def pending(me, nxt, soc, law, now, listing, count, ledger):  # type: ignore[no-untyped-def]
    """A listing that was decided takes effect after its days of grace, or falls away.

    Whether a judgment that was performed in them still lists is the regime's: `law.corrected`.
    """
    if nxt.annulled and shaken_off(nxt, listing, count, me, ledger):
        return
    ground = ground_of(listing)
    performed = law.ground_until[ground] != 0 and what(listing) & UNTRUE == 0 and nxt.reported == 0
    if listing.due >= now.first_day + now.days:
        goes_on(nxt, me.place, listing)
        if nxt.right:
            goes_on(nxt, me.place, nxt.held[nxt.right - 1])
    elif law.corrected and performed:
        count.blacklist_averted[me.group] += 1
        note(ledger, int(listing.due), AVERTED, 0, 0, 0)
    elif ground > 0 or law.start + me.points < law.black_entry:
        effective(me, nxt, soc, law, now, listing, count, ledger)
    else:
        note(ledger, int(listing.due), FELL_AWAY, 0, law.start + me.points, 0)


@compiled()
def abolished(me, nxt, law, now, listing, count, ledger):  # type: ignore[no-untyped-def]
    """There is no list here any more: whoever is on it leaves on the first day, and what was decided falls away."""
    if what(listing) & PENDING:
        note(ledger, now.first_day, FELL_AWAY, 0, law.start + me.points, 0)
        return
    nxt.list_from = now.first_day
    unlisted(me, nxt, law, now.first_day, int(listing.value), count, ledger)


@compiled()
def rightful(me, nxt, law, now, listing, ends):  # type: ignore[no-untyped-def]
    """From which day of this month a listing, which ends on the day `ends` at the earliest, is wrongful, or NEVER."""
    if what(listing) & WRONGLY:
        return now.first_day
    right = nxt.held[nxt.right - 1] if nxt.right else listing
    if ground_of(right) == LEARNED_GROUND:
        return NEVER
    would_end = over(me, nxt, law, now, right, law.start + me.points - me.wrong)
    return would_end if would_end < ends else NEVER


@compiled()
def stays(me, nxt, soc, law, now, a, count, ledger):  # type: ignore[no-untyped-def]
    """The listing as of step 1 goes on, or ends on a day of this month.  Decided on the points as of step 1, so that
    nothing of this month matters but what was performed, or annulled.  a: its draw.
    """
    listing = nxt.held[nxt.listing - 1]
    if law.black_from > now.month or not me.covered:
        abolished(me, nxt, law, now, listing, count, ledger)
        return
    if what(listing) & PENDING:
        pending(me, nxt, soc, law, now, listing, count, ledger)
        return
    nxt.list_from = now.first_day
    nxt.list_until = now.first_day + now.days
    nxt.list_ground = ground_of(listing)
    if what(listing) & UNTRUE and a < soc.perform and law.ground_until[ground_of(listing)]:
        listing.what = (what(listing) | SETTLED) - 256  # whoever owes what this person is listed for has performed it
    ends = over(me, nxt, law, now, listing, law.start + me.points)
    nxt.wrong_from = rightful(me, nxt, law, now, listing, ends)
    if nxt.annulled:
        if shaken_off(nxt, listing, count, me, ledger):
            forgotten(nxt, what(listing))
            ends = min(ends, nxt.annulled)
        else:
            ends = NEVER
    if ends < NEVER:
        unlisted(me, nxt, law, ends, int(listing.value), count, ledger)
        return
    mark = what(listing)
    if nxt.wrong_from < NEVER:
        mark |= WRONGLY
        nxt.marks |= WRONGED
    elif nxt.right:
        goes_on(nxt, me.place, nxt.held[nxt.right - 1])
    nxt.list_at = nxt.written + 1
    opened(nxt, me.place, LISTING, mark, int(listing.due), int(listing.value), origin(listing))


@compiled()
def righted(me, nxt, law, day):  # type: ignore[no-untyped-def]
    """A wrongful listing becomes a rightful one: what truly happened this month would have begun one."""
    below = truly_below(law, nxt.points, nxt.wrong)
    if nxt.true_ground == 0 and not below:
        return
    listing = nxt.out[nxt.list_at - 1]
    listing.what = ((what(listing) & ~WRONGLY) ^ 0x80) - 0x80
    nxt.marks &= ~WRONGED
    deficit = min(max(law.black_entry - law.start - nxt.points + nxt.wrong, 1), 32767)
    beside(me, nxt, law, day, nxt.true_ground, nxt.true_origin if nxt.true_ground else deficit)


@compiled()
def blacklisting(me, nxt, soc, law, now, count, ledger):  # type: ignore[no-untyped-def]
    """The decision of the month: below the threshold, or on a single ground.  With days of grace it waits."""
    day = now.first_day + now.days - 1
    if nxt.marks & BLACK:
        if nxt.marks & WRONGED and nxt.list_at:
            righted(me, nxt, law, day)
        return
    below = law.start + nxt.points < law.black_entry
    if me.age < ADULT or not me.covered or law.black_from > now.month or not (below or nxt.ground) or waits(nxt):
        return
    if law.grace_days > 0:
        decided(me, nxt, soc, law, now, day, count, ledger)
        return
    grounds = nxt.ground, nxt.untrue, nxt.origin, nxt.true_ground, nxt.true_origin
    listed(me, nxt, soc, law, now, day, nxt.points, grounds, count, ledger)


@compiled()
def waits(nxt):  # type: ignore[no-untyped-def]
    """Whether a listing was decided already and waits for its days of grace."""
    found = False
    for i in range(nxt.begins, nxt.written):
        found |= nxt.out[i].kind == LISTING
    return found


@compiled()
def decided(me, nxt, soc, law, now, day, count, ledger):  # type: ignore[no-untyped-def]
    """A listing is decided, and takes effect after the days of grace; where there is notice, the person is told."""
    origin = nxt.origin
    untrue = nxt.untrue
    if nxt.ground == 0:
        untrue = not truly_below(law, nxt.points, nxt.wrong)
        origin = min(max(law.black_entry - law.start - nxt.points, 1), 32767)
    mark = PENDING | (UNTRUE if untrue else 0) | nxt.ground << GROUND_SHIFT
    opened(nxt, me.place, LISTING, mark, day + law.grace_days, day, origin)
    if nxt.ground > 0 and untrue and nxt.true_ground > 0:
        beside(me, nxt, law, day + law.grace_days, nxt.true_ground, nxt.true_origin)
    if law.notice:
        count.notices[me.group] += 1
        note(ledger, day, NOTIFIED, 2, 0, 0)
        if nxt.ground == 0:
            appealed(me, nxt, soc, law, now, day, 0, untrue, origin, count, ledger)


@compiled()
def days_listed(me, nxt, now, count):  # type: ignore[no-untyped-def]
    """8. Days of this month on the blacklist, and days of them that are wrongful."""
    first = max(nxt.list_from, now.first_day)
    until = min(nxt.list_until, now.first_day + now.days)
    count.blacklist_listed_days[me.group] += max(until - first, 0)
    count.blacklist_wrongful_days[me.group] += max(until - max(first, nxt.wrong_from), 0)


@compiled()
def redlisting(me, nxt, law, now, count, ledger):  # type: ignore[no-untyped-def]
    """The red list follows the points alone."""
    score = law.start + nxt.points
    day = now.first_day + now.days - 1
    if me.marks & RED:
        if score < law.red_leave or nxt.marks & RED == 0 or not me.covered:
            nxt.marks &= ~RED
            count.redlist_exits[me.group] += 1
            note(ledger, day, LEFT, 1, score, 0)
    elif score >= law.red_entry and law.red_from <= now.month and me.age >= ADULT and nxt.marks & BLACK == 0:
        nxt.marks |= RED
        count.redlist_entries[me.group] += 1
        note(ledger, day, ENTERED, 1, score, 0)
