"""Step 5: off the blacklist, on a day of the month."""

from demerit.draws import compiled
from demerit.month.note import LEFT, LISTING_ANNULLED, note
from demerit.month.origins import what
from demerit.month.state import AWARE, BLACK, BY_SCORE, UNTRUE, WRONGED, WRONGLY
from demerit.vocabulary import RIGHTFUL

NOTHING = -1  # the kind of an open matter that is done with
NEVER = 1 << 20  # a day that does not come


@compiled()
def unlisted(me, nxt, law, day, since, count, ledger):  # type: ignore[no-untyped-def]
    """Off the blacklist from this day on."""
    nxt.marks &= ~(BLACK | AWARE | WRONGED | BY_SCORE)
    nxt.list_until = day
    stay = day - since
    count.blacklist_exits[me.group] += 1
    count.blacklist_stay_days[me.group] += stay
    count.decile_exits[me.decile] += 1
    count.decile_stay_days[me.decile] += stay
    note(ledger, day, LEFT, 0, law.start + nxt.points, stay)


@compiled()
def forgotten(nxt, marks):  # type: ignore[no-untyped-def]
    """A listing that is annulled was no entry.  marks: its own."""
    nxt.entries = max(nxt.entries - 1, 0)
    if marks & WRONGLY and marks & UNTRUE:
        nxt.wrong_entries = max(nxt.wrong_entries - 1, 0)


@compiled()
def replaced(nxt, listing, right):  # type: ignore[no-untyped-def]
    """The listing that is rightful takes the place of one that has lost what it rested on."""
    listing.what = right.what
    listing.due = right.due
    listing.origin = right.origin
    right.kind = NOTHING
    nxt.marks &= ~WRONGED
    nxt.wrong_from = NEVER


@compiled()
def annulled(me, nxt, law, day, count, ledger):  # type: ignore[no-untyped-def]
    """The listing, written out already, ends on the day on which what it rests on falls, unless another is rightful."""
    listing = nxt.out[nxt.list_at - 1]
    count.blacklist_annulled[me.group] += 1
    note(ledger, day, LISTING_ANNULLED, 0, 0, 0)
    for i in range(nxt.begins, nxt.written):
        if nxt.out[i].kind == RIGHTFUL:
            replaced(nxt, listing, nxt.out[i])
            return
    forgotten(nxt, what(listing))
    unlisted(me, nxt, law, day, int(listing.value), count, ledger)
    listing.kind = NOTHING
    nxt.list_at = 0
