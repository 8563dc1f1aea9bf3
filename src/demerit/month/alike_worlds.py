"""Whose month may differ between two worlds: told before anybody moves, from what they meet with as of last month.

Never too few: whoever is not told apart here lives the very same month in both worlds, as a month is a function of the
person's own state and open matters, the household, the community, the law and what was published.
"""

from typing import Any, Final

import numpy as np

from demerit.draws import compiled, happens, structure
from demerit.month.candidates import KIND
from demerit.month.community import surrounded
from demerit.month.state import CHOICE, COUNT, G
from demerit.people.desk import POSITION, WIDTH

JOURNAL: Final = 160 * WIDTH  # changes of counts that a community's month is remembered by
SAME, PARTLY, UNLIKE = 0, 1, 2  # what two laws have in common: all, all but for some people, or less

# Scratch of a community that is lived in several worlds; a bit of `apart` for each world but the first.
PAIR: Final[np.dtype[Any]] = structure(
    [
        *[(name, np.int64, (WIDTH,)) for name in ("apart", "at_home")],
        *[(name, np.int32, (WIDTH,)) for name in ("begins", "ends", "cell")],
        ("entry", np.int32, (JOURNAL,)),
        ("change", np.int64, (JOURNAL,)),
        ("used", np.int64),
        ("before", np.int64, (COUNT.itemsize // 8,)),  # counts of the community that have gone to a cell
        # of the first world, as of step 1
        *[(name, np.int64) for name in ("published", "said", "speakers", "against", "moved", "covered")],
        *[(name, np.int64, (G,)) for name in ("invented", "mistaken")],
    ]
)

# What a world's month has in common with that of the first.  unlike: of the laws; where they differ for some people
# only, kinds of what people do or ask for, and (holding) of open matters held, a bit each, that single them out, and
# points (less than low, high or more) that do; strangers: whether false records and those of somebody else may differ;
# trade: whether anything does that organisations live by.
APART: Final[np.dtype[Any]] = structure(
    [(name, np.int64) for name in ("unlike", "kinds", "holding", "low", "high", "strangers", "trade")]
)


@compiled()
def remembered(pair, published, me):  # type: ignore[no-untyped-def]
    """Keep what the people of the first world meet with."""
    pair.published = published
    pair.said = me.said_here
    pair.speakers = me.speakers_here
    pair.against = me.against_here
    pair.moved = me.moved_here
    pair.covered = me.covered
    for g in range(G):
        pair.invented[g] = me.invented[g]
        pair.mistaken[g] = me.mistaken[g]


@compiled()
def alike_around(pair, published, me, opinionated):  # type: ignore[no-untyped-def]
    """Whether a whole community meets with the same in this world as in the first."""
    heard = (
        pair.said == me.said_here
        and pair.speakers == me.speakers_here
        and pair.against == me.against_here
        and pair.moved == me.moved_here
    )
    return pair.published == published and pair.covered == me.covered and (heard or not opinionated)


@compiled()
def states_apart(bits, w, low, n, month, desk, pair):  # type: ignore[no-untyped-def]
    """Tell those apart whose state differs, and who lives with them; returns whether there is anybody."""
    bit = 1 << w
    found = 0
    for x in range(n):
        unlike = bits[w, low + x] != bits[0, low + x] and desk.birth[x] <= month and desk.death[x] >= month
        if unlike:
            found += 1
            pair.apart[x] |= bit
            if desk.collective[x] == 0:
                pair.at_home[desk.home[x] & POSITION] |= bit
    if found:
        for x in range(n):
            if desk.collective[x] == 0:
                pair.apart[x] |= pair.at_home[desk.home[x] & POSITION] & bit
    return found > 0


@compiled()
def same_matter(one, other):  # type: ignore[no-untyped-def]
    """Whether two open matters agree in everything."""
    return (
        one.who == other.who
        and one.kind == other.kind
        and one.what == other.what
        and one.due == other.due
        and one.value == other.value
        and one.origin == other.origin
    )


@compiled()
def matter_apart(x, w, pair, parted, since):  # type: ignore[no-untyped-def]
    """Tell somebody apart for an open matter; since: the month that is over, at whose end it differed."""
    pair.apart[x] |= 1 << w
    if parted[x].since == 0:
        parted[x].since = since


@compiled()
def matters_apart(one, other, w, pair, parted, since):  # type: ignore[no-untyped-def]
    """Tell those apart whose open matters differ.  one, other: of a community in the first world and in this one."""
    i = j = 0
    while i < len(one) or j < len(other):
        if i < len(one) and j < len(other) and same_matter(one[i], other[j]):
            i += 1
            j += 1
        elif j == len(other) or (i < len(one) and one[i].who < other[j].who):
            matter_apart(one[i].who & POSITION, w, pair, parted, since)
            i += 1
        elif i == len(one) or one[i].who > other[j].who:
            matter_apart(other[j].who & POSITION, w, pair, parted, since)
            j += 1
        else:
            matter_apart(one[i].who & POSITION, w, pair, parted, since)
            i += 1
            j += 1


@compiled()
def everybody_apart(n, w, pair):  # type: ignore[no-untyped-def]
    """Tell everybody apart."""
    for x in range(n):
        pair.apart[x] |= 1 << w


@compiled()
def kinds_apart(kinds, kept, w, desk, pair):  # type: ignore[no-untyped-def]
    """Tell those apart who do, ask for, or out of fear leave undone something of these kinds, a bit each."""
    for i in range(kept):
        c = desk.kept[i & CHOICE] & CHOICE
        if kinds >> (desk.which[c] & KIND) & 1:
            x = desk.row[desk.whose[c] & POSITION] & POSITION
            pair.apart[x] |= 1 << w


@compiled()
def holders_apart(kinds, matters, w, pair):  # type: ignore[no-untyped-def]
    """Tell those apart who hold an open matter of these kinds, a bit each."""
    for m in range(len(matters)):
        if kinds >> int(matters[m].kind) & 1:
            pair.apart[matters[m].who & POSITION] |= 1 << w


@compiled()
def scores_apart(low, high, people, alive, w, desk, pair):  # type: ignore[no-untyped-def]
    """Tell those apart who have less or more points than keep somebody off all lists, or are on the red one."""
    for i in range(alive):
        x = desk.row[i] & POSITION
        points = int(people[x].points)
        if points < low or points >= high:
            pair.apart[x] |= 1 << w


@compiled()
def strangers_apart(alive, w, me, desk, pair):  # type: ignore[no-untyped-def]
    """Tell those apart who may be taken for somebody else, or recorded for what nobody did, in either world."""
    for i in range(alive):
        x = desk.row[i] & POSITION
        g = desk.group[x] & 1
        false = desk.phantom[i] < max(pair.invented[g], me.invented[g])
        taken = happens(max(pair.mistaken[g], me.mistaken[g]), desk.mistake[i], desk.mistake_too[i])
        if false or taken:
            pair.apart[x] |= 1 << w


@compiled()
def companies_apart(n, w, companies, pair):  # type: ignore[no-untyped-def]
    """Tell those apart who suffer otherwise for an organisation."""
    for x in range(n):
        if companies[w, x] != companies[0, x]:
            pair.apart[x] |= 1 << w


@compiled()
def around(w, soc, law, now, place, people, n, alive, desk, me, pair, moved):  # type: ignore[no-untyped-def]
    """Tell everybody apart where a whole community meets with something else; moved: whether any state differs."""
    if moved:
        published = surrounded(soc, law[w], now[w], place, people, n, alive, desk, me)
        if not alike_around(pair, published, me, soc.opinionated):
            everybody_apart(n, w, pair)
