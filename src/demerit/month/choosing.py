"""What somebody who tries a life decides otherwise than drawn: in replays alone, never in a run.

Only occasions that were drawn for the person can be taken or left: `me.chooser` is one more than the person's number
(0: nobody, as in every run), `me.does` and `me.leaves` say by the ordinal of an occasion which kinds, as bits.
`me.unrecorded` says, as bits by what truly happened, which wrong records of that person a month does not make.
"""

from demerit.draws import compiled
from demerit.packing import KIND, ORDINAL_SHIFT

AS_DRAWN, TAKEN, LEFT = range(3)


@compiled()
def decided(me, which):  # type: ignore[no-untyped-def]
    """What becomes of an occasion of the chooser's: as drawn, taken, or left; and it is remembered as offered."""
    kind = which & KIND
    ordinal = which >> ORDINAL_SHIFT
    me.offers[ordinal] |= 1 << kind
    if me.does[ordinal] >> kind & 1:
        return TAKEN
    return LEFT if me.leaves[ordinal] >> kind & 1 else AS_DRAWN


@compiled()
def unrecorded(me, truth):  # type: ignore[no-untyped-def]
    """Whether this is the chooser, of whom no wrong record of that kind is made in this month, whatever was drawn."""
    return me.chooser == me.who + 1 and me.unrecorded >> truth & 1 != 0


@compiled()
def chosen(me, desk, total):  # type: ignore[no-untyped-def]
    """Leave out what the chooser leaves, of the candidates of a tile; returns how many are left, to be drawn anew."""
    to = 0
    for c in range(total):
        if desk.actor[c] != me.chooser - 1 or decided(me, int(desk.which[c])) != LEFT:
            desk.actor[to] = desk.actor[c]
            desk.whose[to] = desk.whose[c]
            desk.which[to] = desk.which[c]
            to += 1
    return to


@compiled()
def insisted(me, desk, total):  # type: ignore[no-untyped-def]
    """Have done what the chooser takes, unless the chance of that is nought."""
    for c in range(total):
        if desk.actor[c] == me.chooser - 1 and decided(me, int(desk.which[c])) == TAKEN:
            desk.will[c] = 0
