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
_LAST: Final[Any] = [field for name, field in _FIELDS.items() if name in EVERYDAY][-1]
ORDINARY: Final = -(-(_LAST[1] + _LAST[0].itemsize) // 8 // BLOCK) * BLOCK  # the first of them: those of every day
LEARNED_TOTAL: Final[int] = _FIELDS["learned_total"][1] // 8
GROWN, OLDER, OLD = 18, 35, 60  # years at which classes of age begin
AGES: Final = 4
CELLS: Final = GROUPS.room * DECILES * AGES * 2 * 2  # by group, tenth, class of age, sex, urban or rural
SCRATCH, ASIDE, COMMUNITY = 1, 2, 3  # rows from the end of the counts: of a person, of another, of a community
MOST_PARTED: Final = 32767

# Of everybody in every world but the first: the first month (from the first of all on, 0 for none) at whose end the
# state differed; how many harms fewer, and how many more, over all months.
PARTED: Final[np.dtype[Any]] = structure([(name, np.int16) for name in ("since", "spared", "harmed")])


@compiled()
def cell_of(desk, x, month):  # type: ignore[no-untyped-def]
    """The cell of a person in a month."""
    age = years(month - desk.birth[x])
    aged = int(age >= GROWN) + int(age >= OLDER) + int(age >= OLD)
    return (((desk.group[x] * DECILES + desk.decile[x]) * AGES + aged) * 2 + desk.sex[x]) * 2 + desk.urban[x]


@compiled()
def block_full(row, low):  # type: ignore[no-untyped-def]
    """Whether anything was counted in a block of entries."""
    found = 0
    for i in range(BLOCK):
        found |= row[low + i]
    return found != 0


@compiled()
def to_cells(flat, columns, watched, cells, cell, g, pair):  # type: ignore[no-untyped-def]
    """What the community has counted since it was looked at last is the person's: it goes to the cell.

    watched: by population group, the entries that have columns, -1 from their end on.
    """
    total = flat[len(flat) - COMMUNITY]
    for i in range(watched.shape[1]):
        e = watched[g, i]
        if e < 0:
            break
        change = total[e] - pair.before[e]
        if change != 0:
            pair.before[e] = total[e]
            for j in range(2):
                if columns[e, j] >= 0:
                    cells[cell, columns[e, j]] += change


@compiled()
def remembered_of(row, total, kept):  # type: ignore[no-untyped-def]
    """What was counted as on any day goes to the community, and is kept."""
    for e in range(ORDINARY):
        total[e] += row[e]
    for e in range(ORDINARY):
        kept[e] = row[e]
    for e in range(ORDINARY):
        row[e] = 0


@compiled()
def taken_first(flat, full, x, pair):  # type: ignore[no-untyped-def]
    """What a person's month counted in the first world goes to the community, and is remembered.

    full: whether anything may have been counted that is not of every day.
    """
    row, total = flat[len(flat) - SCRATCH], flat[len(flat) - COMMUNITY]
    remembered_of(row, total, pair.everyday[x])
    used = pair.used
    pair.begins[x] = used
    if full:
        for low in range(ORDINARY, ENTRIES, BLOCK):
            if block_full(row, low):
                for e in range(low, low + BLOCK):
                    if row[e] != 0 and used < len(pair.entry):
                        total[e] += row[e]
                        pair.entry[used] = e
                        pair.change[used] = row[e]
                        row[e] = 0
                        used += 1
    pair.ends[x] = used
    pair.used = used


@compiled()
def changed(e, change, columns, harm, gained, lost, apart_of, cells_gained, cells_lost, cell, parted):  # type: ignore[no-untyped-def]
    """One whole number came to more, or to less, than in the first world."""
    apart_of[e] += change
    if change > 0:
        gained[e] += change
    else:
        lost[e] -= change
    for j in range(2):
        if columns[e, j] >= 0:
            if change > 0:
                cells_gained[cell, columns[e, j]] += change
            else:
                cells_lost[cell, columns[e, j]] -= change
    if harm[e]:
        if change > 0:
            parted.harmed = min(parted.harmed + change, MOST_PARTED)
        else:
            parted.spared = min(parted.spared - change, MOST_PARTED)


@compiled()
def less(row, kept):  # type: ignore[no-untyped-def]
    """Take away what is kept; returns whether anything is left."""
    found = 0
    for e in range(ORDINARY):
        row[e] -= kept[e]
    for e in range(ORDINARY):
        found |= row[e]
    return found != 0


@compiled()
def taken(  # type: ignore[no-untyped-def]
    flat, columns, full, harm, gained, lost, apart_of, cells_gained, cells_lost, cell, x, pair, parted
):
    """What a person's month counted in another world, less what it counted in the first, is gained or lost.

    gained, lost, apart_of: by entry, of the province and of the community; cells_gained, cells_lost: by cell and
    column, of the province.
    """
    row = flat[len(flat) - SCRATCH]
    first = 0 if less(row, pair.everyday[x]) else ORDINARY
    last = ORDINARY
    if full or pair.ends[x] > pair.begins[x]:
        for i in range(pair.begins[x], pair.ends[x]):
            row[pair.entry[i]] -= pair.change[i]
        last = ENTRIES
    for low in range(first, last, BLOCK):
        if block_full(row, low):
            for e in range(low, low + BLOCK):
                if row[e] != 0:
                    changed(e, row[e], columns, harm, gained, lost, apart_of, cells_gained, cells_lost, cell, parted)
                    row[e] = 0


@compiled()
def nothing_left(flat):  # type: ignore[no-untyped-def]
    """Whether all that people counted has been taken."""
    found = 0
    row = flat[len(flat) - SCRATCH]
    for e in range(ENTRIES):
        found |= row[e]
    return found == 0


@compiled()
def counted_apart(flat, gained, lost, apart_of):  # type: ignore[no-untyped-def]
    """The same of what is counted of a whole community at once: SCRATCH of this world, less ASIDE of the first."""
    row, first = flat[len(flat) - SCRATCH], flat[len(flat) - ASIDE]
    for e in range(ENTRIES):
        change = row[e] - first[e]
        row[e] = 0
        first[e] = 0
        apart_of[e] += change
        if change > 0:
            gained[e] += change
        else:
            lost[e] -= change


@compiled()
def moved_up(flat, province, base_of):  # type: ignore[no-untyped-def]
    """What a community counted goes to its province, and to what is kept of the community."""
    total, to = flat[len(flat) - COMMUNITY], flat[province]
    for e in range(ENTRIES):
        to[e] += total[e]
        base_of[e] += total[e]
        total[e] = 0
