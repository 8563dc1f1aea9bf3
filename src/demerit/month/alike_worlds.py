"""Whose month may differ between two worlds: told before anybody moves, from what they meet with as of last month.

Never too few: whoever is not told apart here lives the very same month in both worlds, as a month is a function of the
person's own state and open matters, the household, the community, the law and what was published.
"""

from typing import Any, Final

import numpy as np

from demerit.draws import compiled, happens, structure
from demerit.month.candidates import KIND
from demerit.month.community import surrounded
from demerit.month.effects import ORDINARY
from demerit.month.opinion import along, level, spoken
from demerit.month.state import BLACK, CHOICE, COUNT, NO_PASS, RED, G
from demerit.people.desk import POSITION, WIDTH

JOURNAL: Final = 96 * WIDTH  # further ones, of all people of a community together, that it is remembered by
SAME, PARTLY, UNLIKE = 0, 1, 2  # what two laws have in common: all, all but for some people, or less

# Scratch of a community that is lived in several worlds; a bit of `apart` for each world but the first.
PAIR: Final[np.dtype[Any]] = structure(
    [
        *[(name, np.int64, (WIDTH,)) for name in ("apart", "at_home")],
        *[(name, np.int32, (WIDTH,)) for name in ("begins", "ends", "cell", "suspect")],
        ("everyday", np.int32, (WIDTH, ORDINARY)),  # of each, what is counted on a day like any other
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
# points (less than low, high or more) that do; barred: kinds that do so of whoever may be refused them, for having
# fewer points than `below` or otherwise; strangers: whether false records and those of somebody else may differ;
# trade: whether anything does that organisations live by; counts: whether a community as a whole may be counted
# otherwise (where a system runs, who is whose customer); learned: whether a learned score was fitted otherwise.
APART: Final[np.dtype[Any]] = structure(
    [
        (name, np.int64)
        for name in (
            *("unlike", "kinds", "barred", "below", "holding", "low", "high"),
            *("strangers", "trade", "counts", "learned"),
        )
    ]
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
def felt(law, neighbours):  # type: ignore[no-untyped-def]
    """What the share of neighbours who are publicly listed does to somebody: to fear, and to a learned score."""
    around = (law.fear_neighbours * min(neighbours, law.fear_share)) >> 10
    share = neighbours >> 10
    return around << 2 | int(law.learned != 0) * (int(neighbours > 0) + int(share >= 10) + int(share >= 31))


@compiled()
def alike_heard(pair, me):  # type: ignore[no-untyped-def]
    """Whether the same is said in a community in this world as in the first."""
    return (
        pair.said == me.said_here
        and pair.speakers == me.speakers_here
        and pair.against == me.against_here
        and pair.moved == me.moved_here
    )


@compiled()
def hearing_apart(soc, law, people, alive, month, w, me, desk, pair):  # type: ignore[no-untyped-def]
    """Tell those apart who speak otherwise, or follow otherwise, for what is said around.  What each says in the first
    world is on the desk.
    """
    for i in range(alive):
        x = desk.row[i] & POSITION
        if pair.apart[x] >> w & 1 == 0:
            row = people[x]
            aloud, unafraid = spoken(soc, law, i, x, month, row, me, desk)
            trait = desk.trait[x]
            moved = level(trait, int(row.opinion) >> 4) - trait
            one, other = along(soc, desk.lesson[i], pair.moved, moved), along(soc, desk.lesson[i], me.moved_here, moved)
            if aloud != desk.aloud[i] or unafraid != desk.unafraid[i] or one != other:
                pair.apart[x] |= 1 << w


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
def suspected(people, alive, below, desk, pair):  # type: ignore[no-untyped-def]
    """Who may be refused anything, or favoured, for a list, a health pass, relatives, or points below some.

    What is known of households is of the first world.
    """
    for i in range(alive):
        x = desk.row[i] & POSITION
        listed = people[x].marks & (BLACK | RED | NO_PASS) != 0 or people[x].points < below
        related = desk.collective[x] == 0 and desk.listed_at[desk.home[x] & POSITION] > 0
        pair.suspect[x] = listed or related


@compiled()
def kinds_apart(kinds, barred, kept, w, desk, pair):  # type: ignore[no-untyped-def]
    """Tell those apart who do, ask for, or out of fear leave undone something of these kinds, a bit each.

    barred: kinds that matter to whoever is suspected only.
    """
    for i in range(kept):
        c = desk.kept[i & CHOICE] & CHOICE
        kind = desk.which[c] & KIND
        if (kinds | barred) >> kind & 1:
            x = desk.row[desk.whose[c] & POSITION] & POSITION
            if kinds >> kind & 1 or pair.suspect[x]:
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
def around(w, soc, law, now, place, people, first, n, alive, desk, me, pair):  # type: ignore[no-untyped-def]
    """Tell those apart who meet with something else in their community, where somebody's state differs.

    people, first: state rows in this world and in the first.
    """
    published = surrounded(soc, law[w], now[w], place, people, n, alive, desk, me)
    if pair.covered != me.covered or felt(law[0], pair.published) != felt(law[w], published):
        everybody_apart(n, w, pair)
    elif soc.opinionated and not alike_heard(pair, me):
        if law[w].peer_pressure > 0 or law[w].signal > 0:
            everybody_apart(n, w, pair)
        else:
            hearing_apart(soc, law[w], first, alive, now[w].month, w, me, desk, pair)
