"""Step 7: what the month leaves behind in the person, and the only place where state is written."""

from demerit.draws import compiled
from demerit.month.note import FEARED, note
from demerit.month.opinion import opined
from demerit.month.state import MOST_ENTRIES, OUT_OF_WORK
from demerit.ranges import HIGHEST


@compiled(forceinline=True)
def fears(me, nxt, law, day, ledger):  # type: ignore[no-untyped-def]
    """Fear passes, and is renewed by one's own case, the household's listings and detentions, the published list."""
    passed = (me.fear * law.fear_passes + 1023) >> 10
    own = law.own_case * nxt.fright + law.shun_fear * nxt.shunned
    household = law.shame_household * min(me.relatives, 2) + law.own_case * min(me.held, 1)
    community = (law.shame_neighbours * me.neighbours) >> 10
    fear = min(max(me.fear - passed, 0) + own + household + community, HIGHEST)
    if fear > me.fear:
        note(ledger, day, FEARED, fear, 0 if own > 0 else (1 if household > 0 else 2), 0)
    return fear


@compiled(forceinline=True)
def hardship(me, nxt, soc, law):  # type: ignore[no-untyped-def]
    """Hardship passes, and is renewed by being out of work, refusals, fines, and a household member's detention."""
    passed = (me.hardship * soc.recovery + 1023) >> 10
    renewed = nxt.burden + law.cost_of_detention * min(me.held, 1)
    if me.marks & OUT_OF_WORK:
        renewed += soc.jobless_hardship
    return min(max(me.hardship - passed, 0) + renewed, HIGHEST)


@compiled(forceinline=True)
def written(me, nxt, soc, law, now, desk, x, row, count, ledger):  # type: ignore[no-untyped-def]
    """7. The month is over: what `nxt` gathered becomes the person's state.  x: position in the tile."""
    if soc.opinionated:
        opined(me, nxt, soc, law, now, desk, x, row, count, ledger)
    row.points = nxt.points
    row.wrong = min(max(nxt.wrong, -32768), 32767)
    row.marks = nxt.marks
    row.entries = min(nxt.entries, MOST_ENTRIES)
    row.fear = fears(me, nxt, law, now.first_day + now.days - 1, ledger)
    row.hardship = hardship(me, nxt, soc, law)
