"""What people hold in another world, as differences to what they hold in the first one.

The open matters of a batch of communities lie in order of community and person.  Of another world only those of whoever
holds something else than in the first are kept: all that they hold, which may be nothing.
"""

from demerit.draws import compiled
from demerit.month.alike_worlds import same_matter
from demerit.people.desk import POSITION, STRIDE

NOBODY = STRIDE  # a position behind everybody's


@compiled()
def holder(matters, m, end):  # type: ignore[no-untyped-def]
    """The position in the community of whoever holds the open matter m; NOBODY behind the last one."""
    return matters[m].who & POSITION if m < end else NOBODY


@compiled()
def behind(matters, m, end, x):  # type: ignore[no-untyped-def]
    """Behind the open matters of the person at position x, which begin at m."""
    while m < end and matters[m].who == x:
        m += 1
    return m


@compiled()
def alike(one, i, end, other, j, stop):  # type: ignore[no-untyped-def]
    """Whether the open matters one[i:end] are other[j:stop]."""
    unlike = end - i != stop - j
    while not unlike and i < end:
        unlike = not same_matter(one[i], other[j])
        i += 1
        j += 1
    return not unlike


@compiled()
def apart(first, begins, ends, other, other_begins, other_ends, who, number, held):  # type: ignore[no-untyped-def]
    """Whoever holds something else in the other world than in the first: where in the batch they are (who: community
    times STRIDE and position), how many open matters they hold there, and these one after another.

    first, begins, ends: open matters in the first world, and where each community's are; other, other_begins,
    other_ends: the same of the other one.  Returns how many people that are, and how many open matters; who, number and
    held have room for all.
    """
    people = written = 0
    for c in range(len(begins)):
        i, last = begins[c], ends[c]
        j, end = other_begins[c], other_ends[c]
        while True:
            while i < last and j < end and same_matter(first[i], other[j]):
                i += 1
                j += 1
            if i == last and j == end:
                break
            x = min(holder(first, i, last), holder(other, j, end))
            while i > begins[c] and first[i - 1].who == x:  # the first ones agree, but not all
                i -= 1
                j -= 1
            after, behind_it = behind(first, i, last, x), behind(other, j, end, x)
            if not alike(first, i, after, other, j, behind_it):
                who[people] = c * STRIDE + x
                number[people] = behind_it - j
                people += 1
                for m in range(j, behind_it):
                    held[written] = other[m]
                    written += 1
            i, j = after, behind_it
    return people, written


@compiled()
def together(first, bounds, who, number, held, out, out_bounds):  # type: ignore[no-untyped-def]
    """What everybody holds in the other world: as in the first, but for those who are named (see `apart`).

    Returns how many open matters that are; out_bounds: where each community's begin.
    """
    p = k = written = 0
    for c in range(len(bounds) - 1):
        out_bounds[c] = written
        i, last = bounds[c], bounds[c + 1]
        end = (c + 1) * STRIDE
        while i < last or (p < len(who) and who[p] < end):
            x = who[p] - c * STRIDE if p < len(who) and who[p] < end else NOBODY
            if x <= holder(first, i, last):
                for _ in range(number[p]):
                    out[written] = held[k]
                    written += 1
                    k += 1
                i = behind(first, i, last, x)
                p += 1
            else:
                out[written] = first[i]
                written += 1
                i += 1
    out_bounds[len(bounds) - 1] = written
    return written


@compiled()
def joined(matters, begins, ends, out):  # type: ignore[no-untyped-def]
    """Write the open matters of a batch one after another: those of each community are matters[begin:end]."""
    written = 0
    for c in range(len(begins)):
        for m in range(begins[c], ends[c]):
            out[written] = matters[m]
            written += 1
    return written
