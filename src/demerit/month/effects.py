"""What somebody's month comes to in one world and in another, and the sums of the differences.

A month counts into a record of the person's own; what it counted in the first world is remembered as a journal, and
taken away from what it counts in another.  So every measure that the month counts has its gross flows: what people and
months gained, and what they lost, and the one less the other is the difference of the two worlds to the unit.
"""

from typing import Any, Final

import numpy as np

from demerit.draws import compiled, structure
from demerit.month.candidates import years
from demerit.month.state import COUNT, EVERYDAY
from demerit.ranges import DECILES
from demerit.vocabulary import GROUPS

ENTRIES: Final = COUNT.itemsize // 8  # whole numbers that a month counts
BLOCK: Final = 16  # of them, looked at together
_FIELDS: Final[Any] = COUNT.fields
DAILY: Final = -(-sum(_FIELDS[name][0].itemsize for name in EVERYDAY) // 8 // BLOCK) * BLOCK  # first: of every day
LEARNED_TOTAL: Final[int] = _FIELDS["learned_total"][1] // 8
GROWN, OLDER, OLD = 18, 35, 60  # years at which classes of age begin
AGES: Final = 4
CELLS: Final = GROUPS.room * DECILES * AGES * 2 * 2  # by group, tenth, class of age, sex, urban or rural
SCRATCH, ASIDE, COMMUNITY = 1, 2, 3  # rows from the end of the counts: of a person, of another, of a community
MOST_PARTED: Final = 32767

# Of everybody in every world but the first: the first month (from the first of all on, 0 for none) at whose end the
# state differed; how many harms fewer, and how many more, over all months.
PARTED: Final[np.dtype[Any]] = structure([("since", np.int32), ("spared", np.int16), ("harmed", np.int16)])
# All that follows is handed over as records: of an array that is handed on from function to function, references are
# counted, which takes as long as what is done.
FLAT: Final[np.dtype[Any]] = structure([("entries", np.int64, (ENTRIES,))])  # a COUNT record as whole numbers
KEPT: Final[np.dtype[Any]] = structure([("entries", np.int32, (ENTRIES,))])  # the same, of a community
# What is told of measures (`world.undergone`): the columns (at most two, -1 for none) that an entry counts for; by
# population group the entries that have columns, -1 from their end on, first those that marks alone count for
# (`standing` of them); by population group the entries that marks alone count for, then those of debts, and how many of
# them are looked at (`looked_at`); whether an entry counts a harm.
BOOKS: Final[np.dtype[Any]] = structure(
    [
        ("columns", np.int32, (ENTRIES, 2)),
        *[(name, np.int32, (GROUPS.room, ENTRIES)) for name in ("watched", "own")],
        ("standing", np.int64),
        ("looked_at", np.int64, (4,)),
        ("harm", np.int8, (ENTRIES,)),
    ]
)
# What somebody's month may have counted: what it counts on any day, what marks count beside it, what comes of debts
# beside both, or anything.
EVERYDAY_ALONE, MARKS_TOO, DEBTS_TOO, ANYTHING = 0, 1, 2, 3


def cells(columns: int) -> np.dtype[Any]:
    """What the first world counts in a province, by cell and column."""
    return structure([("cells", np.int64, (CELLS, columns))])


def effect(columns: int) -> np.dtype[Any]:
    """What another world gains and loses in a province, by entry, and by cell and column."""
    by_cell = [(name, np.int64, (CELLS, columns)) for name in ("cells_gained", "cells_lost")]
    return structure([*[(name, np.int64, (ENTRIES,)) for name in ("gained", "lost")], *by_cell])


@compiled()
def cell_of(desk, x, month):  # type: ignore[no-untyped-def]
    """The cell of a person in a month."""
    age = years(month - desk.birth[x])
    aged = int(age >= GROWN) + int(age >= OLDER) + int(age >= OLD)
    return (((desk.group[x] * DECILES + desk.decile[x]) * AGES + aged) * 2 + desk.sex[x]) * 2 + desk.urban[x]


@compiled()
def block_full(count, low):  # type: ignore[no-untyped-def]
    """Whether anything was counted in a block of entries."""
    found = 0
    for i in range(BLOCK):
        found |= count.entries[low + i]
    return found != 0


@compiled()
def to_cells(total, books, base, cell, g, standing, pair):  # type: ignore[no-untyped-def]
    """What the community has counted since it was looked at last is the person's: it goes to the cell.

    standing: nothing is kept by cell but what marks say.
    """
    for i in range(books.standing if standing else ENTRIES):
        e = books.watched[g, i]
        if e < 0:
            break
        change = total.entries[e] - pair.before[e]
        if change != 0:
            pair.before[e] = total.entries[e]
            for j in range(2):
                if books.columns[e, j] >= 0:
                    base.cells[cell, books.columns[e, j]] += change


@compiled()
def remembered_of(row, total, e, used, pair):  # type: ignore[no-untyped-def]
    """Remember an entry, if anything was counted there; returns how many are remembered."""
    change = row.entries[e]
    if change != 0 and used < len(pair.entry):
        total.entries[e] += change
        pair.entry[used] = e
        pair.change[used] = change
        row.entries[e] = 0
        return used + 1
    return used


@compiled()
def taken_first(row, total, books, counts, x, g, pair):  # type: ignore[no-untyped-def]
    """What a person's month counted in the first world goes to the community, and is remembered: what is counted on any
    day in blocks, as it lies, which takes a fraction of looking for what was, and of the rest what there is.

    row: what the person counted; total: the community; counts: ANYTHING, or less.
    """
    slot = pair.slots
    pair.slot[x] = slot
    pair.slots = slot + 1
    full = 0
    for block in range(0, DAILY, BLOCK):
        if block_full(row, block):
            full |= 1 << block // BLOCK
            for e in range(block, block + BLOCK):
                change = row.entries[e]
                pair.daily[slot, e] = change
                total.entries[e] += change
                row.entries[e] = 0
    pair.full[x] = full
    used = pair.used
    pair.begins[x] = used
    pair.counts[x] = counts
    for i in range(books.looked_at[counts]):
        used = remembered_of(row, total, books.own[g, i], used, pair)
    if counts == ANYTHING:
        for low in range(DAILY, ENTRIES, BLOCK):
            if block_full(row, low):
                for e in range(low, low + BLOCK):
                    used = remembered_of(row, total, e, used, pair)
    pair.ends[x] = used
    pair.used = used


@compiled()
def changed(e, change, books, effect, kept, cell, parted):  # type: ignore[no-untyped-def]
    """One whole number came to more, or to less, than in the first world, by `change`."""
    kept.entries[e] += change
    if change > 0:
        effect.gained[e] += change
    else:
        effect.lost[e] -= change
    for j in range(2):
        column = books.columns[e, j]
        if column >= 0:
            if change > 0:
                effect.cells_gained[cell, column] += change
            else:
                effect.cells_lost[cell, column] -= change
    if books.harm[e]:
        if change > 0:
            parted.harmed = min(parted.harmed + change, MOST_PARTED)
        else:
            parted.spared = min(parted.spared - change, MOST_PARTED)


@compiled()
def left(row, e, books, effect, kept, cell, parted):  # type: ignore[no-untyped-def]
    """What is left of an entry was gained or lost."""
    change = row.entries[e]
    if change != 0:
        changed(e, change, books, effect, kept, cell, parted)
        row.entries[e] = 0


@compiled()
def left_of(row, block, books, effect, kept, cell, parted):  # type: ignore[no-untyped-def]
    """What is left of the entries of a block was gained or lost."""
    for e in range(block, block + BLOCK):
        left(row, e, books, effect, kept, cell, parted)


@compiled()
def less_of_any_day(row, block, slot, pair):  # type: ignore[no-untyped-def]
    """Take away from a block of entries what was counted in the first world; returns whether anything is left."""
    found = 0
    for e in range(block, block + BLOCK):
        change = row.entries[e] - pair.daily[slot, e]
        row.entries[e] = change
        found |= change
    return found != 0


@compiled()
def taken(row, books, counts, effect, kept, cell, x, g, pair, parted):  # type: ignore[no-untyped-def]
    """What a person's month counted in another world, less what it counted in the first, is gained or lost.

    row: what the person counted; effect: of the province; kept: of the community.
    """
    slot, full = pair.slot[x], pair.full[x]
    for block in range(0, DAILY, BLOCK):
        known = full >> block // BLOCK & 1
        if less_of_any_day(row, block, slot, pair) if known else block_full(row, block):
            left_of(row, block, books, effect, kept, cell, parted)
    for i in range(pair.begins[x], pair.ends[x]):
        row.entries[pair.entry[i]] -= pair.change[i]
    most = max(counts, pair.counts[x])
    for i in range(books.looked_at[most]):
        left(row, books.own[g, i], books, effect, kept, cell, parted)
    if most == ANYTHING:
        for block in range(DAILY, ENTRIES, BLOCK):
            if block_full(row, block):
                left_of(row, block, books, effect, kept, cell, parted)


@compiled()
def nothing_left(row):  # type: ignore[no-untyped-def]
    """Whether all that people counted has been taken."""
    found = 0
    for e in range(ENTRIES):
        found |= row.entries[e]
    return found == 0


@compiled()
def counted_apart(flat, effect, kept):  # type: ignore[no-untyped-def]
    """The same of what is counted of a whole community at once: SCRATCH of this world, less ASIDE of the first."""
    row, first = flat[len(flat) - SCRATCH], flat[len(flat) - ASIDE]
    for e in range(ENTRIES):
        change = row.entries[e] - first.entries[e]
        row.entries[e] = 0
        first.entries[e] = 0
        kept.entries[e] += change
        if change > 0:
            effect.gained[e] += change
        else:
            effect.lost[e] -= change


@compiled()
def moved_up(flat, province, kept):  # type: ignore[no-untyped-def]
    """What a community counted goes to its province, and to what is kept of the community."""
    total, to = flat[len(flat) - COMMUNITY], flat[province]
    for e in range(ENTRIES):
        to.entries[e] += total.entries[e]
        kept.entries[e] += total.entries[e]
        total.entries[e] = 0
