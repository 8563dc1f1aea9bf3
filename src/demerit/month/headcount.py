"""Step 8, first half: how many live in a community, of which age, group and income, and who is whose customer.

Nothing here depends on what the month brings, so whole communities are counted at once and without a branch to guess:
the compiler turns these loops into vector code.  A community has fewer than 4096 people, so that sums fit side by side
into the bits of one whole number.
"""

from demerit.draws import compiled
from demerit.month.commercial import customers
from demerit.month.state import ADULT, G

PART = 12  # bits of each of the sums in a whole number
MOST = (1 << PART) - 1
HALF = 5  # tenths of income whose sums share a whole number


@compiled()
def ages(desk, n, month, minority, least_age):  # type: ignore[no-untyped-def]
    """People, adults, those old enough for a file, newborn: alive and of a population group (1 the minority, 0 all)."""
    total = 0
    youngest = 12 * int(least_age)
    for x in range(n):
        months = month - desk.birth[x]
        here = (months >= 0) & (month < desk.death[x]) & (desk.group[x] >= minority)
        adult = here & (months >= 12 * ADULT)
        of_age = here & (months >= youngest)
        total += int(here) | int(adult) << PART | int(of_age) << 2 * PART | int(here & (months == 0)) << 3 * PART
    return total


@compiled()
def incomes(desk, n, month, lowest):  # type: ignore[no-untyped-def]
    """People by tenth of household income, for HALF tenths from the lowest on."""
    total = 0
    for x in range(n):
        here = (desk.birth[x] <= month) & (month < desk.death[x])
        tenth = int(desk.decile[x]) - lowest
        inside = here & (tenth >= 0) & (tenth < HALF)
        total += int(inside) << PART * (tenth & 7)
    return total


@compiled()
def headed(sums, g, days, covered, count):  # type: ignore[no-untyped-def]
    """Add what `ages` found to the counts of a population group."""
    people = sums & MOST
    count.people[g] += people
    count.person_days[g] += people * days
    count.adults[g] += sums >> PART & MOST
    count.births[g] += sums >> 3 * PART & MOST
    if covered:
        count.covered[g] += people
        count.of_age[g] += sums >> 2 * PART & MOST


@compiled()
def counted(desk, n, month, days, covered, law, count):  # type: ignore[no-untyped-def]
    """Count the people of a community who are alive this month; n: all positions, the dead and unborn among them."""
    everybody = ages(desk, n, month, 0, law.least_age)
    minority = ages(desk, n, month, 1, law.least_age)
    headed(everybody - minority, 0, days, covered, count)
    headed(minority, 1, days, covered, count)
    for lowest in range(0, 2 * HALF, HALF):
        sums = incomes(desk, n, month, lowest)
        for i in range(HALF):
            count.decile_people[lowest + i] += sums >> PART * i & MOST
    for score in range(law.scores):
        for g in range(G):
            count.customers[g, score] += customers(desk, n, month, g, law, score)
