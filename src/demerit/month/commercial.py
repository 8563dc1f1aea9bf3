"""Step 6: commercial scores, such as a payment company's or a credit agency's, computed when they are asked for.

A score adds whole-number points for what its operator knows of a customer, from its own data: open loans, arrears and
judgments as of step 1, fixed traits, and whatever the regime lets it read of the state's file.  Nothing is stored.
"""

from demerit.draws import compiled
from demerit.month.state import BLACK, NO_PASS
from demerit.vocabulary import AGE_CLASSES, ARREARS, COMMERCIAL_FEATURES, JUDGMENT, LOAN

OPEN_LOANS = COMMERCIAL_FEATURES.index("open_loans")
IN_ARREARS = COMMERCIAL_FEATURES.index("arrears")
UNDER_JUDGMENT = COMMERCIAL_FEATURES.index("judgment")
LISTED = COMMERCIAL_FEATURES.index("blacklisted")
CONTACTS = COMMERCIAL_FEATURES.index("listed_contacts")
HEALTH = COMMERCIAL_FEATURES.index("health")
STATE_POINTS = COMMERCIAL_FEATURES.index("state_points")
PLACE = COMMERCIAL_FEATURES.index("place")
MOST = 3  # of one kind that count
NOBODY = -1
DEALT = 10  # bits of a person's draw for customers that a score takes


@compiled()
def customer(me, law, n):  # type: ignore[no-untyped-def]
    """Whether somebody is a customer of the operator of score n: for good, from the operator's share on."""
    chosen = (me.dealt >> (DEALT * n)) & 1023 < law.customers[n] and (me.online or not law.score_online[n])
    return chosen and me.age >= law.score_least_age[n]


@compiled()
def customers(desk, n, month, group, law, score):  # type: ignore[no-untyped-def]
    """`customer`, counted: how many of a population group in a community of n positions are customers of a score."""
    total = 0
    shift = DEALT * score
    for x in range(n):
        chosen = (desk.dealt[x] >> shift) & 1023 < law.customers[score]
        reached = (desk.online[x] != 0) | (law.score_online[score] == 0)
        old = desk.birth[x] <= month - 12 * max(law.score_least_age[score], 0)
        total += chosen & reached & old & (month < desk.death[x]) & (desk.group[x] == group)
    return total


@compiled()
def age_class(me):  # type: ignore[no-untyped-def]
    """Which of the classes of age the person is in, as in the tables of the society."""
    found = 0
    for limit in AGE_CLASSES:
        found += me.age >= limit
    return found


@compiled()
def held(nxt, kind):  # type: ignore[no-untyped-def]
    """How many open matters of a kind the person has as of step 1, up to MOST."""
    found = 0
    for h in range(nxt.holds):
        found += nxt.held[h].kind == kind
    return min(found, MOST)


@compiled()
def commercial(me, nxt, law, n):  # type: ignore[no-untyped-def]
    """The score n of a customer, within its limits."""
    p = law.score_points[n]
    score = law.score_start[n] + law.score_by_age[n, age_class(me)] + law.score_by_income[n, me.decile >> 1]
    score += p[OPEN_LOANS] * held(nxt, LOAN) + p[IN_ARREARS] * held(nxt, ARREARS)
    score += p[UNDER_JUDGMENT] * held(nxt, JUDGMENT)
    score += p[LISTED] * (me.marks & BLACK != 0) + p[CONTACTS] * min(me.relatives, MOST)
    score += p[HEALTH] * (me.marks & NO_PASS != 0) + p[PLACE] * me.tier
    score += (p[STATE_POINTS] * me.points) >> 10
    return min(max(score, law.score_lowest[n]), law.score_highest[n])


@compiled()
def barring(me, nxt, law, demand):  # type: ignore[no-untyped-def]
    """The first score that bars a customer from this demand, or NOBODY."""
    for n in range(law.scores):
        least = law.score_bars[n, demand]
        if least > 0 and customer(me, law, n) and commercial(me, nxt, law, n) < least:
            return n
    return NOBODY


@compiled()
def low(me, nxt, law):  # type: ignore[no-untyped-def]
    """Whether an operator who feeds the state's file has something to report of this customer."""
    found = False
    for n in range(law.scores):
        if law.score_feeds[n] > 0 and me.filed and customer(me, law, n):
            found |= commercial(me, nxt, law, n) < law.score_feeds[n]
    return found
