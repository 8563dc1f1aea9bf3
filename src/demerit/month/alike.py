"""What the month does in the same way with whomever it is about, a person or an organisation.

law: a record with `lowest` and `highest`, relative to where points start; count: one with the sums named here, of
which the first axis is told by `who`.
"""

from demerit.draws import compiled
from demerit.vocabulary import CORRECT, MISATTRIBUTED

NOBODY = -1  # what `first_below` answers when no data source records


@compiled()
def first_below(cumulative, draw):  # type: ignore[no-untyped-def]
    """The first of cumulative shares that a draw is below: which data source records; NOBODY if none does."""
    for source in range(len(cumulative)):
        if draw < cumulative[source]:
            return source
    return NOBODY


@compiled()
def given(points, change, law):  # type: ignore[no-untyped-def]
    """Points after a rule gave or took some, within the limits of the scale."""
    return min(max(points + change, law.lowest), law.highest)


@compiled()
def points_counted(count, who, conduct, change):  # type: ignore[no-untyped-def]
    """Points won and points lost, apart."""
    if change > 0:
        count.points_gained[who, conduct] += change
    else:
        count.points_lost[who, conduct] -= change


@compiled()
def record_counted(count, who, source, truth):  # type: ignore[no-untyped-def]
    """A record, by what truly happened."""
    if truth == CORRECT:
        count.records_correct[who, source] += 1
    elif truth == MISATTRIBUTED:
        count.records_misattributed[who, source] += 1
    else:
        count.records_false[who, source] += 1
