"""Step 7: what the month leaves behind in the person, and the only place where state is written.

Small effects are rounded by a draw, never down: what adds up over months comes out right on average.
"""

from demerit.draws import compiled
from demerit.month.note import FEARED, note
from demerit.month.opinion import ROUNDING, SPEAKS, bits, opined
from demerit.month.origins import opened
from demerit.month.state import OUT_OF_WORK, WRONG_ENTRIES
from demerit.ranges import HIGHEST
from demerit.vocabulary import OF_DARING, WRONG_POINTS

PART = 1024  # of a step of fear or hardship: units in which a month's change is computed
RISEN = 4  # steps of fear in a month that a ledger speaks of


@compiled(forceinline=True)
def rounded(parts, draw):  # type: ignore[no-untyped-def]
    """A change in PARTs, rounded up or down by a draw of ROUNDING bits, right on average."""
    return (parts + (draw << (10 - ROUNDING))) >> 10


@compiled(forceinline=True)
def unsettled(me, law):  # type: ignore[no-untyped-def]
    """The steps of fear that what is known of relatives, and being watched, come to."""
    home = law.fear_relative * min(me.relatives_known, 2) + law.fear_relative_detained * min(me.held, 1)
    return home + (law.fear_watched if me.filed else 0)


@compiled(forceinline=True)
def feared_around(law, neighbours):  # type: ignore[no-untyped-def]
    """What neighbours who are publicly listed come to (times PART).  neighbours: their share, of 2^20."""
    return (law.fear_neighbours * min(neighbours, law.fear_share)) >> 10


@compiled(forceinline=True)
def own_case(nxt, law):  # type: ignore[no-untyped-def]
    """The steps of fear by which what somebody met with this month frightens, or emboldens."""
    own = nxt.fright
    if nxt.shunned and abs(law.shun_fear) > abs(own):
        own = law.shun_fear
    return own


@compiled(forceinline=True)
def tending(fear, own, home, neighbours, law, draw):  # type: ignore[no-untyped-def]
    """Fear tends to what it is while things are as they are; one's own case adds to it, the less the more there is.

    fear: as of step 1; own, home: `own_case`, `unsettled`.
    """
    level = min(max(home * PART + feared_around(law, neighbours), -HIGHEST * PART), HIGHEST * PART)
    if own == 0 and level == 0 and fear == 0:
        return 0
    room = HIGHEST - fear if own > 0 else HIGHEST + fear
    struck = own * room * PART // HIGHEST
    change = ((level - fear * PART) * law.fear_passes >> 10) + struck
    return min(max(fear + rounded(change, draw), -HIGHEST), HIGHEST)


@compiled(forceinline=True)
def fears(me, nxt, law, day, draw, ledger):  # type: ignore[no-untyped-def]
    """Fear at the end of the month."""
    if me.age < SPEAKS:
        return 0
    own = own_case(nxt, law)
    fear = tending(me.fear, own, unsettled(me, law), me.neighbours, law, draw)
    if own > 0 or fear >= me.fear + RISEN:
        note(ledger, day, FEARED, fear, 0 if own > 0 else (1 if me.relatives_known + me.held > 0 else 2), 0)
    return fear


@compiled(forceinline=True)
def remembered_fear(x, me, nxt, law, pair):  # type: ignore[no-untyped-def]
    """Keep what the fear of the person at position x hangs on beside neighbours, once the month is lived."""
    pair.own[x] = own_case(nxt, law)
    pair.unsettled[x] = unsettled(me, law)


@compiled(forceinline=True)
def feared_otherwise(x, i, row, fear, neighbours, month, law, desk, pair):  # type: ignore[no-untyped-def]
    """Fear in another world, of somebody whose month is that of the first one but for what neighbours do to it.

    x: the position in the community; i: in the tile; row: the state at the end of the month in the first world; fear:
    at its beginning; neighbours: the share listed; pair: `own_case` and `unsettled` of everybody.
    """
    if desk.birth[x] <= month - 12 * SPEAKS:
        draw = desk.daring[i]
        up = bits(draw, OF_DARING, ROUNDING)
        row.fear = tending(fear, int(pair.own[x]), int(pair.unsettled[x]), neighbours, law, up)


@compiled(forceinline=True)
def hardship(me, nxt, soc, law, draw):  # type: ignore[no-untyped-def]
    """Hardship passes, and is renewed by being out of work, refusals, fines, and a household member's detention."""
    passed = rounded(me.hardship * soc.recovery, draw)
    renewed = nxt.burden + law.cost_of_detention * min(me.held, 1) - nxt.relief
    if me.marks & OUT_OF_WORK:
        renewed += soc.jobless_hardship
    return min(max(me.hardship - passed + renewed, 0), HIGHEST)


@compiled(forceinline=True)
def written(me, nxt, soc, law, now, desk, x, row, count, ledger):  # type: ignore[no-untyped-def]
    """7. The month is over: what `nxt` gathered becomes the person's state.  x: position in the tile."""
    if soc.opinionated:
        opined(me, nxt, soc, law, desk, x, row, count)
    draw = desk.daring[x]
    row.points = nxt.points
    if nxt.wrong != 0:
        opened(nxt, me.place, WRONG_POINTS, 0, 0, min(max(nxt.wrong, -32768), 32767), 0)
    row.marks = nxt.marks
    row.entries = min(nxt.entries, 15) | min(nxt.wrong_entries, 7) << WRONG_ENTRIES
    row.fear = fears(me, nxt, law, now.first_day + now.days - 1, bits(draw, OF_DARING, ROUNDING), ledger)
    row.hardship = hardship(me, nxt, soc, law, bits(draw, OF_DARING + ROUNDING, ROUNDING))
