"""What does not count while it is contested: points of a record of which somebody was told after it counted.

A record that is contested when it arrives is kept off the file until the answer, see `month.recording`.  One that has
counted already is set aside: its points come back at once, and are taken again if the objection is dismissed.
"""

from demerit.draws import compiled
from demerit.month.filing import tag, taken_back
from demerit.month.leaving import NOTHING
from demerit.month.note import COUNTED_AGAIN, note
from demerit.month.note import SET_ASIDE as SET_ASIDE_EVENT
from demerit.month.origins import about, opened, origin
from demerit.vocabulary import EXPIRY, OBJECTION, SET_ASIDE

LASTING = -1  # in place of the day on which points expire: never


@compiled()
def set_aside(me, nxt, law, day, conduct, truth, change, record, count, ledger):  # type: ignore[no-untyped-def]
    """The points of a record do not count from now on; it expires no more, until the objection to it is answered.

    change: what it changed them by.  No objection that is open gives them back once more.
    """
    expires = LASTING
    for i in range(nxt.begins, nxt.written):
        m = nxt.out[i]
        if origin(m) == record:
            if m.kind == EXPIRY:
                expires = int(m.due)
                m.kind = NOTHING
            elif m.kind == OBJECTION:
                m.value = 0
    back = taken_back(nxt, law, truth, change)
    count.points_returned[me.group] += back
    note(ledger, day, SET_ASIDE_EVENT, about(conduct, record), back, law.start + nxt.points)
    opened(nxt, me.place, SET_ASIDE, tag(conduct, truth), expires, change, record)


@compiled()
def counted_again(me, nxt, law, day, conduct, truth, m, record, count, ledger):  # type: ignore[no-untyped-def]
    """An objection was dismissed: what was set aside counts again, unless it has expired meanwhile."""
    expires = int(m.due)
    if LASTING < expires <= day:
        return
    change = taken_back(nxt, law, truth, -int(m.value))
    count.points_returned[me.group] += change
    note(ledger, day, COUNTED_AGAIN, about(conduct, record), change, law.start + nxt.points)
    if expires > LASTING:
        opened(nxt, me.place, EXPIRY, tag(conduct, truth), expires, change, record)
