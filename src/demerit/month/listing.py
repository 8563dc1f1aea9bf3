"""Step 5: lists.  Who enters, who leaves, and whether only wrong records explain it."""

from demerit.draws import compiled
from demerit.month.note import ENTERED, LEFT, NOTIFIED, note
from demerit.month.recording import opened
from demerit.month.state import (
    ADULT,
    AWARE,
    BLACK,
    BY_SCORE,
    GROUND,
    GROUND_SHIFT,
    ONE_GROUND,
    PENDING,
    RED,
    WRONGLY,
)
from demerit.ranges import LEARNED_GROUND
from demerit.vocabulary import LISTING


@compiled()
def wrongful(law, points, wrong, marks):  # type: ignore[no-untyped-def]
    """Whether a listed person would not be listed if wrong records had never been made; a prediction is no record."""
    return marks & (GROUND | BY_SCORE) == 0 and law.start + points - wrong >= law.black_entry


@compiled()
def listed(me, nxt, law, day, due, ground, count, ledger):  # type: ignore[no-untyped-def]
    """Onto the blacklist, at least until `due`; ground: number of the single ground, 0 for points."""
    nxt.marks |= BLACK
    nxt.marks &= ~(AWARE | GROUND | RED | BY_SCORE)
    if ground == LEARNED_GROUND:
        nxt.marks |= BY_SCORE
        count.blacklist_learned_entries[me.group] += 1
    if nxt.true_ground:
        nxt.marks |= GROUND
    nxt.fright = 1
    nxt.hurt = 1
    nxt.entries += 1
    count.blacklist_entries[me.group] += 1
    count.decile_entries[me.decile] += 1
    wrong = wrongful(law, nxt.points, nxt.wrong, nxt.marks)
    if wrong:
        count.blacklist_wrongful_entries[me.group] += 1
    note(ledger, day, ENTERED, 0, law.start + nxt.points, 2 if ground == LEARNED_GROUND else int(wrong))
    if law.notice:
        nxt.marks |= AWARE
        count.notices[me.group] += 1
        note(ledger, day, NOTIFIED, 1, 0, 0)
    mark = WRONGLY if wrong else 0
    if nxt.true_ground:
        mark |= ONE_GROUND
    opened(nxt, me.place, LISTING, mark | ground << GROUND_SHIFT, due, day)


@compiled()
def unlisted(me, nxt, law, day, since, count, ledger):  # type: ignore[no-untyped-def]
    """Off the blacklist."""
    nxt.marks &= ~(BLACK | AWARE | GROUND)
    stay = day - since
    count.blacklist_exits[me.group] += 1
    count.blacklist_stay_days[me.group] += stay
    count.decile_exits[me.decile] += 1
    count.decile_stay_days[me.decile] += stay
    note(ledger, day, LEFT, 0, law.start + nxt.points, stay)


@compiled()
def term(me, law, ground):  # type: ignore[no-untyped-def]
    """Days that a listing on this ground (0: points) lasts at least; longer for those who were listed before."""
    return law.ground_days[ground] + law.repeat_days * min(me.entries, 3)


@compiled()
def pending(nxt):  # type: ignore[no-untyped-def]
    """Whether a listing was decided already and waits for its days of grace."""
    found = False
    for h in range(nxt.holds):
        found |= nxt.held[h].kind == LISTING and nxt.held[h].what & PENDING != 0
    return found


@compiled()
def blacklisting(me, nxt, law, now, count, ledger):  # type: ignore[no-untyped-def]
    """The decision of the month: below the threshold, or on a single ground.  With days of grace it waits."""
    if me.age < ADULT or nxt.marks & BLACK or pending(nxt):
        return
    below = law.start + nxt.points < law.black_entry
    if law.black_from > now.month or not (below or nxt.ground):
        return
    day = now.first_day + now.days - 1
    if law.grace_days > 0:
        mark = PENDING | (ONE_GROUND if nxt.true_ground else 0) | nxt.ground << GROUND_SHIFT
        opened(nxt, me.place, LISTING, mark, day + law.grace_days, day)
        count.notices[me.group] += law.notice
        return
    listed(me, nxt, law, day, day + term(me, law, nxt.ground), nxt.ground, count, ledger)


@compiled()
def redlisting(me, nxt, law, now, count, ledger):  # type: ignore[no-untyped-def]
    """The red list follows the points alone."""
    score = law.start + nxt.points
    day = now.first_day + now.days - 1
    if me.marks & RED:
        if score < law.red_leave or nxt.marks & RED == 0:
            nxt.marks &= ~RED
            count.redlist_exits[me.group] += 1
            note(ledger, day, LEFT, 1, score, 0)
    elif score >= law.red_entry and law.red_from <= now.month and me.age >= ADULT and nxt.marks & BLACK == 0:
        nxt.marks |= RED
        count.redlist_entries[me.group] += 1
        note(ledger, day, ENTERED, 1, score, 0)
