"""Step 4: the learned score, a sum of whole-number points by bin, computed from the person as of step 1 when asked for.

The points come out of the run itself (`demerit.world.learning`); `binned` is also what is looked at when they are
fitted, so that a score is never applied to anything but what it was fitted on.
"""

from demerit.draws import compiled
from demerit.month.commercial import age_class
from demerit.month.state import ADULT, OUT_OF_WORK
from demerit.ranges import LEARNED_GROUND
from demerit.vocabulary import LEARNED_FEATURES

_NAMES = tuple(LEARNED_FEATURES)
F = len(_NAMES)
AGE = _NAMES.index("age")
INCOME = _NAMES.index("income")
URBAN = _NAMES.index("urban")
ONLINE = _NAMES.index("online")
WORK = _NAMES.index("work")
PLACE = _NAMES.index("place")
RELATIVES = _NAMES.index("relatives")
NEIGHBOURS = _NAMES.index("neighbours")
POINTS = _NAMES.index("points")
ENTRIES = _NAMES.index("entries")
HARDSHIP = _NAMES.index("hardship")
FEAR = _NAMES.index("fear")
GROUP = _NAMES.index("group")
PROVINCE = _NAMES.index("province")
CHANGING = (WORK, PLACE, RELATIVES, NEIGHBOURS, POINTS, ENTRIES, HARDSHIP, FEAR, GROUP, PROVINCE)


@compiled()
def band(points):  # type: ignore[no-untyped-def]
    """The bin of points won or lost since the file began."""
    lost = 0 + (points > -150) + (points > -100) + (points > -60) + (points > -30)
    return lost + (points >= 0) + (points > 0) + (points >= 30)


@compiled()
def quarter(level):  # type: ignore[no-untyped-def]
    """The bin of fear or hardship, of 127."""
    return 0 + (level > 0) + (level >= 32) + (level >= 64)


@compiled(forceinline=True)
def bin_of_neighbours(neighbours):  # type: ignore[no-untyped-def]
    """The bin of the share (of 2^20) of neighbours who are publicly listed."""
    around = neighbours >> 10  # of 1024
    return 0 + (neighbours > 0) + (around >= 10) + (around >= 31)


@compiled(forceinline=True)
def binned(me):  # type: ignore[no-untyped-def]
    """Write the bin of every feature of the person as of step 1 into `me.bins`."""
    bins = me.bins
    bins[AGE] = age_class(me)
    bins[INCOME] = me.decile >> 1
    bins[URBAN] = me.urban
    bins[ONLINE] = me.online
    changing(me)


@compiled(forceinline=True)
def changing(me):  # type: ignore[no-untyped-def]
    """The same of the features that a cell of fixed traits does not tell."""
    bins = me.bins
    bins[WORK] = me.marks & OUT_OF_WORK != 0
    bins[PLACE] = me.tier
    bins[RELATIVES] = min(me.relatives, 2)
    bins[NEIGHBOURS] = bin_of_neighbours(me.neighbours)
    bins[POINTS] = band(me.points)
    bins[ENTRIES] = min(me.entries, 3)
    bins[HARDSHIP] = quarter(me.hardship)
    bins[FEAR] = quarter(me.fear)
    bins[GROUP] = me.group
    bins[PROVINCE] = me.province


@compiled(forceinline=True)
def added_up(me, law):  # type: ignore[no-untyped-def]
    """The points of the bins that are written in `me.bins`, and of the cell."""
    score = law.learned_cell[me.cell & 0xFF]
    for f in CHANGING:
        score += law.learned_points[f, me.bins[f] & 31]
    return score


@compiled(forceinline=True)
def learned(me, law):  # type: ignore[no-untyped-def]
    """The learned score: high is good.  Features withheld from it have no points."""
    changing(me)
    return added_up(me, law)


@compiled()
def too_low(me, law, below):  # type: ignore[no-untyped-def]
    """Whether an adult whom the regime covers has a learned score below a threshold; nobody is below no threshold."""
    return law.learned_lowest < below and me.covered and me.age >= ADULT and learned(me, law) < below


@compiled(forceinline=True)
def assessed(me, nxt, law, count):  # type: ignore[no-untyped-def]
    """4. Everybody covered has a score; a low one is a ground for listing where nothing else is."""
    if not me.covered or me.age < ADULT:
        return
    score = learned(me, law)
    g = me.group & 1
    count.learned_scored[g] += 1
    count.learned_total[g] += score
    if score < law.learned_lists:
        count.learned_low[g] += 1
        if nxt.ground == 0 and law.start + nxt.points >= law.black_entry:
            nxt.ground = LEARNED_GROUND
            nxt.untrue = 0
            nxt.origin = 0
