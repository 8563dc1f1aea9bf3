"""Whose month may differ between two worlds: told before anybody moves, from what they meet with as of last month.

Never too few: whoever is not told apart here lives the very same month in both worlds, as a month is a function of the
person's own state and open matters, the household, the community, the law and what was published.
"""

from typing import Any, Final

import numpy as np

from demerit.draws import compiled, happens, structure
from demerit.month.community import here, surrounded
from demerit.month.effects import CELLS, DAILY
from demerit.month.learned import bin_of_neighbours
from demerit.month.opinion import along, level, spoken
from demerit.month.response import feared_around
from demerit.month.state import CHOICE, CONDUCT_BITS, COUNT, G
from demerit.packing import KIND
from demerit.people.desk import POSITION, WIDTH
from demerit.vocabulary import CRITICISED, DETENTION, EXPIRY, FINE, NOTICE, OBJECTION, RECORD, SET_ASIDE

JOURNAL: Final = 96 * WIDTH  # what is counted of all people of a community together that is remembered
OF_ALL: Final = 4  # columns that everybody has in every month
SAME, PARTLY, UNLIKE = 0, 1, 2  # what two laws have in common: all, all but for some people, or less
# Open matters that are about a conduct: what becomes of them may hang on what a law says of it.
ABOUT_CONDUCT: Final = sum(
    1 << kind for kind in (RECORD, NOTICE, OBJECTION, SET_ASIDE, EXPIRY, FINE, DETENTION, CRITICISED)
)

# Scratch of a community that is lived in several worlds; a bit of `apart` for each world but the first.  afraid: a bit
# for each in which neighbours frighten otherwise; own, unsettled: what that comes to hangs on, of each, in the first.
PAIR: Final[np.dtype[Any]] = structure(
    [
        *[(name, np.int64, (WIDTH,)) for name in ("apart", "at_home")],
        *[(name, np.int32, (WIDTH,)) for name in ("begins", "ends", "cell")],
        ("afraid", np.int64),
        *[(name, np.int16, (WIDTH,)) for name in ("own", "unsettled")],
        ("counts", np.int8, (WIDTH,)),  # of each, what the month may have counted: see `month.effects`
        ("entry", np.int16, (JOURNAL,)),
        ("change", np.int32, (JOURNAL,)),
        ("used", np.int64),
        # Of those told apart, in the order in which they lived the first world's month: what they count on any day.
        ("daily", np.int32, (WIDTH, DAILY)),
        *[(name, np.int32, (WIDTH,)) for name in ("slot", "full")],  # full: the blocks in which there is anything
        ("slots", np.int64),
        ("of_all", np.int64, (CELLS, OF_ALL)),  # of the first world, by cell: what everybody has in every month
        ("before", np.int64, (COUNT.itemsize // 8,)),  # counts of the community that have gone to a cell
        ("covered", np.int64),  # of the first world, as of step 1
        *[(name, np.int64, (G,)) for name in ("invented", "mistaken")],
    ]
)

# What the people of a community meet with in a world: of households, by number, and of the community.
MET: Final[np.dtype[Any]] = structure(
    [
        *[(name, np.int32, (WIDTH,)) for name in ("listed_at", "known_at", "held_at", "moved_at", "speakers_at")],
        *[(name, np.int64) for name in ("published", "said", "speakers", "against", "moved")],
    ]
)
# What a world's month has in common with that of the first.  unlike: of the laws.  Where they differ for some people
# only: kinds of what people do or ask for, and (holding) of open matters held, a bit each, that single them out, and
# points (less than low, high or more) that do; about: conduct, a bit each, records of which do; barred: kinds that do
# so of whoever may be refused them, for having fewer points than `below`, one of these `marks`, or relatives who are
# listed (related).  strangers: whether false records and those of somebody else may differ; held: whether somebody's
# detention comes to something else for the household; company: whether being listed for an organisation does; trade:
# whether anything does that organisations live by; counts: whether a community as a whole may be counted otherwise
# (where a system runs, who is whose customer); learned: whether a learned score was fitted otherwise.
APART: Final[np.dtype[Any]] = structure(
    [
        (name, np.int64)
        for name in (
            *("unlike", "kinds", "barred", "below", "marks", "related", "holding", "low", "high", "about"),
            *("strangers", "held", "company", "trade", "counts", "learned"),
        )
    ]
)


@compiled()
def remembered(pair, me):  # type: ignore[no-untyped-def]
    """Keep what records may come of nothing, or of somebody else, in the first world."""
    pair.covered = me.covered
    for g in range(G):
        pair.invented[g] = me.invented[g]
        pair.mistaken[g] = me.mistaken[g]


@compiled()
def kept_met(n, published, desk, me, met):  # type: ignore[no-untyped-def]
    """Keep what people meet with, which is on the desk."""
    for home in range(n + 1):
        met.listed_at[home] = desk.listed_at[home]
        met.known_at[home] = desk.known_at[home]
        met.held_at[home] = desk.held_at[home]
        met.moved_at[home] = desk.moved_at[home]
        met.speakers_at[home] = desk.speakers_at[home]
    met.published = published
    met.said = me.said_here
    met.speakers = me.speakers_here
    met.against = me.against_here
    met.moved = me.moved_here


@compiled()
def met_again(n, met, law, now, place, desk, me):  # type: ignore[no-untyped-def]
    """Put on the desk what people meet with, as it was kept, in a world with this law; returns what is published."""
    for home in range(n + 1):
        desk.listed_at[home] = met.listed_at[home]
        desk.known_at[home] = met.known_at[home]
        desk.held_at[home] = met.held_at[home]
        desk.moved_at[home] = met.moved_at[home]
        desk.speakers_at[home] = met.speakers_at[home]
    me.said_here = met.said
    me.speakers_here = met.speakers
    me.against_here = met.against
    me.moved_here = met.moved
    here(law, now, place, me)
    return met.published


@compiled()
def alike_heard(first, me):  # type: ignore[no-untyped-def]
    """Whether the same is said in a community in this world as in the first."""
    return (
        first.said == me.said_here
        and first.speakers == me.speakers_here
        and first.against == me.against_here
        and first.moved == me.moved_here
    )


@compiled()
def hearing_apart(soc, law, people, alive, month, w, first, me, desk, pair):  # type: ignore[no-untyped-def]
    """Tell those apart who speak otherwise, or follow otherwise, for what is said around.  What each says in the first
    world is on the desk; first: what they meet with there.
    """
    for i in range(alive):
        x = desk.row[i] & POSITION
        if pair.apart[x] >> w & 1 == 0:
            row = people[x]
            aloud, unafraid = spoken(soc, law, i, x, month, row, me, desk)
            trait = desk.trait[x]
            moved = level(trait, int(row.opinion) >> 4) - trait
            one, other = (
                along(soc, desk.lesson[i], first.moved, moved),
                along(soc, desk.lesson[i], me.moved_here, moved),
            )
            if aloud != desk.aloud[i] or unafraid != desk.unafraid[i] or one != other:
                pair.apart[x] |= 1 << w


@compiled()
def states_apart(bits, w, low, n, month, desk, pair):  # type: ignore[no-untyped-def]
    """Tell those apart whose state differs; returns whether there is anybody."""
    bit = 1 << w
    found = 0
    for x in range(n):
        unlike = bits[w, low + x] != bits[0, low + x] and desk.birth[x] <= month and desk.death[x] >= month
        found += unlike
        pair.apart[x] |= bit * int(unlike)
    return found > 0


@compiled()
def homes_apart(w, n, one, other, desk, pair):  # type: ignore[no-untyped-def]
    """Tell those apart whose household is another one to them.  one, other: MET in the first world and in this one."""
    for home in range(n + 1):
        unlike = one.listed_at[home] != other.listed_at[home]
        unlike |= one.known_at[home] != other.known_at[home]
        unlike |= one.held_at[home] != other.held_at[home]
        unlike |= one.moved_at[home] != other.moved_at[home]
        unlike |= one.speakers_at[home] != other.speakers_at[home]
        pair.at_home[home] = int(unlike)
    for x in range(n):
        pair.apart[x] |= (pair.at_home[desk.home[x] & POSITION] & (1 - desk.collective[x])) << w


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
def suspect(says, people, first, x, desk):  # type: ignore[no-untyped-def]
    """Whether somebody may be refused what is asked for, or favoured, for what two laws say otherwise.

    says: APART; first: what is met with in the first world.
    """
    row = people[x]
    related = says.related and desk.collective[x] == 0 and first.listed_at[desk.home[x] & POSITION] > 0
    return row.marks & says.marks != 0 or row.points < says.below or related


@compiled()
def kinds_apart(says, kept, people, first, w, desk, pair):  # type: ignore[no-untyped-def]
    """Tell those apart who do, ask for, or out of fear leave undone something that two laws treat otherwise."""
    for i in range(kept):
        c = desk.kept[i & CHOICE] & CHOICE
        kind = desk.which[c] & KIND
        if (says.kinds | says.barred) >> kind & 1:
            x = desk.row[desk.whose[c] & POSITION] & POSITION
            if says.kinds >> kind & 1 or suspect(says, people, first, x, desk):
                pair.apart[x] |= 1 << w


@compiled()
def holders_apart(kinds, matters, w, pair):  # type: ignore[no-untyped-def]
    """Tell those apart who hold an open matter of these kinds, a bit each."""
    for m in range(len(matters)):
        if kinds >> int(matters[m].kind) & 1:
            pair.apart[matters[m].who & POSITION] |= 1 << w


@compiled()
def held_apart(n, w, met, desk, pair):  # type: ignore[no-untyped-def]
    """Tell those apart of whose household somebody is detained.  met: MET in the first world."""
    for x in range(n):
        if desk.collective[x] == 0 and met.held_at[desk.home[x] & POSITION] > 0:
            pair.apart[x] |= 1 << w


@compiled()
def records_apart(conduct, matters, w, pair):  # type: ignore[no-untyped-def]
    """Tell those apart who hold an open matter that is about such conduct, a bit each."""
    for m in range(len(matters)):
        if ABOUT_CONDUCT >> int(matters[m].kind) & conduct >> (int(matters[m].what) & CONDUCT_BITS) & 1:
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
def companies_apart(says, n, w, companies, pair):  # type: ignore[no-untyped-def]
    """Tell those apart who suffer otherwise for an organisation; says: APART, of what it may come to."""
    for x in range(n):
        if companies[w, x] != companies[0, x] or (says.company and companies[0, x] != 0):
            pair.apart[x] |= 1 << w


@compiled()
def around(w, soc, law, now, place, people, first, n, alive, desk, me, pair, met):  # type: ignore[no-untyped-def]
    """Tell those apart who meet with something else in their community, where somebody's state differs.

    people, first: state rows in this world and in the first.
    """
    published = surrounded(soc, law[w], now[w], place, people, n, alive, desk, me)
    kept_met(n, published, desk, me, met[w])
    homes_apart(w, n, met[0], met[w], desk, pair)
    before = met[0].published
    pair.afraid |= int(feared_around(law[0], before) != feared_around(law[w], published)) << w
    if pair.covered != me.covered or (law[w].learned and bin_of_neighbours(before) != bin_of_neighbours(published)):
        everybody_apart(n, w, pair)
    elif soc.opinionated and not alike_heard(met[0], me):
        if law[w].peer_pressure > 0 or law[w].signal > 0:
            everybody_apart(n, w, pair)
        else:
            hearing_apart(soc, law[w], first, alive, now[w].month, w, met[0], me, desk, pair)
