"""Step 2, first half: who has an occasion for what this month, drawn ahead for a tile of people in vector code.

Every kind of candidate has a chance of its own that depends on fixed traits alone (`soc.ceiling`).  A person's draw for
a kind is a word of 31 bits: its upper 8, the *coarse* draw, come four to a word out of Philox blocks that all kinds
share (see `demerit.packing`); the lower 23 are drawn only where the coarse ones do not settle the matter: about once in
seven person-months.
"""

from demerit.draws import CANDIDATE, FINE_KINDS, KINDS, MONTH, ONE, block, compiled, fill, fill_paired, fill_same
from demerit.month.choosing import chosen, insisted
from demerit.month.conduct import CALM, chilled, pressed, willing
from demerit.month.opinion import NEUTRAL, drawn_ahead, signalled, voices
from demerit.packing import BLOCKS, DE_BRUIJN, FINE_BITS, KIND, ORDINAL_SHIFT, PAIRS
from demerit.people.desk import POSITION
from demerit.ranges import AGES

AGE = AGES - 1  # masks an age: no negative index
BELOW_TOPS = 0x7F7F7F7F7F7F7F7F
TOPS = ~BELOW_TOPS
LOWEST = 0x0101010101010101
LAST = -1 << 63  # a mask of which only the bit is left that is its sign


@compiled()
def years(months):  # type: ignore[no-untyped-def]
    """`months // 12` of the living, 0 to 65535 months: the product is cheaper than a division that minds the sign."""
    return (months * 43691) >> 19


@compiled()
def categories(soc, n, month, desk):  # type: ignore[no-untyped-def]
    """The cell of fixed traits that each one's ceilings depend on, of the n people of a community, dead or alive."""
    for x in range(n):
        desk.h0[x] = min(max(years(month - desk.birth[x]), 0), AGE)
    for x in range(n):
        desk.h0[x] = soc.age_class[desk.h0[x] & AGE]
    for x in range(n):
        desk.cell[x] = ((desk.h0[x] * 5 + (desk.decile[x] >> 1)) * 2 + desk.urban[x]) * 2 + desk.online[x]


@compiled()
def smaller(draws, limits):  # type: ignore[no-untyped-def]
    """Compare eight bytes with eight at once: the lowest bit of each byte says whether the draw is below its limit."""
    draws, limits = int(draws), int(limits)
    apart = (draws | TOPS) - (limits & BELOW_TOPS)
    return ((~draws & limits) | (~(draws ^ limits) & ~apart)) >> 7 & LOWEST


@compiled(forceinline=True)
def drawn(soc, n, desk):  # type: ignore[no-untyped-def]
    """For each person a bit a kind of which there may be a candidate: no branch to guess.

    What is looked up goes to the desk first: only then does the compiler make vector code of the comparison.
    """
    for x in range(n):
        cell = desk.category[x] & 0xFF  # which the compiler then knows to be no negative index
        for j in range(PAIRS):
            desk.limits[j, x] = soc.coarse[cell, j]
    for x in range(n):
        found = 0
        for j in range(PAIRS):
            found |= smaller(desk.coarse[j, x], desk.limits[j, x]) << j
        desk.mask[x] = (found ^ LAST) - LAST  # nothing to a compiler: plain Python learns which bit is the sign


@compiled(forceinline=True)
def coarse_draw(desk, x, kind):  # type: ignore[no-untyped-def]
    """The coarse draw of a person of a tile for a kind."""
    return desk.coarse[kind >> 3, x] >> 8 * (kind & 7) & 255


@compiled()
def numbered(soc, who, month, kind, coarse, cell, k0, k1):  # type: ignore[no-untyped-def]
    """How many candidates of a kind, 0 to 3; the fine draw is made only if the answer depends on it."""
    low = int(coarse) << FINE_BITS
    high = low + ((1 << FINE_BITS) - 1)
    first = soc.ceiling[cell, kind]
    second = soc.second[cell, kind]
    third = soc.third[cell, kind]
    least = int(high < first) + int(high < second) + int(high < third)
    if least == int(low < first) + int(low < second) + int(low < third):
        return least
    a, b, c, d = block(who & 0xFFFFFFFF, month, kind, FINE_KINDS, k0, k1)
    word = low | (a >> (32 - FINE_BITS))
    return int(word < first) + int(word < second) + int(word < third)


@compiled(forceinline=True)
def without_lowest(mask):  # type: ignore[no-untyped-def]
    """A mask without its lowest bit; in plain Python, too, whose whole numbers have no 64th bit that is their sign."""
    return 0 if mask == LAST else mask & mask - 1


@compiled(forceinline=True)
def listed_ahead(soc, n, month, k0, k1, desk):  # type: ignore[no-untyped-def]
    """List the candidates of a tile, person by person, in the order of the mask; returns how many there are.

    One step a candidate, and one for whoever has none: on to the next person without a branch to guess.
    """
    total = 0
    x = 0
    mask = int(desk.mask[0])
    while x < n:
        bit = mask & -mask
        kind = soc.kind_of[bit * DE_BRUIJN >> 58 & 63] & KIND
        cell = desk.category[x] & 0xFF
        coarse = coarse_draw(desk, x, kind)
        desk.actor[total] = desk.person[x]
        desk.whose[total] = x
        desk.which[total] = kind
        number = int(bit != 0)
        outside = (coarse - soc.one_from[cell, kind]) | (soc.one_until[cell, kind] - 1 - coarse)  # negative if so
        if outside & -bit < 0:
            number = numbered(soc, desk.person[x], month, kind, coarse, cell, k0, k1)
            for again in range(1, number):
                desk.actor[total + again] = desk.person[x]
                desk.whose[total + again] = x
                desk.which[total + again] = kind | again << ORDINAL_SHIFT
        total += number
        following = int(desk.mask[x + 1])
        mask = without_lowest(mask)
        over = int(mask == 0)
        mask |= following & -over
        x += over
    return total


@compiled(forceinline=True)
def considered(soc, low, first, last, kept, people, desk, count):  # type: ignore[no-untyped-def]
    """Which candidates first <= c < last, of the people row[low:], become acts, on the person as of step 1.

    No branch to guess here either.

    Kept are those that do, and those that would if nobody were afraid; the rest of the month does not look at others.
    kept: how many are so far; returns how many are then.
    """
    minority = 0
    clipped = 0
    clipped_minority = 0
    opinionated = soc.opinionated != 0
    for c in range(first, last):
        x = desk.whose[c] & POSITION
        place = desk.row[(low + x) & POSITION] & POSITION
        row = people[place]
        kind = desk.which[c] & KIND
        disposition, hardship = desk.disposition[place], int(row.hardship)
        aloud = desk.aloud[x] if opinionated else NEUTRAL
        unafraid = desk.unafraid[x] if opinionated else NEUTRAL
        likely = willing(pressed(soc, kind, disposition, aloud, hardship), chilled(soc, kind, int(row.fear)))
        fearless = willing(pressed(soc, kind, disposition, unafraid, hardship), CALM)
        group = int(desk.group[place])
        desk.kept[kept] = c
        desk.done[kept] = desk.will[c] < likely
        keep = int(desk.will[c] < max(likely, fearless))
        kept += keep
        desk.number[x] += keep
        minority += group
        clipped += int(likely > ONE)
        clipped_minority += int(likely > ONE) & group
    count.candidates[0] += last - first - minority
    count.candidates[1] += minority
    count.clipped[0] += clipped - clipped_minority
    count.clipped[1] += clipped_minority
    return kept


@compiled(forceinline=True)
def ahead(soc, low, high, month, number, k0, k1, desk):  # type: ignore[no-untyped-def]
    """Draw ahead for the people row[low:high], whatever world they live in; returns how many candidates there are."""
    n = high - low
    for x in range(n):
        place = desk.row[(low + x) & POSITION] & POSITION
        desk.person[x] = number + place
        desk.category[x] = desk.cell[place]
    fill_same(n, desk.person, month, 0, MONTH, k0, k1, desk.misfortune, desk.phantom, desk.mistake, desk.mistake_too)
    for j in range(BLOCKS):
        fill_paired(n, desk.person, month, j, KINDS, k0, k1, desk.coarse[2 * j], desk.coarse[2 * j + 1])
    drawn_ahead(n, month, k0, k1, desk)
    drawn(soc, n, desk)
    total = listed_ahead(soc, n, month, k0, k1, desk)
    fill(total, desk.actor, month, desk.which, CANDIDATE, k0, k1, desk.will, desk.seen, desk.aside, desk.when)
    return total


@compiled(forceinline=True)
def weighed(soc, law, low, high, total, month, k0, k1, people, me, desk, count):  # type: ignore[no-untyped-def]
    """What becomes of the candidates of the people row[low:high] in a world: desk.number[x] of those in desk.kept are
    of each, in order.  Returns how many are kept.
    """
    n = high - low
    for x in range(n):
        desk.number[x] = 0
    if soc.opinionated:
        voices(soc, law, n, low, month, people, me, desk)
        if law.signal > 0:
            signalled(soc, law, n, low, month, k0, k1, people, desk)
    return considered(soc, low, 0, total, 0, people, desk, count)


@compiled()
def offered(soc, law, low, high, month, number, k0, k1, people, me, desk, count):  # type: ignore[no-untyped-def]
    """Draw ahead for the people row[low:high]: desk.number[x] of the candidates in desk.kept are of each, in order."""
    total = ahead(soc, low, high, month, number, k0, k1, desk)
    if me.chooser:
        total = chosen(me, desk, total)
        fill(total, desk.actor, month, desk.which, CANDIDATE, k0, k1, desk.will, desk.seen, desk.aside, desk.when)
        insisted(me, desk, total)
    weighed(soc, law, low, high, total, month, k0, k1, people, me, desk, count)
