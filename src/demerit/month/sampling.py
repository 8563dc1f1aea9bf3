"""Who is looked at to fit a learned score, and what is seen of them: chosen by hash of the id, kept in whole numbers.

What is kept is what the score itself would read of them in this month (`month.learned.binned`), and the state that
says later whether the label came about.
"""

from typing import Final

import numpy as np

from demerit.draws import MASK, block, compiled, fill_same, structure
from demerit.draws import SAMPLE as SAMPLE_DRAWS
from demerit.month.community import inhabited, loaded, pilloried, present, residing, surroundings
from demerit.month.learned import F, binned
from demerit.month.state import ADULT, BLACK
from demerit.people.desk import STRIDE, WIDTH

SAMPLED: Final = structure(
    [
        ("who", np.int64),
        ("row", np.int64),  # of the state
        ("draw", np.int32),  # the hash of the id
        ("death", np.int32),  # absolute month
        ("points", np.int16),
        ("entries", np.int16),
        ("bins", np.int8, (F,)),
    ]
)
ROOM: Final = WIDTH  # most people of one community


@compiled()
def chosen(rows, number, now, threshold, desk):  # type: ignore[no-untyped-def]
    """How many of a community's `rows` people the hash chooses: drawn before anybody is settled, since few are."""
    for x in range(rows):
        desk.who[x] = (number + x) & MASK
    fill_same(rows, desk.who, now.month, 0, SAMPLE_DRAWS, now.k0, now.k1, desk.p0, desk.p1, desk.p2, desk.p3)
    found = 0
    for x in range(rows):
        found += desk.p0[x] < threshold
    return found


@compiled()
def seen(tables, law, now, place, people, threshold, desk, me, out, written):  # type: ignore[no-untyped-def]
    """Those of one community whom the hash chooses: adults whom the regime covers and no blacklist holds.

    people: the state rows of the community.
    """
    month = now.month
    number = place.number * STRIDE
    if not chosen(residing(place), number, now, threshold, desk):
        return written
    n = inhabited(tables, place, now, desk)
    listed_here = surroundings(people, n, month, law, desk)
    alive = present(n, month, desk)
    published = pilloried(law, listed_here, alive)
    me.province = place.province
    me.tier = place.tier
    me.rank = place.rank
    me.covered = 1
    for i in range(alive):
        x = desk.row[i]
        a, b, c, d = block((number + x) & 0xFFFFFFFF, month, 0, SAMPLE_DRAWS, now.k0, now.k1)
        if a >> 1 < threshold:
            loaded(me, law, desk, x, people[x], number, published, month)
            if me.age >= ADULT and me.marks & BLACK == 0:
                binned(me)
                kept = out[written]
                kept.who = me.who
                kept.row = place.start + x
                kept.draw = a >> 1
                kept.death = desk.death[x]
                kept.points = me.points
                kept.entries = me.entries
                for f in range(F):
                    kept.bins[f] = me.bins[f]
                written += 1
    return written


@compiled()
def sampled(low, tables, law, now, layout, people, threshold, desk, me, out, written):  # type: ignore[no-untyped-def]
    """`seen` for the communities of `layout` from `low` on; returns how many are done, fewer when `out` is full, and
    how many people are written.  people: the state rows of all of them.
    """
    origin = layout[0].start
    for c in range(low, len(layout)):
        place = layout[c]
        if place.position < law.rollout[place.province, place.tier]:
            if len(out) - written < ROOM:
                return c, written
            rows = people[place.start - origin : place.start - origin + residing(place)]
            written = seen(tables, law, now, place, rows, threshold, desk, me, out, written)
    return len(layout), written
