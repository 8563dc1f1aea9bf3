"""What an open matter began with: sixteen bits that tell it from all others of the same person.

The upper eight are the month (of 256: no matter is older), the lower eight say which of the month's occasions it was.
A record's origin is carried by all that rests on it (a fine, a lost pass, a claw-back, a listing), so that an objection
that is upheld finds them, and no other.  A loan's is carried by its arrears, claim and judgment.  Origins of what the
society brings do not depend on a regime, so that its chances are the same in every world.
"""

from demerit.draws import compiled
from demerit.month.state import CONDUCT_BITS, LISTED_FOR
from demerit.vocabulary import CANDIDATE_KINDS, FINE, OBJECTION

OCCASIONS = 256
A_KIND = 3  # candidates of one kind in a month
INVENTED = A_KIND * CANDIDATE_KINDS  # a record of what nobody did
MISTAKEN = INVENTED + 1  # a record of what somebody else did
WORKLESS = INVENTED + 2  # work was lost
OF_COMPANY = INVENTED + 3  # listed for an organisation
FILE = INVENTED + 4  # an objection to whatever on file never happened
RISEN = INVENTED + 5  # from here on: records of what became of open matters, in order
SERIALS = OCCASIONS - RISEN
KIND_SHIFT = 16  # of the number of a matter's draws: above its origin
APART_SHIFT = 21  # and above its kind: what tells those apart that share both
DAYS_APART = 7  # of the last three bits of a day: they differ between two that are 28 to 31 days apart


@compiled()
def origin_of(now, occasion):  # type: ignore[no-untyped-def]
    """The origin of what begins this month with an occasion, 0 <= occasion < OCCASIONS."""
    return (now.month & 255) << 8 | occasion


@compiled()
def of_candidate(now, which):  # type: ignore[no-untyped-def]
    """The origin of what a candidate brings.  which: its kind, and from bit 6 on its number among those of the kind."""
    return origin_of(now, (which & 63) * A_KIND + (which >> 6))


@compiled()
def risen(nxt, now):  # type: ignore[no-untyped-def]
    """The origin of a record that a matter of the society brings; the last one is shared if there are very many."""
    found = origin_of(now, RISEN + min(nxt.serial, SERIALS - 1))
    nxt.serial += 1
    return found


@compiled()
def about(conduct, record):  # type: ignore[no-untyped-def]
    """What a ledger calls a record: its conduct, and from bit 8 on its origin."""
    return conduct | record << 8


@compiled()
def origin(matter):  # type: ignore[no-untyped-def]
    """The origin of an open matter as it was given."""
    return int(matter.origin) & 0xFFFF


@compiled()
def what(matter):  # type: ignore[no-untyped-def]
    """The eight bits `what` of an open matter."""
    return int(matter.what) & 0xFF


@compiled()
def drawn_as(matter):  # type: ignore[no-untyped-def]
    """Which draws of a month are those of an open matter: no two of a person's have the same.

    One can object to a record and to the listing that rests on it; a debt that is clawed back can bring two fines that
    fall due in the same month.
    """
    kind = int(matter.kind)
    apart = 0
    if kind == OBJECTION:
        apart = int(what(matter) & CONDUCT_BITS == LISTED_FOR)
    elif kind == FINE:
        apart = int(matter.due) & DAYS_APART
    return apart << APART_SHIFT | kind << KIND_SHIFT | origin(matter)


@compiled()
def opened(nxt, who, kind, what, due, value, origin):  # type: ignore[no-untyped-def]
    """A new open matter of this person; the caller has made sure that there is room."""
    matter = nxt.out[nxt.written]
    matter.who = who
    matter.kind = kind
    matter.what = (what ^ 0x80) - 0x80  # as the signed bytes that they are kept in
    matter.due = due
    matter.value = value
    matter.origin = (origin ^ 0x8000) - 0x8000
    nxt.written += 1


@compiled()
def is_open(nxt, kind, begun):  # type: ignore[no-untyped-def]
    """Whether a matter of a kind that began so is among those that stay or are new."""
    found = False
    for i in range(nxt.begins, nxt.written):
        m = nxt.out[i]
        found |= m.kind == kind and origin(m) == begun
    return found


@compiled()
def goes_on(nxt, who, matter):  # type: ignore[no-untyped-def]
    """An open matter stays as it is."""
    opened(nxt, who, int(matter.kind), what(matter), int(matter.due), int(matter.value), origin(matter))
